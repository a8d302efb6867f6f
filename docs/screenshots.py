"""Takes the pictures of the documentation from a really running server: `uv run python -m docs.screenshots FOLDER`.

Sign-in, chat with plan and citations, viewer and planner; each wide, on a phone, and dark.
"""

import re
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import FLAGS, chromium
from tests.support.pdf import handbook, make_pdf
from tests.support.server import PASSWORD, Server

VIEWS = {
    "wide": {"viewport": {"width": 1440, "height": 900}},
    "dark": {"viewport": {"width": 1440, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True},
}
EVENTS = (
    "schedule a meeting with Ben tomorrow from 10 to 11",
    "schedule lunch with Mia tomorrow at 13:00 for 90 minutes",
    "add preparing the slides to my tasks by Friday",
    "note that the wifi password of the cabin is on the fridge",
)
ASKED = "Who approves travel expenses above the limit?"
TOLD = "remind me tomorrow at 9 to call Ana and add buying milk to my tasks"


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name, Server(Path(name) / "data") as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        token = server.set_up()
        page = sign_in(browser.new_page(**VIEWS["wide"]), server)
        page.get_by_label("Files to attach").set_input_files(make_pdf(Path(name) / "handbook.pdf", handbook()))
        page.wait_for_timeout(1000)
        for text in EVENTS:
            server.request(token, "POST", "/api/chat", {"message": text})
        while server.request(token, "GET", "/api/documents")["items"][0]["status"] != "ready":
            page.wait_for_timeout(300)
        run = server.request(token, "POST", "/api/chat", {"message": ASKED})
        conversation = run["conversation_id"]
        server.request(token, "POST", "/api/chat", {"message": TOLD, "conversation_id": conversation})
        for view, options in VIEWS.items():
            shown = browser.new_page(**options, timezone_id="Europe/Madrid", locale="en-GB", reduced_motion="reduce")
            pictures(shown, server, conversation, folder, view)
        browser.close()


def sign_in(page: Page, server: Server) -> Page:
    page.goto(server.url)
    page.get_by_label("Email").fill("ana@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("textbox", name="Message to the assistant").wait_for()
    return page


def pictures(page: Page, server: Server, conversation: str, folder: Path, view: str) -> None:
    def picture(name: str) -> None:
        page.wait_for_timeout(900)
        page.screenshot(path=folder / f"{name}-{view}.png")

    page.goto(server.url)
    page.get_by_label("Email").wait_for()
    picture("sign-in")
    sign_in(page, server)
    picture("empty")
    page.goto(f"{server.url}/c/{conversation}")
    page.get_by_text("Mirela").first.wait_for()
    picture("chat")
    page.get_by_role("button", name=re.compile("handbook", re.IGNORECASE)).first.click()
    page.locator("mark, [data-highlight]").first.wait_for()
    picture("viewer")
    for path in ("documents", "planner", "settings"):
        page.goto(f"{server.url}/{path}")
        page.wait_for_timeout(800)
        picture(path)
    page.goto(f"{server.url}/planner?tab=calendar")
    picture("calendar")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
