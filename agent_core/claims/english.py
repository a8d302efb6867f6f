"""Whether a verb of an English sentence says that the assistant did, does or will do something."""

from itertools import pairwise

from agent_core.claims.language import Verb
from agent_core.claims.view import Mode, View

_MOST_OBJECT = 7  # words between "I've got" and "scheduled"
_SHORT = 9  # words of "Added milk and bread to the list"


def mode_of(view: View, at: int, verb: Verb) -> Mode | None:
    """None where it is no claim."""
    if "participle" in verb.moods or "past" in verb.moods:
        return _past(view, at)
    if "going" in verb.moods:
        return _going(view, at)
    return _base(view, at)


def _past(view: View, at: int) -> Mode | None:
    words, start = view.said.words, view.start(at)
    if view.any("when", words[start : start + 2]):
        return None
    last = view.back(at, "before", "have")
    between = words[max(last, start) : at]
    if last < start:
        return _without_subject(view, at, perfect=view.any("have", words[start:at]))
    if view.is_("me", last):
        return None if view.any("maybe", words[start:last]) or view.any("told", words[start:last]) else "did"
    if view.is_("be", last):
        return _passive(view, at, last)
    if _held(view, at):
        return "did"
    if view.any("have", between):
        return None
    return _elliptic(view, at)


def _without_subject(view: View, at: int, *, perfect: bool) -> Mode | None:
    """ "Sent!", "Have sent it", "… and emailed Anna": as the clause before, if that has a subject."""
    words, number = view.said.words, view.said.clause[at]
    start = view.start(at)
    if start < at and view.is_("it", start) and not view.is_("have", start):
        return None
    if words[at] == "let":
        return None
    if view.first(at):
        return None if _is_attribute(view, at) and not perfect else "bare"
    previous = view.previous(number)
    opened = view.said.opened[number]
    if previous is None or (opened not in view.language.sets["joins"] and opened != ","):
        return None
    if words[at] in view.language.sets["goes_on"]:
        return None
    return "did" if view.mood(previous) == "me" else None


def _is_attribute(view: View, at: int) -> bool:
    """ "Saved games are …", "Sent: Monday": a word that only describes what follows."""
    after = view.after(at)
    if not after:
        start, end = view.said.span(view.said.clause[at])
        follows = view.said.clause[at] + 1
        if follows < len(view.said.opened) and view.said.opened[follows] == ":":
            start, end = view.said.span(follows)
            return end > start and view.said.words[start][0].isdigit()
        return False
    if after[0] in view.language.sets["by"]:
        return True
    if view.is_("the", at + 1) or view.is_("into", at + 1) or view.said.proper[at + 1] or not after[0].isalpha():
        return False
    if view.any("goes_on", after):
        return True
    known = (
        view.is_("it", at + 1) or view.is_("before", at + 1) or after[0] in ("for", "from", "at", "of", "with", "out")
    )
    placed = any(view.is_("into", n) for n in range(at + 1, view.end(at)))
    return (
        not known
        and not (placed and len(after) <= _SHORT)
        and not any(map(view.thing, range(at + 1, at + 1 + len(after[:3]))))
    )


def _passive(view: View, at: int, last: int) -> Mode | None:
    """ "It has been sent", "your note is saved", "it will be sent"."""
    words = view.said.words
    first = last
    while first - 1 >= view.start(at) and (
        view.is_("be", first - 1)
        or view.is_("have", first - 1)
        or (view.is_("before", first - 1) and words[first - 1] not in view.language.sets["it"])
    ):
        first -= 1
    will = first - 1 >= view.start(at) and words[first - 1] == "will"
    if will:
        first -= 1
    if view.any("by", view.after(at)[:3]) and view.after(at)[:2] != ["by", "me"]:
        return None
    if view.any("maybe", words[view.start(at) : first]) or (words[last] == "be" and not will):
        return None
    if words[first - 1 : first] in (["they"], ["these"], ["those"], ["both"]) and words[first] in ("is", "are"):
        return None
    subject = view.subject(view.start(at), first, bare=False)
    joined = bool(view.said.clause[at] and _joined_passive(view, at, first))
    if subject is None and not joined and not _placed(view, at, first):
        return None
    if {"was", "were"} & set(words[first : last + 1]) and view.any("past", view.after(at)):
        return None
    if will:
        return "will"
    return "state" if words[first] in ("is", "are") and "being" not in words[first:at] else "been"


def _joined_passive(view: View, at: int, first: int) -> bool:
    """ "The note is saved and has been sent": the subject stands in the clause before."""
    number = view.said.clause[at]
    previous = view.previous(number)
    if previous is None or first > view.start(at):
        return False
    start, end = view.said.span(previous)
    return view.said.opened[number] in view.language.sets["joins"] and any(
        view.is_("be", each) and view.subject(start, each) for each in range(start, min(end, start + 12))
    )


def _placed(view: View, at: int, first: int) -> bool:
    """ "Milk has been added to your list": somebody else's subject, but a place of ours."""
    words, start = view.said.words, view.start(at)
    while start < first and view.is_("lead", start):
        start += 1
    subject = words[start:first]
    if not subject or view.any("no", subject) or view.any("when", subject):
        return False
    if view.any("others", subject) or view.any("me", subject):
        return list(subject) == ["you"] or (list(subject) in (["he"], ["she"], ["they"]) and _reaches(view, at))
    if (
        _reaches(view, at)
        and len(subject) <= 3
        and not view.thing(start)
        and (view.is_("yours", start) or all(view.said.proper[start:first]))
    ):
        return True
    after = list(view.after(at))
    ours = any(
        word in view.language.sets["into"]
        and follows in ("your", "the", "our")
        and any(map(view.language.thing, after[n : n + 6]))
        for n, (word, follows) in enumerate(pairwise(after))
    )
    fresh = words[first] in ("has", "have") or "now" in words[first:at]
    return ours or (fresh and len(subject) <= 5 and any(_arranged(verb) for verb in view.language.verbs[words[at]]))


def _reaches(view: View, at: int) -> bool:
    return any(verb.act == "send" and not verb.weak for verb in view.language.verbs[view.said.words[at]])


def _arranged(verb: Verb) -> bool:
    """ "Dinner with Anna has been booked"."""
    return verb.act in ("book", "put") and not verb.weak and not verb.needs


def _held(view: View, at: int) -> bool:
    """ "I've got your meeting scheduled"."""
    words = view.said.words
    for each in range(at - 2, max(view.start(at), at - _MOST_OBJECT) - 1, -1):
        if words[each] in ("have", "had", "got", "getting", "get"):
            subject = view.back(each, "before", "have")
            return (
                subject >= view.start(at) and view.is_("me", subject)
                and (view.is_("the", each + 1) or view.is_("it", each + 1))
                and not view.any("by", view.after(at)[:1])
            )  # fmt: skip
    return False


def _elliptic(view: View, at: int) -> Mode | None:
    """ "Reminder set for Friday"."""
    start = view.start(at)
    if at - start > 7 or not view.first(at) or view.any("goes_on", view.before(at)):
        return None
    if view.any("by", view.after(at)[:1]) or view.any("goes_on", view.after(at)):
        return None
    if view.subject(start, at) not in (None, "it"):
        return "bare"
    return "bare" if at - start <= 2 and _ends(view, at) and _strong(view, at) and view.said.proper[start] else None


def _ends(view: View, at: int) -> bool:
    """ "Run submitted.", "Payment processed successfully"."""
    return not view.after(at) or list(view.after(at)) == ["successfully"]


def _strong(view: View, at: int) -> bool:
    """Of a few words only a plain one is a name of something: "Results published" may be a heading."""
    return any(not verb.weak and verb.act != "post" for verb in view.language.verbs[view.said.words[at]])


def _going(view: View, at: int) -> Mode | None:
    words, start = view.said.words, view.start(at)
    last = view.back(at, "before")
    if last >= start and words[last] == "am" and view.any("me", words[start:last]):
        return None if view.any("when", words[start:last]) else "doing"
    if last == start and words[last] in ("after", "having") and view.said.clause[at] == view.said.clause[0]:
        return "did" if view.any("me", words[at + 1 : at + 1 + _MOST_OBJECT]) else None
    if last >= start and words[last] in ("are", "finished", "liberty", "of") and view.any("me", words[start:last]):
        return "did" if words[last] != "of" or "liberty" in words[start:last] else None
    if last < start and view.first(at) and (_for_you(view, at) or _trails_off(view, at) or _at_work(view, at)):
        return "doing"
    return None


def _for_you(view: View, at: int) -> bool:
    """ "Sending it now", "switching it off as requested"."""
    after = view.after(at)
    said = " ".join(after[-4:])
    return "now" in after or said.endswith(("as requested", "on your command", "for you", "as you asked", "right away"))


def _at_work(view: View, at: int) -> bool:
    """ "Pulling up the info." as a whole sentence; in a list it may be what can be done."""
    after = view.after(at)
    named = any(view.is_("yours", n) or view.is_("it", n) for n in range(at + 1, at + 1 + len(after[:2])))
    number = view.said.clause[at] + 1
    ends = number == len(view.said.opened) - 1 and view.said.opened[number] in (".", "…")
    return named and ends and len(after) <= _SHORT and not view.item and not view.any("goes_on", after)


def _trails_off(view: View, at: int) -> bool:
    """ "Sending it…" """
    number = view.said.clause[at] + 1
    after = view.after(at)
    return bool(after) and number < len(view.said.opened) and view.said.opened[number] in ("…", "...")


def _base(view: View, at: int) -> Mode | None:
    words, start = view.said.words, view.start(at)
    last = view.back(at, "before")
    if last < start or view.any("no", words[start:at]):
        return None
    if words[last] == "did" and view.any("me", words[start:last]):
        return "did"
    if words[last] == "to" and last - 1 >= start and view.any("me", words[start:last]):
        return {
            "managed": "did",
            "able": "did",
            "liberty": "did",
            "going": "will",
            "about": "will",
            "sure": "will",
        }.get(words[last - 1])  # type: ignore[return-value]
    if words[last] == "will" and last > start and view.is_("me", view.back(last, "before")):
        return "will"
    return None
