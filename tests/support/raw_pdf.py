"""PDFs written object by object, so that they can say what no honest program would write."""

import zlib
from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas


def plain_pdf(pages: int = 1, text: str = "Plain words.", **options: Any) -> bytes:
    stream = BytesIO()
    canvas = Canvas(stream, **options)
    for number in range(pages):
        canvas.drawString(72, 700, f"{text} {number + 1}")
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def objects(*contents: bytes) -> bytes:
    """A PDF of these objects, the first of which is its catalogue."""
    parts, places, length = [b"%PDF-1.7\n"], [], 9
    for number, content in enumerate(contents, 1):
        places.append(length)
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, content))
        length += len(parts[-1])
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(contents) + 1, length)
    return b"".join(parts) + b"xref\n0 %d\n0000000000 65535 f \n" % (len(contents) + 1) + table + trailer


def one_page(content: bytes, box: bytes = b"[0 0 600 800]", extra: bytes = b"") -> bytes:
    return objects(
        b"<</Type/Catalog/Pages 2 0 R%s>>" % extra,
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox%s/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>" % box,
        content,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )


WORDS = b"<</Length 40>>stream\nBT /F 12 Tf 72 700 Td (Plain words.) Tj ET\nendstream"


def many_pages(count: int) -> bytes:
    """All of them the same object is not allowed; each its own, with one content."""
    kids = b" ".join(b"%d 0 R" % (number + 5) for number in range(count))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 3 0 R/Resources<</Font<</F 4 0 R>>>>>>"
    return objects(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count),
        WORDS,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *[page] * count,
    )


def pdf_bomb() -> bytes:
    squeezed = zlib.compress(b" " * 300_000_000, 1)
    return one_page(b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(squeezed), squeezed))
