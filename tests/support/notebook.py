"""A package with a few functions that plans can use; nothing is carried out."""

from datetime import datetime

from pydantic import BaseModel, Field

from agent_core.contract import Call, Capability, CapabilityPackage, Result, Risk, capability


class Question(BaseModel):
    text: str = Field(min_length=1)


class Found(Result):
    best: str = ""


class NewNote(BaseModel):
    title: str
    text: str = ""
    due: datetime | None = None
    copies: int = Field(default=1, ge=1, le=5)


class Noted(Result):
    id: str = ""


class Notebook(CapabilityPackage):
    name = "notebook"
    description = "Notes."

    @capability(risk=Risk.READ, seconds=2)
    async def find(self, call: Call, question: Question) -> Found:
        """Look something up in the person's documents."""
        raise NotImplementedError

    @capability(risk=Risk.WRITE)
    async def create(self, call: Call, note: NewNote) -> Noted:
        """Write a note."""
        raise NotImplementedError


def capabilities() -> list[Capability]:
    return list(Notebook().capabilities())
