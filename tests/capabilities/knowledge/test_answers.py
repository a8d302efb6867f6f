from pathlib import Path

import pytest

from capabilities.knowledge.schemas import Filters, OneDocument, Question, Search, TextRange
from tests.capabilities.knowledge.conftest import Library
from tests.support.pdf import FACTS, handbook, make_pdf


async def whole_text(library: Library, document_id: str) -> str:
    result = await library.package.document_text(library.call(), TextRange(document=document_id))
    return result.text


async def test_questions_about_a_long_pdf_are_answered_with_the_page_and_the_exact_place(
    library: Library, tmp_path: Path
) -> None:
    document = await library.add(make_pdf(tmp_path / "handbook.pdf", handbook()))
    assert (document.status, document.pages, document.type, document.error) == ("ready", 24, "pdf", None)
    text = await whole_text(library, document.id)
    for question, (sentence, page) in FACTS.items():
        result = await library.package.answer_question(library.call(), Question(question=question))
        first = result.citations[0]
        assert result.supported
        assert first.quote == sentence == text[first.start : first.end]
        assert first.page == page
        assert f"“{sentence}” [1]" in result.text
        assert result.origin == "untrusted"


@pytest.mark.parametrize(
    "question",
    ["What is the boiling point of mercury?", "Who won the football world cup?", "How do I prune an apple tree?"],
)
async def test_a_question_the_documents_do_not_answer_is_refused_with_the_nearest_passages(
    library: Library, tmp_path: Path, question: str
) -> None:
    await library.add(make_pdf(tmp_path / "handbook.pdf", handbook()))
    result = await library.package.answer_question(library.call(), Question(question=question))
    assert not result.supported
    assert result.text.startswith("I did not find that in your documents.")
    assert len(result.citations) == 3


async def test_without_documents_the_person_is_told_to_upload_one(library: Library) -> None:
    result = await library.package.answer_question(library.call(), Question(question="What is the rent?"))
    assert (result.supported, result.citations) == (False, [])
    assert "no documents yet" in result.text


async def test_a_question_can_be_put_to_one_document_only(library: Library, tmp_path: Path) -> None:
    (tmp_path / "flat.txt").write_text("The monthly rent of the flat in Oslo is 1200 euros.")
    (tmp_path / "garage.txt").write_text("The monthly rent of the garage is 90 euros.")
    await library.add(tmp_path / "flat.txt")
    garage = await library.add(tmp_path / "garage.txt")
    asked = Question(question="How much is the monthly rent?", document="the garage")
    result = await library.package.answer_question(library.call(), asked)
    assert {citation.document_id for citation in result.citations} == {garage.id}
    assert "90 euros" in result.text


async def test_search_finds_by_meaning_and_by_word_and_cites_exact_spans(library: Library, tmp_path: Path) -> None:
    document = await library.add(make_pdf(tmp_path / "handbook.pdf", handbook()))
    text = await whole_text(library, document.id)
    for query in ("holiday entitlement of staff", "Mirela Kovacs"):
        result = await library.package.search_knowledge(library.call(), Search(query=query, num_results=3))
        assert len(result.citations) == 3
        for citation in result.citations:
            assert citation.quote == text[citation.start : citation.end]
            assert citation.section
        assert result.citations == sorted(result.citations, key=lambda each: -each.score)
    assert result.citations[0].page == 7


async def test_search_filters_by_document_type_and_tag(library: Library, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Tulips are planted in autumn.")
    (tmp_path / "b.md").write_text("# Bulbs\n\nTulips flower in spring.")
    (tmp_path / "c.txt").write_text("Tulips came from Turkey.")
    first = await library.add(tmp_path / "a.txt", tags=["garden"])
    second = await library.add(tmp_path / "b.md")
    third = await library.add(tmp_path / "c.txt", tags=["history"])

    async def found(**filters: str) -> set[str]:
        wanted = Search(query="tulips", filters=Filters(**filters))
        result = await library.package.search_knowledge(library.call(), wanted)
        return {citation.document_id for citation in result.citations}

    assert await found() == {first.id, second.id, third.id}
    assert await found(type="md") == {second.id}
    assert await found(tag="history") == {third.id}
    assert await found(document="a.txt") == {first.id}
    assert await found(type="txt", tag="garden") == {first.id}
    assert await found(tag="nobody uses this") == set()


async def test_a_summary_quotes_the_document_in_its_own_order(library: Library, tmp_path: Path) -> None:
    document = await library.add(make_pdf(tmp_path / "handbook.pdf", handbook()))
    result = await library.package.summarise_document(library.call(), OneDocument(document="handbook"))
    text = await whole_text(library, document.id)
    assert 2 <= len(result.citations) <= 5
    assert [each.start for each in result.citations] == sorted(each.start for each in result.citations)
    assert all(each.quote == text[each.start : each.end] for each in result.citations)
    assert "[1]" in result.text


async def test_a_sentence_that_points_back_is_quoted_with_the_one_before(library: Library, tmp_path: Path) -> None:
    (tmp_path / "tower.txt").write_text(
        "The clock tower stands on the market square of Brenn. It was designed by Ida Lindqvist. Pigeons live there."
    )
    await library.add(tmp_path / "tower.txt")
    result = await library.package.answer_question(library.call(), Question(question="Who designed the clock tower?"))
    assert result.citations[0].quote.startswith("The clock tower stands")
    assert "Ida Lindqvist" in result.citations[0].quote
