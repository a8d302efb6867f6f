"""When a clause says when: instants, lengths and repetitions as arguments."""

import re
from collections.abc import Sequence
from datetime import datetime, time, timedelta

from agent_core.planning.local.bag import bag
from agent_core.planning.local.fields import Slot
from agent_core.planning.local.filled import Filled, as_duration
from agent_core.planning.local.match import Candidate
from agent_core.planning.local.refer import Context
from agent_core.planning.when.span import WhenSpan

STARTS = bag("start starts earliest from after since begin begins not_before")
ENDS = bag("end ends latest until before to")
PASTS = bag("since")  # names of what lies behind us
HALF_OF_DAY = re.compile(
    r"\b(?:[ap]\.?m|morning|afternoon|evening|night|noon|midnight|midday|1[3-9]|2[0-4]|0\d)\b", re.IGNORECASE
)
DEADLINES = bag("due deadline expires")


def fill_times(candidate: Candidate, filled: Filled, context: Context) -> None:
    entry = candidate.entry
    lengths = [span.duration for span in candidate.view.whens if span.duration]
    moments = [span for span in candidate.view.whens if span.start_at]
    filled.doubts += [span.ambiguous for span in candidate.view.whens if span.ambiguous]
    for slot in entry.slots:
        if slot.kind == "duration" and lengths:
            filled.arguments[slot.name] = as_duration(lengths[0], slot)
        elif slot.kind == "rule" and (rule := next((span.rrule for span in moments if span.rrule), None)):
            filled.arguments[slot.name] = rule
    instants = [slot for slot in entry.slots if slot.kind == "when"]
    if instants and moments:
        own_length = entry.has("duration")  # a length that is an argument of its own does not say when it ends
        _instants(instants, moments, [] if own_length else lengths, filled, context)


def _instants(
    slots: Sequence[Slot], spans: Sequence[WhenSpan], lengths: Sequence[timedelta], filled: Filled, context: Context
) -> None:
    first = spans[0]
    start = next((slot for slot in slots if role(slot) == "start"), None)
    end = next((slot for slot in slots if role(slot) == "end"), None)
    if start and end and len(slots) >= 2:
        begins, ends = ends_of(first, spans[1:], lengths)
        _put(start, begins, first, filled)
        _put(end, ends, first, filled)
        return
    for slot, span in zip(slots, spans, strict=False):
        moment = _limit(span) if role(slot) == "end" else span.start_at
        moment = _on_its_day(moment, span, slot, filled, context)
        if moment and slot.name in PASTS:
            moment = _past(moment, span, context.now)
        _put(slot, moment, span, filled)


def _past(moment: datetime, span: WhenSpan, now: datetime | None) -> datetime:
    """The last time that was so: "since 3 pm", said in the morning, is yesterday's, and "since Monday" the last one."""
    if now is None or moment <= now:
        return moment
    if span.kind != "time":
        return moment - timedelta(days=7 if moment - now <= timedelta(days=7) else 365)
    half = not HALF_OF_DAY.search(span.text)  # "9:30" may be either
    back = timedelta(hours=12 if half else 24)
    while moment > now:
        moment -= back
    return moment


def ends_of(
    span: WhenSpan, more: Sequence[WhenSpan], lengths: Sequence[timedelta]
) -> tuple[datetime | None, datetime | None]:
    """Begin and end of what takes place then: a stated end, a stated length, or the whole of a day that is meant."""
    begins, ends = span.start_at, span.end_at
    if span.bound == "before":
        return None, begins
    if begins and span.kind in ("datetime", "time") and span.has_time:
        ends = begins + lengths[0] if lengths else (ends or (more[0].start_at if more else None))
    elif begins and span.kind == "date":
        ends = (more[0].start_at if more else None) or begins + timedelta(days=1)
    return begins, ends


def _limit(span: WhenSpan) -> datetime | None:
    """The end of what was said: "due today" ends with the day, "before Friday" where Friday begins."""
    if span.kind == "range":
        return span.start_at if span.bound == "before" else span.end_at
    whole_day = span.start_at and not span.has_time and span.bound != "before"
    return span.start_at + timedelta(days=1) if whole_day and span.start_at else span.start_at


def role(slot: Slot) -> str:
    words = set(slot.name.split("_"))
    return "start" if words & STARTS else "end" if words & ENDS else ""


def _put(slot: Slot, moment: datetime | None, span: WhenSpan, filled: Filled) -> None:
    if moment is None:
        return
    whole_day = slot.form == "date" or slot.name in PASTS  # "since Monday" begins where the day does
    if slot.required and not whole_day and not span.has_time and span.kind != "recurrence":
        filled.missing.append(slot.name)  # the day is known, the time is not: it is kept for the answer
        filled.arguments[slot.name] = moment.date().isoformat()
        return
    if not span.has_time and DEADLINES & set(slot.name.split("_")) and role(slot) != "end":
        moment = datetime.combine(moment.date(), time(23, 59), moment.tzinfo)
    filled.arguments[slot.name] = iso(moment, slot)


def iso(moment: datetime, slot: Slot) -> str:
    if slot.form == "date":
        return moment.date().isoformat()
    return moment.timetz().isoformat() if slot.form == "time" else moment.isoformat()


def _on_its_day(
    moment: datetime | None, span: WhenSpan, slot: Slot, filled: Filled, context: Context
) -> datetime | None:
    """ "Move it to 5 pm" keeps the day that the thing has."""
    if moment is None or span.kind != "time":
        return moment
    past = next((one for one in context.past if one.value in filled.arguments.values()), None)
    stated = (past.data if past else {}).get(slot.name)
    if not isinstance(stated, str):
        return moment
    try:
        day = datetime.fromisoformat(stated.replace("Z", "+00:00")).astimezone(moment.tzinfo).date()
    except ValueError:
        return moment
    return datetime.combine(day, moment.timetz()) if day >= moment.date() else moment
