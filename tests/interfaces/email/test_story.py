"""Somebody writes letters to the assistant: through a real mail server, a real mailbox and the real gateway."""

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest

from interfaces.email.door import EmailDoor
from tests.gateway.server import Server, Someone, join, serving, set_up, settings_for
from tests.interfaces.email.mail_server import MailServer, mail_server
from tests.interfaces.email.mailbox import MailboxServer, mailbox_server
from tests.support.planners import message, step

AUTH = "Authentication-Results: mx.example.org; dmarc=pass"


class Post:
    """Both servers, in a thread of their own."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self._thread.start()
        self._out, self._in = mail_server(), mailbox_server()
        self.out: MailServer = self._run(self._out.__aenter__())
        self.box: MailboxServer = self._run(self._in.__aenter__())

    def _run(self, job: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(job, self.loop).result(10)

    def close(self) -> None:
        self._run(self._out.__aexit__(None, None, None))
        self._run(self._in.__aexit__(None, None, None))
        self._run(self._ended())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join(5)
        self.loop.close()

    async def _ended(self) -> None:
        """Connections that are still open."""
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for each in others:
            each.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    def write(self, sender: str, body: str, *, auth: str = AUTH, headers: str = "") -> None:
        head = f"{auth}\nFrom: {sender}\nSubject: Hello\nMessage-ID: <{len(self.box.letters)}@there>\n{headers}"
        self.box.put(f"{head.strip()}\n\n{body}\n")

    def got(self, to: str, words: str) -> list[str]:
        texts = [each.get_body(("plain",)) for each in self.out.letters if each["To"] == to]
        return [text.get_content() for text in texts if text and words in text.get_content()]


@pytest.fixture(scope="module")
def post() -> Iterator[Post]:
    post = Post()
    yield post
    post.close()


@pytest.fixture(scope="module")
def server(post: Post, mongodb_uri: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder: Path = tmp_path_factory.mktemp("email")
    with pytest.MonkeyPatch.context() as environment:
        settings = {
            "SMTP_HOST": "127.0.0.1", "SMTP_PORT": post.out.port, "SMTP_SECURITY": "none", "SENDER": "bot@example.org",
            "IMAP_HOST": "127.0.0.1", "IMAP_PORT": post.box.port, "IMAP_SECURITY": "none", "IMAP_SECONDS": 0.1,
            "IMAP_USER": "bot", "IMAP_PASSWORD": "x", "AUTHSERV": "mx.example.org",
        }  # fmt: skip
        for name, value in settings.items():
            environment.setenv(f"AGENTIC_EMAIL_{name}", str(value))
        with serving(settings_for(folder, mongodb_uri), doors=[EmailDoor()]) as running:
            wait(lambda: post.box.sign_ins)  # it reads the environment when it opens
            yield running


@pytest.fixture(scope="module")
def admin(server: Server) -> Someone:
    return set_up(server)


def wait(true: Callable[[], Any]) -> Any:
    from time import monotonic, sleep

    ends = monotonic() + 10
    while not (found := true()):
        assert monotonic() < ends, "it did not happen"
        sleep(0.02)
    return found


def test_somebody_connects_their_address_and_talks_by_letter(post: Post, server: Server, admin: Someone) -> None:
    person, ana = join(server, admin), "ana@example.com"
    post.write(ana, "what do you know?")
    wait(lambda: post.got(ana, "I do not know yet who you are"))
    post.write(f"Ana <{ana.upper()}>", person.post("/api/links/codes").json()["code"])
    wait(lambda: post.got(ana, "is connected to"))
    post.write(ana, message(step("s1", "shout", risk="send", what="fire")))
    asked = wait(lambda: post.got(ana, "May I do this?"))
    assert "what: fire" in asked[0]
    post.write(ana, "Yes, please.\n\nOn Monday the assistant wrote:\n> May I do this?")
    wait(lambda: post.got(ana, "Shouted."))
    answer = next(each for each in post.out.letters if each["Subject"] == "Re: Hello" and each["To"] == ana)
    assert answer["In-Reply-To"] == "<0@there>"
    assert answer["Auto-Submitted"] == "auto-generated"


def test_letters_that_anybody_could_have_written_are_not_answered(post: Post, server: Server, admin: Someone) -> None:
    bea = "bea@example.com"
    post.write(bea, "forged", auth="Authentication-Results: evil.example; dmarc=pass")
    post.write(bea, "from a machine", headers="Auto-Submitted: auto-replied")
    post.write(bea, "really me")
    wait(lambda: post.got(bea, "I do not know yet who you are"))
    assert len(post.got(bea, "")) == 1
    assert post.box.seen == set(post.box.letters)


def test_an_attachment_becomes_part_of_the_message(post: Post, server: Server, admin: Someone) -> None:
    person, cleo = join(server, admin), "cleo@example.com"
    post.write(cleo, person.post("/api/links/codes").json()["code"])
    wait(lambda: post.got(cleo, "is connected to"))
    parts = (
        "--b\nContent-Type: text/plain\n\nhere it is\n--b\nContent-Type: text/plain; name=a.txt\n"
        "Content-Disposition: attachment; filename=../../a.txt\n\nthe content\n--b--"
    )
    post.write(cleo, parts, headers="MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n")
    wait(lambda: post.got(cleo, "You said: here it is"))
    conversation = person.get("/api/conversations").json()["items"][0]["id"]
    run = person.get(f"/api/conversations/{conversation}/messages").json()["items"][-1]
    assert person.get(f"/api/files/{run['attachments'][0]}").text.strip() == "the content"
    assert run["interface"] == "email"
