"""kill -9 of the server while Telegram delivers every update three times: each is answered once, in order, or it is
said that an answer may not have arrived. All the points are in `python -m benchmarks.telegram_kills`."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.telegram_story import DOUBTFUL, Story

pytestmark = [pytest.mark.faults, pytest.mark.slow]
SOME = (
    "command before insert inbox",
    "command after insert runs",
    "command after insert outbox",
    "call after sendMessage",
    "command before update inbox #2",
)


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    with Story(tmp_path_factory.mktemp("telegram")) as opened:
        yield opened


@pytest.mark.parametrize("point", SOME)
def test_every_message_is_answered_once_and_in_order(story: Story, point: str) -> None:
    verdict = story.kill_at(point, point.replace(" ", "-").replace("#", ""))
    assert verdict.sound, verdict
    assert verdict.unknown == (point in DOUBTFUL)


@pytest.mark.deep
def test_a_door_that_remembers_in_memory_loses(tmp_path: Path) -> None:
    with Story(tmp_path, copies=1, DOOMED="tests.faults.forgetful:forgetful_app") as forgetful:
        verdict = forgetful.kill_at("call before sendChatAction", "control", patience=5)
    assert verdict.lost, verdict
    assert 0 in verdict.done.values()
