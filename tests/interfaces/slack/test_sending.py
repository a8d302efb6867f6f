"""Messages go out by Slack's Web API: blocks, buttons, files, and what each failure says."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from agent_core.channels import Button, OutFile, Outgoing
from agent_core.doors.port import Refused, RetryLater, Uncertain
from interfaces.slack.channel import SlackChannel
from interfaces.slack.writing import mrkdwn
from tests.agent_core.doors.world import Boxes
from tests.interfaces.slack.conftest import TOKEN
from tests.support.loopback import Answer, Loopback

HELLO = Outgoing(to="U1", text="**Hello** <world> & [all](https://a.example)")


@pytest.fixture
async def channel(slack: Loopback) -> AsyncIterator[SlackChannel]:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    async with httpx.AsyncClient(base_url=f"{slack.url}/api/", headers=headers, timeout=0.5) as http:
        yield SlackChannel(http)


async def test_a_message_has_blocks_and_buttons_and_can_be_changed(slack: Loopback, channel: SlackChannel) -> None:
    buttons = [Button(label="Approve", data="ok:1.s1"), Button(label="Open", link="https://a.example")]
    receipt = await channel.send(HELLO.model_copy(update={"buttons": buttons, "reply_to": "1.2"}), key="k")
    body = slack.seen[0].json
    assert (slack.seen[0].path, body["channel"], body["thread_ts"]) == ("/api/chat.postMessage", "U1", "1.2")
    assert body["blocks"][0]["text"]["text"] == "*Hello* &lt;world&gt; &amp; <https://a.example|all>"
    first, second = body["blocks"][1]["elements"]
    assert (first["value"], second["url"]) == ("ok:1.s1", "https://a.example")
    await channel.edit(receipt, HELLO.model_copy(update={"text": "Approved."}))
    changed = slack.seen[1].json
    assert f"{changed['channel']}:{changed['ts']}" == receipt
    assert (slack.seen[1].path, changed["text"], len(changed["blocks"])) == ("/api/chat.update", "Approved.", 1)


async def test_files_are_shown_with_the_text_by_one_call(
    slack: Loopback, channel: SlackChannel, tmp_path: Path
) -> None:
    (report := tmp_path / "r").write_bytes(b"sheet")
    await channel.send(HELLO.model_copy(update={"files": [OutFile(path=report, name="Report.xlsx")]}), key="k")
    called = [each.path.removeprefix("/api/") for each in slack.seen]
    assert called == ["files.getUploadURLExternal", "put-up", "conversations.open", "files.completeUploadExternal"]
    assert slack.seen[0].form == {"filename": "Report.xlsx", "length": "5"}
    assert slack.seen[1].body == b"sheet"
    assert TOKEN not in slack.seen[1].headers.get("authorization", "")
    assert slack.seen[3].json["channel_id"] == "DU1"


@pytest.mark.parametrize(("fault", "error"), [
    ("cut", Uncertain), ("silent", Uncertain), (Answer(500), Uncertain), (Answer(503), RetryLater),
    (Answer(429, headers={"Retry-After": "7"}), RetryLater), (Answer(404), Refused),
    (Answer(body={"ok": False, "error": "channel_not_found"}), Refused),
    (Answer(body={"ok": False, "error": "fatal_error"}), Uncertain),
    (Answer(body={"ok": False, "error": "invalid_auth"}), RetryLater),
])  # fmt: skip
async def test_each_failure_says_whether_it_can_be_repeated(
    slack: Loopback, channel: SlackChannel, fault: Answer | str, error: type[Exception]
) -> None:
    slack.faults.append(fault)
    with pytest.raises(error) as raised:
        await channel.send(HELLO, key="k")
    if isinstance(raised.value, RetryLater) and isinstance(fault, Answer) and fault.status == 429:
        assert raised.value.seconds == 7


async def test_nobody_there_is_tried_again() -> None:
    async with httpx.AsyncClient(base_url="http://127.0.0.1:1/api/") as http:
        with pytest.raises(RetryLater):
            await SlackChannel(http).send(HELLO, key="k")


async def test_through_the_outbox_nothing_is_lost_and_nothing_comes_twice(
    slack: Loopback, channel: SlackChannel, boxes: Boxes
) -> None:
    slack.faults[:] = [Answer(429, headers={"Retry-After": "0.1"}), Answer(429, headers={"Retry-After": "0.1"})]
    async with boxes.sending() as box:
        await box.open(channel)
        for number in range(3):
            await box.post(f"k{number}", "slack", HELLO.model_copy(update={"text": str(number)}), user_id="u1")
        assert (await box.wait("k2", 5)).state == "sent"
        slack.faults[:] = ["cut"]
        await box.post("k3", "slack", HELLO.model_copy(update={"text": "3"}), user_id="u1")
        assert (await box.wait("k3", 5)).state == "unknown"
    assert [each.json["text"] for each in slack.seen] == ["0", "0", "0", "1", "2", "3"]


@pytest.mark.parametrize(("markdown", "slack_says"), [
    ("# Title\n- one\n- **two**", "*Title*\n• one\n• *two*"), (r"a \*b\* c", "a *\u200bb*\u200b c"),
    (r"\<@U1\> <!channel>", "&lt;@U1&gt; &lt;!channel&gt;"), ("> quoted", "> quoted"), ("x\x001\x00y", "x1y"),
])  # fmt: skip
def test_markdown_becomes_what_slack_writes_and_mentions_nobody(markdown: str, slack_says: str) -> None:
    assert mrkdwn(markdown) == slack_says
