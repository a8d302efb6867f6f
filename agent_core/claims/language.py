"""How a language's table becomes the words that the rules look for.

`verbs` maps an act to entries, one a line: the forms of a verb and then marks. `=thing` is what the verb alone says it
is about; `+a/b` a word that must follow or, in German, belong to it; `~` says nothing by itself ("I added a verse"): a
thing of ours must be named; `!` is a promise that needs a service ("I'll remind you").
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import Literal

LANGUAGES = ("en", "de", "es", "fr")

Mood = Literal["participle", "past", "passive_past", "base", "going", "present", "future"]
Forms = Mapping[str, Sequence[Mood]]  # word -> its moods


@dataclass(frozen=True)
class Verb:
    """One form of a verb. `stem` names the verb, whatever its form."""

    stem: str
    act: str
    moods: Sequence[Mood]
    thing: str = ""
    needs: frozenset[str] = frozenset()
    weak: bool = False
    promise: bool = False


@dataclass(frozen=True)
class Phrase:
    """A fixed saying, found by its last word. `_` stands for up to three words, `@list` for any noun of that kind."""

    act: str
    words: Sequence[str]
    mode: Literal["did", "state", "will", "bare", "subject"]  # subject: of a thing of ours, else as state


@dataclass(frozen=True, kw_only=True)
class Table:
    """One language as data; see tables/en.py for what each holds."""

    code: str
    verbs: Mapping[str, str]
    forms: Callable[[Sequence[str]], Forms]  # of the words of an entry
    phrases: Mapping[str, str]  # "act mode" -> sayings, one a line
    things: Mapping[str, str]  # thing -> its nouns
    compounds: bool = False  # Kalendereintrag: the last part says what it is
    me: str
    have: str  # auxiliaries of the first person's perfect
    be: str  # auxiliaries of the passive
    before: str  # adverbs and pronouns that may stand between auxiliary and verb
    no: str
    maybe: str  # modal verbs and the like, which make no claim
    when: str  # words that make it depend on something
    others: str  # pronouns of other people
    the: str  # articles, possessives, numbers
    yours: str  # possessives of the person
    it: str  # pronouns that may stand for what was done
    lead: str  # what may come before a subject: "yes, I can confirm that …"
    joins: str  # conjunctions that begin a clause
    into: str  # prepositions before the place where something is kept
    by: str
    past: str  # times that speak of history: "was sent in May"
    earlier: str  # words by which an answer speaks of an earlier turn
    told: str  # verbs with which others say something
    ask: str  # words that begin a question
    wait: str  # words with which the assistant waits for the person: "tell me the time and I'll set it"
    one: str  # indefinite articles
    goes_on: str  # finite verbs that make a beginning such as "Saved games" the subject of a sentence
    clitics: str = ""  # Spanish, French: pronouns before a verb
    hold: str = ""  # words after which a saying with `@` may end
    both: Mapping[str, int] = field(default_factory=dict)  # number words


@dataclass(frozen=True)
class Language:
    table: Table
    verbs: Mapping[str, Sequence[Verb]]
    phrases: Mapping[str, Sequence[Phrase]]  # by their last word
    things: Mapping[str, str]
    sets: Mapping[str, frozenset[str]]

    @property
    def code(self) -> str:
        return self.table.code

    def thing(self, word: str) -> str:
        """What kind of thing a noun is, "" for none of ours."""
        found = self.things.get(word, "")
        if found or not self.table.compounds or len(word) < 7:
            return found
        return next((self.things[word[at:]] for at in range(3, len(word) - 3) if word[at:] in self.things), "")


_SETS = """
me have be before no maybe when others the yours it lead joins into by past earlier told ask goes_on clitics hold wait
one
"""


@cache
def language(code: str) -> Language:
    table: Table = import_module(f"agent_core.claims.tables.{code}").TABLE
    verbs: dict[str, list[Verb]] = {}
    for act, entries in table.verbs.items():
        for entry in entries.strip().splitlines():
            _add_verb(verbs, act, entry.split(), table)
    phrases: dict[str, list[Phrase]] = {}
    for key, sayings in table.phrases.items():
        act, mode = key.split()
        for saying in sayings.strip().splitlines():
            for words in _alternatives(saying.split()):
                phrases.setdefault(words[-1], []).append(Phrase(act, words, mode))  # type: ignore[arg-type]
    things = {word: thing for thing, words in table.things.items() for word in words.split()}
    sets = {name: frozenset(getattr(table, name).split()) for name in _SETS.split()}
    return Language(table, verbs, phrases, things, sets)


@cache
def joins() -> frozenset[str]:
    """Of all languages: a sentence is cut into clauses before its language is known."""
    return frozenset().union(*(language(code).sets["joins"] for code in LANGUAGES))


def _add_verb(verbs: dict[str, list[Verb]], act: str, entry: Sequence[str], table: Table) -> None:
    words = [word for word in entry if word[0] not in "=+~!"]
    marks = {word[0]: word[1:] for word in entry if word[0] in "=+~!"}
    for form, moods in table.forms(words).items():
        form, _, apart = form.partition("_")
        needs = apart or marks.get("+", "")
        verb = Verb(
            stem=words[0], act=act, moods=moods, thing=marks.get("=", ""),
            needs=frozenset(needs.split("/")) if needs else frozenset(), weak="~" in marks, promise="!" in marks,
        )  # fmt: skip
        verbs.setdefault(form, []).append(verb)


def _alternatives(words: Sequence[str]) -> list[list[str]]:
    """`in your list/calendar` is two sayings."""
    rows: list[list[str]] = [[]]
    for word in words:
        rows = [[*row, each] for row in rows for each in word.split("/")]
    return rows
