"""Dates, times, durations and recurrences in sentences: `uv run python -m benchmarks.dates [--data PATH] --json`.

`--data` is a file of {sentence, phrase, reference, expected} (Microsoft Recognizers-Text, MIT). It was looked at while
the English table was written, so its figure shows coverage, not surprise. `0001-01-01` there means that no such day
exists. Our own cases (cases/dates_own.json) were written before the tables were tuned.
"""

import argparse
import json
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from agent_core.planning.when.find import find_when
from agent_core.planning.when.span import WhenSpan

OWN = Path(__file__).parent / "cases" / "dates_own.json"
NOWHERE = "0001-01-01T00:00:00"


def recognizers_right(case: dict[str, str]) -> bool:
    """The span over most of the phrase starts at the instant expected."""
    sentence, phrase = case["sentence"], case["phrase"]
    start = max(0, sentence.lower().find(phrase.lower()))
    now = datetime.fromisoformat(case["reference"]).replace(tzinfo=UTC)
    spans = find_when(sentence, now)
    best = max(spans, key=lambda s: min(s.end, start + len(phrase)) - max(s.start, start), default=None)
    if best is None or best.start_at is None:
        return case["expected"] == NOWHERE
    overlaps = best.start < start + len(phrase) and best.end > start
    return overlaps and best.start_at.replace(tzinfo=None).isoformat() == case["expected"]


def own_right(case: dict[str, Any], now: datetime) -> bool:
    """As many spans as expected, each with every field that the case names."""
    spans = find_when(case["text"], now, case["lang"])
    wanted = case["spans"]
    return len(spans) == len(wanted) and all(_agrees(s, w) for s, w in zip(spans, wanted, strict=True))


def _agrees(span: WhenSpan, wanted: dict[str, Any]) -> bool:
    return all(_shown(span, name) == value for name, value in wanted.items())


def _shown(span: WhenSpan, name: str) -> Any:
    if name == "minutes":
        return span.duration / timedelta(minutes=1) if span.duration else None
    value = getattr(span, {"start": "start_at", "end": "end_at"}.get(name, name))
    if isinstance(value, datetime):
        return value.replace(tzinfo=None).isoformat(timespec="minutes")
    return value is not None if name == "ambiguous" else value


def share(results: Sequence[bool]) -> float:
    return round(sum(results) / len(results), 4) if results else 0.0


def measure_recognizers(path: Path) -> dict[str, Any]:
    cases = json.loads(path.read_text())
    results = [recognizers_right(case) for case in cases]
    _tell_wrong([case["sentence"] for case, right in zip(cases, results, strict=True) if not right])
    return {"accuracy": share(results), "cases": len(cases)}


def measure_own(path: Path = OWN) -> dict[str, Any]:
    content = json.loads(path.read_text())
    now = datetime.fromisoformat(content["now"]).replace(tzinfo=ZoneInfo(content["zone"]))
    results: dict[str, list[bool]] = defaultdict(list)
    for case in content["cases"]:
        results[case["lang"]].append(right := own_right(case, now))
        if not right:
            _tell_wrong([f"{case['lang']}: {case['text']}"])
    return {lang: {"accuracy": share(found), "cases": len(found)} for lang, found in results.items()}


def milliseconds(path: Path = OWN) -> float:
    """The median of one call, over all our own cases."""
    content = json.loads(path.read_text())
    now = datetime.fromisoformat(content["now"]).replace(tzinfo=ZoneInfo(content["zone"]))
    taken = []
    for case in content["cases"]:
        began = time.perf_counter()
        find_when(case["text"], now, case["lang"])
        taken.append(time.perf_counter() - began)
    return round(sorted(taken)[len(taken) // 2] * 1000, 3)


def _tell_wrong(sentences: Sequence[str]) -> None:
    for sentence in sentences:
        print(f"wrong: {sentence}", file=sys.stderr)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="recognizers_en.json; without it only our own cases are measured")
    parser.add_argument("--json", action="store_true", help="accepted for uniformity: the last line is always JSON")
    options = parser.parse_args()
    figures: dict[str, Any] = {"own": measure_own(), "p50_ms": milliseconds()}
    if options.data:
        figures["recognizers_en"] = measure_recognizers(options.data)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
