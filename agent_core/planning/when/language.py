"""How a language's table becomes compiled rules.

A table is data: words with their values, and patterns. In a pattern `<slot>` stands for any word of that list (or a
shared slot below), a space for white space, `~` for optional white space. A digit after the name, `<weekday2>`, allows
it twice.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module

LANGUAGES = ("en", "de", "es", "fr")  # the tables there are

Value = int | float | str
Rule = tuple[str, str]  # name of the builder, pattern

SHARED: Mapping[str, str] = {
    "dd": r"0?[1-9]|[12]\d|3[01]",
    "mm": r"0?[1-9]|1[0-2]",
    "yyyy": r"1\d{3}|20\d{2}|2100",
    "yy": r"(?:1\d|20)\d{2}|\d{2}",
    "hh": r"[01]?\d|2[0-4]",
    "min": r"[0-5]\d",
    "sec": r"[0-5]\d",
}
SHARED_RULES: Sequence[Rule] = (
    ("iso_instant", r"\d{4}-\d\d-\d\dt\d\d:<min>(?::<sec>(?:\.\d+)?)?(?:z|[+-]\d\d:?\d\d)?"),
    ("year_month_day", r"(?P<y>\d{4})(?P<sep>[-/.])(?P<mo>\d\d?)(?P=sep)(?P<d>\d\d?)"),
    ("numeric_date", r"(?P<a>\d\d?)(?P<sep>[-/.])(?P<b>\d\d?)(?P=sep)(?P<y>\d{4}|\d\d)"),
)  # fmt: skip
ACCENTS = str.maketrans("áàâäãéèêëíìîïóòôöõúùûüñç’`", "aaaaaeeeeiiiiooooouuuunc''")
_SLOT = re.compile(r"(?<!\?P)<([a-z_]+)(\d?)>")


@dataclass(frozen=True, kw_only=True)
class Table:
    """One language as data. Keys of `words` are slots; see tables/en.py for what each holds."""

    words: Mapping[str, Mapping[str, Value]]
    rules: Sequence[Rule]
    glue: str  # what may stand between two phrases that belong together
    to: str  # what stands between the ends of a range
    joins: str  # what stands between amounts ("1 day and 2 hours") and between weekdays
    lead: str  # prepositions in front of a phrase, taken into the span
    before: frozenset[str]  # leads that make the phrase a limit
    after: frozenset[str]
    doubtful: frozenset[str] = frozenset()  # short forms that are other words too: they need a lead or a neighbour
    day_first: bool = True  # 7/8 is the seventh of August
    order_known: bool = True  # and nobody of this language reads it otherwise
    clock_12: bool = False  # 9:30 may be in the evening
    next_weekday_is_next_week: bool = False
    questions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Language:
    code: str
    table: Table
    rules: Sequence[tuple[str, re.Pattern[str]]]
    glue: re.Pattern[str]
    to: re.Pattern[str]
    lead: re.Pattern[str]
    words: Mapping[str, Mapping[str, Value]]


def fold(text: str) -> str:
    """Lower case without accents, one character for one, so that offsets stay."""
    low = text.lower()
    if len(low) != len(text):  # such as İ
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return low.translate(ACCENTS)


def key(word: str) -> str:
    """A word as the tables know it."""
    return " ".join(fold(word).replace("-", " ").split())


@cache
def load(code: str) -> Language:
    """The compiled rules; English for a language that has no table."""
    if code not in LANGUAGES:
        return load("en")
    table: Table = import_module(f"agent_core.planning.when.tables.{code}").TABLE
    words = {slot: {key(word): value for word, value in entries.items()} for slot, entries in table.words.items()}
    slots = {**SHARED, **{slot: _alternatives(slot, entries) for slot, entries in words.items()}}
    slots |= {"length": _lengths(slots, table.joins), "list": _weekdays(slots, table.joins)}
    rules = [(name, _compile(pattern, slots)) for name, pattern in (*SHARED_RULES, *table.rules)]
    return Language(code, table, rules, *_between(table), words)


def _between(table: Table) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    glue, to, lead = (part.translate(ACCENTS) for part in (table.glue, table.to, table.lead))
    return re.compile(glue), re.compile(to), re.compile(rf"(?<!\w)(?:{lead})$")


def _alternatives(slot: str, entries: Mapping[str, Value]) -> str:
    words = [re.escape(word).replace(r"\ ", r"[-\s]+") for word in sorted(entries, key=len, reverse=True)]
    if slot == "n":  # a number in words ends where the word does: "as" is not "a s"
        return rf"\d{{1,4}}(?:[.,]\d)?|(?:{'|'.join(words)})(?!\w)"
    return "|".join(words)


def _lengths(slots: Mapping[str, str], joins: str) -> str:
    """Amounts in a row: 1h30, two hours and a half, 1 day, 2 hours."""
    fraction = f"(?:\\s+(?:{slots['fraction']}))?" if "fraction" in slots else ""
    one = rf"(?:{slots['n']})[-\s]*(?:{slots['unit']}){fraction}(?!\w)"
    return rf"\d{{1,2}}h[0-5]\d|{one}(?:(?:{joins}|\s*){one}){{0,6}}"


def _weekdays(slots: Mapping[str, str], joins: str) -> str:
    one = f"(?:{slots.get('weekdays', slots['weekday'])}|{slots['weekday']})"
    return f"{one}(?:(?:{joins}){one}){{0,6}}"


def _compile(pattern: str, slots: Mapping[str, str]) -> re.Pattern[str]:
    spaced = pattern.translate(ACCENTS).replace(" ", r"\s+").replace("~", r"\s*")
    filled = _SLOT.sub(lambda m: f"(?P<{m[1]}{m[2]}>{slots[m[1]]})" if m[1] in slots else m[0], spaced)
    return re.compile(rf"(?<![\w$€£#@])(?<!\w[./:-])(?:{filled})(?![\w%°€$])(?![.,:/-]\d)")


@dataclass(frozen=True)
class Found:
    """A rule's match, with its words looked up."""

    match: re.Match[str]
    language: Language

    def raw(self, name: str) -> str:
        groups = self.match.re.groupindex
        return (self.match[name] or "") if name in groups else ""

    def has(self, name: str) -> bool:
        return bool(self.raw(name))

    def value(self, name: str) -> Value | None:
        raw = key(self.raw(name))
        return self.language.words[name.rstrip("0123456789")].get(raw) if raw else None

    def code(self, name: str) -> str:
        return str(self.value(name) or "")

    def integer(self, name: str) -> int | None:
        """A number in digits or words."""
        raw = self.raw(name)
        if raw.isdigit():
            return int(raw)
        value = self.value(name) if raw else None
        return None if value is None else int(value)

    @property
    def labelled(self) -> bool:
        """Whether the word before makes it something else: chapter 3, you may."""
        before = self.match.string[max(0, self.match.start() - 24) : self.match.start()].split()
        return bool(before) and self.language.words.get("not_date", {}).get(before[-1]) == "before"

    @property
    def led(self) -> bool:
        return bool(self.language.lead.search(self.match.string[max(0, self.match.start() - 24) : self.match.start()]))

    @property
    def ends_clause(self) -> bool:
        return bool(re.match(r"\s*(?:$|[.!?;,)])", self.match.string[self.match.end() :]))
