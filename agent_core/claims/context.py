"""What around a claim takes it back: a question, somebody else's words, a condition."""

from collections.abc import Sequence

from agent_core.claims.language import Verb
from agent_core.claims.view import REACH, Mode, View

_ALL = frozenset({"all", "everything", "both", "alles", "beide", "todo", "todos", "tout", "tous"})
_THAT = frozenset({"that", "que", "qu'"})
_AS = frozenset({"as", "wie", "como", "comme"})
_FOR = frozenset({"for", "to", "in", "on", "as", "too", "down", "para", "pour"})


def denied(view: View, at: int, mode: Mode, verb: Verb) -> bool:
    if asked(view, at) or told(view, at, mode) or _depends(view, at, mode, verb):
        return True
    if mode in ("state", "will") and view.any("when", view.said.words[:2]) and view.said.words[0] not in _AS:
        return True  # "Once you have confirmed, you will be notified"
    after = view.after(at)
    if view.any("no", after[:2]) and view.language.code == "en":
        return True  # "I have sent nothing"
    remark = mode != "will" and verb.act == "keep" and len(after) > 2 and after[0] in _THAT and after[1] not in _FOR
    return remark or (mode == "state" and (_indefinite(view, at) or _follows(view, at)))


def speaks_of_all(words: Sequence[str]) -> bool:
    return not _ALL.isdisjoint(words)


def asked(view: View, at: int) -> bool:
    """Whether the words are part of a question. "I've sent it, is that all?" is one only at its end."""
    if not view.said.question:
        return False
    last = view.said.clause[-1]
    return view.said.clause[at] == last or view.said.words[0] in view.language.sets["ask"]


def told(view: View, at: int, mode: Mode) -> bool:
    """Whether it is what somebody else, or a document, says."""
    if mode in ("been", "state", "bare") and view.said.cited:
        return True
    words = view.said.words[max(0, at - 2 * REACH) : at]
    for each, word in enumerate(words):
        if word in view.language.sets["told"]:
            return not view.any("me", words[max(0, each - 3) : each])
    return False


def _depends(view: View, at: int, mode: Mode, verb: Verb) -> bool:
    """Whether what will be done waits for the person."""
    if mode != "will":
        return False
    ahead = view.said.words[max(0, at - 2 * REACH) : at]
    behind = view.said.words[at + 1 : at + 1 + 2 * REACH]
    if view.any("when", ahead) or view.any("wait", ahead):
        return True
    return not verb.promise and (view.any("when", behind) or view.any("wait", behind) or view.said.question)


def _indefinite(view: View, at: int) -> bool:
    """ "A message is sent" says what happens in general."""
    return view.any("one", view.before(at)[:1])


def _follows(view: View, at: int) -> bool:
    """ "Press Save and the note is stored" tells how it works."""
    number = view.said.clause[at]
    previous = view.previous(number)
    if (
        previous is None
        or view.said.opened[number] not in view.language.sets["joins"]
        or view.mood(previous) != "other"
    ):
        return False
    start, end = view.said.span(previous)
    clause = view.said.words[start:end]
    return not (view.any("be", clause) or view.any("have", clause) or view.is_("the", start))
