"""Which acts a sentence claims for the assistant."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from agent_core.claims import about, context, english, german, romance, sayings
from agent_core.claims.language import LANGUAGES, Language, Verb, joins, language
from agent_core.claims.sentences import Segment
from agent_core.claims.view import Mode, View
from agent_core.claims.words import Words, words_of

_LONG = 400  # characters: of what is longer we do not look at the beginning again
_MOST = 12  # claims of one sentence; who claims more claims the same again
_PASSIVE = frozenset({"se", "ha", "han", "a", "ont", "être"})
_GRAMMARS = {"en": english.mode_of, "de": german.mode_of, "es": romance.mode_of, "fr": romance.mode_of}


@dataclass(frozen=True)
class Claim:
    act: str
    mode: Mode
    language: str
    stem: str  # the verb, or the saying
    things: tuple[str, ...] = ()  # what it is about; any of them will do
    number: int = 1
    all: bool = False  # "everything is saved"
    earlier: bool = False  # speaks of a turn before
    names: tuple[str, ...] = ()  # of people or addresses it is said to have reached


def claims_in(segment: Segment, preferred: str = "en") -> list[Claim]:
    """In the order of the sentence; no claim for code and for what is quoted."""
    if segment.kind in ("code", "quote"):
        return []
    said = words_of(segment.text, joins())
    if triggers().isdisjoint(said.words):
        return []
    return list(islice(_found(said, segment, preferred), _MOST))


@cache
def triggers() -> frozenset[str]:
    """Words without which no sentence is a claim."""
    return frozenset().union(*(_known(language(code)) | language(code).sets["hold"] for code in LANGUAGES))


@cache
def verbs() -> frozenset[str]:
    """The triggers that may claim something whatever stands before them."""
    return frozenset().union(*(language(code).verbs.keys() | language(code).sets["hold"] for code in LANGUAGES))


def may_claim(text: str) -> bool:
    """Whether a sentence that begins so may come to claim something by its last word."""
    if len(text) > _LONG:
        return True
    said = words_of(text, joins())
    at = len(said.words) - 1
    if at < 0:
        return True
    views = (View(said, language(code)) for code in _languages_of(said.words[at]))
    return any(_may_be_verb(view, at) or sayings.may_end(view, at) for view in views) or said.words[at] in _held()


def _may_be_verb(view: View, at: int) -> bool:
    """What follows may still give a passive its subject, and a German participle its auxiliary."""
    known = view.language.verbs.get(view.said.words[at], ())
    if not known:
        return False
    german_end = view.language.code == "de" and any("participle" in verb.moods for verb in known)
    open_end = {*view.before(at)[-3:]} & (view.language.sets["be"] | view.language.sets["have"] | _PASSIVE)
    begins = view.back(at, "before", "clitics") < view.start(at)
    return (
        german_end or bool(open_end) or begins or any(_GRAMMARS[view.language.code](view, at, verb) for verb in known)
    )


@cache
def _held() -> frozenset[str]:
    return frozenset().union(*(language(code).sets["hold"] for code in LANGUAGES))


@cache
def _languages_of(word: str) -> tuple[str, ...]:
    return tuple(code for code in LANGUAGES if word in _known(language(code)))


def _known(spoken: Language) -> frozenset[str]:
    return frozenset(word for word in [*spoken.verbs, *spoken.phrases] if word[0] != "@")


def _found(said: Words, segment: Segment, preferred: str) -> Iterator[Claim]:
    views = {code: View(said, language(code), row=segment.kind == "row", item=segment.item) for code in LANGUAGES}
    held = [code for code in LANGUAGES if not views[code].language.sets["hold"].isdisjoint(said.words)]
    known = triggers()
    for at, word in enumerate(said.words):
        codes = _languages_of(word) if word in known else ()
        for code in sorted({*codes, *held}, key=lambda each: (each != preferred, LANGUAGES.index(each))):
            claim = _verb_claim(views[code], at, word) or _saying_claim(views[code], at, word)
            if claim:
                yield claim
                if _heads(views[code], at, claim):
                    return
                break


def _heads(view: View, at: int, claim: Claim) -> bool:
    """ "Note saved: I have sent the keys": what follows is the note's title."""
    follows = view.said.clause[at] + 1
    opened = view.said.opened
    return claim.mode == "bare" and bool(claim.things) and follows < len(opened) and opened[follows] == ":"


def _verb_claim(view: View, at: int, word: str) -> Claim | None:
    verbs = view.language.verbs.get(word, ())
    for verb in sorted(verbs, key=lambda each: not each.needs) if len(verbs) > 1 else verbs:
        if verb.needs and verb.needs.isdisjoint([*view.before(at)[-2:], *view.after(at)]):
            continue
        mode = _GRAMMARS[view.language.code](view, at, verb)
        if mode is None or context.denied(view, at, mode, verb):
            continue
        things = about.things(view, at, verb, mode)
        if about.is_ours(view, at, verb, mode, things):
            return _claim(view, at, verb, mode, things)
    return None


def _claim(view: View, at: int, verb: Verb, mode: Mode, things: tuple[str, ...]) -> Claim:
    numbers = view.language.table.both
    return Claim(
        act="keep" if verb.act == "send" and things[:1] == ("reminder",) else verb.act,
        mode=mode,
        language=view.language.code,
        stem=verb.stem,
        things=things,
        number=max((numbers.get(word, 1) for word in view.after(at)[:3]), default=1),
        all=context.speaks_of_all([*view.before(at), *view.after(at)]),
        earlier=view.any("earlier", view.said.words),
        names=about.names(view, at) if verb.act in ("send", "post", "call") else (),
    )


def _saying_claim(view: View, at: int, word: str) -> Claim | None:
    known = view.language.phrases
    for phrase in [*known.get(word, ()), *known.get(f"@{view.thing(at)}", ())]:
        if sayings.is_said(view, at, phrase):
            things = dict.fromkeys(filter(None, map(view.thing, range(view.start(at), at + 1))))
            return Claim(
                act=phrase.act, mode=sayings.mode_of(phrase), language=view.language.code, stem=" ".join(phrase.words),
                things=tuple(things) if phrase.act in ("keep", "put", "send") else (),
                all=context.speaks_of_all(phrase.words), earlier=view.any("earlier", view.said.words),
            )  # fmt: skip
    return None
