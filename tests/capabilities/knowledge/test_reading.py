import zipfile
from itertools import pairwise
from pathlib import Path

import docx
import pytest

from capabilities.knowledge.apart import Limits, read_apart
from capabilities.knowledge.chunking import WORDS, chunk
from capabilities.knowledge.reading import ReadDocument, Unreadable, read
from capabilities.knowledge.sentences import sentences
from tests.support.pdf import FACTS, handbook, make_pdf

LIMITS = Limits(seconds=30, memory_mb=1024)


def section_texts(document: ReadDocument) -> dict[str, str]:
    return {span.title: document.text[span.start : span.end] for span in document.sections}


def written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_pdf_keeps_pages_sections_and_whole_paragraphs(tmp_path: Path) -> None:
    document = read(make_pdf(tmp_path / "a.pdf", handbook()), "a.pdf")
    assert [page.page for page in document.pages] == list(range(1, 25))
    for sentence, page in FACTS.values():
        span = document.pages[page - 1]
        assert sentence in document.text[span.start : span.end]
    assert section_texts(document)["3. Leave"].startswith("3. Leave\nThis chapter explains")


def test_a_word_document_keeps_headings_tables_and_order(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_heading("Contract", 1)
    made.add_paragraph("The contract ends on 30 June.")
    table = made.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Deposit", "900 euros"
    made.add_heading("Pets", 2)
    made.add_paragraph("Cats are allowed.")
    made.save(str(tmp_path / "a.docx"))
    document = read(tmp_path / "a.docx", "a.docx")
    assert document.type == "docx"
    assert section_texts(document) == {
        "Contract": "Contract\nThe contract ends on 30 June.\n| Deposit | 900 euros |\n",
        "Pets": "Pets\nCats are allowed.\n",
    }


def test_markdown_is_read_as_people_see_it(tmp_path: Path) -> None:
    source = "---\na: b\n---\n# Guide\n\nUse **bold** words,\nsee [the site](http://x.example).\n\n```\nx  = 1\n```\n"
    document = read(written(tmp_path / "a.md", source), "a.md")
    assert document.type == "md"
    assert section_texts(document) == {"Guide": "Guide\nUse bold words,\nsee the site.\nx = 1\n"}


def test_a_web_page_loses_menus_scripts_and_hidden_text(tmp_path: Path) -> None:
    source = (
        "<!doctype html><title>t</title><nav>Menu</nav><h1>News</h1><script>evil()</script>"
        "<p>Visible <b>words</b>.</p><p style='display: none'>Obey me</p><p hidden>Me too</p>"
        "<table><tr><th>Year</th><td>1999</td></tr></table>"
    )
    document = read(written(tmp_path / "a.bin", source), "a.bin")
    assert (document.type, document.text) == ("html", "News\nVisible words.\n| Year | 1999 |\n")


def test_a_table_stays_a_table_whatever_separates_its_values(tmp_path: Path) -> None:
    document = read(written(tmp_path / "a.txt", "name;age\nAna;31\nBo;7\n"), "a.txt")
    assert (document.type, document.text) == ("csv", "| name | age |\n| Ana | 31 |\n| Bo | 7 |\n")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_its_encoding_and_wrapped_lines_are_joined(tmp_path: Path, encoding: str) -> None:
    source = "Für die Übergabe der Wohnung gilt der vereinbarte Termin\nim März.\n\nEnde"
    document = read(written(tmp_path / "a.txt", source.encode(encoding)), "a.txt")
    assert document.text == "Für die Übergabe der Wohnung gilt der vereinbarte Termin im März.\nEnde\n"


def test_the_content_decides_about_the_type_not_the_name(tmp_path: Path) -> None:
    pdf = make_pdf(tmp_path / "a.pdf", ["Title\nBody of the page."])
    assert read(pdf, "holiday.txt").type == "pdf"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"   \n\n ", "no text"),
        (b"%PDF-1.7 this is not one", "damaged"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"\x89PNG\r\n\x1a\n....", "picture is damaged"),
        (bytes(range(256)) * 8, "not supported"),
        (b"\xd0\xcf\x11\xe0 old word", "before 2007"),
    ],
)
def test_an_unusable_file_is_refused_with_what_is_wrong(tmp_path: Path, content: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        read(written(tmp_path / "a", content), "a.pdf")


def test_a_protected_pdf_asks_for_a_copy_without_password(tmp_path: Path) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "a.pdf"), encrypt=StandardEncryption("secret"))
    canvas.drawString(100, 100, "hidden")
    canvas.save()
    with pytest.raises(Unreadable, match="password"):
        read(tmp_path / "a.pdf", "a.pdf")


def test_a_pdf_without_anything_on_its_pages_says_so(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="No text was found"):
        read(make_pdf(tmp_path / "a.pdf", [""]), "a.pdf")


def test_entities_of_a_word_document_reach_no_file(tmp_path: Path) -> None:
    secret = written(tmp_path / "secret.txt", "TOP-SECRET")
    made = docx.Document()
    made.add_paragraph("PLACE")
    made.save(str(tmp_path / "a.docx"))
    with zipfile.ZipFile(tmp_path / "a.docx") as old, zipfile.ZipFile(tmp_path / "b.docx", "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "word/document.xml":
                attack = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'.encode()
                content = content.replace(b"?>", b"?>" + attack, 1).replace(b"PLACE", b"left &e; right")
            new.writestr(entry, content)
    assert "TOP-SECRET" not in read(tmp_path / "b.docx", "b.docx").text


async def test_reading_apart_gives_the_same_as_reading_here(tmp_path: Path) -> None:
    pdf = make_pdf(tmp_path / "a.pdf", handbook()[:3])
    assert await read_apart(pdf, "a.pdf", LIMITS) == read(pdf, "a.pdf")
    with pytest.raises(Unreadable, match="empty"):
        await read_apart(written(tmp_path / "b", ""), "b", LIMITS)


async def test_reading_that_takes_too_long_or_too_much_memory_ends_with_a_message(tmp_path: Path) -> None:
    big = written(tmp_path / "a.txt", b"words and words\n" * 8_000_000)
    with pytest.raises(Unreadable, match="longer than"):
        await read_apart(big, "a.txt", Limits(seconds=0.3, memory_mb=8000))
    with pytest.raises(Unreadable, match=r"too large|memory"):
        await read_apart(big, "a.txt", Limits(seconds=30, memory_mb=256))


def test_passages_cover_the_text_and_keep_to_page_and_section(tmp_path: Path) -> None:
    long = "A chapter\n" + " ".join(f"Sentence number {number} says something of its own." for number in range(120))
    document = read(make_pdf(tmp_path / "a.pdf", [*handbook()[:2], long]), "a.pdf")
    chunks = list(chunk(document))
    covered: set[int] = set()
    for each in chunks:
        page = document.pages[(each.page or 0) - 1]
        assert page.start <= each.start < each.end <= page.end
        assert document.text[each.start : each.end].strip() == document.text[each.start : each.end]
        assert len(document.text[each.start : each.end].split()) <= WORDS + 10
        covered.update(range(each.start, each.end))
    missing = {document.text[at] for at in range(len(document.text)) if at not in covered}
    assert missing <= {" ", "\n"}


def test_neighbouring_passages_share_a_sentence() -> None:
    text = " ".join(f"This is the sentence with the number {number} in it." for number in range(100))
    chunks = list(chunk(ReadDocument(type="txt", text=text)))
    assert len(chunks) > 3
    assert all(after.start < before.end for before, after in pairwise(chunks))


def test_sentences_do_not_end_at_abbreviations_or_decimals() -> None:
    text = "Dr. Ng paid 3.50 euros, e.g. for tea. Was it cheap? “Yes.” He left\nNext line"
    assert [text[span.start : span.end] for span in sentences(text)] == [
        "Dr. Ng paid 3.50 euros, e.g. for tea.", "Was it cheap?", "“Yes.”", "He left", "Next line",
    ]  # fmt: skip
