"""kill -9 while documents are taken in, read anew, deleted and brought back: people find the old or the new, whole.

The whole row of points is `python -m benchmarks.ingest_kills`.
"""

from pathlib import Path

import pytest

from tests.faults.verdicts import outcomes

pytestmark = [pytest.mark.faults, pytest.mark.slow]
LIVES = "tests.faults.ingest_lives"


async def test_the_index_is_consistent_wherever_the_process_is_killed(mongodb_uri: str, tmp_path: Path) -> None:
    points = [each async for each in outcomes(mongodb_uri, tmp_path, "--every", "83", "--first", "40", module=LIVES)]
    assert len(points) > 8
    assert points[-1]["point"] == "none"
    assert [each for each in points if each["first"] or each["last"]] == []


@pytest.mark.deep
async def test_with_one_generation_the_same_kills_leave_a_document_that_cannot_be_found(
    mongodb_uri: str, tmp_path: Path
) -> None:
    options = ("--in-place", "--first", "180", "--every", "15", "--points", "4")
    points = [each async for each in outcomes(mongodb_uri, tmp_path, *options, module=LIVES)]
    assert any(each["first"] for each in points)
    assert all(each["last"] == [] for each in points)
