"""What each kind of token reaches, over every route there is: what is not named here is refused."""

from collections.abc import Iterator

import httpx
import pytest
from fastapi.routing import APIRoute, iter_route_contexts

from gateway.routes import documents, planner
from tests.gateway.doors import Door
from tests.gateway.server import Server, Someone
from tests.gateway.test_access import OPEN

UNKNOWN = "0" * 32
FOR_SERVICES = {
    ("POST", "/api/links/claim"), ("POST", "/api/links/act"), ("POST", "/api/links/release"),
    ("PUT", "/api/links/platforms/{platform}"), ("POST", "/api/activity/events"), ("POST", "/api/activity/commands"),
    ("GET", "/api/activity/report"),
}  # fmt: skip
IN_GROUPS = {
    ("POST", "/api/chat"), ("GET", "/api/runs/{run_id}"), ("GET", "/api/runs/{run_id}/events"),
    ("POST", "/api/runs/{run_id}/cancel"), ("POST", "/api/runs/{run_id}/steer"), ("GET", "/api/approvals"),
    ("POST", "/api/runs/{run_id}/approvals/{name}"), ("POST", "/api/upload"), ("GET", "/api/files/{file_id}"),
    ("POST", "/api/capabilities/{name}"), ("POST", "/api/voice"), ("POST", "/api/voice/transcribe"),
    ("POST", "/api/speech"), ("POST", "/api/channels/deliveries/{key:path}/again"),
    *((row.method, f"/api{row.path}") for row in (*planner.ROWS, *documents.ROWS)),
}  # fmt: skip
BY_ONESELF = {
    ("POST", "/api/links/codes"), ("PATCH", "/api/links/{link_id}"), ("DELETE", "/api/links/{link_id}"),
    ("POST", "/api/auth/password"), ("GET", "/api/services"), ("POST", "/api/services"),
    ("DELETE", "/api/services/{name}"), ("GET", "/api/users"), ("POST", "/api/users"),
}  # fmt: skip


def routes(server: Server) -> Iterator[tuple[str, str]]:
    """Every method and path that asks who it is."""
    for each in iter_route_contexts(server.app.routes):
        if isinstance(each.route, APIRoute) and each.route.path not in OPEN:
            for method in each.route.methods or ():
                yield method, each.route.path


def asked(someone: httpx.Client, method: str, path: str) -> int:
    for name in ("platform", "name"):
        path = path.replace(f"{{{name}}}", "telegram")
    while "{" in path:
        path = f"{path.partition('{')[0]}{UNKNOWN}{path.partition('}')[2]}"
    return someone.request(method, path).status_code


@pytest.fixture(scope="module")
def door(server: Server, admin: Someone) -> Door:
    return Door(server, admin)


def test_a_service_reaches_nothing_but_what_is_for_services(server: Server, door: Door) -> None:
    let_in = {(method, path) for method, path in routes(server) if asked(door.http, method, path) != 403}
    assert let_in <= FOR_SERVICES
    assert {("POST", "/api/links/claim"), ("POST", "/api/links/act")} <= let_in


def test_a_person_reaches_nothing_that_is_for_services(server: Server, admin: Someone) -> None:
    """An administrator, whom nothing else is refused."""
    refused = {(method, path) for method, path in routes(server) if asked(admin.http, method, path) == 403}
    assert refused == FOR_SERVICES & set(routes(server))


def test_in_a_group_nothing_is_reached_but_what_is_named(server: Server, door: Door, admin: Someone) -> None:
    """For an administrator, too: what they may do is not done by writing in a group."""
    here = door.speaking_for(door.linked(admin), group="-100")
    let_in = {(method, path) for method, path in routes(server) if asked(here.http, method, path) != 403}
    assert let_in <= IN_GROUPS
    assert {("POST", "/api/chat"), ("GET", "/api/tasks"), ("GET", "/api/runs/{run_id}")} <= let_in


def test_what_only_oneself_may_do_no_door_does_for_one(server: Server, door: Door, admin: Someone) -> None:
    spoken_for = door.speaking_for(door.linked(admin))
    refused = {(method, path) for method, path in routes(server) if asked(spoken_for.http, method, path) == 403}
    assert BY_ONESELF | (FOR_SERVICES & set(routes(server))) <= refused
    assert not IN_GROUPS & refused
