"""kill -9 of the server at each point of answering two Telegram messages that are delivered three times each, and of
sending somebody a message that was approved with a button.

`python -m benchmarks.telegram_kills [--every N] --json`. The control is a door that keeps in memory what it
received, with updates that are delivered once and three times.
First the time from a message to its answer, without kills.
"""

import argparse
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.report import percentile, progress, result
from tests.faults.telegram_story import POINTS, PRESSED, Story, Verdict

CONTROL = ("call before sendChatAction", "call after sendMessage", "command after insert runs")
MESSAGES = 30


def answering(story: Story) -> dict[str, Any]:
    """Milliseconds from when Telegram has a message until it has the answer."""
    taken = [1000 * _answered(story, f"timed {number}") for number in range(MESSAGES)]
    return {"answer_p50_ms": round(percentile(taken, 0.5)), "answer_p95_ms": round(percentile(taken, 0.95))}


def _answered(story: Story, title: str) -> float:
    began = time.perf_counter()
    story.ana.say(f'add "{title}" to my tasks')
    story.api.until(lambda: title in story.shown()[-1].text)
    return time.perf_counter() - began


def killed(story: Story, points: Sequence[str], patience: float = 60) -> dict[str, Any]:
    verdicts = []
    for number, point in enumerate(points):
        verdicts.append(verdict := story.kill_at(point, f"n{number}", patience))
        progress(f"{'sound' if verdict.sound else verdict}: {point} ({verdict.seconds} s)")
    return summary(verdicts)


def pressed(story: Story, points: Sequence[str]) -> dict[str, Any]:
    """A message to somebody else, approved with a button."""
    verdicts = []
    for number, point in enumerate(points):
        verdicts.append(verdict := story.kill_at_press(point, f"p{number}q"))
        progress(f"{'sound' if verdict.sound else verdict}: {point} after the button ({verdict.seconds} s)")
    return summary(verdicts)


def summary(verdicts: Sequence[Verdict]) -> dict[str, Any]:
    return {
        "points": len(verdicts),
        "lost": sum(bool(each.lost) or 0 in each.done.values() for each in verdicts),
        "doubled": sum(bool(each.doubled) for each in verdicts),
        "done_twice": sum(max(each.done.values()) > 1 for each in verdicts),
        "out_of_order": sum(not each.in_order for each in verdicts),
        "unknown": sum(each.unknown > 0 for each in verdicts),
    }


def main(every: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (kept := Path(folder) / "kept").mkdir()
        with Story(kept) as story:
            figures = answering(story) | {"messages": killed(story, POINTS[::every])}
            figures["approved_sends"] = pressed(story.with_ben(), PRESSED[::every])
        for copies in (1, 3):
            (memory := Path(folder) / f"memory{copies}").mkdir()
            with Story(memory, copies=copies, DOOMED="tests.faults.forgetful:forgetful_app") as story:
                figures[f"in_memory_{copies}"] = killed(story, CONTROL, patience=8)
    result(figures)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="what it does anyway")
    main(parser.parse_args().every)
