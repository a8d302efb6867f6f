"""The smallest Office files that programs accept, part by part, so that a test can put anything into one."""

from tests.support.zips import plain_zip

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SLIDES = "http://schemas.openxmlformats.org/presentationml/2006/main"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OPEN = "urn:oasis:names:tc:opendocument:xmlns"

Parts = dict[str, str | bytes]


def docx_parts(body: str, doctype: str = "") -> Parts:
    return {
        "[Content_Types].xml": _types("word/document.xml", "wordprocessingml.document.main"),
        "_rels/.rels": relations(("officeDocument", "word/document.xml")),
        "word/document.xml": f'<?xml version="1.0"?>{doctype}<w:document xmlns:w="{_WORD}" xmlns:r="{_KINDS}" '
        f'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"<w:body>{body}</w:body></w:document>",
    }


def word(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def word_part(tag: str, body: str) -> str:
    return f'<w:{tag} xmlns:w="{_WORD}">{body}</w:{tag}>'


def xlsx_parts(rows: str, doctype: str = "") -> Parts:
    return {
        "[Content_Types].xml": _types("xl/workbook.xml", "spreadsheetml.sheet.main"),
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{_SHEET}" xmlns:r="{_KINDS}"><sheets>'
        '<sheet name="Numbers" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(("worksheet", "worksheets/sheet1.xml")),
        "xl/worksheets/sheet1.xml": f'<?xml version="1.0"?>{doctype}<worksheet xmlns="{_SHEET}"><sheetData>{rows}'
        "</sheetData></worksheet>",
    }


def cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def pptx_parts(text: str, doctype: str = "") -> Parts:
    return {
        "[Content_Types].xml": _types("ppt/presentation.xml", "presentationml.presentation.main"),
        "_rels/.rels": relations(("officeDocument", "ppt/presentation.xml")),
        "ppt/presentation.xml": f'<p:presentation xmlns:p="{_SLIDES}" xmlns:r="{_KINDS}"><p:sldIdLst>'
        '<p:sldId id="256" r:id="rId1"/></p:sldIdLst></p:presentation>',
        "ppt/_rels/presentation.xml.rels": relations(("slide", "slides/slide1.xml")),
        "ppt/slides/slide1.xml": f'<?xml version="1.0"?>{doctype}<p:sld xmlns:p="{_SLIDES}" xmlns:a="{_DRAWING}">'
        f"<p:cSld><p:spTree><p:sp><p:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp></p:spTree>"
        "</p:cSld></p:sld>",
    }


def odt_parts(body: str, doctype: str = "", manifest: str = "") -> Parts:
    return {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "META-INF/manifest.xml": f'<m:manifest xmlns:m="{_OPEN}:manifest:1.0">{manifest}</m:manifest>',
        "content.xml": f'<?xml version="1.0"?>{doctype}<o:document-content xmlns:o="{_OPEN}:office:1.0" '
        f'xmlns:text="{_OPEN}:text:1.0" xmlns:table="{_OPEN}:table:1.0" xmlns:draw="{_OPEN}:drawing:1.0">'
        f"<o:body><o:text>{body}</o:text></o:body></o:document-content>",
    }


def epub_parts(chapter: str, doctype: str = "") -> Parts:
    return {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container><rootfiles><rootfile full-path="b/book.opf"/></rootfiles></container>',
        "b/book.opf": f'<?xml version="1.0"?>{doctype}<package><metadata><title>A book</title><creator>Ana</creator>'
        '</metadata><manifest><item id="c" href="one%20two.xhtml"/></manifest><spine><itemref idref="c"/></spine>'
        "</package>",
        "b/one two.xhtml": f"<html><body>{chapter}</body></html>",
    }


def office(parts: Parts) -> bytes:
    return plain_zip(parts)


def relations(*targets: tuple[str, str], mode: str = "") -> str:
    external = f' TargetMode="{mode}"' if mode else ""
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{_KINDS}/{kind}" Target="{target}"{external}/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'
    )


def _types(part: str, kind: str) -> str:
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/{part}" '
        f'ContentType="application/vnd.openxmlformats-officedocument.{kind}+xml"/></Types>'
    )
