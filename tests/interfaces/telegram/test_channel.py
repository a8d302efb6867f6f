"""Sending and editing against the emulator: what arrives, and what each failure means."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from agent_core.channels import Button, OutFile, Outgoing
from agent_core.doors.port import Refused, RetryLater, Uncertain
from interfaces.telegram.api import bot_of, updates
from interfaces.telegram.channel import TelegramChannel
from interfaces.telegram.settings import TelegramSettings
from tests.support.bot_api import BotApi, Fault


@pytest.fixture
async def channel(api: BotApi) -> AsyncIterator[TelegramChannel]:
    async with bot_of(TelegramSettings(token=SecretStr(api.token), api_url=api.url)) as bot:
        yield TelegramChannel(bot)


def to_ana(text: str, **more: object) -> Outgoing:
    return Outgoing.model_validate({"to": "1", "text": text, **more})


async def test_a_message_arrives_with_its_markup_and_buttons(api: BotApi, channel: TelegramChannel) -> None:
    ana = api.human(1)
    ana.say("hello")
    buttons = [Button(label="Yes", data="y"), Button(label="No", data="n"), Button(label="See", link="https://a.b/c")]
    receipt = await channel.send(to_ana("**Hi** _you_", buttons=buttons, reply_to="1"), key="k")
    (shown,) = api.sent(1)
    assert (str(shown.id), shown.text, shown.reply_to) == (receipt, "Hi you", 1)
    assert [each["type"] for each in shown.entities] == ["bold", "italic"]
    assert [(each["text"], each.get("callback_data"), each.get("url")) for each in shown.buttons] == [
        ("Yes", "y", None), ("No", "n", None), ("See", None, "https://a.b/c"),
    ]  # fmt: skip


async def test_a_long_message_arrives_in_parts_with_the_buttons_below_the_last(
    api: BotApi, channel: TelegramChannel
) -> None:
    api.human(1)
    await channel.send(to_ana("word " * 2000, buttons=[Button(label="x", data="x")]), key="k")
    shown = api.sent(1)
    assert [len(each.buttons) for each in shown] == [0, 0, 1]
    assert sum(each.text.count("word") for each in shown) == 2000


async def test_files_arrive_as_documents(api: BotApi, channel: TelegramChannel, tmp_path: Path) -> None:
    api.human(1)
    (tmp_path / "x").write_bytes(b"content")
    await channel.send(to_ana("Here.", files=[OutFile(path=tmp_path / "x", name="week.txt")]), key="k")
    assert [(each.text, each.file) for each in api.sent(1)] == [("Here.", None), ("", ("week.txt", b"content"))]


async def test_an_edit_changes_or_takes_away_and_may_be_repeated(api: BotApi, channel: TelegramChannel) -> None:
    api.human(1)
    receipt = await channel.send(to_ana("one", buttons=[Button(label="x", data="x")]), key="k")
    for _ in range(2):
        await channel.edit(receipt, to_ana("*two*"))
    (shown,) = api.sent(1)
    assert (shown.versions, shown.buttons) == (["one", "two"], [])
    await channel.edit(receipt, to_ana(""))
    assert api.sent(1) == []
    with pytest.raises(Refused):
        await channel.edit(receipt, to_ana("three"))


@pytest.mark.parametrize(
    ("fault", "meaning"),
    [
        (Fault("*", code=429, retry_after=3), RetryLater),
        (Fault("*", code=403), Refused),
        (Fault("*", code=400), Refused),
        (Fault("*", code=500), Uncertain),
        (Fault("*", drop="before"), Uncertain),
        (Fault("*", drop="after"), Uncertain),
    ],
)
async def test_each_failure_of_a_first_sending_says_whether_it_may_be_repeated(
    api: BotApi, channel: TelegramChannel, fault: Fault, meaning: type[Exception]
) -> None:
    api.human(1)
    api.fault(fault)
    with pytest.raises(meaning) as error:
        await channel.send(to_ana("x"), key="k")
    if isinstance(error.value, RetryLater):
        assert error.value.seconds == 3


async def test_an_edit_that_failed_may_always_be_repeated(api: BotApi, channel: TelegramChannel) -> None:
    api.human(1)
    receipt = await channel.send(to_ana("one"), key="k")
    for fault in (Fault("*", code=500), Fault("*", drop="after"), Fault("*", code=429, retry_after=1)):
        api.fault(fault)
        with pytest.raises(RetryLater):
            await channel.edit(receipt, to_ana("two"))


async def test_what_follows_a_sent_part_is_uncertain_when_it_fails(api: BotApi, channel: TelegramChannel) -> None:
    api.human(1)
    api.fault(Fault("sendMessage", code=429, retry_after=3, times=0))
    api.state.faults.append(Fault("sendDocument", code=429, retry_after=3))
    with pytest.raises(Uncertain):
        await channel.send(to_ana("x", files=[OutFile(path=Path(__file__), name="a.py")]), key="k")


async def test_a_server_that_is_not_there_was_sent_nothing(api: BotApi) -> None:
    with BotApi() as gone:
        settings = TelegramSettings(token=SecretStr(gone.token), api_url=gone.url)
        bot = bot_of(settings)
        await bot.initialize()
    with pytest.raises(RetryLater):
        await TelegramChannel(bot).send(to_ana("x"), key="k")
    await bot.shutdown()


async def test_an_address_that_is_none_is_refused(channel: TelegramChannel) -> None:
    with pytest.raises(Refused, match="not the number"):
        await channel.send(Outgoing(to="@ana", text="x"), key="k")


async def test_updates_come_as_they_were_sent(api: BotApi) -> None:
    ana = api.human(1)
    first = ana.send({"text": {"of": "another shape"}})
    async with bot_of(TelegramSettings(token=SecretStr(api.token), api_url=api.url)) as bot:
        assert [each["update_id"] for each in await updates(bot, None, 0)] == [first]
        assert await updates(bot, first + 1, 0) == []
