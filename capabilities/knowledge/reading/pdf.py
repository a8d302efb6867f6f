"""PDF through pdfium: the text page by page, with what is filled in and noted; scanned pages are recognised."""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

from capabilities.knowledge.reading import ocr
from capabilities.knowledge.reading.document import ReadDocument, TextBuilder, Unreadable, clean, unwrap
from capabilities.knowledge.reading.embedded import add_file
from capabilities.knowledge.reading.pdf_notes import Attached, attachments, beside, flatten
from capabilities.knowledge.reading.pdf_tables import Rows, blocks, may_have_tables
from capabilities.knowledge.reading.source import Source

if TYPE_CHECKING:
    from PIL.Image import Image

Piece: TypeAlias = str | Rows  # a paragraph, or a table

MOST_PAGES = 5000
MOST_SCANNED = 500
RESOLUTION = 200  # dots an inch: what the recognition was measured with
MOST_PIXELS = 12_000_000  # of a page as a picture, whatever size it claims
_LETTERS = re.compile(r"[^\W_]")
_UNMAPPED = re.compile("[\ufffd\ue000-\uf8ff]")  # a font that does not say which letters its shapes are
_TELL_EVERY = 50  # pages
_TEXT_SHARE = 0.2  # of the work, where pages are recognised too
_NAMED_PAGES = 20  # more than these are counted, not listed


def read(source: Source) -> ReadDocument:
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(source.data) as pdf:
            return _Reader(source, pdf).read()
    except pypdfium2.PdfiumError as error:
        raise Unreadable(_explain(str(error))) from error


def _explain(error: str) -> str:
    if "password" in error.lower() or "security" in error.lower():
        return "The PDF is protected with a password: save a copy without it and upload that."
    return "The PDF is damaged and cannot be opened: open it in a PDF program, save it again and upload that copy."


class _Reader:
    def __init__(self, source: Source, pdf: Any) -> None:
        self._source, self._job, self._pdf = source, source.job, pdf
        self._builder = TextBuilder()
        self._scanned: dict[int, list[str]] = {}  # paragraphs by page, from 0
        self._unread: list[int] = []
        self._attached: list[Attached] = []

    def read(self) -> ReadDocument:
        pages = self._count()
        texts = self._texts(pages)
        self._recognise([index for index, text in enumerate(texts) if text is None])
        headings = _outline(self._pdf)
        for index, text in enumerate(texts):
            self._builder.page(index + 1)
            _add_page(self._builder, text or self._scanned.get(index, []), headings.get(index, []))
        self._tell_unread()
        for name, data in [*attachments(self._pdf), *self._attached]:
            add_file(self._builder, self._source, name, data)
        document = self._builder.build("pdf")
        if not document.text:
            raise Unreadable(" ".join(["No text was found in the PDF.", *document.notices]))
        return document

    def _count(self) -> int:
        pages = len(self._pdf)
        if not pages:
            raise Unreadable("The PDF has no pages.")
        if pages > MOST_PAGES:
            self._builder.notice(f"Only the first {MOST_PAGES:,} of {pages:,} pages were read.")
        return min(pages, MOST_PAGES)

    def _texts(self, pages: int) -> list[list[Piece] | None]:
        texts: list[list[Piece] | None] = []
        for index in range(pages):
            texts.append(self._text(index))
            if index % _TELL_EVERY == 0:
                self._job.report(_TEXT_SHARE * index / pages)
        return texts

    def _text(self, index: int) -> list[Piece] | None:
        """The paragraphs and tables of a page; None for a page whose text is in a picture."""
        import pypdfium2

        if self._job.out_of_time():
            self._unread.append(index)
            return []
        try:
            page = self._pdf[index]
            remarks, files = beside(self._pdf, page)
            if flatten(page):
                page.close()
                page = self._pdf[index]
        except pypdfium2.PdfiumError:  # one broken page does not cost the others
            self._unread.append(index)
            return []
        self._attached += files
        return _page_text(page, remarks)

    def _recognise(self, indices: list[int]) -> None:
        if indices and not ocr.is_installed():
            self._builder.notice(ocr.MISSING)
            self._unread += indices
            return
        wanted = indices[:MOST_SCANNED]
        self._unread += indices[MOST_SCANNED:]
        read = ocr.recognise_all([partial(self._picture, index) for index in wanted])
        for done, (index, lines) in enumerate(zip(wanted, read, strict=True), 1):
            self._scanned[index] = lines
            if not lines:
                self._unread.append(index)
            self._job.report(_TEXT_SHARE + (1 - _TEXT_SHARE) * done / len(wanted))
            if self._job.out_of_time():
                self._unread += wanted[done:]
                return

    def _picture(self, index: int) -> "Image":
        page = self._pdf[index]
        width, height = page.get_size()  # points, 72 an inch
        scale = min(RESOLUTION / 72, (MOST_PIXELS / max(width * height, 1)) ** 0.5)
        image: Image = page.render(scale=scale, grayscale=True).to_pil()
        page.close()
        return image

    def _tell_unread(self) -> None:
        numbers = [str(index + 1) for index in sorted(self._unread)]
        if len(numbers) > _NAMED_PAGES:
            self._builder.notice(f"Of {len(numbers):,} pages, the first of them page {numbers[0]}, no text was read.")
        elif len(numbers) > 1:
            self._builder.notice(f"No text was read from the pages {', '.join(numbers[:-1])} and {numbers[-1]}.")
        elif numbers:
            self._builder.notice(f"No text was read from page {numbers[0]}.")


def _page_text(page: Any, remarks: list[str]) -> list[Piece] | None:
    letters = page.get_textpage()
    text: str = letters.get_text_bounded().replace("\x02", "")  # pdfium's mark of a word cut at a line end
    found = _pieces(letters, text)
    scanned = not _is_told(text) and _is_painted(page)
    page.close()
    if scanned and not remarks:
        return None
    return [*found, *(remark for remark in dict.fromkeys(remarks) if remark not in text)]


def _pieces(letters: Any, text: str) -> list[Piece]:
    if not may_have_tables(letters, text):
        return [*unwrap(text)]
    found: list[Piece] = []
    for block in blocks(letters):
        found += unwrap(block) if isinstance(block, str) else [block]
    return found


def _is_told(text: str) -> bool:
    """Whether there are letters, and they mean something."""
    letters = len(_LETTERS.findall(text))
    return letters > 0 and len(_UNMAPPED.findall(text)) <= letters * 0.3


def _is_painted(page: Any) -> bool:
    from pypdfium2 import raw

    return bool(raw.FPDFPage_CountObjects(page) > 0)


def _add_page(builder: TextBuilder, pieces: Sequence[Piece], headings: list[str]) -> None:
    """A section starts at the line that shows its title, or with the page when no line does."""
    lines = [clean(piece) if isinstance(piece, str) else "" for piece in pieces]
    starts: dict[int, list[str]] = {}
    for title in headings:
        shown = (number for number, line in enumerate(lines) if _is_heading(line, title))
        starts.setdefault(next(shown, 0), []).append(title)
    for number, piece in enumerate(pieces or [""]):
        for title in starts.get(number, []):
            builder.section(title)
        if isinstance(piece, str):
            builder.line(piece)
        else:
            builder.table(piece)


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
