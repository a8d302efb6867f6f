"""Why something was not found, the questions kept as cases, and that neither tells of another person's documents."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from agent_core.errors import CapabilityFailed, NotFound
from capabilities.knowledge.schemas import Filters, OneDocument, Question, Search, TextRange
from capabilities.knowledge.trace_schemas import CaseId, CheckCases, Explain, KeepCase, ListCases, Place
from tests.capabilities.knowledge.conftest import Library

CANARY = "Zanzibarquartz"


@pytest.fixture
async def lease(library: Library, tmp_path: Path) -> str:
    (tmp_path / "lease.txt").write_text(
        "The monthly rent of the flat in Oslo is 1200 euros. The deposit was paid in March 2024. "
        "Dogs are not allowed in the garden."
    )
    return (await library.add(tmp_path / "lease.txt", title="Lease", tags=["home"])).id


async def test_it_tells_words_ranks_and_evidence_of_what_is_answered(library: Library, lease: str) -> None:
    asked = Explain(query="How much is the montly rent in Oslo?", document="Lease")
    told = await library.package.explain_search(library.call(), asked)
    assert (told.verdict, told.threshold > 0) == ("answered", True)
    words = {each.word: (each.passages, each.instead) for each in told.words}
    assert words["rent"] == (1, None)
    assert words["montly"] == (0, "month")
    assert [each.kind for each in told.variants] == ["as_asked", "spelling"]
    best, sentence = told.passages[0], told.sentences[0]
    assert (best.rank, best.lexical_rank, best.vector_rank, best.shown) == (1, 1, 1, True)
    assert sentence.citation.quote == "The monthly rent of the flat in Oslo is 1200 euros."
    assert sentence.passed
    assert sentence.support == pytest.approx(sentence.citation.score, abs=1e-3)
    assert all(each.adds == pytest.approx(each.value * each.weight) for each in sentence.evidence)
    assert told.document is not None
    assert (told.document.document_id, told.document.best_rank) == (lease, 1)


async def test_it_tells_what_is_missing_where_nothing_answers(library: Library, lease: str) -> None:
    told = await library.package.explain_search(library.call(), Explain(query="Who won the football tournament?"))
    assert told.verdict == "below_threshold"
    assert "“football”" in told.text
    assert all(not each.passed and each.support < told.threshold for each in told.sentences)
    assert told.sentences[0].why.startswith("What speaks against it most")
    answer = await library.package.answer_question(
        library.call(), Question(question="Who won the football tournament?")
    )
    assert not answer.supported  # the trace tells of what is really done


async def test_it_names_the_documents_that_a_filter_or_their_state_left_out(
    library: Library, lease: str, tmp_path: Path
) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 broken")
    await library.add(tmp_path / "broken.pdf")

    async def why(**filters: object) -> dict[str, str]:
        asked = Explain(query="rent", filters=Filters.model_validate(filters))
        told = await library.package.explain_search(library.call(), asked)
        return {each.title: each.why for each in told.left_out}

    assert await why() == {"broken.pdf": "failed"}
    assert await why(type="pdf") == {"broken.pdf": "failed", "Lease": "type"}
    assert (await why(tags=["home", "work"]))["Lease"] == "tag"
    assert (await why(since=library.host.now() + timedelta(days=1)))["Lease"] == "date"


async def test_with_no_documents_it_says_so(library: Library) -> None:
    told = await library.package.explain_search(library.call(), Explain(query="rent"))
    assert (told.verdict, told.passages, told.sentences) == ("no_documents", [], [])


async def test_a_case_is_kept_once_checked_and_deleted_and_all_is_taken_back(library: Library, lease: str) -> None:
    package = library.package
    keep = KeepCase(question="What is the rent?", document="Lease", passages=[Place(start=0, end=20)])
    kept = await package.keep_case(library.call(key="k1"), keep)
    again = await package.keep_case(library.call(key="k2"), keep)
    repeat = await package.keep_case(library.call(key="k1"), keep)
    assert (kept.created, again.created, repeat.created) == (True, False, True)
    checked = await package.check_cases(library.call(), CheckCases())
    assert (checked.cases, checked.recall_at_10, checked.ndcg_at_10, checked.items[0].rank) == (1, 1.0, 1.0, 1)
    deleted = await package.delete_case(library.call(key="k3"), CaseId(case=kept.case.id))
    assert (await package.list_cases(library.call(), ListCases())).total == 0
    assert (await package.delete_case(library.call(key="k3"), CaseId(case=kept.case.id))).case == deleted.case
    with pytest.raises(NotFound):
        await package.delete_case(library.call(key="k4"), CaseId(case=kept.case.id))
    await package.undo_delete_case(library.call(key="undo:k3"), deleted)
    assert (await package.list_cases(library.call(), ListCases())).items == [kept.case]
    await package.undo_keep_case(library.call(key="undo:k1"), kept)
    await package.undo_keep_case(library.call(key="undo:k2"), again)
    assert (await package.list_cases(library.call(), ListCases())).total == 0
    assert (await package.keep_case(library.call(key="k5"), keep)).created


async def test_a_case_that_is_found_no_more_is_told(library: Library, lease: str) -> None:
    await library.package.keep_case(library.call(), KeepCase(question="What is the rent?", document="Lease"))
    await library.package.delete_document(library.call(key="d"), OneDocument(document=lease))
    checked = await library.package.check_cases(library.call(), CheckCases())
    assert (checked.cases, checked.recall_at_10, checked.items[0].found) == (1, 0.0, False)


async def test_copies_of_a_passage_come_after_what_says_something_else(library: Library, tmp_path: Path) -> None:
    for name, text in (("a", "Barley is sown in March."), ("b", "Barley is sown in March!"), ("c", "Barley beer.")):
        (tmp_path / f"{name}.txt").write_text(text)
        await library.add(tmp_path / f"{name}.txt")
    result = await library.package.search_knowledge(library.call(), Search(query="When is barley sown in March?"))
    quotes = [each.quote for each in result.citations]
    assert quotes.index("Barley beer.") == 1
    assert len(quotes) == 3


async def test_no_way_of_asking_tells_of_the_documents_of_another(library: Library, lease: str, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(f"The {CANARY} project ({CANARY[0]}P) pays 5000 euros of rent in Oslo.")
    secret = await library.add(tmp_path / "secret.txt", person="bob", title=f"{CANARY} plan", tags=[CANARY])
    kept = await library.package.keep_case(
        library.call("bob"), KeepCase(question=f"What does {CANARY} pay?", document=secret.id)
    )
    package, ana = library.package, library.call("ana")
    question = "What does the Zanzibarquarz project pay for rent in Oslo?"  # misspelt: it must not be corrected
    told = [
        await package.explain_search(ana, Explain(query=question)),
        await package.explain_search(ana, Explain(query=question, filters=Filters(type="pdf"))),
        await package.answer_question(ana, Question(question=question)),
        await package.search_knowledge(ana, Search(query=question, num_results=50)),
        await package.search_knowledge(ana, Search(query=question, filters=Filters(tags=[CANARY]))),
        await package.list_cases(ana, ListCases()),
        await package.check_cases(ana, CheckCases()),
    ]
    shown = " ".join(each.model_dump_json(exclude={"query"}) for each in told).replace(f'tags":["{CANARY}"]', "")
    assert CANARY not in shown
    assert secret.id not in shown
    assert kept.case.id not in shown
    with pytest.raises(NotFound):
        await package.delete_case(ana, CaseId(case=kept.case.id))
    for reach in (
        package.explain_search(ana, Explain(query=question, document=secret.id)),
        package.keep_case(ana, KeepCase(question=question, document=secret.id)),
        package.search_knowledge(ana, Search(query=question, filters=Filters(document=secret.id))),
        package.document_text(ana, TextRange(document=secret.id)),
    ):
        with pytest.raises(NotFound):
            await reach
    with pytest.raises(CapabilityFailed) as refused:
        await package.keep_case(ana, KeepCase(question=question, document=f"{CANARY} plan"))
    assert "5000" not in str(refused.value)
    await package.undo_delete_case(replace(ana, audience="user:bob"), kept)  # his own is there still
    assert (await package.list_cases(library.call("bob"), ListCases())).items == [kept.case]
