"""kill -9 around everything that takes a message in or sends an answer: nothing twice, nothing lost, doubts are told.

The whole row of points is `python -m benchmarks.boxes`.
"""

from pathlib import Path

import pytest

from tests.faults.verdicts import outcomes

pytestmark = [pytest.mark.faults, pytest.mark.slow]
LIVES = "tests.faults.box_lives"
WRONG = ("doubled", "lost", "disordered", "untold", "aside")


async def test_each_message_is_answered_once_and_in_order_wherever_the_process_is_killed(
    mongodb_uri: str, tmp_path: Path
) -> None:
    points = [each async for each in outcomes(mongodb_uri, tmp_path, "--every", "8", module=LIVES)]
    assert len(points) > 15
    assert points[-1]["point"] == "none"
    assert [each for each in points if any(each[name] for name in WRONG)] == []
    assert any(each["unknown"] for each in points)  # between the intent and the receipt: told, never repeated


@pytest.mark.deep
@pytest.mark.parametrize(("control", "harm"), [("no-intent", "doubled"), ("receipt", "lost"), ("ack-first", "lost")])
async def test_without_its_records_the_same_kills_do_harm(
    mongodb_uri: str, tmp_path: Path, control: str, harm: str
) -> None:
    every = "1" if control == "ack-first" else "3"  # its window is one write wide
    options = ("--first", "20", "--every", every, "--control", control, "--until", harm)
    points = [each async for each in outcomes(mongodb_uri, tmp_path, *options, module=LIVES)]
    assert any(each[harm] for each in points)
