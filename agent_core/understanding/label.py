"""What kind of message it is: rules over the signs of its language, in order of what they can tell."""

import re

from agent_core.planning.local.small_talk import Topic, topic_of
from agent_core.state import Label
from agent_core.understanding.cues import LANGUAGES, Cues, load

READ = 1_000  # characters: what kind of message it is, its beginning says
WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
END = re.compile(r"[\s.!…:;,)(\"“”„«»]+$")
FACES = re.compile(r"^[^\w\s?]+$|^(?::-?[)(DPp/|]|;-?\)|<3)+$")
SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")
# Of what the built-in planner answers as talk: what is asked or told to do, and what merely passes.
ASKED: frozenset[Topic] = frozenset({"what", "time", "model"})


def label_of(text: str, language: str) -> Label:
    """The kind of a message; `unclear` where it says too little."""
    said = _plain(text)
    if not any(character.isalpha() for character in said):
        return "small_talk" if FACES.match(said) else "unclear"
    if language not in LANGUAGES:
        return "question" if END.sub("", said).endswith("?") else "unclear"
    cues = load(language)
    if talk := _talk(said, cues):
        return talk
    sentences = [part for part in SENTENCE.split(said) if part.strip()] or [said]
    labels = [_sentence(part, cues) for part in sentences[:6]]
    return _strongest(labels)


def _plain(text: str) -> str:
    return " ".join(text[:READ].replace("’", "'").replace("‘", "'").split())


def _strongest(labels: list[Label]) -> Label:
    """Of several sentences the one that wants something done counts, then the one that wants to know."""
    order: tuple[Label, ...] = (
        "command", "problem_report", "question", "feedback", "statement", "small_talk", "unclear",
    )  # fmt: skip
    return next(label for label in order if label in labels)


def _talk(said: str, cues: Cues) -> Label | None:
    bare = re.sub(r"[^\w\s'?¿,-]+", " ", said)
    bare = re.sub(r"[?¿!]", " ", bare).strip(" ,-")
    topic = topic_of(said)
    if topic in ASKED:
        return "question"
    if cues.small_talk.fullmatch(bare):
        return "small_talk"
    if topic == "drop":
        return "command"
    if topic == "praise":
        return "feedback" if len(bare.split()) > 1 else "small_talk"
    return "small_talk" if topic else None


def _sentence(said: str, cues: Cues) -> Label:
    if _talk(said, cues) == "small_talk":
        return "small_talk"
    asks = END.sub("", said).endswith("?")
    rest = _after(said, cues.polite).lstrip("¡")
    first = (WORD.search(rest) or [""])[0].lower()
    if cues.acting.match(rest.lstrip("¿")) or (_acts(first, cues) and not (asks and cues.asking.match(rest))):
        return "command"
    if not asks and not _asking(rest, cues):
        if cues.feedback.match(rest) or cues.judged.search(rest):
            return "feedback"
        if cues.problem.search(rest):
            return "problem_report"
    if asks or _asking(rest, cues) or cues.asked.search(rest):
        return "question" if _says_something(rest) else "unclear"
    return _told(rest, cues)


def _after(said: str, polite: re.Pattern[str]) -> str:
    found = polite.match(said)
    rest = said[found.end() :] if found else said
    return rest if rest.strip(" .,!?") else said


def _acts(first: str, cues: Cues) -> bool:
    return first in cues.table.acts or first.partition("-")[0] in cues.table.acts


def _asking(rest: str, cues: Cues) -> bool:
    return bool(cues.asking.match(rest)) and len(WORD.findall(rest)) > 1


def _says_something(rest: str) -> bool:
    return len(WORD.findall(rest)) > 0


def _told(rest: str, cues: Cues) -> Label:
    """A statement has a beginning that tells, or enough words of which some carry meaning."""
    words = [word.lower() for word in WORD.findall(rest)]
    meaning = [word for word in words if word not in cues.table.common and len(word) > 2]
    begins = bool(cues.telling.match(rest))
    if not meaning and not (begins and len(words) >= 4):
        return "unclear"
    if len(words) >= 3 and (begins or rest[:1].isupper()):
        return "statement"
    return "statement" if len(words) >= 4 else "unclear"
