"""kill -9 around everything that touches the store or the world: nothing twice, nothing lost, doubts are told.

The whole row of points is `python -m benchmarks.effects`.
"""

from pathlib import Path

import pytest

from tests.faults.verdicts import duplicates, losses, outcomes

pytestmark = [pytest.mark.faults, pytest.mark.slow]


async def test_effects_are_done_once_or_told_as_unknown(mongodb_uri: str, tmp_path: Path) -> None:
    points = [each async for each in outcomes(mongodb_uri, tmp_path, "--every", "9", "--granted")]
    assert len(points) > 8
    assert [each for each in points if duplicates(each) or losses(each) or each["status"] != "completed"] == []


@pytest.mark.deep
async def test_without_the_ledger_the_same_kills_send_twice(mongodb_uri: str, tmp_path: Path) -> None:
    points = [each async for each in outcomes(mongodb_uri, tmp_path, "--every", "9", "--granted", "--no-ledger")]
    assert any(duplicates(each) for each in points)
