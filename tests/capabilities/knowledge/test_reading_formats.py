"""Every format that is read, with what is easily lost: tables, notes, comments, headers, boxes, attachments."""

import json
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pptx
import pytest
from openpyxl.comments import Comment
from PIL import Image, ImageDraw, ImageFont
from pptx.chart import data as charts
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from capabilities.knowledge.apart import Limits, read_apart
from capabilities.knowledge.reading import ReadDocument, Source, Unreadable, read, read_source
from tests.support.office import docx_parts, epub_parts, odt_parts, office, relations, word, word_part
from tests.support.pdf import make_pdf


def read_bytes(content: str | bytes, name: str = "file") -> ReadDocument:
    return read_source(Source(name, content.encode() if isinstance(content, str) else content))


def tables(document: ReadDocument) -> list[str]:
    return [document.text[table.start : table.end] for table in document.tables]


def chart_data() -> Any:
    make: Any = charts.CategoryChartData
    return make()


def pages(document: ReadDocument) -> list[tuple[str, str]]:
    return [(page.name, document.text[page.start : page.end]) for page in document.pages]


def test_a_word_document_keeps_notes_comments_boxes_headers_and_embedded_files() -> None:
    box = f"<w:p><w:r><wps:txbx><w:txbxContent>{word('In a box')}</w:txbxContent></wps:txbx></w:r></w:p>"
    changed = "<w:p><w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del></w:p>"
    control = f"<w:sdt><w:sdtContent>{word('In a field')}</w:sdtContent></w:sdt>"
    parts = docx_parts(word("Body") + box + changed + control) | {
        "word/_rels/document.xml.rels": relations(
            ("footnotes", "footnotes.xml"), ("comments", "comments.xml"), ("header", "header1.xml"),
            ("header", "header2.xml"),
        ),
        "word/footnotes.xml": word_part("footnotes", f"<w:footnote>{word('A note')}</w:footnote>"),
        "word/comments.xml": word_part("comments", f"<w:comment>{word('A remark')}</w:comment>"),
        "word/header1.xml": word_part("hdr", word("The company")),
        "word/header2.xml": word_part("hdr", word("The company")),
        "word/embeddings/inner.docx": office(docx_parts(word("Inner words"))),
    }  # fmt: skip
    document = read_bytes(office(parts))
    assert document.text.splitlines() == [
        "Body", "In a box", "new", "In a field", "A note", "A remark", "The company", "Inner words",
    ]  # fmt: skip
    assert [section.title for section in document.sections] == ["Footnotes", "Comments", "Header", "inner.docx"]


def test_columns_of_a_word_table_stay_below_each_other_when_cells_are_merged(tmp_path: Path) -> None:
    made = docx.Document()
    table = made.add_table(rows=2, cols=3)
    for row in range(2):
        for column in range(3):
            table.rows[row].cells[column].text = f"{row}{column}"
    table.rows[0].cells[0].merge(table.rows[0].cells[1]).text = "wide|one"
    table.rows[1].cells[2].add_table(rows=1, cols=2).rows[0].cells[0].text = "inner"
    made.save(str(tmp_path / "a.docx"))
    document = read(tmp_path / "a.docx", "a.docx")
    assert tables(document)[0] == "| wide\\|one | | 02 |\n| 10 | 11 | 12 |\n"
    assert "inner" in document.text


def test_slides_are_pages_with_tables_charts_notes_and_descriptions(tmp_path: Path) -> None:
    show = pptx.Presentation()
    slide = show.slides.add_slide(show.slide_layouts[5])
    slide.shapes.title.text = "Sales"
    table = slide.shapes.add_table(2, 2, 0, 0, Inches(2), Inches(1)).table
    for row, texts in enumerate((("Year", "Sum"), ("2020", "7"))):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    data: Any = chart_data()
    data.categories = ["North", "South"]
    data.add_series("Apples", (3, 4.5))
    slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, 0, 0, Inches(2), Inches(2), data)
    slide.notes_slide.notes_text_frame.text = "Say it slowly"
    show.slides.add_slide(show.slide_layouts[5]).shapes.title.text = "Thanks"
    show.save(str(tmp_path / "a.pptx"))
    document = read(tmp_path / "a.pptx", "a.pptx")
    assert document.type == "pptx"
    assert "| Year | Sum |\n| 2020 | 7 |\n" in tables(document)
    assert any("| North | 3" in table and "| South | 4.5 |" in table for table in tables(document))
    first, second = pages(document)
    assert first[1].startswith("Sales\n")
    assert "Say it slowly" in first[1]
    assert second[1] == "Thanks\n" or second[1].startswith("Thanks\n")


def test_sheets_are_pages_with_their_names_values_as_written_and_comments(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "Prices"
    for row in (["Price list"], [], ["Fruit", None, "Euro"], ["Apple", None, 2.0], ["Pear", None, 2.5]):
        sheet.append(row)
    sheet["A4"].comment = Comment("from Spain", "Ana")
    sheet.oddHeader.center.text = "Confidential"
    book.create_sheet("Empty")
    book.save(tmp_path / "a.xlsx")
    document = read(tmp_path / "a.xlsx", "a.xlsx")
    assert document.text.startswith("Prices\nPrice list\n| Fruit | Euro |\n| Apple | 2 |\n| Pear | 2.5 |\n")
    assert {"from Spain", "Confidential"} <= set(document.text.split("\n"))
    assert [name for name, _ in pages(document)] == ["Prices", "Empty"]


def test_a_mail_keeps_who_when_what_and_its_attachments() -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Zoë <a@example.com>", "b@example.com", "Lunch on the 9th"
    mail["Date"] = "Mon, 02 Nov 2026 10:00:00 +0100"
    mail.set_content("Let us meet.")
    mail.add_alternative("<p>Let us <b>meet</b>.</p>", subtype="html")
    mail.add_attachment(b"dish;price\nSoup;4\n", maintype="text", subtype="csv", filename="menu.csv")
    inner = EmailMessage()
    inner["From"], inner["To"], inner["Subject"] = "c@example.com", "a@example.com", "Earlier"
    inner["Date"] = mail["Date"]
    inner.set_content("First mail.")
    mail.add_attachment(inner)
    document = read_bytes(mail.as_bytes())
    assert document.type == "eml"
    assert document.text.count("Let us meet.") == 1
    assert "From: Zoë <a@example.com>\n" in document.text
    assert tables(document) == ["| dish | price |\n| Soup | 4 |\n"]
    assert [name for name, _ in pages(document)][:2] == ["Message", "menu.csv"]
    assert "First mail." in document.text


def test_a_book_is_read_in_its_order_with_its_authors() -> None:
    document = read_bytes(office(epub_parts("<h1>One</h1><p>It began.</p>")))
    assert (document.type, document.text) == ("epub", "Title: A book\nAuthors: Ana\nOne\nIt began.\n")


def test_an_open_document_keeps_headings_tables_notes_and_boxes() -> None:
    cells = "".join(f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in ("a", "b"))
    body = (
        "<text:h>Head</text:h><text:p>One<text:s/>two<text:note><text:note-citation>1</text:note-citation>"
        "<text:p>A note</text:p></text:note></text:p>"
        f"<table:table><table:table-row>{cells}</table:table-row></table:table>"
        "<text:p><draw:frame><draw:text-box><text:p>Boxed</text:p></draw:text-box></draw:frame></text:p>"
    )
    document = read_bytes(office(odt_parts(body)))
    assert (document.type, document.text) == ("odt", "Head\nOne two\nA note\n| a | b |\nBoxed\n")


def test_json_is_said_by_path_and_records_as_a_table() -> None:
    content = {"name": "Ana", "tags": ["x", "y"], "rows": [{"id": 1, "ok": True}, {"id": 2, "ok": None}]}
    document = read_bytes(json.dumps(content))
    assert document.text == "name: Ana\ntags.1: x\ntags.2: y\nrows:\n| id | ok |\n| 1 | true |\n| 2 | |\n"
    assert read_bytes('{"a": 1}\n{"a": 2}\n').text == "1.a: 1\n2.a: 2\n"


def test_a_notebook_is_read_as_its_cells() -> None:
    cells = [
        {"cell_type": "markdown", "source": ["# Title\n", "Some *words*"]},
        {"cell_type": "code", "source": "print(1)", "outputs": [{"text": ["1\n"]}]},
    ]
    document = read_bytes(json.dumps({"nbformat": 4, "cells": cells}))
    assert (document.type, document.text) == ("ipynb", "Title\nSome words\nprint(1)\n1\n")


def test_a_feed_is_read_as_its_entries_and_other_xml_as_its_texts() -> None:
    item = "<item><title>Rain</title><description>&lt;p&gt;It rains&lt;/p&gt;</description></item>"
    document = read_bytes(f'<?xml version="1.0"?><rss><channel><title>News</title>{item}</channel></rss>')
    assert (document.type, document.text) == ("xml", "News\nRain\nIt rains\n")
    assert (
        read_bytes('<?xml version="1.0"?><a><b>One <i>two</i> three</b><c>four</c></a>').text == "One two three\nfour\n"
    )


def test_rich_text_keeps_letters_and_rows() -> None:
    source = rb"{\rtf1\ansi Caf\'e9 \u8364?5\par\trowd\cellx1\cellx2 a\cell b\cell\row\pard End\par}"
    document = read_bytes(source)
    assert document.type == "rtf"
    assert "Café €5" in document.text
    assert tables(document) == ["| a | b |\n"]


def test_markdown_and_web_tables_stay_tables_and_layout_does_not() -> None:
    assert tables(read_bytes("# T\n\n| a | b |\n|---|---|\n| 1 | x\\|y |\n", "a.md")) == ["| a | b |\n| 1 | x\\|y |\n"]
    rows = "<tr><th colspan=2>wide</th><th>c</th></tr><tr><td>1</td><td>2</td><td>3</td></tr>"
    assert tables(read_bytes(f"<html><table>{rows}</table></html>")) == ["| wide | | c |\n| 1 | 2 | 3 |\n"]
    layout = "<html><table><tr><td><p>One</p><p>Two</p></td><td><p>Three</p><p>Four</p></td></tr></table></html>"
    document = read_bytes(layout)
    assert (document.tables, document.text) == ([], "One\nTwo\nThree\nFour\n")


def picture(path: Path, text: str) -> Path:
    image = Image.new("RGB", (1200, 300), "white")
    ImageDraw.Draw(image).text((40, 100), text, fill="black", font=ImageFont.load_default(48))
    image.save(path)
    return path


@pytest.mark.parametrize("suffix", ["png", "jpg", "gif", "bmp", "tiff", "webp"])
def test_text_in_pictures_is_recognised(tmp_path: Path, suffix: str) -> None:
    document = read(picture(tmp_path / f"a.{suffix}", "The meeting is on Friday"), "a")
    assert (document.type, document.text.strip()) == ("image", "The meeting is on Friday")


def test_a_picture_without_text_says_so(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="No text was found in the picture"):
        read(picture(tmp_path / "a.png", ""), "a")


def test_scanned_pages_among_others_are_recognised_and_empty_ones_named(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "a.pdf"))
    canvas.drawString(72, 700, "Written words.")
    canvas.showPage()
    for text in ("Scanned words", ""):
        canvas.drawImage(str(picture(tmp_path / f"scan{text}.png", text)), 50, 500, 400, 100)
        canvas.showPage()
    canvas.save()
    document = read(tmp_path / "a.pdf", "a.pdf")
    assert [text for _, text in pages(document)] == ["Written words.\n", "Scanned words\n", ""]
    assert document.notices == ["No text was read from page 3."]


def test_fields_filled_in_and_files_attached_to_a_pdf_are_read(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "a.pdf"))
    canvas.drawString(72, 700, "Name:")
    canvas.acroForm.textfield(name="name", value="Ana Filled", x=120, y=690, width=200, height=20)
    canvas.textAnnotation("Please check", Rect=[300, 700, 320, 720])
    canvas.save()
    text = read(tmp_path / "a.pdf", "a.pdf").text
    assert "Ana Filled" in text
    assert "Please check" in text


def test_pages_beyond_the_limit_are_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("capabilities.knowledge.reading.pdf.MOST_PAGES", 2)
    document = read(make_pdf(tmp_path / "a.pdf", ["One\nWords.", "Two\nWords.", "Three\nWords."]), "a.pdf")
    assert (len(document.pages), document.notices) == (2, ["Only the first 2 of 3 pages were read."])


async def test_a_recording_is_transcribed_with_time_marks_and_tells_how_far_it_is() -> None:
    spoken = Path(__file__).parents[2] / "agent_core" / "voice" / "spoken.ogg"
    told: list[float] = []
    document = await read_apart(spoken, "memo", Limits(seconds=60, memory_mb=2048), progress=told.append)
    assert (document.type, document.text) == ("audio", "What joy there is in living?\n")
    assert [section.title for section in document.sections] == ["0:00"]
    assert told


def test_columns_in_a_pdf_become_a_table_and_prose_does_not(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    rows = [("Fruit", "Price", "Stock"), ("Apple", "2.00", "17"), ("Pear", "", "9"), ("Plum", "3.50", "")]
    canvas = Canvas(str(tmp_path / "a.pdf"))
    canvas.drawString(72, 740, "What we sell this week.")
    for number, row in enumerate(rows):
        for place, text in zip((72, 220, 360), row, strict=True):
            canvas.drawString(place, 700 - 16 * number, text)
    canvas.drawString(72, 600, "Prices are in euros.")
    canvas.save()
    document = read(tmp_path / "a.pdf", "a.pdf")
    table = "| Fruit | Price | Stock |\n| Apple | 2.00 | 17 |\n| Pear | | 9 |\n| Plum | 3.50 | |\n"
    assert document.text == f"What we sell this week.\n{table}Prices are in euros.\n"
    assert tables(document) == [table]


def test_two_columns_of_prose_are_no_table(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "a.pdf"))
    for number in range(12):
        canvas.drawString(40, 700 - 16 * number, f"The left column goes on and on with its story {number}")
        canvas.drawString(320, 700 - 16 * number, f"while the right column tells another story {number}")
    canvas.save()
    assert read(tmp_path / "a.pdf", "a.pdf").tables == []


def test_items_of_a_numbered_list_keep_their_numbers() -> None:
    source = "<html><ol start=3><li>Stir<ul><li>well</li></ul></li><li><p>Bake</p></li></ol></html>"
    assert read_bytes(source).text == "3. Stir\nwell\n4. Bake\n"


def numbered(text: str, level: int) -> str:
    properties = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr></w:pPr>'
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def test_clauses_of_a_word_document_keep_the_numbers_that_word_shows() -> None:
    levels = (("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "(%3)"), ("bullet", "•"))
    listed = "".join(
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
        for number, (kind, pattern) in enumerate(levels)
    )
    lists = f'<w:abstractNum w:abstractNumId="3">{listed}</w:abstractNum>'
    lists += '<w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num>'
    said = [
        ("Rent", 0),
        ("Due monthly", 1),
        ("by transfer", 2),
        ("in cash", 2),
        ("Late fees", 1),
        ("End", 0),
        ("Notice", 1),
    ]
    body = "".join(numbered(text, level) for text, level in said) + numbered("A point", 3) + word("No number")
    parts = docx_parts(body) | {
        "word/_rels/document.xml.rels": relations(("numbering", "numbering.xml")),
        "word/numbering.xml": word_part("numbering", lists),
    }
    assert read_bytes(office(parts)).text.splitlines() == [
        "1. Rent", "1.1 Due monthly", "(a) by transfer", "(b) in cash", "1.2 Late fees", "2. End", "2.1 Notice",
        "A point", "No number",
    ]  # fmt: skip
