"""Which updates are taken, and in which lane they are handled."""

from collections.abc import Mapping
from typing import Any, cast

import pytest

from agent_core.doors.port import DoorHost
from interfaces.telegram.intake import Intake
from interfaces.telegram.reading import Me
from interfaces.telegram.settings import TelegramSettings

ANA, EVE = {"id": 1}, {"id": 2}
PRIVATE = {"id": 1, "type": "private"}
FLAT = {"id": -100, "type": "supergroup"}
ME = Me(7, "Our_bot")


def lane(update: Mapping[str, Any], *, counted: bool = True, **settings: Any) -> str:
    host = cast(DoorHost, None)
    return Intake(host, TelegramSettings(**settings), ME, lambda chat: counted).lane(update)


def said(text: str = "hello", chat: Mapping[str, Any] = PRIVATE, by: Mapping[str, Any] = ANA, **more: Any) -> Any:
    return {"message": {"chat": chat, "from": by, "text": text, **more}}


def pressed(data: str, chat: Mapping[str, Any] = PRIVATE) -> Any:
    return {"callback_query": {"from": ANA, "data": data, "message": {"chat": chat}}}


@pytest.mark.parametrize(
    ("update", "expected"),
    [
        (said(), "1"),
        (said("/stop"), "1:now"),
        (said("/STOP@our_bot"), "1:now"),
        (said("stop the music"), "1"),
        (said(chat=FLAT), "-100:1"),
        (said("/stop", chat=FLAT), "-100:1:now"),
        (pressed("ok:1.s1"), "1:now"),
        (pressed("pick:1:0"), "1"),
        (pressed("pick:1:0", FLAT), "-100:1"),
        ({"my_chat_member": {"chat": FLAT, "from": ANA}}, "-100:members"),
        ({"my_chat_member": {"chat": PRIVATE, "from": ANA}}, ""),
        ({"channel_post": {"chat": {"id": 5, "type": "channel"}}}, ""),
        (said(chat={"id": 5, "type": "channel"}), ""),
        ({"edited_message": {"chat": PRIVATE, "from": ANA, "text": "x"}}, ""),
        ({"poll": {}}, ""),
    ],
)
def test_a_lane_is_a_chat_and_what_must_not_wait_has_its_own(update: Mapping[str, Any], expected: str) -> None:
    assert lane(update) == expected


def test_only_those_on_the_lists_are_heard() -> None:
    assert lane(said(), allowed_users="1, 3") == "1"
    assert lane(said(chat={"id": 2, "type": "private"}, by=EVE), allowed_users="1, 3") == ""
    assert lane(pressed("ok:1.s1"), allowed_users=[3]) == ""
    assert lane(said(chat=FLAT), allowed_groups="-100") == "-100:1"
    assert lane(said(chat=FLAT), allowed_groups="-101") == ""
    assert lane(said(chat=FLAT), groups=False) == ""


@pytest.mark.parametrize(
    ("update", "taken"),
    [
        (said("good morning", FLAT), False),
        (said("@our_bot hello", FLAT), True),
        (said("/help", FLAT), True),
        (said("yes", FLAT, reply_to_message={"from": {"id": 7}}), True),
        (said("yes", FLAT, reply_to_message={"from": {"id": 8}}), False),
        (said("you there", FLAT, entities=[{"type": "text_mention", "user": {"id": 7}}]), True),
        (said("good morning"), True),
    ],
)
def test_what_others_say_to_each_other_is_not_stored_unless_the_group_is_counted(
    update: Mapping[str, Any], taken: bool
) -> None:
    assert bool(lane(update, counted=False)) is taken
    assert lane(update, counted=True)
