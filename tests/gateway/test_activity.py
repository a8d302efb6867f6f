"""Activity over HTTP: a door tells of its platform, members look and decide, and nobody else sees anything."""

import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from capabilities.activity import Activity
from tests.gateway.doors import Door
from tests.gateway.server import PASSWORD, Server, Someone, errands_and_planner, join, serving, set_up, settings_for

GROUP = {"platform": "telegram", "id": "-100", "title": "Book club"}
CANARY = "kestrel"


@pytest.fixture(scope="module")
def server(mongodb_uri: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    registry = errands_and_planner()
    registry.register(Activity())
    with serving(
        settings_for(tmp_path_factory.mktemp("activity"), mongodb_uri, log_level="WARNING"), registry
    ) as running:
        yield running


@pytest.fixture(scope="module")
def admin(server: Server) -> Someone:
    return set_up(server)


@pytest.fixture(scope="module")
def door(server: Server, admin: Someone) -> Door:
    door = Door(server, admin)
    on = door.post("/api/activity/commands", {"group": GROUP, "member": "1", "words": "on 08:00 UTC", "admin": True})
    assert on.status_code == 200, on.text
    return door


def event(member: str, text: str = "hello", *, id: str = "", hours: int = 1) -> dict[str, Any]:
    at = datetime.now(UTC) - timedelta(hours=hours)
    return {
        "id": id or f"{member}{text}{hours}",
        "kind": "message",
        "at": at.isoformat(),
        "member": member,
        "text": text,
    }


def tell(door: Door, *events: dict[str, Any]) -> dict[str, Any]:
    answer = door.post("/api/activity/events", {"group": GROUP, "events": list(events)})
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


@pytest.fixture
def member(server: Server, admin: Someone, door: Door) -> Someone:
    """Linked, and seen in the group."""
    someone = join(server, admin)
    someone.email = door.linked(someone)
    tell(door, event(someone.email, f"the {CANARY}", hours=1), event(someone.email, f"the {CANARY}", hours=2))
    return someone


def groups(someone: Someone) -> list[dict[str, Any]]:
    answer = someone.get("/api/activity/groups")
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


@pytest.mark.parametrize("path", ["events", "commands"])
def test_only_a_service_tells_what_happened(member: Someone, admin: Someone, path: str) -> None:
    body = {"group": GROUP, "events": [event("5")], "member": "5", "words": "on", "admin": True}
    assert [each.post(f"/api/activity/{path}", body).status_code for each in (member, admin)] == [403, 403]
    assert member.get("/api/activity/report", params={"platform": "telegram", "group": "-100"}).status_code == 403


def test_a_service_speaks_for_its_own_platform_only(server: Server, admin: Someone, door: Door) -> None:
    slack = Door(server, admin, "slack")
    body = {"group": GROUP, "events": [event("5")], "member": "5", "words": "off", "admin": True}
    assert [slack.post(f"/api/activity/{path}", body).status_code for path in ("events", "commands")] == [403, 403]
    params = {"platform": "telegram", "group": "-100"}
    assert slack.http.get("/api/activity/report", params=params).status_code == 403
    assert tell(door, event("5"))["on"], "still on"


def test_what_is_told_again_counts_once(door: Door) -> None:
    told = [tell(door, event("7", id="7a"), event("7", id="7b")) for _ in range(3)]
    assert [each["recorded"] for each in told] == [2, 0, 0]


def test_a_member_sees_the_group_and_takes_the_workbook(member: Someone, door: Door) -> None:
    [group] = groups(member)
    assert (group["title"], group["counted"], group["on"]) == ("Book club", True, True)
    assert len(group["days"]) == 14
    report = member.get(f"/api/activity/groups/{group['id']}/report", params={"period": "last 30 days"})
    assert report.json()["totals"]["messages"] >= 2
    book = member.get(f"/api/activity/groups/{group['id']}/workbook", params={"period": "last 30 days"})
    assert book.headers["content-disposition"].endswith(".xlsx")
    assert book.headers["cache-control"] == "private, no-store"
    assert openpyxl.load_workbook(BytesIO(book.content))["Summary"]["A1"].value == "Book club"
    params = {"platform": "telegram", "group": "-100", "period": "last 30 days"}
    sent_there = door.http.get("/api/activity/report", params=params)
    assert openpyxl.load_workbook(BytesIO(sent_there.content))["Summary"]["B5"].value >= 2


def test_who_is_not_in_it_gets_not_found_for_everything(server: Server, admin: Someone, member: Someone) -> None:
    stranger, [group] = join(server, admin), groups(member)
    at = f"/api/activity/groups/{group['id']}"
    assert groups(stranger) == []
    answers = [
        stranger.get(f"{at}/report"),
        stranger.get(f"{at}/workbook"),
        stranger.http.patch(f"{at}/me", json={"counted": False}),
        stranger.get("/api/activity/groups/-100/workbook"),
        stranger.post("/api/capabilities/activity.group_report", {"arguments": {"group": "Book club"}}),
    ]
    assert [each.status_code for each in answers] == [404] * 5
    assert not any(CANARY in each.text or "Book club" in each.text for each in answers)


def test_an_administrator_of_the_server_is_no_member_of_its_groups(admin: Someone, member: Someone) -> None:
    [group] = groups(member)
    assert groups(admin) == []
    assert admin.get(f"/api/activity/groups/{group['id']}/workbook").status_code == 404


def test_opting_out_on_the_page_is_seen_at_once(member: Someone) -> None:
    [group] = groups(member)
    report = f"/api/activity/groups/{group['id']}/report"
    before = member.get(report).json()["totals"]["messages"]
    answer = member.http.patch(f"/api/activity/groups/{group['id']}/me", json={"counted": False})
    assert (answer.status_code, answer.json()["group"]["counted"]) == (200, False)
    assert member.get(report).json()["totals"]["messages"] == before - 2


def test_unlinking_ends_it(member: Someone, door: Door) -> None:
    [group] = groups(member)
    assert door.release(member.email).status_code < 300
    assert groups(member) == []
    assert member.get(f"/api/activity/groups/{group['id']}/workbook").status_code == 404


def test_a_group_token_reaches_its_own_group_only(member: Someone, door: Door) -> None:
    other = {"platform": "telegram", "id": "-200", "title": "Choir"}
    door.post("/api/activity/commands", {"group": other, "member": "1", "words": "on", "admin": True})
    door.post("/api/activity/events", {"group": other, "events": [event(member.email, CANARY)]})
    [choir] = [each for each in groups(member) if each["title"] == "Choir"]
    here = door.speaking_for(member.email, group="-100")
    assert [each["title"] for each in groups(here)] == ["Book club"]
    told = here.get(f"/api/activity/groups/{choir['id']}/report")
    assert "Choir" not in told.text
    assert here.get(f"/api/activity/groups/{choir['id']}/workbook").status_code == 403


def test_who_is_erased_takes_their_part_in_groups_with_them(server: Server, member: Someone, door: Door) -> None:
    def counted() -> int:
        params = {"platform": "telegram", "group": "-100", "period": "last 30 days"}
        book = door.http.get("/api/activity/report", params=params)
        return int(openpyxl.load_workbook(BytesIO(book.content))["Summary"]["B5"].value)

    before = counted()
    exported = zipfile.ZipFile(BytesIO(member.get("/api/me/export").content))
    assert any(CANARY in exported.read(name).decode("utf-8", "replace") for name in exported.namelist())
    assert member.post("/api/me/erase", {"password": PASSWORD, "confirm": "erase everything"}).status_code == 204
    assert counted() == before - 2


@pytest.mark.parametrize(
    "body",
    [
        {"group": {**GROUP, "platform": "TELEGRAM"}, "events": []},
        {"group": GROUP, "events": [{"id": "1", "kind": "message", "at": "2026-10-24T12:00:00", "member": "1"}]},
        {"group": GROUP, "events": [{"id": "1", "kind": "shout", "at": "2026-10-24T12:00:00Z", "member": "1"}]},
        {"group": GROUP, "events": [event("1", id=str(number)) for number in range(501)]},
    ],
    ids=["platform", "no zone", "kind", "too many"],
)
def test_what_makes_no_sense_is_refused(door: Door, body: dict[str, Any]) -> None:
    assert door.post("/api/activity/events", body).status_code == 422
