"""Arguments of a capability from a clause: text by the template, the rest by type."""

import re
from itertools import pairwise

from agent_core.contract import Risk
from agent_core.planning.local.catalogue import Entry
from agent_core.planning.local.fields import Slot
from agent_core.planning.local.filled import Filled, as_number
from agent_core.planning.local.instants import fill_times
from agent_core.planning.local.match import Candidate, Reading, cut
from agent_core.planning.local.refer import PRONOUNS, Context, mentioned
from agent_core.planning.local.spans import QUOTED, people
from agent_core.planning.local.words import FUNCTION, QUOTES

LEADING = re.compile(
    r"^(?:(?:(?:for )?me\s+)?to|that|about|of|for|on|up|down|with|regarding|called|named|titled|saying|is)"
    r"\s+(?=\S)|^[:,;\-–—]+\s*",
    re.IGNORECASE,
)
TRAILING = re.compile(
    r"(?:[\s,]+(?:please|pls|plz|thanks|thank you|thx|for me|as well"
    r"|too|also|now|ok|okay|and|at|on|by|for|to|from|in|due))+$",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"(\s*:\s+|\s+with\s+|\s+[-–—]\s+)")
CALLED = re.compile(
    r"(?:called|titled|named|with the title)\s+(?P<title>.+?)(?:\s*:\s+|\s+with\s+)(?P<text>.+)",
    re.IGNORECASE | re.DOTALL,
)
ARTICLE = re.compile(r"^(?:the|my|our|that|this|a|an)\s+(?=\S)", re.IGNORECASE)


def fill(candidate: Candidate, reading: Reading, context: Context) -> Filled:
    filled = Filled()
    _texts(candidate, reading, context, filled)
    _typed(candidate, reading, filled)
    fill_times(candidate, filled, context)
    for slot in candidate.entry.slots:
        if slot.required and slot.name not in filled.arguments and slot.name not in filled.missing:
            filled.missing.append(slot.name)
    return filled


def _texts(candidate: Candidate, reading: Reading, context: Context, filled: Filled) -> None:
    entry = candidate.entry
    told = _without_tail(candidate, reading)
    captured = {name: text for name, text in told.items() if (slot := entry.slot(name)) and slot.takes_text}
    if entry.main and entry.capability.rules.answers_questions:
        captured = {entry.main.name: reading.text}
    elif entry.main and not tidy(captured.get(entry.main.name, "")) and entry.main.required:
        captured[entry.main.name] = _left(candidate, reading)
    captured = _titled(entry, _parted(candidate, captured))
    for slot in entry.slots:
        if slot.takes_text and slot.name in captured:
            _text(slot, captured[slot.name], candidate, context, filled)
    for slot in entry.slots:  # "cancel the reminder": pointed at without a word captured for it
        if slot.required and slot.name not in filled.arguments and context.is_reference(slot):
            _point(slot, reading, candidate, context, filled)


def _without_tail(candidate: Candidate, reading: Reading) -> dict[str, str]:
    """The captured texts; one that runs on into words which end another example is cut there."""
    tokens = candidate.view.tokens
    found: dict[str, str] = {}
    for name, indexes in candidate.alignment.captures.items():
        taken = [tokens[index] for index in indexes]
        if indexes and indexes[-1] == len(tokens) - 1:
            ends = (
                len(tail) for tail in candidate.entry.tails if tuple(each.stem for each in taken[-len(tail) :]) == tail
            )
            taken = taken[: len(taken) - max(ends, default=0)]
        found[name] = cut(reading.text, taken)
    return found


def _parted(candidate: Candidate, captured: dict[str, str]) -> dict[str, str]:
    """Two texts side by side in the template, "called {title}: {content}", are told apart by what is between."""
    items = candidate.alignment.template.items
    for one, two in pairwise(items):
        if one.kind == two.kind == "text":
            whole = " ".join(captured[name] for name in (one.value, two.value) if captured.get(name))
            left, mark, right = (BETWEEN.search(whole) and BETWEEN.split(whole, maxsplit=1)) or (whole, "", "")
            if mark and candidate.alignment.said > 0.8:
                return captured | {one.value: left, two.value: right}
    return captured


def _titled(entry: Entry, captured: dict[str, str]) -> dict[str, str]:
    """ "a note called Packing list: passport, socks", whatever the template's words were."""
    title = next((slot.name for slot in entry.slots if slot.kind == "text" and slot.name in ("title", "name")), None)
    if title is None or captured.get(title):
        return captured
    for name, text in captured.items():
        if found := CALLED.fullmatch(text):
            return captured | {title: found["title"], name: found["text"]}
    return captured


def _text(slot: Slot, raw: str, candidate: Candidate, context: Context, filled: Filled) -> None:
    answers = candidate.entry.capability.rules.answers_questions
    value = raw.strip() if answers else tidy(raw)
    if not value:
        return
    if context.is_reference(slot):
        if mentioned(value, slot.name)[0] != "name":
            past = context.resolve(value, slot)
            filled.pointing |= past is None
            filled.arguments |= {slot.name: past.value} if past else {}
        value = _thing(value, candidate.entry)
        if context.is_reference(slot) and slot.name in filled.arguments:
            return
        if (
            not _empty(value)
            and mentioned(value, slot.name)[0] == "name"
            and ARTICLE.sub("", value).lower() != slot.name
        ):
            filled.arguments[slot.name] = ARTICLE.sub("", value)
        return
    if value.lower() in PRONOUNS:
        spoken = _spoken_of(context)
        filled.pointing |= spoken is None
        filled.arguments |= {slot.name: spoken} if spoken else {}
    elif answers or not _empty(value):
        filled.arguments[slot.name] = [value] if slot.kind == "list" else value


def _thing(value: str, entry: Entry) -> str:
    """ "the priority of X" speaks of X."""
    names = "|".join(re.escape(slot.name.replace("_", " ")) for slot in entry.slots)
    return re.sub(rf"^(?:the\s+)?(?:{names})\s+of\s+(?:the\s+)?(?=\S)", "", value, flags=re.IGNORECASE)


def _point(slot: Slot, reading: Reading, candidate: Candidate, context: Context, filled: Filled) -> None:
    """A clause without any words but the template's: it speaks of the last thing of that kind, if that is plain."""
    pointing = re.search(
        rf"\b(?:it|that|this|that {slot.name}|this {slot.name})\b|\bagain\b", reading.text, re.IGNORECASE
    )
    if pointing and not candidate.alignment.captures and (past := context.latest(slot.name)):
        filled.arguments[slot.name] = past.value


def _spoken_of(context: Context) -> str | None:
    """What "it" is as a text: what the step before found, or the words of what it made."""
    if context.said:
        step_id, entry, arguments = context.said[-1]
        if entry.capability.rules.risk == Risk.READ:
            return f"${{{step_id}.text}}"
        title = arguments.get("title") or (arguments.get(entry.main.name) if entry.main else None)
        return str(title) if title else None
    past = context.latest()
    return str(past.data["title"]) if past and past.data.get("title") else None


def _left(candidate: Candidate, reading: Reading) -> str:
    """What remains of the clause without the act at its beginning, its typed parts and the words at its end."""
    tokens = candidate.view.tokens
    loose = [tokens[index].norm for index in candidate.alignment.loose]
    if pointer := next((norm for norm in loose if norm in PRONOUNS and norm != "that"), None):
        return pointer
    matched = set(candidate.alignment.matched)
    first = next((index for index in sorted(matched) if tokens[index].weight > 0.2), None)
    if first is None:
        return ""
    last = len(tokens)
    while (
        last > first + 1
        and (last - 1 in matched or tokens[last - 1].weight == 0)
        and not _named(tokens[last - 1].norm, reading)
    ):
        last -= 1
    rest = tokens[first + 1 : last]
    if not any(token.weight > 0.2 for token in rest):
        rest = ()
    return cut(reading.text, rest)


def _named(norm: str, reading: Reading) -> bool:
    return any(norm in name.lower() for name in people(reading.spans.text))


def tidy(text: str) -> str:
    """Without quotes, politeness and connecting words at its ends; of a quoted part only that."""
    if quoted := QUOTED.search(text):
        return quoted[0].strip(QUOTES + " ")
    text = text.strip(" \t\n,;:.!?-–—")
    while (shorter := TRAILING.sub("", LEADING.sub("", text)).strip(" ,;:.!?-–—")) != text:
        text = shorter
    return text


def _empty(value: str) -> bool:
    """Only words that say nothing, such as "me" or "a new"."""
    return all(
        word in FUNCTION | {"new", "something", "thing", "one", "stuff"} for word in re.findall(r"\w+", value.lower())
    )


def _typed(candidate: Candidate, reading: Reading, filled: Filled) -> None:
    view, alignment = candidate.view, candidate.alignment
    for slot in candidate.entry.slots:
        if slot.name in view.choices:
            filled.arguments[slot.name] = view.choices[slot.name].value
        elif slot.kind == "number" and (indexes := alignment.captures.get(slot.name)):
            filled.arguments[slot.name] = as_number(view.tokens[indexes[0]].norm, slot)
        elif slot.kind == "people" and (names := people(reading.spans.text)):
            filled.arguments[slot.name] = names
        elif slot.kind == "place" and view.place:
            filled.arguments[slot.name] = view.place.value
        elif slot.kind == "tags" and reading.spans.labels:
            filled.arguments[slot.name] = [label.value for label in reading.spans.labels]
