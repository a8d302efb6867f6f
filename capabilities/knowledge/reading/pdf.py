"""PDF through pdfium: the text page by page, sections from the outline."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from capabilities.knowledge.reading.document import ReadDocument, TextBuilder, Unreadable, clean, unwrap

MOST_PAGES = 5000


def read(path: Path) -> ReadDocument:
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(path) as pdf:
            return _read(pdf)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(_explain(str(error))) from error


def _explain(error: str) -> str:
    if "password" in error.lower():
        return "The PDF is protected by a password: save a copy without it and upload that."
    return "The PDF is damaged and cannot be opened: open it in a PDF program, save it again and upload that copy."


def _read(pdf: Any) -> ReadDocument:
    if len(pdf) > MOST_PAGES:
        raise Unreadable(f"The PDF has {len(pdf):,} pages; at most {MOST_PAGES:,} are read: split it.")
    if not len(pdf):
        raise Unreadable("The PDF has no pages.")
    builder = TextBuilder()
    headings = _outline(pdf)
    for index in range(len(pdf)):
        builder.page(index + 1)
        _add_page(builder, _page_text(pdf, index), headings.get(index, []))
    document = builder.build("pdf")
    if not document.text:
        raise Unreadable(
            "No text was found in the PDF: it seems to be a scan. Text in pictures cannot be read yet; upload a PDF "
            "with selectable text."
        )
    return document


def _page_text(pdf: Any, index: int) -> str:
    import pypdfium2

    try:
        page = pdf[index]
    except pypdfium2.PdfiumError:  # one broken page does not cost the others
        return ""
    text: str = page.get_textpage().get_text_bounded()
    page.close()
    return text


def _add_page(builder: TextBuilder, text: str, headings: list[str]) -> None:
    """A section starts at the line that shows its title, or with the page when no line does."""
    lines = [clean(line) for line in unwrap(text.replace("\x02", ""))]  # pdfium's mark of a word cut at a line end
    starts: dict[int, list[str]] = {}
    for title in headings:
        shown = (number for number, line in enumerate(lines) if _is_heading(line, title))
        starts.setdefault(next(shown, 0), []).append(title)
    for number, line in enumerate(lines or [""]):
        for title in starts.get(number, []):
            builder.section(title)
        builder.line(line)


def _is_heading(line: str, title: str) -> bool:
    line, title = line.casefold(), title.casefold()
    return line.endswith(title) and len(line) <= len(title) + 12


def _outline(pdf: Any) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for title, page in _bookmarks(pdf):
        if title := clean(title):
            found.setdefault(page, []).append(title)
    return found


def _bookmarks(pdf: Any) -> Iterator[tuple[str, int]]:
    for bookmark in pdf.get_toc(max_depth=4):
        target = bookmark.get_dest()
        page = target.get_index() if target else None
        if page is not None:
            yield bookmark.get_title(), page
