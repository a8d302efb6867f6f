"""Takes the pictures of the documentation from a running server: `uv run python -m docs.screenshots FOLDER [WORD …]`.

Every page and the scenes of the trust core; each wide, on a phone, and dark. With words only those whose name has one.
"""

import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Locator, Page, sync_playwright

from docs import stage as told
from docs.stage import Stage, staged
from tests.browser.conftest import FLAGS, chromium
from tests.support.server import PASSWORD

VIEWS = {
    "wide": {"viewport": {"width": 1440, "height": 900}},
    "dark": {"viewport": {"width": 1440, "height": 900}, "color_scheme": "dark"},
    "phone": {
        "viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True,
    },
}  # fmt: skip
PAGES = {
    "empty": "", "documents": "documents", "cases": "documents/cases", "planner": "planner",
    "calendar": "planner?tab=calendar", "activity": "activity", "usage": "usage", "settings": "settings",
    "agents": "admin/agents", "models": "admin/models", "limits": "admin/limits", "people": "admin/people",
}  # fmt: skip
Scene = Callable[[Page, Stage], object]


def chat(page: Page, stage: Stage) -> None:
    open_conversation(page, stage, told.ASKED)
    page.get_by_text("Mirela").first.wait_for()


def viewer(page: Page, stage: Stage) -> None:
    chat(page, stage)
    page.get_by_role("button", name=re.compile("handbook", re.IGNORECASE)).first.click()
    page.locator("mark, [data-highlight]").first.wait_for()


def picture(page: Page, stage: Stage) -> None:
    cited(page, stage, told.SEEN)


def table(page: Page, stage: Stage) -> None:
    cited(page, stage, told.LISTED)


def scan(page: Page, stage: Stage) -> None:
    cited(page, stage, told.SCANNED)


def picture_page(page: Page, stage: Stage) -> None:
    go(page, stage, f"documents/{stage.documents['ferry notice.png']}")


def cited(page: Page, stage: Stage, question: str) -> None:
    """Opens the first source of an answer."""
    open_conversation(page, stage, question)
    page.get_by_role("group", name=re.compile("Sources|Nearest")).get_by_role("button").first.click()
    page.locator("mark").first.wait_for()


def unfound(page: Page, stage: Stage) -> None:
    open_conversation(page, stage, told.NOWHERE)
    page.get_by_text("Not in your documents").wait_for()


def why(page: Page, stage: Stage) -> None:
    unfound(page, stage)
    press(page, "Why not found?")
    page.get_by_role("meter").first.wait_for()


def why_numbers(page: Page, stage: Stage) -> None:
    go(page, stage, f"documents/why?{urlencode({'q': told.NOWHERE})}")
    page.get_by_role("switch", name="Numbers").check(force=True)


def approval(page: Page, stage: Stage) -> None:
    open_conversation(page, stage, told.SENT)
    page.get_by_role("region", name="Send letter: Mia").wait_for()


def editing(page: Page, stage: Stage) -> None:
    approval(page, stage)
    press(page, "Edit")


def untrusted(page: Page, stage: Stage) -> None:
    open_conversation(page, stage, told.PASSED_ON)
    page.get_by_role("region", name="Write to Ben").wait_for()


def plan(page: Page, stage: Stage) -> None:
    open_conversation(page, stage, told.PLANNED)
    press(page, "Edit step 2")


def undo(page: Page, stage: Stage) -> None:
    chat(page, stage)
    press(page.get_by_role("article", name=told.TOLD), "Undo all")


def receipts(page: Page, stage: Stage) -> None:
    chat(page, stage)
    press(page.get_by_role("article", name=told.TOLD), "Receipts")


def details(page: Page, stage: Stage) -> None:
    chat(page, stage)
    press(page.get_by_role("article", name=told.TOLD), "Details")


def talk(page: Page, stage: Stage) -> None:
    open_conversation(page, stage, told.TALKED[0])
    press(page.get_by_role("article", name=told.TALKED[1]), "Details")


def receipt(page: Page, stage: Stage) -> None:
    go(page, stage, "activity")
    page.get_by_role("button", name=re.compile("^Details: ")).first.click()


def undo_since(page: Page, stage: Stage) -> None:
    go(page, stage, "activity")
    page.get_by_role("button", name="Undo everything since…").click()


def agent(page: Page, stage: Stage) -> None:
    go(page, stage, f"admin/agents/{stage.agent}")


def provider(page: Page, stage: Stage) -> None:
    go(page, stage, "admin/models")
    page.get_by_role("button", name="Add provider").first.click()


def limit(page: Page, stage: Stage) -> None:
    go(page, stage, "admin/limits")
    press(page, "Add limit")


def grants(page: Page, stage: Stage) -> None:
    go(page, stage, "settings")
    page.get_by_role("heading", name="Capabilities").scroll_into_view_if_needed()


SCENES: Sequence[Scene] = (
    chat, viewer, picture, picture_page, table, scan, unfound, why, why_numbers,
    approval, editing, untrusted, plan, undo, receipts, details, talk, receipt, undo_since, agent,
    provider, limit, grants,
)  # fmt: skip


def main(folder: Path, words: Sequence[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name, staged(Path(name)) as stage, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        for view, options in VIEWS.items():
            page = browser.new_page(**options, timezone_id="Europe/Madrid", locale="en-GB", reduced_motion="reduce")
            page.set_default_timeout(15_000)
            sign_in(page, stage, folder / f"sign-in-{view}.png")
            for scene, show in wanted(words):
                show(page, stage)
                page.wait_for_timeout(700)
                page.screenshot(path=folder / f"{scene}-{view}.png")
        browser.close()


def wanted(words: Sequence[str]) -> Iterator[tuple[str, Scene]]:
    pages = {name: lambda page, stage, path=path: go(page, stage, path) for name, path in PAGES.items()}
    for name, scene in {**pages, **{scene.__name__.replace("_", "-"): scene for scene in SCENES}}.items():
        if not words or any(word in name for word in words):
            yield name, scene


def sign_in(page: Page, stage: Stage, picture: Path) -> None:
    page.goto(stage.server.url)
    page.get_by_label("Email").wait_for()
    page.screenshot(path=picture)
    page.get_by_label("Email").fill("ana@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("textbox", name="Message to the assistant").wait_for()


def open_conversation(page: Page, stage: Stage, text: str) -> None:
    go(page, stage, f"c/{stage.conversations[text]}")


def go(page: Page, stage: Stage, path: str) -> None:
    page.goto(f"{stage.server.url}/{path}")
    page.wait_for_load_state("networkidle")


def press(where: Page | Locator, name: str) -> None:
    where.get_by_role("button", name=name, exact=True).first.click()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
