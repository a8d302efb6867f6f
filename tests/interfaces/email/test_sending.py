"""Letters go out by real SMTP: once each, refused ones with a reason, and those of which nobody knows as such."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from agent_core.channels import Button, OutFile, Outgoing
from agent_core.doors.port import Refused, RetryLater, Uncertain
from interfaces.email.settings import EmailSettings
from interfaces.email.smtp import EmailChannel
from tests.agent_core.doors.world import Boxes
from tests.interfaces.email.mail_server import MailServer, mail_server

ANA = Outgoing(to="ana@example.org", text="**Hello** Ana,\n\nthe report is ready.", subject="Your report")


@pytest.fixture
async def server() -> AsyncIterator[MailServer]:
    async with mail_server() as running:
        yield running


def channel(server: MailServer, seconds: float = 1.0, **more: object) -> EmailChannel:
    settings = EmailSettings.model_validate(
        {"smtp_host": "127.0.0.1", "smtp_port": server.port, "smtp_security": "none",
         "sender": "Assistant <assistant@example.org>", **more}
    )  # fmt: skip
    return EmailChannel(settings, seconds)


async def test_a_letter_has_text_a_page_and_an_id_of_its_message(server: MailServer) -> None:
    receipt = await channel(server).send(ANA, key="k1")
    letter = server.letters[0]
    assert (letter["To"], letter["Subject"], letter["Message-ID"]) == ("ana@example.org", "Your report", receipt)
    assert receipt == await channel(server).send(ANA, key="k1")  # the same message has the same id
    assert receipt != await channel(server).send(ANA, key="k2")
    plain, page = letter.get_body(("plain",)), letter.get_body(("html",))
    assert plain
    assert page
    assert plain.get_content().split() == ["Hello", "Ana,", "the", "report", "is", "ready."]
    assert "<strong>Hello</strong>" in page.get_content()


async def test_an_answer_belongs_to_the_letter_it_answers_and_buttons_become_words(server: MailServer) -> None:
    message = ANA.model_copy(
        update={"reply_to": "<1@there>", "buttons": [Button(label="Approve", data="ok:1.s1"),
                Button(label="Reject", data="no:1.s1"), Button(label="Open", link="https://a.example/chat")]}
    )  # fmt: skip
    await channel(server).send(message, key="k1")
    letter = server.letters[0]
    assert letter["In-Reply-To"] == "<1@there>"
    body = letter.get_body(("plain",))
    assert body
    text = body.get_content()
    assert "Answer with “yes” or “no”." in text
    assert "Open: https://a.example/chat" in text


async def test_a_letter_without_a_subject_is_headed_by_its_first_words(server: MailServer) -> None:
    for text in ("**Lunch** is at noon.\nBring cake.", "word " * 40):
        await channel(server).send(Outgoing(to="ana@example.org", text=text), key=text)
    assert server.letters[0]["Subject"] == "Lunch is at noon."
    assert len(server.letters[1]["Subject"]) <= 71


async def test_files_are_attached(server: MailServer, tmp_path: Path) -> None:
    (report := tmp_path / "x.xlsx").write_bytes(b"\x00\x01sheet")
    files = [OutFile(path=report, name="Bericht März.xlsx", type="application/vnd.ms-excel")]
    await channel(server).send(ANA.model_copy(update={"files": files}), key="k1")
    attached = next(iter(server.letters[0].iter_attachments()))
    assert (attached.get_filename(), attached.get_content()) == ("Bericht März.xlsx", b"\x00\x01sheet")


async def test_a_file_that_is_gone_or_too_large_is_refused_before_anything_is_sent(
    server: MailServer, tmp_path: Path
) -> None:
    (large := tmp_path / "large").write_bytes(b"x" * 20_000_001)
    for path in (tmp_path / "gone", large):
        with pytest.raises(Refused):
            await channel(server).send(ANA.model_copy(update={"files": [OutFile(path=path, name="a")]}), key="k")
    assert server.letters == []


@pytest.mark.parametrize("to", ["ana", "Ana <ana@example.org>", "ana@example.org\r\nBcc: eve@example.org", ""])
async def test_what_is_no_address_is_refused(server: MailServer, to: str) -> None:
    with pytest.raises(Refused):
        await channel(server).send(ANA.model_copy(update={"to": to}), key="k1")
    assert server.letters == []


async def test_a_subject_cannot_bring_headers_with_it(server: MailServer) -> None:
    await channel(server).send(ANA.model_copy(update={"subject": "Hi\r\nBcc: eve@example.org"}), key="k1")
    assert server.letters[0]["Bcc"] is None


@pytest.mark.parametrize(("place", "code", "error"), [
    ("rcpt", "550 no such mailbox", Refused), ("rcpt", "451 greylisted", RetryLater),
    ("data", "554 spam", Refused), ("data", "452 disk full", RetryLater),
])  # fmt: skip
async def test_what_the_server_answers_is_final_or_asks_for_patience(
    server: MailServer, place: str, code: str, error: type[Exception]
) -> None:
    getattr(server, place).append(code)
    with pytest.raises(error, match=code[4:]):
        await channel(server).send(ANA, key="k1")
    assert server.letters == []
    await channel(server).send(ANA, key="k1")
    assert len(server.letters) == 1


async def test_a_server_that_hangs_up_or_is_silent_after_the_letter_leaves_it_unknown(server: MailServer) -> None:
    server.cut = 1
    with pytest.raises(Uncertain):
        await channel(server).send(ANA, key="k1")
    server.silent = 1
    with pytest.raises(Uncertain):
        await channel(server, seconds=0.3).send(ANA, key="k2")
    assert len(server.letters) == 2  # so it would have come twice


async def test_a_server_that_is_not_there_is_tried_again(server: MailServer) -> None:
    away = channel(server, smtp_port=1)
    with pytest.raises(RetryLater):
        await away.send(ANA, key="k1")


async def test_one_signs_in_where_the_server_wants_it(server: MailServer) -> None:
    with pytest.raises(RetryLater, match="sign in"):
        await channel(server, smtp_user="assistant", smtp_password=SecretStr("wrong")).send(ANA, key="k1")
    await channel(server, smtp_user="assistant", smtp_password=SecretStr("right")).send(ANA, key="k1")
    assert server.signed_in[-1] == "assistant"
    assert len(server.letters) == 1


async def test_through_the_outbox_nothing_is_lost_and_nothing_comes_twice(server: MailServer, boxes: Boxes) -> None:
    server.rcpt = ["451 later"]
    async with boxes.sending() as box:
        await box.open(channel(server))
        await box.post("k1", "email", ANA, user_id="u1")
        first = await box.wait("k1", 0.5)
        assert (first.state, "451" in first.reason) == ("queued", True)
        boxes.clock.ahead += timedelta(minutes=2)
        box._lanes.wake("email\nana@example.org")
        assert (await box.wait("k1", 5)).state == "sent"
        server.cut = 1
        await box.post("k2", "email", ANA, user_id="u1")
        assert (await box.wait("k2", 5)).state == "unknown"
    assert len(server.letters) == 2
