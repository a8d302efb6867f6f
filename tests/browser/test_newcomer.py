"""The newcomer's story, against the really running server, in a real browser, without a network or a model."""

import re
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.support.pdf import FACTS, handbook, make_pdf
from tests.support.server import PASSWORD, Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]
QUESTION = "Who approves travel expenses above the limit?"


def say(page: Page, text: str) -> None:
    page.get_by_role("textbox", name="Message to the assistant").fill(text)
    page.keyboard.press("Enter")


def sign_up(page: Page, server: Server) -> None:
    code = (server.folder / "secrets" / "setup-code").read_text().strip()
    page.goto(f"{server.url}/#setup={code}")
    page.get_by_label("Your name").fill("Ana")
    page.get_by_label("Email").fill("ana@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Create account").click()


def test_from_the_printed_address_to_answers_with_citations_and_a_planner(
    page: Page, server: Server, tmp_path: Path
) -> None:
    sign_up(page, server)
    expect(page.get_by_role("textbox", name="Message to the assistant")).to_be_visible()

    document = make_pdf(tmp_path / "handbook.pdf", handbook())
    page.get_by_label("Files to attach").set_input_files(document)
    page.get_by_role("link", name="Documents").click()
    row = page.get_by_role("list", name="Documents").get_by_role("listitem").filter(has_text="handbook")
    expect(row).to_contain_text("24 pages", timeout=60_000)
    expect(row.get_by_role("progressbar")).to_have_count(0, timeout=60_000)

    page.get_by_role("link", name="New chat").click()
    say(page, QUESTION)
    _, number = FACTS[QUESTION]
    answer = page.get_by_role("article").filter(has_text=QUESTION)
    expect(answer).to_contain_text("Mirela Kovacs")
    answer.get_by_role("button", name=re.compile("handbook", re.IGNORECASE)).first.click()
    viewer = page.locator("mark, [data-highlight]")
    expect(viewer.first).to_be_visible()
    marked = " ".join(viewer.all_inner_texts())
    assert "Mirela" in marked, marked
    expect(page.get_by_label(re.compile("^Page, of 24"))).to_have_value(str(number))

    page.get_by_role("link", name="New chat").click()
    say(page, "remind me tomorrow at 9 to call Ana and add buying milk to my tasks")
    plan = page.get_by_role("region", name="Plan")
    expect(plan).to_contain_text("call Ana")
    expect(plan).to_contain_text("2/2")
    tomorrow = datetime.now(ZoneInfo("Europe/Madrid")) + timedelta(days=1)
    expect(page.get_by_role("main")).to_contain_text(
        f"{tomorrow:%A} {tomorrow.day} {tomorrow:%B} {tomorrow:%Y} at 09:00"
    )

    page.reload()
    expect(page.get_by_role("region", name="Plan")).to_contain_text("2/2")

    page.get_by_role("link", name="Planner").click()
    expect(page.get_by_role("heading", name="Planner")).to_be_visible()
    expect(page.get_by_role("region", name="Tasks without a date")).to_contain_text("buying milk")
    page.get_by_role("tab", name="Reminders").click()
    expect(page.get_by_role("main")).to_contain_text("call Ana")
