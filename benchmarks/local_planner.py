"""How often the local planner does the right thing, on `cases/local_planner*.json` and on what nobody can do.

    uv run python -m benchmarks.local_planner [--data DIR] [--split dev|dev2|seen|final|blind] [--lexical] --json

`right`: the right capability with the key arguments, or the expected question, refusal or reply. `wrong_action`: a plan
was made that was not expected (other capability, or other key argument), of all cases; `wrong_change` counts those
that would have changed something. `refused_out_of_scope`:
share of requests outside all capabilities on which nothing is done; with `--data` those are the out-of-scope
utterances of CLINC150 (`intents/clinc150_full.json`), where looking into the documents is not an act: the answer to
such a question is either cited from them or that they do not hold it. `refused_plainly` does not count those.
"""

import argparse
import asyncio
import json
import statistics
import sys
import time
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

from agent_core.contract import Capability, Embedder
from agent_core.memory.search import Search
from agent_core.models.embedding import load_embedder
from agent_core.own import Own
from agent_core.own.keeper import Keeper
from agent_core.own.remembering import Memory
from agent_core.planning.local.planner import LocalPlanner
from agent_core.planning.port import Decision, OpenQuestion, Request
from agent_core.registry import load_registry
from agent_core.settings import Settings
from agent_core.state import Step, StepResult
from agent_core.undoing.undo import Undo

CASES = Path(__file__).parent / "cases"
FILES = {"dev2": "local_planner_dev2.json", "blind": "local_planner_blind.json"}
LISTED = 12  # noise that was acted upon, shown


class Bench:
    """A planner over the installed packages, and the cases' clock and earlier turns."""

    def __init__(self, capabilities: Sequence[Capability], embedder: Embedder | None, head: dict[str, Any]) -> None:
        self.capabilities = capabilities
        self.planner = LocalPlanner(embedder)
        self.now = datetime.fromisoformat(head["now"]).astimezone(ZoneInfo(head["zone"]))
        self.recents: dict[str, list[dict[str, Any]]] = head["recents"]
        self.times: list[float] = []

    async def decide(self, case: dict[str, Any]) -> tuple[Decision, str]:
        """The decision, and the kind of the message."""
        recent = [_result(each) for each in self.recents.get(case.get("recent", ""), [])]
        asked = _asked(case["open_question"]) if "open_question" in case else None
        request = Request(
            text=case["text"], now=self.now, recent=recent, open_question=asked, capabilities=self.capabilities,
            attachments=case.get("attachments", []),
        )  # fmt: skip
        started = time.perf_counter()
        analysis = await self.planner.analyze(request)
        self.times.append((time.perf_counter() - started) * 1000)
        return await self.planner.plan(request, analysis, lambda text: None), analysis["kind"]


def _result(kept: dict[str, Any]) -> StepResult:
    return StepResult(
        step_id="s1", capability=kept["capability"], status="done", text="", data=kept["data"], citations=[],
        origin="trusted", error=None, started_at="", finished_at="",
    )  # fmt: skip


def _asked(kept: dict[str, Any]) -> OpenQuestion:
    step = Step(
        id="s1", capability=kept["capability"], title="", arguments=kept["arguments"], depends_on=[], risk="write",
        seconds=1, tokens=0,
    )  # fmt: skip
    return OpenQuestion(text=kept["text"], argument=kept["argument"], choices=kept["choices"], step=step, rest=[])


def matches(expected: Any, decision: Decision, kind: str, answering: str | None) -> bool:
    if expected == "ask":
        return decision.question is not None
    if expected == "small_talk":
        return bool(decision.reply) and kind == "small_talk"
    if expected == "refuse":
        return bool(decision.reply) and kind != "small_talk"
    if expected == "question_to_documents":
        return [step["capability"] for step in decision.steps] == [answering]
    steps = decision.steps
    return len(steps) == len(expected) and all(_fits(*pair) for pair in zip(expected, steps, strict=True))


def _fits(expected: list[Any], step: Step) -> bool:
    name, arguments = expected
    return step["capability"] == name and all(
        _equal(want, step["arguments"].get(key)) for key, want in arguments.items()
    )


def _equal(want: Any, got: Any) -> bool:
    if isinstance(want, list):
        return any(_equal(each, got) for each in want)
    if isinstance(want, str) and want.startswith("@"):
        return _refers(want[1:], got)
    if isinstance(want, str) and isinstance(got, str):
        return _plain(want) == _plain(got) or (want[:2] == "20" and got.startswith(want)) or (
            want.startswith("FREQ") and got.startswith(want)
        )  # fmt: skip
    return want in got if isinstance(got, list) else bool(want == got)


def _refers(want: str, got: Any) -> bool:
    if want == "recent":
        return isinstance(got, str) and got.endswith("-9")
    return isinstance(got, str) and (got == want or got.startswith(f"${{{want}."))


def _plain(text: str) -> str:
    words = text.lower().replace("’", "'").strip(" .!?\"'").split()
    return " ".join(words[1:] if words[:1] in (["the"], ["a"], ["my"]) else words)


def shown(decision: Decision) -> str:
    if decision.question:
        return f"asks: {decision.question['text']}"
    return json.dumps([[s["capability"], s["arguments"]] for s in decision.steps]) if decision.steps else "reply"


async def run_cases(bench: Bench, cases: Sequence[dict[str, Any]], answering: str | None) -> dict[str, Any]:
    totals: Counter[str] = Counter()
    right: Counter[str] = Counter()
    wrong = changed = asked = refused = outside = 0
    for case in cases:
        decision, kind = await bench.decide(case)
        totals[case["class"]] += 1
        ok = any(matches(each, decision, kind, answering) for each in case["expect"])
        right[case["class"]] += ok
        asked += decision.question is not None
        wrong += bool(decision.steps) and not ok
        changed += not ok and any(step["risk"] != "read" for step in decision.steps)
        if case["class"] in ("out_of_scope", "outside"):
            names = {step["capability"] for step in decision.steps}
            outside, refused = outside + 1, refused + (names <= {answering})
        if not ok:
            mark = "WRONG" if decision.steps else "missed"
            print(f"{mark} {case['id']} [{case['class']}] {case['text']!r}\n      {shown(decision)}", file=sys.stderr)
    return {
        "right": round(right.total() / len(cases), 4), "wrong_action": round(wrong / len(cases), 4),
        "wrong_change": round(changed / len(cases), 4),
        "refused_out_of_scope": round(refused / max(outside, 1), 4), "asked": asked, "cases": len(cases),
        "per_class": {name: f"{right[name]}/{count}" for name, count in sorted(totals.items())},
    }  # fmt: skip


async def run_noise(bench: Bench, texts: Sequence[str], answering: str | None) -> dict[str, Any]:
    """Utterances that no capability is for."""
    replied = documents = asked = talk = 0
    acted: list[str] = []
    for text in texts:
        decision, kind = await bench.decide({"text": text})
        replied += bool(decision.reply)
        talk += kind == "small_talk"
        asked += decision.question is not None
        names = [step["capability"] for step in decision.steps]
        documents += bool(names) and set(names) == {answering}
        if names and set(names) != {answering}:
            acted.append(f"{text!r} -> {shown(decision)}")
    for line in acted[:LISTED]:
        print(f"ACTED {line}", file=sys.stderr)
    count = len(texts)
    return {
        "refused_out_of_scope": round((replied + documents + asked) / count, 4),
        "refused_plainly": round(replied / count, 4),
        "noise": {"utterances": count, "replied": replied, "of_these_small_talk": talk, "asked": asked,
                  "looked_into_documents": documents, "acted": len(acted)},
    }  # fmt: skip


def noise(data: Path, split: str | None) -> list[str]:
    """The training and validation half for tuning, the test half for the final figure."""
    parts = {"dev": ["oos_train", "oos_val"], "seen": ["oos_train", "oos_val"], "final": ["oos_test"]}.get(
        split or "", ["oos_train", "oos_val", "oos_test"]
    )
    told = json.loads((data / "intents" / "clinc150_full.json").read_text(encoding="utf-8"))
    return [text for part in parts for text, _ in told[part]]


async def measure(options: argparse.Namespace) -> dict[str, Any]:
    head = json.loads((CASES / FILES.get(options.split, "local_planner.json")).read_text(encoding="utf-8"))
    cases = [case for case in head["cases"] if options.split in (None, case["split"])]
    embedder = None if options.lexical else load_embedder(Settings())
    capabilities = list(_capabilities(options.sample))
    answering = next((each.name for each in capabilities if each.rules.answers_questions), None)
    bench = Bench(capabilities, embedder, head)
    await bench.planner.warm(capabilities)
    result = await run_cases(bench, cases, answering)
    result["analyze_p50_ms"] = round(statistics.median(bench.times), 2)
    result["analyze_p95_ms"] = round(statistics.quantiles(bench.times, n=20)[-1], 2)
    if options.data:
        result |= await run_noise(bench, noise(options.data, options.split), answering)
    if embedder:
        embedder.close()
    return result | {"split": options.split or "all", "embedder": not options.lexical}


def _capabilities(sample: bool) -> Sequence[Capability]:
    registry = load_registry()
    if Own.name not in registry.packages:
        registry.register(Own(cast(Undo, None)))  # declared only: nothing is carried out here
        registry.register(Memory(cast(Keeper, None), cast(Search, None)))
    if sample:
        from tests.agent_core.planning.local.sample import Knowledge, Planner

        for package in (Planner(), Knowledge()):
            if package.name not in registry.packages:
                registry.register(package)
    return list(registry.capabilities.values())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder that holds intents/clinc150_full.json")
    parser.add_argument("--split", choices=("dev", "dev2", "seen", "final", "blind"))
    parser.add_argument("--lexical", action="store_true", help="without the embedder")
    parser.add_argument("--sample", action="store_true", help="add the declared test package for what is not installed")
    parser.add_argument("--json", action="store_true", help="one line")
    options = parser.parse_args()
    print(json.dumps(asyncio.run(measure(options)), indent=None if options.json else 2))


if __name__ == "__main__":
    main()
