"""Messages go out by Twilio's API; long ones in parts, and what each failure says."""

from collections.abc import AsyncIterator

import httpx
import pytest

from agent_core.channels import Button, Outgoing
from agent_core.doors.port import Refused, RetryLater, Uncertain
from interfaces.whatsapp.channel import LONGEST, WhatsAppChannel, parts
from tests.agent_core.doors.world import Boxes
from tests.interfaces.whatsapp.conftest import ACCOUNT, SENDER, TOKEN
from tests.support.loopback import Answer, Loopback

HELLO = Outgoing(to="+491511234567", text="**Hello** [all](https://a.example)")


@pytest.fixture
async def channel(twilio: Loopback) -> AsyncIterator[WhatsAppChannel]:
    async with httpx.AsyncClient(base_url=twilio.url, auth=(ACCOUNT, TOKEN), timeout=0.5) as http:
        yield WhatsAppChannel(http, ACCOUNT, SENDER)


async def test_a_message_is_plain_text_with_its_buttons_in_words(twilio: Loopback, channel: WhatsAppChannel) -> None:
    buttons = [Button(label="Approve", data="ok:1"), Button(label="Reject", data="no:1")]
    receipt = await channel.send(HELLO.model_copy(update={"buttons": buttons}), key="k")
    request = twilio.seen[0]
    assert receipt.startswith("SM")
    assert request.path == f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
    assert request.form == {
        "From": f"whatsapp:{SENDER}", "To": "whatsapp:+491511234567",
        "Body": "Hello all (https://a.example)\n\nAnswer with “yes” or “no”.",
    }  # fmt: skip


async def test_a_long_message_goes_out_in_parts(twilio: Loopback, channel: WhatsAppChannel) -> None:
    text = " ".join(["word"] * 1000)
    await channel.send(HELLO.model_copy(update={"text": text}), key="k")
    bodies = [each.form["Body"] for each in twilio.seen]
    assert all(len(each) <= LONGEST for each in bodies)
    assert " ".join(bodies) == text
    assert "".join(parts("x" * 4000)) == "x" * 4000


async def test_a_part_that_fails_behind_others_is_unknown(twilio: Loopback, channel: WhatsAppChannel) -> None:
    def later() -> list[Answer | str]:
        return [Answer(201, {"sid": "SM"}), Answer(429)]

    twilio.faults[:] = later()
    with pytest.raises(Uncertain, match="Only the beginning"):
        await channel.send(HELLO.model_copy(update={"text": "x" * 2000}), key="k")


@pytest.mark.parametrize(("fault", "error"), [
    ("cut", Uncertain), ("silent", Uncertain), (Answer(502), Uncertain), (Answer(503), RetryLater),
    (Answer(429, headers={"Retry-After": "7"}), RetryLater), (Answer(401, {"code": 20003}), RetryLater),
    (Answer(400, {"code": 63016, "message": "outside the allowed window"}), Refused),
])  # fmt: skip
async def test_each_failure_says_whether_it_can_be_repeated(
    twilio: Loopback, channel: WhatsAppChannel, fault: Answer | str, error: type[Exception]
) -> None:
    twilio.faults.append(fault)
    with pytest.raises(error):
        await channel.send(HELLO, key="k")


@pytest.mark.parametrize("to", ["ana", "491511234567", "+49 151", "whatsapp:+491511234567", "+0123456"])
async def test_what_is_no_number_is_refused_before_anything_is_sent(
    twilio: Loopback, channel: WhatsAppChannel, to: str
) -> None:
    with pytest.raises(Refused):
        await channel.send(HELLO.model_copy(update={"to": to}), key="k")
    assert twilio.seen == []


async def test_through_the_outbox_nothing_is_lost_and_nothing_comes_twice(
    twilio: Loopback, channel: WhatsAppChannel, boxes: Boxes
) -> None:
    twilio.faults[:] = [Answer(429, headers={"Retry-After": "0.1"})]
    async with boxes.sending() as box:
        await box.open(channel)
        await box.post("k1", "whatsapp", HELLO, user_id="u1")
        assert (await box.wait("k1", 5)).state == "sent"
        await box.post("k2", "whatsapp", HELLO.model_copy(update={"to": "+15005550001"}), user_id="u1")
        assert "21211" in (await box.wait("k2", 5)).reason
        twilio.faults[:] = ["cut"]
        await box.post("k3", "whatsapp", HELLO, user_id="u1")
        assert (await box.wait("k3", 5)).state == "unknown"
    assert len(twilio.seen) == 4
