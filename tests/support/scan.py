"""Makes pictures of written text, as a scanner or a camera gives them."""

from pathlib import Path
from textwrap import wrap

from PIL import Image, ImageDraw, ImageFont

WIDTH, MARGIN, LINE, CHARACTERS = 1240, 110, 58, 44  # points, points, points, characters


def make_scan(path: Path, heading: str, body: str) -> Path:
    """A sheet a little askew on grey, so that the text has to be recognised."""
    lines = [heading, "", *wrap(body, CHARACTERS)]
    sheet = Image.new("L", (WIDTH, 2 * MARGIN + LINE * len(lines)), 246)
    draw = ImageDraw.Draw(sheet)
    for number, line in enumerate(lines):
        size = 52 if number == 0 else 40
        draw.text((MARGIN, MARGIN + number * LINE), line, fill=30, font=ImageFont.load_default(size))
    sheet.rotate(0.6, Image.Resampling.BICUBIC, expand=True, fillcolor=228).save(path)
    return path
