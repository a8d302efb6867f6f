"""What hangs on a PDF beside the text of its pages: fields filled in, remarks, attached files."""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from capabilities.knowledge.reading.document import clean

MOST_NOTES = 2000  # on one page


class Attached(NamedTuple):
    name: str
    data: bytes


class Beside(NamedTuple):
    remarks: list[str]
    files: list[Attached]


def beside(pdf: Any, page: Any) -> Beside:
    """To be asked before the page is flattened."""
    found = Beside([], [])
    for annotation in _annotations(page):
        if remark := clean(_string(annotation, b"Contents")):
            found.remarks.append(remark)
        found.files.extend(_file(pdf, annotation))
    return found


def flatten(page: Any) -> bool:
    """Whether what fields and remarks show has become part of the page, which then must be opened again."""
    from pypdfium2 import raw

    has_any = raw.FPDFPage_GetAnnotCount(page) > 0
    return bool(has_any and raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS)


def attachments(pdf: Any) -> Iterator[Attached]:
    """Of the document as a whole."""
    from pypdfium2 import PdfiumError

    for index in range(min(pdf.count_attachments(), MOST_NOTES)):
        try:
            attachment = pdf.get_attachment(index)
            yield Attached(attachment.get_name(), bytes(attachment.get_data()))
        except PdfiumError:  # named, but not in the file
            continue


@contextmanager
def _opened(page: Any, index: int) -> Iterator[Any]:
    from pypdfium2 import raw

    annotation = raw.FPDFPage_GetAnnot(page, index)
    try:
        yield annotation
    finally:
        raw.FPDFPage_CloseAnnot(annotation)


def _annotations(page: Any) -> Iterator[Any]:
    from pypdfium2 import raw

    for index in range(min(raw.FPDFPage_GetAnnotCount(page), MOST_NOTES)):
        with _opened(page, index) as annotation:
            if annotation:
                yield annotation


def _string(annotation: Any, key: bytes) -> str:
    from pypdfium2 import raw

    size = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)  # bytes, with two of an end
    if size <= 2:
        return ""
    units = (raw.FPDF_WCHAR * (size // 2))()
    raw.FPDFAnnot_GetStringValue(annotation, key, units, size)
    return bytes(ctypes.string_at(units, size - 2)).decode("utf-16-le", "replace")


def _file(pdf: Any, annotation: Any) -> Iterator[Attached]:
    from pypdfium2 import PdfAttachment, PdfiumError, raw

    handle = raw.FPDFAnnot_GetFileAttachment(annotation)
    if not handle:
        return
    try:
        attachment = PdfAttachment(handle, pdf)
        yield Attached(attachment.get_name(), bytes(attachment.get_data()))
    except PdfiumError:
        return
