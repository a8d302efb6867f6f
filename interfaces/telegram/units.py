"""Lengths as Telegram counts them: in UTF-16 code units."""

MOST = 4096  # of the text of one message, once its markup is read


def units(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)


def clip(text: str, most: int) -> str:
    """As much of the beginning as fits into `most` units; no character is cut in two."""
    if units(text) <= most:
        return text
    short = text[:most]
    while units(short) > most:
        short = short[: len(short) - max(1, (units(short) - most) // 2)]
    return short
