"""Whether a verb of a Spanish or French sentence says that the assistant did, does or will do something."""

from agent_core.claims.language import Verb
from agent_core.claims.view import Mode, View

_JUST = {"es": frozenset({"acabo", "acabamos"}), "fr": frozenset({"viens", "venons"})}  # … de hacer
_SOON = {"es": frozenset({"voy", "vamos"}), "fr": frozenset({"vais", "allons"})}
_ABLE = {
    "es": frozenset({"logré", "conseguí", "pude", "logrado", "conseguido", "podido"}),
    "fr": frozenset({"pu", "réussi"}),
}
_WILL = frozenset({"estará", "quedará", "será", "sera", "seront"})
_NOW = frozenset({"está", "están", "queda", "quedan", "es", "son", "est", "sont"})
_LONG_AGO = frozenset({"fue", "fueron", "était", "étaient"})
_AT_ONCE = frozenset({"ahora", "ya", "enseguida", "maintenant", "immédiatement"})


def mode_of(view: View, at: int, verb: Verb) -> Mode | None:
    """None where it is no claim."""
    before = view.before(at)
    if (
        view.any("no", before)
        or view.any("when", before[:2])
        or ("que" in before[-3:-1] and "future" not in verb.moods)
    ):
        return None
    for mood in verb.moods:
        rule = {
            "participle": _participle, "past": _past, "passive_past": _passive_past, "base": _base, "going": _going,
            "future": _future, "present": _present,
        }[mood]  # fmt: skip
        if found := rule(view, at):
            return found
    return None


def _participle(view: View, at: int) -> Mode | None:
    words, start = view.said.words, view.start(at)
    last = view.back(at, "before")
    word = words[last] if last >= start else ""
    if words[at].startswith("hech") and view.after(at)[:1] == ["de"]:
        return None  # "hecho de madera"
    if view.any("no", view.after(at)[:1]) and view.language.code == "fr":
        return None
    if word in view.language.sets["have"]:
        return "did" if not view.any("maybe", words[start:last]) else None
    if word in ("sido", "été"):
        first = view.back(last, "before", "clitics")
        if first < start or words[first] not in ("ha", "han", "a", "ont", "fue"):
            return None
        return _passive(view, at, first, "been")
    if word in ("ha", "han"):
        return _passive(view, at, last, "been") if "se" in words[max(start, last - 2) : last] else None
    if word in ("être", "d'"):
        return _passive(view, at, last - 1, "been") if "vient" in words[start:last] else None
    if view.is_("be", last) if last >= start else False:
        mode: Mode = "will" if word in _WILL else "state" if word in _NOW else "been"
        return _passive(view, at, last, mode)
    return _bare(view, at)


def _passive(view: View, at: int, first: int, mode: Mode) -> Mode | None:
    """The subject may stand behind the verb, or be left out where the clause begins: "Ya está guardado"."""
    words, start = view.said.words, view.start(at)
    while first - 1 >= start and (view.is_("clitics", first - 1) or words[first - 1] == "n'"):
        first -= 1
    after = view.after(at)
    if view.any("by", after[:2]) and any(view.said.proper[at + 1 : at + 4]):
        return None
    if view.any("maybe", words[start:first]):
        return None
    behind = bool(after) and after[0] in view.language.sets["the"] and view.subject(at + 1, min(at + 6, view.end(at)))
    alone = view.language.code == "es" and all(
        view.is_("lead", n) or view.is_("before", n) for n in range(start, first)
    )
    subject = view.subject(start, first, bare=False)
    if not (subject or behind or alone or _placed(view, at)):
        return None
    if words[first] in _LONG_AGO | {"a", "ont", "ha", "han"} and view.any("past", after):
        return None
    general = (
        mode == "state" and start < first and words[start] in ("los", "las", "les") and words[first] in ("sont", "son")
    )
    return None if general else mode


def _placed(view: View, at: int) -> bool:
    """ "Pedro ha sido avisado", "… a été ajouté à votre liste"."""
    start = view.start(at)
    reaches = any(verb.act == "send" and not verb.weak for verb in view.language.verbs[view.said.words[at]])
    person = not (view.is_("the", start) or view.is_("others", start) or view.thing(start))
    if reaches and view.said.proper[start] and person:
        return True
    return any(
        view.is_("yours", n) and any(view.thing(each) for each in range(n + 1, min(n + 3, view.end(at))))
        for n in range(view.start(at), view.end(at))
    )


def _bare(view: View, at: int) -> Mode | None:
    """ "¡Enviado!", "Rappel créé", "… y avisado a Pedro"."""
    start, number = view.start(at), view.said.clause[at]
    if view.any("by", view.after(at)[:1]) or view.any("goes_on", view.after(at)):
        return None
    if view.first(at):
        alone = view.back(at, "before", "lead") < start
        return "bare" if alone or view.subject(start, at) not in (None, "it") else None
    previous = view.previous(number)
    if previous is None or view.back(at, "before", "clitics") >= start:
        return None
    if view.said.opened[number] not in view.language.sets["joins"] | {","}:
        return None
    begin, end = view.said.span(previous)
    clause = view.said.words[begin:end]
    return "did" if view.any("have", clause) and view.mood(previous) != "no" else None


def _past(view: View, at: int) -> Mode | None:
    """ "Envié la factura"."""
    last = view.back(at, "before", "clitics", "me", "lead")
    return "did" if last < view.start(at) else None


def _passive_past(view: View, at: int) -> Mode | None:
    """ "Se envió el correo"."""
    if view.before(at)[-1:] != ["se"]:
        return None
    return _passive(view, at, at - 1, "been")


def _base(view: View, at: int) -> Mode | None:
    words, start = view.said.words, view.start(at)
    code = view.language.code
    last = view.back(at, "before", "clitics")
    if last < start:
        return None
    if words[last] in ("de", "d'", "a", "à"):
        ahead = words[last - 1] if last > start else ""
        if ahead in _JUST[code] or ahead in _ABLE[code]:
            return "did"
        return "doing" if ahead == "train" else "will" if ahead in _SOON["es"] and words[last] == "a" else None
    if words[last] in _ABLE[code]:
        return "did"
    return "will" if code == "fr" and words[last] in _SOON["fr"] else None


def _going(view: View, at: int) -> Mode | None:
    words, start = view.said.words, view.start(at)
    last = view.back(at, "before", "clitics")
    if last >= start:
        return "doing" if words[last] in ("estoy", "estamos") else None
    return "doing" if not _AT_ONCE.isdisjoint(view.after(at)) and view.first(at) else None


def _future(view: View, at: int) -> Mode | None:
    words, start = view.said.words, view.start(at)
    last = view.back(at, "before", "clitics")
    return "will" if last < start or view.is_("me", last) or view.is_("lead", last) or words[last] == "que" else None


def _present(view: View, at: int) -> Mode | None:
    """ "Te lo envío ahora", "je vous l'envoie"."""
    words, start = view.said.words, view.start(at)
    last = view.back(at, "before", "clitics")
    if view.language.code == "fr":
        return "will" if last >= start and words[last] in ("je", "j'") and "que" not in words[start:last] else None
    clitic = (
        at - 1 >= start and view.is_("clitics", at - 1) and view.is_("clitics", at - 2 if at - 2 >= start else at - 1)
    )
    alone = last < start or view.is_("lead", last)
    return "will" if alone and (clitic or not _AT_ONCE.isdisjoint([*view.before(at), *view.after(at)])) else None
