"""A run that goes through all doors: said aloud, watched on the web, approved in Telegram, its file comes by e-mail."""

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from tests.e2e.world import FINISHED, QUIET, WAITING, House, house, speak, until, watching
from tests.gateway.server import Someone
from tests.support.bot_api import Group, Human

pytestmark = pytest.mark.slow
SAID = "Email me the activity report of this week."
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture(scope="module")
def home(mongodb_uri: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with house(tmp_path_factory.mktemp("house"), mongodb_uri) as opened:
        yield opened


@pytest.fixture(scope="module")
def recording(home: House) -> bytes:
    return speak(home.telegram.admin, SAID)


@pytest.fixture
def ana(home: House) -> Human:
    """With an account of the web page and one of Telegram, which are linked."""
    return home.telegram.linked()


@pytest.fixture
def club(home: House, ana: Human) -> Group:
    """Three messages are counted in it: two of Ana's, one of somebody who is not linked."""
    ben = home.telegram.stranger("Ben")
    club = home.group("Book club", ana, ben)
    for who, text in ((ana, "who brings the projector?"), (ben, "the projector is broken"), (ana, "oh")):
        who.say(text, group=club)
    web = home.telegram.web(ana)
    until(lambda: _messages(web) == 3, "three messages in the group")
    return club


def _messages(web: Someone) -> int:
    items = web.get("/api/activity/groups").json()["items"]
    return int(items[0]["week"]["messages"]) if items else 0


def say_aloud(web: Someone, recording: bytes) -> dict[str, Any]:
    """As the page does it: the stream is left as soon as it says that the run waits."""
    heard: dict[str, Any] = {}
    files, headers = {"audio": ("said.wav", recording)}, {"Accept": "text/event-stream"}
    with web.http.stream("POST", "/api/voice", files=files, headers=headers, timeout=60) as stream:
        assert stream.status_code == 200, stream.read()
        for line in stream.iter_lines():
            if line.startswith("data: "):
                event = json.loads(line.removeprefix("data: "))
                heard = heard or event
                if event.get("type") == WAITING:
                    break
    return heard


def run_of(web: Someone, run_id: str) -> dict[str, Any]:
    run: dict[str, Any] = web.get(f"/api/runs/{run_id}").json()
    return run


def finished(web: Someone, run_id: str) -> dict[str, Any]:
    return until(
        lambda: run if (run := run_of(web, run_id))["status"] in ("completed", "failed") else None, "the end of the run"
    )


def test_said_aloud_watched_on_the_web_approved_in_telegram_and_sent_by_mail(
    home: House, ana: Human, club: Group, recording: bytes
) -> None:
    web = home.telegram.web(ana)
    heard = say_aloud(web, recording)
    assert heard["text"] == SAID
    run_id = heard["run_id"]
    assert not home.letters(web.email), "nothing is sent before the word is given"

    with watching(web, run_id) as page:
        until(lambda: WAITING in page.kinds, "the page to show the question")
        asked = page.events[page.kinds.index(WAITING)]["approvals"][0]
        assert (asked["capability"], asked["arguments"]["by"]) == ("activity.send_report", "email")
        question = home.question(ana)
        ana.press(question, "Approve")
        until(lambda: FINISHED in page.kinds, "the page to show the end")
        assert page.streams >= 2, "it took the stream up again where it had broken off"
        assert sorted(each["seq"] for each in page.events) == [each["seq"] for each in page.events]
        assert len({each["seq"] for each in page.events}) == len(page.events), "and saw nothing twice"
        decided = [each for each in page.topics("approval") if each["status"] != "pending"]
        assert {(each["status"], each["decided_by"]) for each in decided} == {("approved", "telegram")}

    run = run_of(web, run_id)
    assert (run["status"], run["interface"], run["text"]) == ("completed", "voice", SAID)
    assert run["results"][0]["status"] == "done"
    assert f"sent to {web.email} as a workbook" in run["answer"]["text"]
    home.telegram.api.until(lambda: not question.buttons and "Approved (telegram)" in question.text)

    [letter] = home.letters(web.email)
    [file] = letter.iter_attachments()
    assert file.get_content_type() == EXCEL
    sheet = openpyxl.load_workbook(BytesIO(file.get_content()))["Summary"]
    assert (sheet["A1"].value, sheet["A5"].value, sheet["B5"].value, sheet["B6"].value) == (
        "Book club",
        "Messages",
        3,
        2,
    )

    effects = [each for each in web.get("/api/effects").json()["items"] if each["run_id"] == run_id]
    assert [(each["capability"], each["status"]) for each in effects] == [("activity.send_report", "done")]


@pytest.mark.parametrize("first", ["telegram", "web"])
def test_the_first_answer_wins_and_the_other_door_is_told(home: House, ana: Human, club: Group, first: str) -> None:
    web = home.telegram.web(ana)
    run_id = web.say(SAID)["id"]
    question = home.question(ana)
    name = run_of(web, run_id)["approvals"][0]["id"].rpartition(".")[2]
    path = f"/api/runs/{run_id}/approvals/{name}"
    if first == "telegram":
        ana.press(question, "Reject")
        until(lambda: run_of(web, run_id)["approvals"][0]["status"] != "pending", "the word of Telegram")
        late = web.post(path, {"action": "approve"})
        assert (late.status_code, late.json()["error"]) == (409, "conflict")
    else:
        seen = replace(question, buttons=list(question.buttons))
        assert web.post(path, {"action": "reject"}).status_code == 200
        ana.press(seen, "Approve")  # what her chat still shows
    run = finished(web, run_id)
    assert (run["approvals"][0]["status"], run["approvals"][0]["decided_by"]) == ("rejected", first)
    home.telegram.api.until(lambda: f"Turned down ({first})" in question.text and not question.buttons)
    time.sleep(QUIET)
    assert home.letters(web.email) == []


def test_pressed_three_times_and_confirmed_on_the_web_it_is_sent_once(home: House, ana: Human, club: Group) -> None:
    web = home.telegram.web(ana)
    run_id = web.say(SAID)["id"]
    question = home.question(ana)
    for _ in range(3):  # and every press comes three times
        ana.press(question, "Approve")
    name = run_of(web, run_id)["approvals"][0]["id"].rpartition(".")[2]
    assert web.post(f"/api/runs/{run_id}/approvals/{name}", {"action": "approve"}).status_code in (200, 409)
    assert finished(web, run_id)["status"] == "completed"
    time.sleep(QUIET)
    assert len(home.letters(web.email)) == 1


def test_nobody_else_sees_or_answers_any_of_it(home: House, ana: Human, club: Group) -> None:
    web, eve = home.telegram.web(ana), home.telegram.linked("Eve")
    strange = home.telegram.web(eve)
    with watching(strange) as page:
        run_id = web.say(SAID)["id"]
        question = home.question(ana)
        assert strange.get(f"/api/runs/{run_id}").status_code == 404
        assert strange.get(f"/api/runs/{run_id}/events").status_code == 404
        assert strange.post(f"/api/runs/{run_id}/approvals/s1", {"action": "approve"}).status_code == 404
        eve.press(question, "Approve")
        time.sleep(QUIET)
        assert page.topics("run") == page.topics("approval") == []
    assert run_of(web, run_id)["status"] == "waiting"
    assert not any("May I" in text for text in home.telegram.texts(eve))
    assert home.letters(web.email) == home.letters(strange.email) == []
    assert strange.get("/api/activity/groups").json()["items"] == []


def test_asked_in_a_group_it_tells_of_that_group_only(home: House, ana: Human, club: Group) -> None:
    choir = home.group("Choir", ana)
    ana.say("@agentic_test_bot activity report of this week", group=choir)
    told = home.telegram.shown(choir.id, "Choir, ")
    assert "Book club" not in told.text
    ana.say("@agentic_test_bot activity report of the book club", group=choir)
    until(lambda: len([each for each in home.telegram.api.sent(choir.id) if "Choir, " in each.text]) == 2, "an answer")
    assert not any("projector" in each.text for each in home.telegram.api.sent(choir.id))
