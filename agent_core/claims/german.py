"""Whether a verb of a German sentence says that the assistant did, does or will do something.

The auxiliary and the participle may stand far apart ("Ich habe die E-Mail an Anna gesendet"), or the other way round at
the end of a clause ("dass ich sie gesendet habe").
"""

from agent_core.claims.language import Verb
from agent_core.claims.view import Mode, View

_WILL = frozenset({"wird", "werden", "wirst"})
_NOW = frozenset({"ist", "sind", "bist"})


def mode_of(view: View, at: int, verb: Verb) -> Mode | None:
    """None where it is no claim."""
    if _taken_back(view, at):
        return None
    if "participle" in verb.moods:
        return _participle(view, at)
    if "present" in verb.moods:
        return _present(view, at, verb)
    before = view.before(at)
    return "will" if "werde" in before and view.any("me", [*before, *view.after(at)[:1]]) else None


def _taken_back(view: View, at: int) -> bool:
    clause = [*view.before(at), *view.after(at)[:3]]
    return view.any("no", clause) or view.any("maybe", clause) or view.any("when", view.before(at)[:1])


def _participle(view: View, at: int) -> Mode | None:
    words, start = view.said.words, view.start(at)
    follows = next(iter(view.after(at)), "")
    if follows in view.language.sets["have"]:
        return "did" if view.any("me", words[start:at]) else None
    auxiliary = next((n for n in range(at - 1, start - 1, -1) if view.is_("have", n) or view.is_("be", n)), None)
    if follows in view.language.sets["be"] and auxiliary is None:
        return _passive(view, at, at, at + 1)
    if auxiliary is None:
        return _without(view, at)
    if view.is_("have", auxiliary):
        mine = view.any("me", words[start:at]) or (auxiliary == start and words[auxiliary] in ("habe", "hab"))
        return "did" if mine else None
    return _passive(view, at, auxiliary, auxiliary)


def _passive(view: View, at: int, end: int, auxiliary: int) -> Mode | None:
    """The subject stands before `end`, or between the auxiliary and the participle."""
    words, start = view.said.words, view.start(at)
    word = words[auxiliary]
    if _by_others(view, at):
        return None
    subject = view.subject(start, end, bare=False) or (auxiliary < at and view.subject(auxiliary + 1, at, bare=False))
    begins = all((view.is_("lead", n) and not view.thing(n)) or view.is_("before", n) for n in range(start, auxiliary))
    if not subject and not (begins and auxiliary < at <= auxiliary + 4) and not _placed(view, at):
        return None
    if word in ("wurde", "wurden", "war", "waren") and view.any("past", [*view.before(at), *view.after(at)]):
        return None
    if word in _WILL:
        return "will"
    return "state" if word in _NOW and "worden" not in view.after(at)[:1] else "been"


def _by_others(view: View, at: int) -> bool:
    """ "Von Anna gesendet"."""
    return any(
        view.is_("by", n) and n + 1 < view.end(at) and view.said.proper[n + 1] and not view.thing(n + 1)
        for n in range(view.start(at), view.end(at))
    )


def _placed(view: View, at: int) -> bool:
    """ "Milch wurde deiner Einkaufsliste hinzugefügt": a place of ours."""
    reaches = any(verb.act == "send" and not verb.weak for verb in view.language.verbs[view.said.words[at]])
    start = view.start(at)
    if reaches and view.said.proper[start] and not view.is_("the", start) and not view.thing(start):
        return True
    return any(
        view.is_("yours", n) and any(view.thing(each) for each in range(n + 1, min(n + 3, view.end(at))))
        for n in range(view.start(at), view.end(at))
    )


def _without(view: View, at: int) -> Mode | None:
    """No auxiliary: "Gesendet!", "Erinnerung gestellt", "… und Peter informiert"."""
    start, number = view.start(at), view.said.clause[at]
    if view.first(at):
        if _by_others(view, at) or view.any("goes_on", [*view.before(at), *view.after(at)]):
            return None
        alone = view.back(at, "before", "lead") < start
        return "bare" if alone or view.subject(start, at) not in (None, "it") else None
    previous = view.previous(number)
    for _ in range(2):
        if previous is None or view.said.opened[number] not in view.language.sets["joins"] | {","}:
            return None
        begin, end = view.said.span(previous)
        clause = view.said.words[begin:end]
        if view.mood(previous) == "me":
            return "did" if view.any("have", clause) else None
        if view.any("be", clause) and view.mood(previous) == "other":
            passive = next(n for n in range(begin, end) if view.is_("be", n))
            return "been" if view.subject(begin, passive, bare=False) and at == start else None
        previous = view.previous(previous)
    return None


def _present(view: View, at: int, verb: Verb) -> Mode | None:
    """ "Ich schicke sie ab", "dann schicke ich sie ab"."""
    words = view.said.words
    near = [*words[max(view.start(at), at - 1) : at], *view.after(at)[:1]]
    if not view.any("me", near) and not _agreed(view, at, verb):
        return None
    if verb.stem == "erinnert" and "mich" in [*view.before(at), *view.after(at)]:
        return None
    if verb.stem == "gemerkt" and "mir" not in view.after(at):
        return None
    return "will"


def _agreed(view: View, at: int, verb: Verb) -> bool:
    """ "Okay, schalte das Licht aus": without "Okay" it would tell the person to do it."""
    number = view.said.clause[at]
    previous = view.previous(number)
    return (
        previous is not None and at == view.start(at) and bool(verb.needs)
        and view.said.opened[number] in (",", "-", "–", "—") and view.mood(previous) == "none"
    )  # fmt: skip
