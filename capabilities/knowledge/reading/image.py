"""Pictures and scans: the text in them; each page of a TIFF is a page."""

from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING

from capabilities.knowledge.reading import ocr
from capabilities.knowledge.reading.document import ReadDocument, TextBuilder, Unreadable
from capabilities.knowledge.reading.source import Source

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 100_000_000
MOST_PAGES = 200
SMALL = 1024
_DAMAGED = "The picture is damaged and cannot be opened: save it again and upload that copy."


def read(source: Source) -> ReadDocument:
    if not ocr.is_installed():
        raise Unreadable(ocr.MISSING)
    image = _opened(source.data)
    pages = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
    builder = TextBuilder()
    if pages > MOST_PAGES:
        builder.notice(f"Only the first {MOST_PAGES} of {pages:,} pages were read.")
        pages = MOST_PAGES
    pictures = [partial(_frame, image, number) for number in range(pages)]
    for number, lines in enumerate(ocr.recognise_all(pictures), 1):
        builder.page(number)
        for line in lines:
            builder.line(line)
        source.job.report(number / pages)
        if source.job.out_of_time() and number < pages:
            builder.notice(f"Only the first {number} of {pages:,} pages were read in the time allowed.")
            break
    document = builder.build("image")
    if not document.text:
        raise Unreadable("No text was found in the picture.")
    return document


def small(data: bytes) -> bytes:
    """The first page as a JPEG, its longer side at most 1,024 points, without what a camera notes beside it."""
    image = _frame(_opened(data), 0, "RGB").convert("RGB")
    image.thumbnail((SMALL, SMALL))
    jpeg = BytesIO()
    image.save(jpeg, "JPEG", quality=85)
    return jpeg.getvalue()


def _opened(data: bytes) -> "Image":
    """Nothing is unpacked yet: the size is what the picture says of itself."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # the size is looked at here, with a message of our own
    try:
        image = Image.open(BytesIO(data))
    except (OSError, ValueError, SyntaxError, TypeError, IndexError, OverflowError) as error:
        raise Unreadable(_DAMAGED) from error
    _check(image)
    return image


def _check(image: "Image") -> None:
    if image.width * image.height > MOST_PIXELS:
        raise Unreadable(
            f"The picture has {image.width:,} × {image.height:,} points, more than {MOST_PIXELS // 1_000_000} million: "
            "make it smaller and upload that copy."
        )


def _frame(image: "Image", number: int, mode: str = "L") -> "Image":
    """Turned as the camera was held."""
    from PIL import ImageOps

    try:
        if number:
            image.seek(number)
            _check(image)
        image.draft(mode, (3000, 3000))  # a JPEG unpacks to less at once
        image.load()
        return ImageOps.exif_transpose(image)
    except (OSError, ValueError, SyntaxError, TypeError, IndexError, EOFError) as error:
        raise Unreadable(_DAMAGED) from error
