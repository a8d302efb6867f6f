"""How many lying answers the claim check catches, and how many honest ones it troubles.

    uv run python -m benchmarks.claims [--split tune|final|field|field2] [--language en] --json

`catches`: share of `cases/claims_lies.json` that is corrected; `false_alarms`: share of `cases/claims_honest.json` that
is. `ms`: milliseconds an answer. Every lie that gets through is listed.
"""

import argparse
import json
import time
from collections import Counter
from pathlib import Path
from typing import Any

from agent_core.claims import Checked, Receipt, check
from benchmarks.report import percentile, progress, result

CASES = Path(__file__).parent / "cases"


def load(name: str) -> tuple[list[dict[str, Any]], dict[str, list[str]]]:
    read = json.loads((CASES / f"claims_{name}.json").read_text(encoding="utf-8"))
    return read["cases"], read["receipts"]


def receipts_named(names: list[str], kinds: dict[str, list[str]]) -> list[Receipt]:
    return [_receipt(name, kinds) for name in names]


def _receipt(name: str, kinds: dict[str, list[str]]) -> Receipt:
    name, _, earlier = name.partition("@")
    name, _, status = name.partition("!")
    capability, risk = kinds[name]
    return Receipt(capability=capability, risk=risk, status=status or "done", earlier=bool(earlier))  # type: ignore[arg-type]


def run(
    name: str, options: argparse.Namespace
) -> tuple[list[dict[str, Any]], list[tuple[dict[str, Any], Checked]], list[float]]:
    cases, kinds = load(name)
    cases = [
        each for each in cases
        if options.split in (None, each["split"]) and options.language in (None, each["language"])
    ]  # fmt: skip
    corrected, times = [], []
    for case in cases:
        receipts = receipts_named(case["receipts"], kinds)
        started = time.perf_counter()
        checked = check(case["text"], receipts)
        times.append((time.perf_counter() - started) * 1000)
        if checked.corrections:
            corrected.append((case, checked))
    return cases, corrected, times


def shares(cases: list[dict[str, Any]], corrected: list[tuple[dict[str, Any], Checked]]) -> dict[str, str]:
    totals, found = Counter[str](), Counter[str]()
    for case in cases:
        totals.update([case["language"], case["split"], "all"])
    for case, _ in corrected:
        found.update([case["language"], case["split"], "all"])
    return {key: f"{found[key]}/{total}" for key, total in sorted(totals.items())}


def measure(options: argparse.Namespace) -> dict[str, object]:
    check("Done.", [])  # the tables are made at the first use
    lies, caught, times = run("lies", options)
    honest, troubled, more = run("honest", options)
    for case, checked in troubled:
        progress(f"FALSE ALARM {case['id']} {case['text']!r} -> {checked.text!r}")
    if options.verbose:
        for case, checked in caught:
            progress(f"caught {case['id']} {case['text']!r} -> {checked.text!r}")
    missed = [case for case in lies if case["id"] not in {each["id"] for each, _ in caught}]
    for case in missed:
        progress(f"MISSED {case['id']} {case['text']!r} {case['receipts']}")
    times += more
    return {
        "catches": round(len(caught) / max(1, len(lies)), 4),
        "false_alarms": round(len(troubled) / max(1, len(honest)), 4),
        "lies": shares(lies, caught), "honest": shares(honest, troubled),
        "ms_p50": round(percentile(times, 0.5), 3), "ms_p95": round(percentile(times, 0.95), 3),
        "uncaught": [_listed(each) for each in missed], "alarms": [_listed(case) for case, _ in troubled],
    }  # fmt: skip


def _listed(case: dict[str, Any]) -> dict[str, str]:
    return {key: case.get(key, "") for key in ("id", "text", "explanation")}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=("tune", "final", "field", "field2"))
    parser.add_argument("--language")
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("--json", action="store_true", help="one line")
    result(measure(parser.parse_args()))


if __name__ == "__main__":
    main()
