"""Asked before it acts, proved by a receipt, taken back: in a real browser, against the really running server."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.test_newcomer import say
from tests.support.postbox import install
from tests.support.server import PASSWORD, Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """With a package that reaches other people."""
    folder = tmp_path_factory.mktemp("trust")
    with Server(folder / "data", PYTHONPATH=str(install(folder / "site"))) as started:
        yield started


@pytest.fixture(scope="module")
def token(server: Server) -> str:
    """Ana has an account."""
    return server.set_up()


@pytest.fixture
def signed_in(page: Page, server: Server, token: str) -> Page:
    page.goto(server.url)
    page.get_by_label("Email").fill("ana@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Message to the assistant")).to_be_visible()
    return page


def letters(server: Server, token: str) -> list[dict[str, str]]:
    called: dict[str, Any] = server.request(token, "POST", "/api/capabilities/postbox.sent", {"arguments": {}})
    return list(called["letters"])


def tasks(server: Server, token: str) -> list[str]:
    return [task["title"] for task in server.request(token, "GET", "/api/tasks")["items"]]


def asked(page: Page, title: str) -> Locator:
    return page.get_by_role("region", name=title)


def answer_to(page: Page, text: str) -> Locator:
    return page.get_by_role("article", name=text)


def press(where: Page | Locator, name: str) -> None:
    where.get_by_role("button", name=name, exact=True).click()


def test_what_reaches_others_waits_for_the_persons_word_with_exact_arguments(
    signed_in: Page, server: Server, token: str
) -> None:
    page, wish = signed_in, "send Mia a letter that the train is late"
    say(page, wish)
    card = asked(page, "Send letter: Mia")
    expect(card).to_contain_text("May I do this?")
    expect(card).to_contain_text("This reaches other people.")
    expect(card).to_contain_text("cannot be taken back")
    expect(card).to_contain_text("the train is late")
    assert letters(server, token) == []

    press(card, "Edit")
    card.get_by_label("Text").fill("the train is an hour late")
    press(card, "Approve as edited")
    expect(answer_to(page, wish)).to_contain_text("Letter sent to Mia.")
    assert letters(server, token) == [{"to": "Mia", "text": "the train is an hour late"}]
    press(answer_to(page, wish), "Receipts")
    receipt = page.get_by_role("dialog", name="Receipts")
    expect(receipt).to_contain_text("Send letter: Mia")
    expect(receipt).to_contain_text("done")
    page.keyboard.press("Escape")

    refused = "send Ben a letter that he is late"
    say(page, refused)
    press(asked(page, "Send letter: Ben"), "Reject")
    page.get_by_label("Reason (optional)").fill("He knows")
    press(asked(page, "Send letter: Ben"), "Reject")
    expect(answer_to(page, refused)).to_contain_text("He knows")
    expect(answer_to(page, refused)).to_contain_text("You said no, so this was not done.")
    assert len(letters(server, token)) == 1

    page.get_by_role("link", name="Activity").click()
    expect(page.get_by_role("main")).to_contain_text("Send letter: Mia")
    expect(page.get_by_role("main")).not_to_contain_text("Ben")


def test_what_was_done_is_taken_back_and_a_conversation_goes_another_way(
    signed_in: Page, server: Server, token: str
) -> None:
    page, wish = signed_in, "remind me tomorrow at 9 to call Ana and add buying milk to my tasks"
    say(page, wish)
    expect(page.get_by_role("region", name="Plan")).to_contain_text("2/2")
    first = page.url
    say(page, "add buying eggs to my tasks")
    expect(answer_to(page, "add buying eggs to my tasks")).to_contain_text("Task added")
    assert sorted(tasks(server, token)) == ["buying eggs", "buying milk"]

    press(answer_to(page, wish), "Undo all")
    press(page.get_by_role("dialog", name="Take back 2 steps?"), "Take back")
    expect(page.get_by_role("dialog", name="What was taken back")).to_be_visible()
    page.keyboard.press("Escape")
    expect(answer_to(page, wish)).to_contain_text("Taken back: all of 2 steps")
    assert tasks(server, token) == ["buying eggs"]

    press(answer_to(page, wish), "Fork from here")
    page.wait_for_url(lambda url: url != first and "/c/" in url)
    expect(page.get_by_role("article")).to_have_count(1)

    page.goto(first)
    press(answer_to(page, "add buying eggs to my tasks"), "Rewind to here")
    dialog = page.get_by_role("dialog", name="Rewind to here?")
    dialog.get_by_label("Also take back what was done (1 step)").check()
    press(dialog, "Rewind to here")
    expect(page.get_by_role("article")).to_have_count(1)
    assert tasks(server, token) == []

    page.get_by_role("link", name="Activity").click()
    done = page.get_by_role("main").get_by_role("listitem")
    expect(done.filter(has_text="buying milk")).to_contain_text("taken back")
    expect(done.filter(has_text="buying eggs")).to_contain_text("taken back")


def test_a_plan_is_shown_before_it_begins_and_changed(signed_in: Page, server: Server, token: str) -> None:
    page = signed_in
    page.goto(f"{server.url}/settings")
    page.get_by_label("When something is written or sent").check()
    page.get_by_role("link", name="New chat").click()
    wish = "add watering the plants to my tasks and add calling the bank to my tasks"
    say(page, wish)
    card = asked(page, "A plan of 2 steps")
    expect(card).to_contain_text("calling the bank")
    before = tasks(server, token)
    assert "watering the plants" not in before

    press(card, "Leave out step 2")
    press(card, "Edit step 1")
    card.get_by_label("Title").fill("watering the roses")
    press(card, "Keep changes")
    press(card, "Start as changed")
    expect(answer_to(page, wish)).to_contain_text("Task added: watering the roses")
    assert sorted(tasks(server, token)) == sorted([*before, "watering the roses"])


def test_asking_each_time_and_never_hold_for_ones_own_data(signed_in: Page, server: Server, token: str) -> None:
    server.request(token, "PUT", "/api/preferences", {"review_plans": "never"})
    page = signed_in
    page.goto(f"{server.url}/settings")
    page.get_by_label("When it wants to").select_option("planner.create_note")
    page.get_by_label("Then", exact=True).select_option("ask")
    press(page, "Add")
    page.get_by_role("link", name="New chat").click()
    say(page, "note that the key is under the mat")
    card = page.get_by_role("region", name="the key is under the mat")
    expect(card).to_contain_text("You want to be asked about this each time.")
    card.get_by_label("Remember my answer", exact=False).check()
    press(card, "Always deny")
    press(card, "Always deny")
    expect(page.get_by_role("main")).to_contain_text("You said no, so this was not done.")

    say(page, "note that the gate is open")
    expect(answer_to(page, "note that the gate is open")).to_contain_text("You told me never to do this")
    assert server.request(token, "GET", "/api/notes")["items"] == []
