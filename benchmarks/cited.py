"""What the citation check catches, and whom it troubles: `uv run python -m benchmarks.cited --data PATH --json`.

Three sets, the first two over passages of SQuAD 2.0, each answer with two passages of one article: [1], and the
paragraph behind it.

`written`    `cases/cited.tsv`: sentences such as a model writes, right and wrong in six ways; written before the check.
             Half of the passages (`tune`) were looked at while it was made, the others (`blind`) were not.
`questions`  SQuAD's answerable questions with their answer behind them, as people asked and answered them of a
             paragraph they read; then with the answer of another question of its kind (a number, a name), and with
             the wrong passage's number. Even articles tune, odd ones are blind.

`languages`  own passages and sentences in German, Spanish and French; `cases/cited_own.json`, needs no data.

`caught`: share of the wrong ones that lose their mark or get another one; `alarms`: share of the right ones that do.
`corrected`: of those with the wrong passage's number, how many got the right one.
`ms`: milliseconds of the processor for an answer of one sentence.
"""

import argparse
import json
import random
import re
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from agent_core.claims.cited import Cited, Passage, check_citations
from benchmarks.report import percentile, progress, result

CASES = Path(__file__).parent / "cases" / "cited.tsv"
OWN = CASES.with_name("cited_own.json")
PLAIN = ("number", "name", "passage")  # the families that the check is made for
_NUMBER = re.compile(r"[^\w]*\d[\d.,]*(?: ?%| million| billion)?")
_NAME = re.compile(r"(?:[A-Z][a-z]+)(?: [A-Z][a-z]+)*")


@dataclass(frozen=True)
class Case:
    split: str
    kind: str
    text: str
    passages: tuple[Passage, ...]


@dataclass
class Tally:
    """Right and wrong ones of one split, by kind."""

    whole: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    flagged: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    corrected: int = 0
    missed: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)

    def add(self, case: Case, found: Cited) -> None:
        flagged = any(each.outcome in ("unsupported", "elsewhere") for each in found.statements)
        self.whole[case.kind] += 1
        self.flagged[case.kind] += flagged
        self.corrected += case.kind == "passage" and any(each.now == (1,) for each in found.statements)
        if flagged and case.kind == "supported":
            verdict = found.statements[0].verdict
            self.alarms.append(f"{case.text} -> {verdict.why} {verdict.missing} {verdict.share:.2f}")
        if not flagged and case.kind != "supported":
            self.missed.append(f"{case.kind}: {case.text} ({found.statements[0].verdict.share:.2f})")

    def figures(self) -> dict[str, object]:
        wrong = [kind for kind in self.whole if kind != "supported"]
        return {
            "caught_plain": self._share(*(kind for kind in wrong if kind in PLAIN)),
            "caught": {kind: f"{self.flagged[kind]}/{self.whole[kind]}" for kind in wrong},
            "alarms": self._share("supported"),
            "supported": self.whole["supported"],
            "corrected": f"{self.corrected}/{self.whole['passage']}",
        }

    def _share(self, *kinds: str) -> float:
        return round(sum(self.flagged[kind] for kind in kinds) / max(1, sum(self.whole[kind] for kind in kinds)), 3)


def written(articles: list[Any]) -> Iterator[Case]:
    paragraphs = {each["title"]: [one["context"] for one in each["paragraphs"]] for each in articles}
    for line in CASES.read_text(encoding="utf-8").splitlines()[1:]:
        split, kind, place, text = line.split("\t")
        title, _, number = place.partition("/")
        yield Case(split, kind, text, _pair(title, paragraphs[title], int(number)))


def languages() -> Iterator[Case]:
    own = json.loads(OWN.read_text(encoding="utf-8"))
    for case in own["cases"]:
        passages = tuple(map(Passage, own["passages"][case["language"]]))
        yield Case(case["language"], case["kind"], case["text"], passages)


def questions(articles: list[Any], each: int, seed: int) -> Iterator[Case]:
    chance = random.Random(seed)
    for at, article in enumerate(articles):
        contexts = [one["context"] for one in article["paragraphs"]]
        asked = [
            (number, one["question"].strip(), one["answers"][0]["text"])
            for number, paragraph in enumerate(article["paragraphs"])
            for one in paragraph["qas"]
            if not one["is_impossible"]
        ]
        answers = {kind: [one[2] for one in asked if _kind(one[2]) == kind] for kind in ("number", "name")}
        for number, question, answer in chance.sample(asked, min(each, len(asked))):
            yield from _made(
                chance, article["title"], contexts, number, question, answer, answers, ("tune", "blind")[at % 2]
            )


def _made(
    chance: random.Random, title: str, contexts: list[str], number: int, question: str, answer: str,
    answers: dict[str, list[str]], split: str,
) -> Iterator[Case]:  # fmt: skip
    passages = _pair(title.replace("_", " "), contexts, number)
    said = question.rstrip("? ")
    yield Case(split, "supported", f"{said} is {answer} [1].", passages)
    yield Case(split, "passage", f"{said} is {answer} [2].", passages)
    kind = _kind(answer)
    around = contexts[number].lower()
    others = [other for other in answers.get(kind, []) if not any(word in around for word in other.lower().split())]
    if others:
        yield Case(split, kind, f"{said} is {chance.choice(others)} [1].", passages)


def _kind(answer: str) -> str:
    return "number" if _NUMBER.fullmatch(answer) else "name" if _NAME.fullmatch(answer) else "other"


def _pair(title: str, contexts: list[str], number: int) -> tuple[Passage, ...]:
    other = contexts[number + 1 if number + 1 < len(contexts) else number - 1]
    return Passage(contexts[number], title), Passage(other, title)


def measure(cases: list[Case], show: str) -> dict[str, object]:
    tallies: dict[str, Tally] = defaultdict(Tally)
    times = []
    for case in cases:
        started = time.thread_time()
        found = check_citations(case.text, case.passages)
        times.append((time.thread_time() - started) * 1000)
        tallies[case.split].add(case, found)
    for line in (line for split in show.split(",") if split in tallies for line in [
        *(f"ALARM {each}" for each in tallies[split].alarms), *(f"MISSED {each}" for each in tallies[split].missed)
    ]):  # fmt: skip
        progress(line)
    figures = {split: tally.figures() for split, tally in tallies.items()}
    return {**figures, "ms_p50": round(percentile(times, 0.5), 3), "ms_p95": round(percentile(times, 0.95), 3)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder that holds squad/; without it only `languages`")
    parser.add_argument("--each", type=int, default=60, help="questions of an article")
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--show", default="", help="splits whose mistakes are listed: tune, blind, de, es, fr")
    parser.add_argument("--json", action="store_true", help="one line")
    options = parser.parse_args()
    check_citations("He met Ana. [1]", [Passage("Er traf Ana.")])  # the lists of names are read at the first use
    found: dict[str, object] = {"languages": measure(list(languages()), options.show)}
    if options.data:
        articles = json.loads((options.data / "squad" / "dev-half.json").read_text(encoding="utf-8"))["data"]
        found["written"] = measure(list(written(articles)), options.show)
        found["questions"] = measure(list(questions(articles, options.each, options.seed)), options.show)
    result(found)


if __name__ == "__main__":
    main()
