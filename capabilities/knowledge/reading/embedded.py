"""Files within files: attachments of mails, objects in Office documents."""

from io import BytesIO

from capabilities.knowledge.reading.document import TextBuilder, Unreadable
from capabilities.knowledge.reading.source import Source

_COMPOUND = b"\xd0\xcf\x11\xe0"


def add_file(builder: TextBuilder, source: Source, name: str, data: bytes) -> None:
    """The text of an inner file as a section of the outer; why it could not be read becomes a notice."""
    from capabilities.knowledge.reading import read_source

    inner = source.within(name, data)
    if inner is None:
        builder.notice("Files nested deeper, or more of them, than is allowed were left out.")
        return
    try:
        document = read_source(inner)
    except Unreadable as error:
        builder.notice(f"“{name}” within the file was not read: {error}")
        return
    except MemoryError:
        raise
    except Exception:  # a library failed in a way nobody foresaw: one attachment does not cost the others
        builder.notice(f"“{name}” within the file was not read: it is damaged.")
        return
    builder.include(document, name)


def unwrapped(name: str, data: bytes) -> tuple[str, bytes]:
    """The file that an OLE object wraps, with its own name where it has one; anything else as it is."""
    if not data.startswith(_COMPOUND):
        return name, data
    import olefile

    try:
        with olefile.OleFileIO(BytesIO(data)) as compound:
            for stream in ("Package", "CONTENTS"):
                if compound.exists(stream):
                    return name, compound.openstream(stream).read()
            if compound.exists("\x01Ole10Native"):
                return _native(name, compound.openstream("\x01Ole10Native").read())
    except (OSError, ValueError, IndexError, AttributeError):
        pass
    return name, data


def _native(name: str, stream: bytes) -> tuple[str, bytes]:
    """The packager's format: sizes, the file's name, two paths, then its bytes (MS-OLEDS 2.3.6 and its users)."""
    label_end = stream.index(b"\0", 6)
    path_end = stream.index(b"\0", label_end + 1)
    at = path_end + 1 + 4
    at += 4 + int.from_bytes(stream[at : at + 4], "little")
    size = int.from_bytes(stream[at : at + 4], "little")
    label = stream[6:label_end].decode("cp1252", "replace")
    return label or name, stream[at + 4 : at + 4 + size]
