"""Speaking with the page: Chromium's microphone plays a recording, and the answer is heard.

The recordings are a real one (see tests/agent_core/voice/README.md) and ones that the assistant's own voice speaks.
"""

import asyncio
import wave
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import httpx
import numpy as np
import pytest
from playwright.sync_api import Page, expect, sync_playwright

from agent_core.voice.settings import VoiceSettings
from agent_core.voice.sound import pieces, wav
from agent_core.voice.voice import Voice
from tests.browser.conftest import FLAGS, chromium
from tests.support.server import PASSWORD, Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SPOKEN = Path(__file__).parents[1] / "agent_core" / "voice" / "spoken.ogg"
FIELD = "Message to the assistant"
NOTES_SOUND = """
window.played = [];
const play = HTMLMediaElement.prototype.play;
HTMLMediaElement.prototype.play = function () {
  this.addEventListener("playing", () => window.played.push(this.duration), { once: true });
  window.player = this;
  return play.call(this);
};
"""


@contextmanager
def microphone(recording: Path | None, *more: str) -> Iterator[Page]:
    """A page whose microphone hears this file once; without one it may not use it."""
    flags = [*FLAGS, "--use-fake-device-for-media-stream", "--autoplay-policy=no-user-gesture-required", *more]
    if recording:
        flags += ["--use-fake-ui-for-media-stream", f"--use-file-for-fake-audio-capture={recording}%noloop"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=flags)
        context = browser.new_context(viewport={"width": 1200, "height": 800}, reduced_motion="reduce")
        context.set_default_timeout(20_000)
        context.add_init_script(NOTES_SOUND)
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(f"the page raised {error}"))
        yield page
        browser.close()


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """The machine may be busy while it listens."""
    expect.set_options(timeout=20_000)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture(scope="module")
def ana(server: Server) -> Server:
    """A server on which Ana has an account."""
    code = (server.folder / "secrets" / "setup-code").read_text().strip()
    person = {"code": code, "name": "Ana", "email": "ana@example.org", "password": PASSWORD, "client": "api"}
    httpx.post(f"{server.url}/api/auth/setup", json=person, timeout=30).raise_for_status()
    return server


def open_page(page: Page, server: Server) -> None:
    sign_in(page, server.url)


def sign_in(page: Page, url: str) -> None:
    page.goto(url)
    page.get_by_label("Email").fill("ana@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("textbox", name=FIELD)).to_be_visible()


def real(folder: Path) -> Path:
    """The recording as a file that Chromium plays, with a moment of silence around it."""
    (piece,) = pieces(BytesIO(SPOKEN.read_bytes()))
    return kept(folder / "real.wav", [silence(0.5), piece.samples, silence(1.0)])


def said(folder: Path, *parts: str | float) -> Path:
    """Sentences and seconds of silence, in the assistant's voice."""

    async def make() -> list["np.ndarray[tuple[int], np.dtype[np.float32]]"]:
        voice = Voice(VoiceSettings(), folder)
        sounds = [silence(each) if isinstance(each, float) else await spoken(voice, each) for each in parts]
        await voice.close()
        return sounds

    return kept(folder / "said.wav", asyncio.run(make()))


async def spoken(voice: Voice, text: str) -> "np.ndarray[tuple[int], np.dtype[np.float32]]":
    sound = await voice.say(text, "user:test")
    assert sound
    (piece,) = pieces(BytesIO(sound.data))
    return piece.samples


def silence(seconds: float) -> "np.ndarray[tuple[int], np.dtype[np.float32]]":
    return np.zeros(int(seconds * 16_000), np.float32)


def kept(path: Path, sounds: list["np.ndarray[tuple[int], np.dtype[np.float32]]"]) -> Path:
    path.write_bytes(wav(np.concatenate(sounds)))
    with wave.open(str(path)) as sound:
        assert sound.getnframes() > 0
    return path


def heard_sounds(page: Page) -> int:
    return int(page.evaluate("window.played.length"))


def until_heard(page: Page, count: int = 1) -> None:
    until(page, lambda: heard_sounds(page) >= count)


def until_quiet(page: Page) -> None:
    until(page, lambda: is_quiet(page))


def is_quiet(page: Page) -> bool:
    return bool(page.evaluate("window.player.paused"))


def until(page: Page, true: Callable[[], bool], seconds: float = 30) -> None:
    """The page's own way to wait needs eval, which its policy forbids."""
    for _ in range(int(seconds * 10)):
        if true():
            return
        page.wait_for_timeout(100)
    pytest.fail(f"it did not become true in {seconds:g} seconds")


def test_what_is_said_is_written_while_it_is_said_sent_and_answered_with_sound(ana: Server, tmp_path: Path) -> None:
    with microphone(real(tmp_path)) as page:
        open_page(page, ana)
        page.get_by_role("button", name="Speak").click()
        expect(page.get_by_role("group", name="Listening")).to_contain_text("what joy", ignore_case=True)
        assert heard_sounds(page) == 0
        page.get_by_role("button", name="Stop listening").click()
        turn = page.get_by_role("article").filter(has_text="joy there is in living")
        expect(turn).to_contain_text("Voice")
        until_heard(page)
        assert page.evaluate("window.played[0]") > 0.3
        expect(page.get_by_role("group", name="Reading aloud")).to_have_count(0)

        turn.get_by_role("button", name="Read aloud").click()
        until_heard(page, 2)
        page.get_by_role("textbox", name=FIELD).press_sequentially("w")
        assert is_quiet(page)
        turn.get_by_role("button", name="Read aloud").click()
        until_heard(page, 3)
        page.keyboard.press("Escape")
        assert is_quiet(page)


def test_holding_the_button_ends_when_it_is_let_go_and_the_keyboard_alone_is_enough(
    ana: Server, tmp_path: Path
) -> None:
    with microphone(real(tmp_path)) as page:
        open_page(page, ana)
        page.keyboard.press("Alt+v")
        expect(page.get_by_role("group", name="Listening")).to_contain_text("joy")
        page.keyboard.press("Escape")
        expect(page.get_by_role("group", name="Listening")).to_have_count(0)
        assert page.get_by_role("article").count() == 0
        page.get_by_role("button", name="Speak").hover()
        page.mouse.down()
        page.wait_for_timeout(4000)  # the recording is played again from its start
        page.mouse.up()
        expect(page.get_by_role("article").filter(has_text="joy there is in living")).to_be_visible()


def test_hands_free_goes_on_after_each_turn_and_speaking_interrupts_the_answer(ana: Server, tmp_path: Path) -> None:
    recording = said(tmp_path, 1.0, "What can you do?", 5.0, "Add water the plants to my tasks.", 2.0)
    with microphone(recording) as page:
        open_page(page, ana)
        page.get_by_role("button", name="Hands-free and voice settings").click()
        page.get_by_role("button", name="Talk hands-free").click()
        expect(page.get_by_role("article").filter(has_text="What can you do")).to_be_visible()
        until_heard(page)
        assert not is_quiet(page)
        until_quiet(page)
        expect(page.get_by_role("article").filter(has_text="the plants to my tasks")).to_be_visible()
        expect(page.get_by_role("group", name="Listening")).to_be_visible()
        page.get_by_role("button", name="End hands-free").click()
        expect(page.get_by_role("group", name="Listening")).to_have_count(0)


def test_without_a_microphone_the_page_says_what_to_do(ana: Server) -> None:
    with microphone(None, "--deny-permission-prompts", "--host-resolver-rules=MAP plain.example 127.0.0.1") as page:
        open_page(page, ana)
        page.get_by_role("button", name="Speak").click()
        expect(page.get_by_role("alert")).to_contain_text("Allow it in the address bar")
        sign_in(page, ana.url.replace("127.0.0.1", "plain.example"))
        page.get_by_role("button", name="Speak").click()
        expect(page.get_by_role("alert")).to_contain_text("secure pages only")
