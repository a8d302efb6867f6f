"""Word lists as one line of text."""


def bag(words: str) -> frozenset[str]:
    """The words of a text, without order."""
    return frozenset(words.split())
