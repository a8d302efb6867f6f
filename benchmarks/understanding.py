"""How well messages are understood without a model, on `cases/understanding_{dev,final}.tsv`.

    uv run python -m benchmarks.understanding [--split dev|final] [--show] --json

A case is a line: language, label, text; `{kind|text|value}` marks an entity, its value where it is plain. An entity is
found when kind and place are right to the character, a preposition before a date apart; `loose` counts any overlap.
"""

import argparse
import json
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from agent_core.state import Entity
from agent_core.understanding.meaning import Meaning
from agent_core.understanding.understand import understand

CASES = Path(__file__).parent / "cases"
NOW = datetime(2026, 11, 21, 10, 0, tzinfo=ZoneInfo("Europe/Berlin"))
MARK = re.compile(r"\{(\w+)\|([^|}]*)(?:\|([^}]*))?\}")
JOINING = re.compile(
    r"^(?:on|at|by|in|from|until|for|since|am|um|im|vom|von|bis|ab|seit|für"
    r"|el|la|del|al|a las|en|para|de|le|du|à|d'|ce|vers)\s+",
    re.IGNORECASE,
)
KINDS = ("person", "date", "place", "amount", "link", "email", "phone")


@dataclass(frozen=True)
class Case:
    language: str
    label: str
    text: str
    entities: tuple[tuple[str, str, int, str], ...]  # kind, text, start, value or ""


def read(split: str) -> list[Case]:
    rows = (CASES / f"understanding_{split}.tsv").read_text(encoding="utf-8").splitlines()
    return [case_of(*row.split("\t")) for row in rows if row]


def case_of(language: str, label: str, marked: str) -> Case:
    text, position = "", 0
    entities: list[tuple[str, str, int, str]] = []
    for match in MARK.finditer(marked):
        text += marked[position : match.start()]
        entities.append((match[1], match[2], len(text), match[3] or ""))
        text, position = text + match[2], match.end()
    return Case(language, label, text + marked[position:], tuple(entities))


def _exact(kind: str, said: str, start: int) -> tuple[str, str, int]:
    """Kind, text and end, without what joins a date to its sentence."""
    end = start + len(said)
    while kind == "date" and (shorter := JOINING.sub("", said)) != said:
        said = shorter
    return kind, said, end


def score(case: Case, found: Sequence[Entity], totals: Counter[str], wrong: list[str]) -> None:
    want = {_exact(kind, said, start) for kind, said, start, _ in case.entities}
    got = {_exact(one["kind"], one["text"], one["start"]) for one in found}
    for kind in KINDS:
        totals[f"{kind}.right"] += sum(each[0] == kind for each in want & got)
        totals[f"{kind}.extra"] += sum(each[0] == kind for each in got - want)
        totals[f"{kind}.missed"] += sum(each[0] == kind for each in want - got)
    for kind, said, start, value in case.entities:
        touching = [
            one for one in found if one["kind"] == kind and one["start"] < start + len(said) and start < one["end"]
        ]
        totals["loose"] += bool(touching)
        totals["all"] += 1
        if value and touching:
            totals["valued"] += 1
            totals["value_right"] += touching[0]["value"].startswith(value)
            if not touching[0]["value"].startswith(value):
                wrong.append(f"VALUE {case.text!r}: {touching[0]['value']} is not {value}")
    if want != got:
        wrong.append(f"ENTITIES {case.text!r}: missed {sorted(want - got)}, extra {sorted(got - want)}")


def measure(cases: Sequence[Case]) -> tuple[dict[str, object], list[str]]:
    totals: Counter[str] = Counter()
    labels: Counter[str] = Counter()
    wrong: list[str] = []
    times: list[float] = []
    languages = {"without_setting": 0, "with_setting": 0}
    for case in cases:
        understand(case.text, NOW)
        started = time.perf_counter()
        meaning: Meaning = understand(case.text, NOW, language_hint=case.language)
        times.append((time.perf_counter() - started) * 1000)
        blind = understand(case.text, NOW).language
        languages["without_setting"] += blind == case.language
        languages["with_setting"] += meaning.language == case.language
        labels[case.language] += meaning.label == case.label
        labels["all"] += meaning.label == case.label
        if blind != case.language:
            wrong.append(f"LANGUAGE {case.text!r}: {blind} is not {case.language}")
        if meaning.label != case.label:
            wrong.append(f"LABEL {case.text!r}: {meaning.label} is not {case.label}")
        score(case, meaning.entities, totals, wrong)
    return _figures(cases, totals, labels, languages, times), wrong


def _figures(
    cases: Sequence[Case], totals: Counter[str], labels: Counter[str], languages: dict[str, int], times: list[float]
) -> dict[str, object]:
    count = len(cases)
    per_language = Counter(case.language for case in cases)
    entities: dict[str, dict[str, float | int]] = {}
    for kind in KINDS:
        right, extra, missed = (totals[f"{kind}.{name}"] for name in ("right", "extra", "missed"))
        entities[kind] = {
            "precision": round(right / max(1, right + extra), 3), "recall": round(right / max(1, right + missed), 3),
            "count": right + missed,
        }  # fmt: skip
    return {
        "cases": count, "label": round(labels["all"] / count, 3),
        "label_by_language": {code: round(labels[code] / number, 3) for code, number in per_language.items()},
        **{f"language_{name}": round(right / count, 3) for name, right in languages.items()},
        "entities": entities, "loose_recall": round(totals["loose"] / max(1, totals["all"]), 3),
        "values": round(totals["value_right"] / max(1, totals["valued"]), 3),
        "p50_ms": round(statistics.median(times), 2), "p95_ms": round(statistics.quantiles(times, n=20)[-1], 2),
        **_long(),
    }  # fmt: skip


def _long() -> dict[str, float]:
    """32,000 characters of prose, and of digits, brackets and names."""
    texts = {
        "prose": "I met Ana Torres in Madrid on 3 March 2027 at 9 and paid 12.50 EUR for two coffees. ",
        "noise": "12 345 678 ((( a.b.c@d.e www.x-y.com/((( Ana Ana Ana 1.2.3.4.5 $ € tomorrow ",
    }
    figures: dict[str, float] = {}
    for name, piece in texts.items():
        text = (piece * 1000)[:32_000]
        started = time.perf_counter()
        understand(text, NOW)
        figures[f"long_{name}_ms"] = round((time.perf_counter() - started) * 1000, 1)
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=("dev", "final"), default="dev")
    parser.add_argument("--show", action="store_true", help="what was wrong, on stderr")
    parser.add_argument("--json", action="store_true", help="one line")
    options = parser.parse_args()
    figures, wrong = measure(read(options.split))
    if options.show:
        print("\n".join(wrong), file=sys.stderr)
    print(json.dumps({"split": options.split, **figures}, indent=None if options.json else 2))


if __name__ == "__main__":
    main()
