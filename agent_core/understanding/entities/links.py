"""Links and e-mail addresses."""

import re
from collections.abc import Iterator

from agent_core.state import Entity
from agent_core.understanding.entities.found import entity

EMAIL = re.compile(r"(?<![\w.+%-])[\w+%-]+(?:\.[\w+%-]+){0,8}@(?:[\w-]{1,63}\.){1,6}[^\W\d_]{2,24}\b(?![\w@])")
ENDINGS = (
    "com|org|net|edu|gov|int|io|ai|app|dev|info|biz|me|tv|cloud|online|shop|blog|de|at|ch|li|es|cat|mx|ar|cl|pe|fr|be|lu|"
    "ca|uk|ie|us|au|nz|in|eu|it|nl|pt|br|pl|cz|dk|se|no|fi|ru|ua|tr|gr|jp|cn|kr"
)
HOST = r"(?:[\w-]{1,63}\.){1,6}"
LINK = re.compile(
    rf"(?<![\w@.])(?:(?P<scheme>https?|ftp)://[^\s<>\"“”«»]{{1,2000}}"
    rf"|(?:www\.{HOST}[^\W\d_]{{2,24}}|{HOST}(?:{ENDINGS}))(?![\w@-]|\.\w)(?::\d{{2,5}})?(?:/[^\s<>\"“”«»]{{0,2000}})?)",
    re.IGNORECASE,
)
BRACKETS = {")": "(", "]": "[", "}": "{"}


def links(text: str) -> Iterator[Entity]:
    """The value has a scheme: `www.example.com` is `https://www.example.com`."""
    for match in LINK.finditer(text):
        said = _trimmed(match[0])
        if match["scheme"] and len(said) <= len(match["scheme"]) + 3:
            continue
        value = said if match["scheme"] else f"https://{said}"
        yield entity("link", text, match.start(), match.start() + len(said), value)


def emails(text: str) -> Iterator[Entity]:
    """The value is in lower case behind the @, where case means nothing."""
    for match in EMAIL.finditer(text):
        name, _, host = match[0].rpartition("@")
        yield entity("email", text, match.start(), match.end(), f"{name}@{host.lower()}")


def _trimmed(link: str) -> str:
    """Without the punctuation of the sentence around it; a bracket stays where it was opened inside."""
    while link and (link[-1] in ".,;:!?'’*_…" or (link[-1] in BRACKETS and _unopened(link))):
        link = link[:-1]
    return link


def _unopened(link: str) -> bool:
    return link.count(link[-1]) > link.count(BRACKETS[link[-1]])
