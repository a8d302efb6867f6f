"""Which acts a sentence claims for the assistant."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from agent_core.claims.language import LANGUAGES, Phrase, Verb, joins, language
from agent_core.claims.sentences import Segment
from agent_core.claims.view import REACH, Mode, View
from agent_core.claims.words import Words, words_of

_ALL = frozenset({"all", "everything", "both", "alles", "beide", "todo", "todos", "tout", "tous"})
_GAP = 3  # words that `_` in a saying may stand for
_CONTENT = frozenset({"money", "booking", "document", "list", "thing"})  # what is sent, not how


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
    if not any(word in triggers() for word in said.words):
        return []
    return list(_found(said, segment, preferred))


@cache
def triggers() -> frozenset[str]:
    """Words without which no sentence is a claim."""
    found: set[str] = set()
    for code in LANGUAGES:
        found |= language(code).verbs.keys() | language(code).phrases.keys() | language(code).sets["hold"]
    return frozenset(word for word in found if word[0] != "@")


def _found(said: Words, segment: Segment, preferred: str) -> Iterator[Claim]:
    codes = sorted(LANGUAGES, key=lambda code: code != preferred)
    views = [View(said, language(code), segment.kind == "row") for code in codes]
    for at, word in enumerate(said.words):
        for view in views:
            claim = _verb_claim(view, at, word) or _phrase_claim(view, at, word)
            if claim:
                yield claim
                break


def _verb_claim(view: View, at: int, word: str) -> Claim | None:
    verbs = view.language.verbs.get(word, ())
    for verb in sorted(verbs, key=lambda each: not each.needs):
        if verb.needs and verb.needs.isdisjoint([*view.before(at)[-2:], *view.after(at)]):
            continue
        mode = grammar(view.language.code)(view, at, verb)
        if mode and not _asked(view, at) and not _told(view, at, mode) and not _depends(view, at, mode, verb):
            things = _things(view, at, verb, mode)
            if not (verb.weak and not _ours(view, at, verb, mode, things)):
                return _claim(view, at, verb, mode, things)
    return None


def grammar(code: str) -> Callable[[View, int, Verb], Mode | None]:
    from agent_core.claims import english, german, romance

    rules: Mapping[str, Callable[[View, int, Verb], Mode | None]] = {
        "en": english.mode_of, "de": german.mode_of, "es": romance.mode_of, "fr": romance.mode_of,
    }  # fmt: skip
    return rules[code]


def _claim(view: View, at: int, verb: Verb, mode: Mode, things: tuple[str, ...]) -> Claim:
    act = verb.act
    if act == "send" and things[:1] == ("reminder",):
        act = "keep"
    clause = [*view.before(at), *view.after(at)]
    whole = view.said.words
    return Claim(
        act=act, mode=mode, language=view.language.code, stem=verb.stem, things=things,
        number=max((view.language.table.both.get(word, 1) for word in view.after(at)[:3]), default=1),
        all=not _ALL.isdisjoint(clause),
        earlier=view.any("earlier", whole),
        names=_names(view, at) if act in ("send", "post", "call") else (),
    )  # fmt: skip


def _names(view: View, at: int) -> tuple[str, ...]:
    """Capitalised words right behind the verb or behind a preposition."""
    words, proper = view.said.words, view.said.proper
    found = []
    for each in range(at + 1, view.end(at)):
        ahead = words[each - 1]
        if proper[each] and (each == at + 1 or ahead in ("to", "an", "a", "à")) and not view.thing(each):
            found.append(words[each])
    return tuple(found)


def _things(view: View, at: int, verb: Verb, mode: Mode) -> tuple[str, ...]:
    """The thing nearest to where the verb's object stands, then places such as "in your notes"."""
    if verb.thing:
        return (verb.thing,)
    start, end = view.start(at), view.end(at)
    subject_first = mode in ("been", "state", "bare", "will") or view.language.code == "de"
    order = [*range(start, at), *range(at + 1, end)] if subject_first else [*range(at + 1, end), *range(start, at)]
    found = [(each, view.thing(each)) for each in order if view.thing(each)]
    if not found:
        return ()
    first = 0
    while view.language.code == "en" and first + 1 < len(found) and found[first + 1][0] == found[first][0] + 1:
        first += 1  # "calendar event", "meeting reminder": the last word says what it is
    places = [
        thing for each, thing in found
        if view.any("into", view.said.words[max(start, each - 3) : each])
    ]  # fmt: skip
    return tuple(dict.fromkeys([found[first][1], *places]))


def _ours(view: View, at: int, verb: Verb, mode: Mode, things: tuple[str, ...]) -> bool:
    """Whether a verb that says little ("added", "checked") is about something that we keep."""
    named = [each for each in things if each not in ("thing", "list")]
    if verb.act == "look":
        return any(each in ("event", "document", "note", "task", "reminder", "web", "mail") for each in named) and not {
            "message"
        } & set(view.after(at))
    if verb.act == "call":
        after = view.after(at)
        return bool(after) and not view.any("it", after[:1]) and (view.is_("the", at + 1) or view.said.proper[at + 1])
    if verb.act == "send" and not named:
        return mode in ("bare", "been", "state") or any(view.said.proper[at + 1 : at + 3])
    return bool(named) or _yours(view, at)


def _yours(view: View, at: int) -> bool:
    """ "To your list", "into the account", also after "milk, eggs and bread"."""
    words = view.said.words
    start, end = view.start(at), min(len(words), at + 1 + REACH)
    return any(
        view.is_("the", each)
        and any(view.thing(n) for n in range(each + 1, min(each + 2 + 3 * view.is_("yours", each), end)))
        for each in range(start, end)
    )


def _asked(view: View, at: int) -> bool:
    """Whether the claim is part of a question."""
    if not view.said.question:
        return False
    last = view.said.clause[-1]
    first = next(iter(view.said.words), "")
    return view.said.clause[at] == last or first in view.language.sets["ask"]


def _told(view: View, at: int, mode: Mode) -> bool:
    """Whether it is what somebody else, or a document, says."""
    words = view.said.words
    if mode in ("been", "state", "bare") and view.said.cited:
        return True
    before = words[max(0, at - 2 * 24) : at]
    for each, word in enumerate(before):
        if word in view.language.sets["told"]:
            return not view.any("me", before[max(0, each - 3) : each])
    return False


def _depends(view: View, at: int, mode: Mode, verb: Verb) -> bool:
    """Whether what will be done waits for the person."""
    if mode != "will":
        return False
    words = view.said.words
    ahead = words[max(0, at - 48) : at]
    behind = words[at + 1 : at + 49]
    when = view.language.sets["when"]
    if verb.promise:
        return bool(when & set(ahead)) or view.any("maybe", ahead)
    return bool(when & {*ahead, *behind}) or view.any("maybe", [*ahead, *behind]) or view.said.question


def _phrase_claim(view: View, at: int, word: str) -> Claim | None:
    known = view.language.phrases
    for phrase in [*known.get(word, ()), *known.get(f"@{view.thing(at)}", ())]:
        begin = _matches(view, at, phrase)
        if begin is not None and _stands(view, at, begin, phrase):
            act, mode = phrase.act, _mode(phrase)
            words = view.said.words
            things = tuple(dict.fromkeys(filter(None, map(view.thing, range(view.start(at), at + 1)))))
            return Claim(
                act=act, mode=mode, language=view.language.code, stem=" ".join(phrase.words),
                things=things if act in ("keep", "send") else (), all=not _ALL.isdisjoint(phrase.words),
                earlier=view.any("earlier", words),
            )  # fmt: skip
    return None


def _mode(phrase: Phrase) -> Mode:
    return "state" if phrase.mode == "subject" else phrase.mode


def _matches(view: View, at: int, phrase: Phrase) -> int | None:
    """Where the saying begins when it ends at this word."""
    words, start = view.said.words, view.start(at)
    where = at
    wanted = list(phrase.words[:-1])
    while wanted:
        word = wanted.pop()
        if word == "_":
            word = wanted.pop()
            nearest = next(
                (n for n in range(where - 1, max(start, where - 2 - _GAP) - 1, -1) if words[n] == word), None
            )
            if nearest is None:
                return None
            where = nearest
            continue
        where -= 1
        while where >= start and words[where] != word and view.is_("before", where):
            where -= 1
        if where < start or words[where] != word:
            return None
    return where


def _stands(view: View, at: int, begin: int, phrase: Phrase) -> bool:
    """Whether nothing in the clause takes the saying back."""
    words, start = view.said.words, view.start(at)
    ahead = words[start:begin]
    if _asked(view, at) or _told(view, at, _mode(phrase)) or view.any("no", words[start:at]):
        return False
    if view.any("when", ahead) or view.any("maybe", ahead):
        return False
    if phrase.mode == "bare":
        after = view.after(at)
        plain = not after or after[0] in ("for", "with", "and", "für", "mit", "para", "con", "pour", "avec", "it", "as")
        return (
            plain
            and view.first(at)
            and (begin == start or all(view.is_("lead", n) or view.is_("before", n) for n in range(start, begin)))
        )
    if phrase.mode == "will":
        sentence: Sequence[str] = words[max(0, begin - 48) : begin]
        return not view.any("when", sentence) and not view.any("maybe", sentence) and not view.any("others", ahead)
    if phrase.mode == "subject":
        return _of_ours(view, at, begin, phrase)
    return not view.any("others", ahead)


def _of_ours(view: View, at: int, begin: int, phrase: Phrase) -> bool:
    """ "Your message is on its way", "die Erinnerung steht"."""
    start, end = view.start(at), begin
    while end > start and (view.is_("be", end - 1) or (view.is_("before", end - 1) and not view.is_("it", end - 1))):
        end -= 1
    subject = view.subject(start, end)
    if len(phrase.words) > 1 or phrase.act == "send":
        return subject is not None
    return subject in ("reminder", "event") and not view.any("into", view.after(at)[:1])
