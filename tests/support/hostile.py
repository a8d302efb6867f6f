"""Files made to hurt, or broken in the ways files get broken. Each says what reading it must end with."""

import base64
import struct
import wave
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from reportlab.lib.pdfencrypt import StandardEncryption

from tests.support.office import (
    cell,
    docx_parts,
    epub_parts,
    odt_parts,
    office,
    pptx_parts,
    relations,
    word,
    xlsx_parts,
)
from tests.support.raw_pdf import WORDS, many_pages, objects, one_page, pdf_bomb, plain_pdf
from tests.support.zips import Entry, bomb_entry, plain_zip, raw_zip

SECRET = "TOP-SECRET-OF-THE-SERVER"  # stands in the file that the attacks on files try to reach


@dataclass(frozen=True)
class Hostile:
    name: str
    make: Callable[[Path], bytes]  # given the path of the secret
    refused: str = ""  # a pattern of the refusal
    told: str = ""  # or one of what is read: text or notice


def _png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )


def _tiff_loop() -> bytes:
    """Its first page says that the next one is itself."""
    tags = (
        (256, 4, 1, 8),
        (257, 4, 1, 8),
        (258, 3, 1, 8),
        (259, 3, 1, 1),
        (262, 3, 1, 1),
        (273, 4, 1, 8),
        (279, 4, 1, 64),
    )
    table = b"".join(struct.pack("<HHII", *tag) for tag in tags)
    return b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", len(tags)) + table + struct.pack("<I", 8) + bytes(64)


def _wave_that_lies() -> bytes:
    stream = BytesIO()
    with wave.open(stream, "wb") as sound:
        sound.setparams((1, 2, 16_000, 0, "NONE", ""))
        sound.writeframes(bytes(32_000))
    made = bytearray(stream.getvalue())
    made[4:8] = made[40:44] = b"\xff\xff\xff\x7f"
    return bytes(made)


def _entities(secret: Path) -> str:
    return f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'


def _laughs() -> str:
    lines = "".join(f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' for number in range(1, 12))
    return f'<!DOCTYPE x [<!ENTITY l0 "ha">{lines}]>'


def _nested_zip(depth: int) -> bytes:
    made = plain_zip({"core.txt": "the core"})
    for number in range(depth):
        made = plain_zip({f"{number}.zip": made})
    return made


def _overlapping() -> bytes:
    """Many entries that share one body, as a bomb without nesting does."""
    first = bomb_entry("a.txt", 50)
    return raw_zip([first, *(Entry(name=b"b%d.txt" % n, data=first.data, method=8, crc=first.crc, size=first.size, at=0)
                             for n in range(200))])  # fmt: skip


def _lying_size() -> bytes:
    """Says four bytes, unpacks to 450 MB."""
    entry = bomb_entry("a.txt")
    return raw_zip([Entry(name=b"a.txt", data=entry.data, method=8, crc=entry.crc, size=4)])


def _mails_within_mails(depth: int) -> bytes:
    made = b"From: a@example.com\r\nTo: b@example.com\r\nSubject: core\r\n\r\nThe core of it.\r\n"
    head = b"From: a@example.com\r\nTo: b@example.com\r\nSubject: level %d\r\nContent-Type: message/rfc822\r\n\r\n"
    for number in range(depth):
        made = head % number + made
    return made


_MAIL = """From: =?bogus?B?%%%?= <a@example.com>
To: "unclosed <b@example.com
Subject: =?utf-8?B?w?= broken
Date: never
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="x"

--x
Content-Type: text/plain; charset="no-such-charset"
Content-Transfer-Encoding: base64

{text}
--x
Content-Type: application/pdf; name="../../../etc/passwd"
Content-Transfer-Encoding: base64

!!!! not base64 !!!!
"""


def _with_macro(parts: dict[str, str | bytes], folder: str) -> bytes:
    return office(parts | {f"{folder}/vbaProject.bin": b'Sub AutoOpen()\nShell "calc"\nEnd Sub'})


def _archives() -> Iterator[Hostile]:
    unpacks = "unpacks to more than 400 MB"
    yield Hostile("bomb.zip", lambda _: raw_zip([bomb_entry("a.txt")]), refused=unpacks)
    yield Hostile("bomb.docx", lambda _: raw_zip([bomb_entry("word/document.xml")]), refused=unpacks)
    yield Hostile("bomb.xlsx", lambda _: raw_zip([bomb_entry("xl/workbook.xml")]), refused=unpacks)
    yield Hostile("bomb.pptx", lambda _: raw_zip([bomb_entry("ppt/presentation.xml")]), refused=unpacks)
    yield Hostile("bomb.epub", lambda _: raw_zip([bomb_entry("META-INF/container.xml")]), refused=unpacks)
    yield Hostile("shared-bodies.zip", lambda _: _overlapping(), refused="entries overlap")
    yield Hostile("lying-size.zip", lambda _: _lying_size(), refused="damaged")
    yield Hostile("nested.zip", lambda _: _nested_zip(50), refused="nested too deeply")
    yield Hostile("slip.zip", lambda _: plain_zip({"../../x.txt": "words"}), told="outside of the archive")
    yield Hostile("root.zip", lambda _: plain_zip({"/etc/x.txt": "words"}), told="outside of the archive")
    yield Hostile("slip-windows.zip", lambda _: plain_zip({"..\\..\\x.txt": "words"}), told="outside of the archive")
    yield Hostile(
        "link.zip", lambda path: raw_zip([Entry(name=b"a", data=str(path).encode(), mode=0o120777)]), refused="link"
    )
    yield Hostile("nul-name.zip", lambda _: raw_zip([Entry(name=b"a\0.txt", data=b"words")]), told="words")
    yield Hostile("long-name.zip", lambda _: raw_zip([Entry(name=b"a" * 4096, data=b"words")]), told="words")
    yield Hostile(
        "locked.zip", lambda _: raw_zip([Entry(name=b"a.txt", data=b"?" * 20, flags=1)]), refused="a.txt.*password"
    )
    yield Hostile("crowd.zip", lambda _: plain_zip({f"{n}.txt": "x" for n in range(21_000)}), refused="at most 20,000")
    yield Hostile("cut.zip", lambda _: plain_zip({"a.txt": "words" * 99})[:-30], refused="damaged")
    yield Hostile("programs.zip", lambda _: plain_zip({"a.exe": b"MZ\x90\0" * 9}), refused="a program")


def _entity_attacks() -> Iterator[Hostile]:
    yield Hostile("xxe.docx", lambda path: office(docx_parts(word("left &e; right"), _entities(path))), told="left")
    yield Hostile(
        "xxe.xlsx",
        lambda path: office(xlsx_parts(f'<row r="1">{cell("A1", "a &e; b")}</row>', _entities(path))),
        refused="damaged",
    )
    yield Hostile("xxe.pptx", lambda path: office(pptx_parts("left &e; right", _entities(path))), told="left")
    yield Hostile(
        "xxe.odt", lambda path: office(odt_parts("<text:p>left &e; right</text:p>", _entities(path))), told="left"
    )
    yield Hostile("xxe.epub", lambda path: office(epub_parts("<p>words</p>", _entities(path))), told="words")
    yield Hostile(
        "xxe.xml", lambda path: f"<?xml version='1.0'?>{_entities(path)}<a>left &e; right</a>".encode(), told="left"
    )
    yield Hostile("xxe.svg", lambda path: f"<?xml version='1.0'?>{_entities(path)}<svg><script>alert(1)</script>"
                  "<text>left &e;</text></svg>".encode(), told="left")  # fmt: skip
    yield Hostile(
        "dtd.xml",
        lambda _: b"<?xml version='1.0'?><!DOCTYPE a SYSTEM 'http://127.0.0.1:9/a'><a>words</a>",
        told="words",
    )
    yield Hostile("laughs.xml", lambda _: f"<?xml version='1.0'?>{_laughs()}<a>left &l11;</a>".encode(), told="left")
    yield Hostile("laughs.docx", lambda _: office(docx_parts(word("left &l11;"), _laughs())), refused="damaged")
    yield Hostile("laughs.pptx", lambda _: office(pptx_parts("left &l11;", _laughs())), refused="damaged")
    yield Hostile("deep.xml", lambda _: b"<?xml version='1.0'?>" + b"<a>" * 100_000, refused="damaged|no text|nested")


def _pdfs() -> Iterator[Hostile]:
    yield Hostile("locked.pdf", lambda _: plain_pdf(encrypt=StandardEncryption("secret")), refused="password")
    yield Hostile("cut.pdf", lambda _: plain_pdf(20)[:900], refused="damaged|no text|No text")
    yield Hostile("fake.pdf", lambda _: b"%PDF-1.7 this is not one", refused="damaged")
    yield Hostile("100k-pages.pdf", lambda _: many_pages(100_000), told="first 5,000 of 100,000 pages")
    yield Hostile("bomb.pdf", lambda _: pdf_bomb(), refused="text|memory")
    yield Hostile("loop.pdf", lambda _: objects(b"<</Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 9>>"),
                  refused="text|pages|damaged")  # fmt: skip
    yield Hostile("huge-page.pdf", lambda _: one_page(b"<</Length 30>>stream\n0 0 m 9 9 l S 0 0 9 9 re f\nendstream",
                  b"[0 0 9999999 9999999]"), refused="No text")  # fmt: skip
    yield Hostile("script.pdf", lambda _: one_page(WORDS, extra=b"/OpenAction<</S/JavaScript/JS(app.launchURL('http://x'))>>"),
                  told="Plain words")  # fmt: skip
    yield Hostile("pdf-and-zip.pdf", lambda _: plain_pdf() + plain_zip({"../x": "hidden"}), told="Plain words")
    yield Hostile("zip-and-pdf.zip", lambda _: plain_zip({"a.txt": "shown"}) + plain_pdf(), told="shown")
    yield Hostile(
        "deep.pdf", lambda _: objects(b"<</Type/Catalog/Pages " + b"[" * 200_000), refused="text|pages|damaged"
    )


def _documents() -> Iterator[Hostile]:
    yield Hostile(
        "macro.docm", lambda _: _with_macro(docx_parts(word("words")), "word"), told="Macros in the file were ignored"
    )
    yield Hostile("macro.xlsm", lambda _: _with_macro(xlsx_parts(f'<row r="1">{cell("A1", "words")}</row>'), "xl"),
                  told="Macros in the file were ignored")  # fmt: skip
    yield Hostile("remote.docx", lambda _: office(docx_parts(word("words")) | {"word/_rels/document.xml.rels":
                  relations(("attachedTemplate", "http://127.0.0.1:9/a"), mode="External")}), told="words")  # fmt: skip
    yield Hostile("cut.docx", lambda _: office(docx_parts(word("words")))[:-40], refused="damaged")
    yield Hostile("cut.xlsx", lambda _: office(xlsx_parts(""))[:300], refused="damaged")
    yield Hostile("no-main.docx", lambda _: plain_zip({"word/document.xml": b"<not xml"}), refused="damaged")
    yield Hostile("deep-tables.docx", lambda _: office(docx_parts("<w:tbl><w:tr><w:tc>" * 5000 + word("x") +
                  "</w:tc></w:tr></w:tbl>" * 5000)), refused="damaged|nested")  # fmt: skip
    yield Hostile("far-cell.xlsx", lambda _: office(xlsx_parts(f'<row r="1">{cell("A1", "near")}</row><row r="1048576">'
                  f'{cell("XFD1048576", "far")}</row>')), refused="memory|cells")  # fmt: skip
    yield Hostile(
        "no-slides.pptx", lambda _: office({**pptx_parts("x"), "ppt/slides/slide1.xml": b"<p"}), refused="damaged"
    )
    yield Hostile("locked.odt", lambda _: office(odt_parts("", manifest="<m:encryption-data/>")), refused="password")
    yield Hostile("braces.rtf", lambda _: b"{\\rtf1 " + b"{" * 200_000 + b" words", told="words")
    yield Hostile("mails.eml", lambda _: _mails_within_mails(200), told="nested|level")
    yield Hostile(
        "broken.eml",
        lambda _: _MAIL.format(text=base64.b64encode(b"hello words").decode()).encode(),
        told="hello words",
    )


def _others() -> Iterator[Hostile]:
    yield Hostile("bomb.png", lambda _: _png(60_000, 60_000), refused="60,000 × 60,000 points")
    yield Hostile("cut.png", lambda _: _png(3000, 3000)[:50], refused="damaged")
    yield Hostile("loop.tiff", lambda _: _tiff_loop(), refused="No text|damaged")
    yield Hostile("script.gif", lambda _: b"GIF89a/*\0\0\0*/=1;alert(1)", refused="damaged")
    yield Hostile("lying.wav", lambda _: _wave_that_lies(), refused="No speech|damaged")
    yield Hostile("noise.mp3", lambda _: b"ID3" + bytes(range(256)) * 40, refused="damaged|No speech|no sound")
    yield Hostile("empty.pdf", lambda _: b"", refused="empty")
    yield Hostile("nuls.txt", lambda _: bytes(100_000), refused="binary")
    yield Hostile("program.pdf", lambda _: b"MZ\x90\0" + bytes(500), refused="a program")
    yield Hostile("really-a-pdf.txt", lambda _: plain_pdf(), told="Plain words")
    yield Hostile("../../etc/passwd\0.txt", lambda _: b"words of a file with a bad name", told="bad name")
    yield Hostile("deep.json", lambda _: b"[" * 200_000, told=r"\[\[")
    yield Hostile("number.json", lambda _: b"[" + b"9" * 100_000 + b"]", told="999")
    yield Hostile("deep.html", lambda _: b"<html><body>" + b"<div>" * 20_000 + b"words", told="words")
    yield Hostile("stars.md", lambda _: b"# Title\n" + b"*a" * 50_000, told="Title")
    yield Hostile("quotes.csv", lambda _: b'a,b\n"' + b"x" * 2_000_000, refused="cannot be read")
    yield Hostile("one-line.txt", lambda _: b"word " * 2_000_000, told="word word")
    yield Hostile("cut-utf16.txt", lambda _: "words in two bytes each".encode("utf-16")[:-1], told="words in two")
    yield Hostile("escapes.txt", lambda _: b"words\x1b[2J\x1b]0;title\x07 go on\r\n" * 10, told="words")


def hostile_files() -> list[Hostile]:
    return [*_archives(), *_entity_attacks(), *_pdfs(), *_documents(), *_others()]
