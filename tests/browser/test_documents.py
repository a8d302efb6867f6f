"""From files to proven answers: a scan and a long document are read, asked about and opened at the very passage."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.test_newcomer import say, sign_up
from tests.support.pdf import make_pdf
from tests.support.scan import make_scan
from tests.support.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PAGES, KEY_PAGE = 100, 73
KEY = "The spare key of the boat house hangs behind the map of Lake Orrin."
NOTICE = "The ferry to Elland leaves from pier seven. Dogs travel free of charge."
NOWHERE = "Which violinist played at the wedding of the baker?"


def test_a_scan_and_a_hundred_pages_are_read_asked_about_and_proven(page: Page, server: Server, tmp_path: Path) -> None:
    sign_up(page, server)
    page.get_by_role("link", name="Documents").click()
    upload(page, make_pdf(tmp_path / "almanac.pdf", almanac()), make_scan(tmp_path / "notice.png", "Notice", NOTICE))

    ask(page, "Where does the spare key of the boat house hang?", "behind the map of Lake Orrin")
    source(page, "almanac").click()
    expect(page.get_by_label(f"Page, of {PAGES}")).to_have_value(str(KEY_PAGE))
    assert "Lake Orrin" in marked(page)

    ask(page, "From which pier does the ferry to Elland leave?", "pier seven")
    source(page, "notice").click()
    assert "pier seven" in marked(page)
    picture = page.get_by_role("img", name="notice.png")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.naturalWidth") > 1000

    ask(page, NOWHERE, "Not in your documents")
    page.get_by_role("button", name="Why not found?").click()
    panel = page.get_by_role("article", name="Why not found?")
    expect(panel).to_contain_text("No document has the word")
    expect(panel.get_by_role("meter").first).to_be_visible()
    panel.get_by_role("switch", name="Numbers").check(force=True)
    expect(panel).to_contain_text(re.compile(r"0\.\d\d of 0\.\d\d needed"))
    panel.get_by_role("button", name="Keep as a test case", exact=True).click()
    panel.get_by_role("link", name="All test cases").click()
    expect(page.get_by_role("list", name="Test cases")).to_contain_text(NOWHERE)


def upload(page: Page, *files: Path) -> None:
    """And watches until all are read."""
    page.get_by_label("Choose files").set_input_files(files)
    progress = page.get_by_role("main").get_by_role("progressbar")
    expect(progress.first).to_be_visible()
    rows = page.get_by_role("list", name="Documents").get_by_role("listitem")
    expect(rows.filter(has_text="almanac")).to_contain_text(f"{PAGES} pages", timeout=60_000)
    expect(rows.filter(has_text="notice")).to_be_visible()
    expect(progress).to_have_count(0, timeout=60_000)


def ask(page: Page, question: str, answer: str) -> None:
    page.get_by_role("link", name="New chat").click()
    say(page, question)
    expect(page.get_by_role("article").filter(has_text=question)).to_contain_text(answer)


def source(page: Page, title: str) -> Locator:
    return page.get_by_role("group", name="Sources").get_by_role("button", name=re.compile(title)).first


def marked(page: Page) -> str:
    mark = page.get_by_role("complementary", name="Cited document").locator("mark")
    expect(mark.first).to_be_in_viewport()
    return " ".join(" ".join(mark.all_inner_texts()).split())


def almanac() -> list[str]:
    return [_page(number) for number in range(1, PAGES + 1)]


def _page(number: int) -> str:
    fact = KEY if number == KEY_PAGE else ""
    return (
        f"{number}. Week {number} of the almanac\n"
        f"In week {number} the gardens of the valley are weeded and {number * 3} rows of beans are sown. {fact}\n\n"
        f"Whoever keeps bees looks into {number + 4} hives and writes down what was found there."
    )
