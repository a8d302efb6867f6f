"""The emulator behaves as the official server does, seen through the official shapes."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, Conflict, EndPointNotFound, Forbidden, InvalidToken, NetworkError, RetryAfter

from tests.support.bot_api import BotApi, Fault


@pytest.fixture
async def bot(api: BotApi) -> AsyncIterator[Bot]:
    async with Bot(api.token, base_url=f"{api.url}/bot", base_file_url=f"{api.url}/file/bot") as bot:
        yield bot


async def test_updates_are_served_until_an_offset_confirms_them(api: BotApi, bot: Bot) -> None:
    ana = api.human(1)
    first, second = ana.say("one"), ana.say("two")
    assert [each.update_id for each in await bot.get_updates()] == [first, second]
    assert [each.update_id for each in await bot.get_updates()] == [first, second]
    assert [each.update_id for each in await bot.get_updates(offset=second)] == [second]
    assert not await bot.get_updates(offset=second + 1)


async def test_what_is_too_long_or_malformed_is_refused(api: BotApi, bot: Bot) -> None:
    api.human(1)
    await bot.send_message(1, "😀" * 2048)
    with pytest.raises(BadRequest, match="too long"):
        await bot.send_message(1, "😀" * 2048 + "x")
    for html in ("<b>open", "<b><i>x</b></i>", "<table>x</table>", "1 < 2"):
        with pytest.raises(BadRequest, match="parse entities"):
            await bot.send_message(1, html, parse_mode="HTML")
    with pytest.raises(BadRequest, match=r"(?i)empty"):
        await bot.send_message(1, "<b> </b>", parse_mode="HTML")
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("x", callback_data="x" * 65)]])
    with pytest.raises(BadRequest, match=r"(?i)BUTTON_DATA_INVALID"):
        await bot.send_message(1, "x", reply_markup=keyboard)


async def test_html_is_shown_as_text_with_entities(api: BotApi, bot: Bot) -> None:
    api.human(1)
    await bot.send_message(1, '😀 <b>1 &lt; 2</b> <pre><code class="language-py">x</code></pre>', parse_mode="HTML")
    (shown,) = api.sent(1)
    assert shown.text == "😀 1 < 2 x"
    assert shown.entities == [
        {"type": "bold", "offset": 3, "length": 5},
        {"type": "pre", "language": "py", "offset": 9, "length": 1},
    ]


async def test_edits_follow_the_official_refusals(api: BotApi, bot: Bot) -> None:
    ana = api.human(1)
    ana.say("hello")
    sent = await bot.send_message(1, "one")
    await bot.edit_message_text("two", 1, sent.message_id)
    with pytest.raises(BadRequest, match="not modified"):
        await bot.edit_message_text("two", 1, sent.message_id)
    with pytest.raises(BadRequest, match="not found"):
        await bot.edit_message_text("two", 1, 999)
    with pytest.raises(BadRequest, match="can't be edited"):
        await bot.edit_message_text("two", 1, 1)
    assert api.sent(1)[0].versions == ["one", "two"]


async def test_faults_come_as_often_as_they_were_ordered(api: BotApi, bot: Bot) -> None:
    api.human(1)
    api.fault(Fault("sendMessage", code=429, retry_after=7))
    api.fault(Fault("sendMessage", code=500))
    api.fault(Fault("sendMessage", drop="before"))
    api.fault(Fault("sendMessage", drop="after"))
    with pytest.raises(RetryAfter) as told:
        await bot.send_message(1, "x")
    assert told.value.retry_after == timedelta(seconds=7)
    for _ in range(3):
        with pytest.raises(NetworkError):
            await bot.send_message(1, "x")
    assert len(api.sent(1)) == 1  # the last was carried out


async def test_those_who_may_not_are_refused(api: BotApi, bot: Bot) -> None:
    ana = api.human(1)
    ana.block()
    with pytest.raises(Forbidden):
        await bot.send_message(1, "x")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(2, "x")
    wrong = Bot("1:wrong", base_url=f"{api.url}/bot")
    with pytest.raises(InvalidToken):
        await wrong.initialize()
    await wrong.shutdown()


async def test_files_are_fetched_by_their_path(api: BotApi, bot: Bot) -> None:
    api.human(1).send_document("a.txt", b"content")
    (update,) = await bot.get_updates()
    assert update.message
    assert update.message.document
    file = await bot.get_file(update.message.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"content"


async def test_polling_and_a_webhook_exclude_each_other(api: BotApi, bot: Bot) -> None:
    await bot.set_webhook("http://127.0.0.1:9/x", secret_token="s")
    with pytest.raises(Conflict):
        await bot.get_updates()
    await bot.delete_webhook()
    assert not await bot.get_updates()
    with pytest.raises(EndPointNotFound):
        await bot.do_api_request("nonsense")
