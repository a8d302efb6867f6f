"""What goes into and comes out of "why was it not found?" and of the questions kept as cases."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from agent_core.contract import Citation, Result
from capabilities.knowledge.schemas import NAMED, Filters
from capabilities.knowledge.variants import Kind

Verdict = Literal["answered", "below_threshold", "no_passages", "no_documents"]
Reason = Literal["document", "type", "tag", "date", "queued", "reading", "indexing", "failed"]


class Explain(BaseModel):
    query: str = Field(min_length=1, max_length=4000, description="what was asked")
    document: str = Field("", max_length=300, description=f"where it should have been found: {NAMED}")
    filters: Filters = Filters()


class VariantView(BaseModel):
    text: str
    kind: Kind


class WordView(BaseModel):
    word: str
    passages: int = Field(description="in how many passages it stands, in any of its forms")
    instead: str | None = Field(None, description="the word of the documents that was taken for it")


class PassageView(BaseModel):
    citation: Citation
    rank: int
    score: float
    lexical_rank: int | None = Field(description="null: not among the best by words")
    lexical_score: float | None
    vector_rank: int | None = Field(description="null: not among the nearest in meaning")
    similarity: float | None
    shown: bool = Field(description="among those that an answer is looked for in")
    why: str


class EvidenceView(BaseModel):
    name: str
    value: float = Field(description="0 to 1")
    weight: float
    adds: float = Field(description="value times weight")
    text: str


class SentenceView(BaseModel):
    citation: Citation
    support: float
    passed: bool
    why: str
    evidence: list[EvidenceView]


class LeftOut(BaseModel):
    document_id: str
    title: str
    why: Reason
    text: str


class ExpectedView(BaseModel):
    """The document in which it should have been found."""

    document_id: str
    title: str
    status: str
    passages: int
    best_rank: int | None
    best_lexical_rank: int | None
    best_vector_rank: int | None
    text: str


class Explained(Result):
    query: str
    threshold: float = Field(description="support from which there is an answer")
    verdict: Verdict
    variants: list[VariantView]
    words: list[WordView]
    passages: list[PassageView]
    sentences: list[SentenceView]
    left_out: list[LeftOut] = Field(description="documents that were not looked into")
    document: ExpectedView | None = None


class Place(BaseModel):
    """Characters of the document's text."""

    start: int = Field(ge=0)
    end: int = Field(ge=1)


class KeepCase(BaseModel):
    question: str = Field(min_length=1, max_length=4000)
    document: str = Field(min_length=1, max_length=300, description=f"where the answer stands: {NAMED}")
    passages: list[Place] = Field([], max_length=20, description="where exactly; empty: anywhere in the document")


class CaseId(BaseModel):
    case: str = Field(min_length=1, max_length=64, description="id of the case")


class ListCases(BaseModel):
    limit: int = Field(50, ge=1, le=200)
    cursor: str = Field("", max_length=20, description="`next` of the part before")


class CheckCases(BaseModel):
    """All cases are checked."""


class CaseView(BaseModel):
    id: str
    question: str
    document_id: str
    title: str
    passages: list[Place]
    created_at: datetime


class CaseResult(Result):
    case: CaseView
    created: bool = Field(False, description="false when it was kept already")
    change: str | None = Field(None, description="key of the call that changed it; null when it was so already")


class CaseList(Result):
    items: list[CaseView]
    total: int
    next: str | None = None


class CheckedCase(BaseModel):
    case: CaseView
    rank: int | None = Field(description="null: not among the first ten")
    found: bool


class CasesChecked(Result):
    cases: int
    recall_at_10: float
    ndcg_at_10: float
    items: list[CheckedCase]
