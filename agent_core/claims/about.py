"""What a claim is about: things of ours, and people."""

from agent_core.claims.language import Verb
from agent_core.claims.view import REACH, Mode, View

_LOOKED_AT = frozenset({"event", "document", "note", "task", "reminder", "web", "mail"})
_SUBJECT_FIRST = ("been", "state", "bare", "will")
_WE = frozenset({"we", "wir", "nosotros", "nous", "hemos", "avons"})
_YOU = frozenset("you your dir dich euch ihnen dein deine deinen te tu tus vous votre vos t' ta".split())  # noqa: SIM905


def things(view: View, at: int, verb: Verb, mode: Mode) -> tuple[str, ...]:
    """The thing nearest to where the verb's object stands, then places such as "in your notes"."""
    if verb.thing:
        return (verb.thing,)
    start, end = view.start(at), view.end(at)
    subject_first = mode in _SUBJECT_FIRST or view.language.code == "de"
    order = [*range(start, at), *range(at + 1, end)] if subject_first else [*range(at + 1, end), *range(start, at)]
    found = [(each, view.thing(each)) for each in order if view.thing(each)]
    if not found:
        return ()
    first = 0
    while view.language.code == "en" and first + 1 < len(found) and found[first + 1][0] == found[first][0] + 1:
        first += 1  # "calendar event", "meeting reminder": the last word says what it is
    places = [thing for each, thing in found if view.any("into", view.said.words[max(start, each - 3) : each])]
    return tuple(dict.fromkeys([found[first][1], *places]))


def names(view: View, at: int) -> tuple[str, ...]:
    """Capitalised words right behind the verb or behind a preposition."""
    words, proper = view.said.words, view.said.proper
    return tuple(
        words[each]
        for each in range(at + 1, view.end(at))
        if proper[each] and (each == at + 1 or words[each - 1] in ("to", "an", "a", "à")) and not view.thing(each)
    )


def is_ours(view: View, at: int, verb: Verb, mode: Mode, about: tuple[str, ...]) -> bool:
    """Whether a verb that says little by itself ("added", "checked") is about something that we keep.

    "We" is not the assistant unless it speaks to the person: papers say "we recorded" and "we carried out".
    """
    named = [each for each in about if each != "list" and (each != "thing" or mode == "bare")]
    clause = [*view.before(at), *view.after(at)]
    if mode == "did" and not _WE.isdisjoint(view.before(at)[-6:]) and _YOU.isdisjoint(clause):
        return bool({"task", "note", "reminder", "event", "mail"}.intersection(named))
    if not verb.weak:
        return True
    if mode == "doing" and ("now" in clause or view.any("it", view.after(at)[:2])):
        return True
    if verb.act == "look":
        return not _LOOKED_AT.isdisjoint(named) and "message" not in view.after(at)
    if verb.act == "call":
        after = view.after(at)
        passive = mode in ("been", "state")
        return not passive and bool(after) and (view.is_("the", at + 1) or view.said.proper[at + 1])
    if verb.act == "any" and view.any("it", view.after(at)[:1]) and mode == "did":
        return True
    if verb.act == "send" and not named:
        return mode in ("bare", "been", "state") or any(view.said.proper[at + 1 : at + 3])
    return bool(named) or _yours(view, at)


def _yours(view: View, at: int) -> bool:
    """ "To your shopping list", "into the account", also after "milk, eggs and bread"."""
    end = min(len(view.said.words), at + 1 + REACH)
    return any(
        view.is_("yours", each) and any(view.thing(n) for n in range(each + 1, min(each + 5, end)))
        for each in range(view.start(at), end)
    )
