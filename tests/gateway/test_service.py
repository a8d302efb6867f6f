"""What the server says about itself, what it tells browsers, and what it says when something goes wrong."""

import re
from collections.abc import Sequence
from http.client import HTTPConnection
from pathlib import Path

import httpx
import pytest
from pymongo import MongoClient

from agent_core.contract import Capability, Host
from agent_core.errors import AgentError
from agent_core.registry import Registry
from gateway.errors import STATUS, status_of
from tests.gateway.server import Server, Someone, serving, set_up, settings_for
from tests.support.errands import Errands


def test_health_says_what_works(anonymous: httpx.Client) -> None:
    health = anonymous.get("/api/health")
    assert health.status_code == 200
    assert health.json() | {"version": ""} == {
        "status": "ok", "version": "", "database": "up", "model": "none",
        "packages": ["assistant", "errands", "memory", "planner", "voice"], "broken": [],
    }  # fmt: skip


def test_the_public_configuration_holds_no_secret(anonymous: httpx.Client, server: Server) -> None:
    config = anonymous.get("/api/config")
    assert config.json()["max_message_chars"] == 32_000
    assert config.json()["model"] is False
    assert "mongodb" not in config.text


def test_capabilities_are_listed_and_can_be_called(ana: Someone) -> None:
    listed = ana.get("/api/capabilities").json()
    functions = {each["name"]: each for package in listed["packages"] for each in package["functions"]}
    assert functions["errands.run"]["risk"] == "write"
    assert "what" in functions["errands.run"]["parameters"]["properties"]
    done = ana.post("/api/capabilities/errands.run", {"arguments": {"what": "shopping"}})
    assert (done.status_code, done.json()["what"]) == (200, "shopping")


def test_the_policy_applies_to_a_direct_call(ana: Someone) -> None:
    refused = ana.post("/api/capabilities/errands.shout", {"arguments": {"what": "hey"}})
    assert (refused.status_code, refused.json()["error"]) == (403, "not_allowed")


def test_a_direct_call_tells_what_is_wrong(ana: Someone) -> None:
    assert ana.post("/api/capabilities/errands.nothing", {}).status_code == 404
    wrong = ana.post("/api/capabilities/errands.run", {"arguments": {"wait": "long"}})
    assert (wrong.status_code, wrong.json()["error"]) == (422, "invalid_input")
    question = ana.post("/api/capabilities/errands.ask", {"arguments": {"what": "?"}}).json()
    assert question["error"] == "needs_answer"
    assert question["details"] == [{"field": "what", "message": "Which errand?"}]


def test_a_crash_inside_a_capability_shows_nothing_of_it(ana: Someone) -> None:
    crashed = ana.post("/api/capabilities/errands.fail", {"arguments": {"what": "x"}})
    assert (crashed.status_code, crashed.json()["error"]) == (422, "capability_failed")
    assert "secret" not in crashed.text


def test_an_unexpected_error_is_a_500_without_its_insides(mongodb_uri: str, tmp_path: Path) -> None:
    class Moody(Errands):
        opened = False

        async def open(self, host: Host) -> None:
            self.opened = True

        def capabilities(self) -> Sequence[Capability]:
            if self.opened:
                raise RuntimeError("a secret object")
            return super().capabilities()

    registry = Registry()
    registry.register(Moody())
    with serving(settings_for(tmp_path, mongodb_uri), registry) as server:
        answer = set_up(server).get("/api/capabilities")
        assert answer.status_code == 500
        assert set(answer.json()) == {"error", "detail", "request_id", "details"}
        assert "object" not in answer.text
        assert answer.headers["x-request-id"] == answer.json()["request_id"]


def test_routes_of_a_package_that_is_not_installed_are_absent(mongodb_uri: str, tmp_path: Path) -> None:
    registry = Registry()
    registry.register(Errands())
    with serving(settings_for(tmp_path, mongodb_uri), registry) as server:
        root = set_up(server)
        assert root.get("/api/tasks").status_code == 404
        assert "/api/tasks" not in root.get("/openapi.json").json()["paths"]


def test_a_request_id_is_made_or_taken_over(anonymous: httpx.Client) -> None:
    assert anonymous.get("/api/config", headers={"X-Request-ID": "mine-1"}).headers["x-request-id"] == "mine-1"
    made = anonymous.get("/api/config", headers={"X-Request-ID": "a b\tc" * 50}).headers["x-request-id"]
    assert re.fullmatch("[0-9a-f]{16}", made)


def test_every_answer_carries_the_security_headers(anonymous: httpx.Client) -> None:
    for path in ("/", "/api/config", "/api/me", "/api/nothing", "/assets/app-1a2b.js"):
        headers = anonymous.get(path).headers
        assert "default-src 'self'" in headers["content-security-policy"], path
        assert "unsafe-eval" not in headers["content-security-policy"]
        assert "script-src 'self';" in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-request-id"]
    assert anonymous.get("/api/config").headers["cache-control"] == "no-store"


def test_other_origins_are_allowed_by_list_only(mongodb_uri: str, tmp_path: Path) -> None:
    settings = settings_for(tmp_path, mongodb_uri, cors_origins=["https://friend.example"])
    with serving(settings) as server, server.client() as http:
        friend = http.get("/api/config", headers={"Origin": "https://friend.example"})
        enemy = http.get("/api/config", headers={"Origin": "https://evil.example"})
        assert friend.headers["access-control-allow-origin"] == "https://friend.example"
        assert "access-control-allow-origin" not in enemy.headers


def test_metrics_count_by_route_and_not_by_id(anonymous: httpx.Client, ana: Someone) -> None:
    run = ana.say("hello")["id"]
    ana.get(f"/api/runs/{run}")
    assert anonymous.get("/api/me").status_code == 401
    text = anonymous.get("/metrics").text
    assert 'agentic_http_requests_total{method="GET",route="/api/runs/{run_id}",status="200"}' in text
    assert 'agentic_turns_total{interface="web",status="completed"}' in text
    assert 'agentic_errors_total{code="not_authenticated"}' in text
    assert run not in text


def test_the_page_is_served_and_knows_its_own_paths(anonymous: httpx.Client) -> None:
    for path in ("/", "/conversations/abc", "/planner"):
        page = anonymous.get(path)
        assert "The page" in page.text
        assert page.headers["cache-control"] == "no-cache"
    asset = anonymous.get("/assets/app-1a2b.js")
    assert "immutable" in asset.headers["cache-control"]
    assert anonymous.get("/assets/gone.js").status_code == 404


@pytest.mark.parametrize("up", ["..", "%2e%2e", "..%2f..", "assets/../..", "assets/%2e%2e/..", "/..", "%00/.."])
def test_the_page_serves_nothing_outside_its_folder(server: Server, up: str) -> None:
    """Sent as it stands: a client library would tidy the path first."""
    key = (server.settings.data_dir / "secrets" / "signing-key").read_bytes()
    connection = HTTPConnection(server.url.removeprefix("http://"))
    connection.request("GET", f"/{up}/data/secrets/signing-key")
    assert key not in connection.getresponse().read()
    connection.close()


def test_an_unknown_api_path_is_not_the_page(anonymous: httpx.Client) -> None:
    answer = anonymous.get("/api/nothing")
    assert (answer.status_code, answer.json()["error"]) == (404, "not_found")


def test_a_missing_bundle_is_explained(mongodb_uri: str, tmp_path: Path) -> None:
    settings = settings_for(tmp_path, mongodb_uri, web_dir=tmp_path / "nothing")
    with serving(settings) as server, server.client() as http:
        page = http.get("/")
        assert page.status_code == 503
        assert "npm run build" in page.text


def test_every_error_class_has_a_number() -> None:
    def below(kind: type[AgentError]) -> set[type[AgentError]]:
        return {kind}.union(*(below(each) for each in kind.__subclasses__()))

    ours = {kind for kind in below(AgentError) if kind.__module__ == "agent_core.errors"} - {AgentError}
    assert ours == set(STATUS)
    assert status_of(AgentError("x")) == 500


def test_passwords_and_tokens_are_not_stored_as_they_are(server: Server, ana: Someone, mongodb_uri: str) -> None:
    with MongoClient[dict[str, object]](mongodb_uri) as client:
        database = client[server.settings.mongodb_database]
        stored = str([list(database[name].find()) for name in ("users", "sessions", "refresh_tokens")])
    assert ana.email in stored
    assert "correct horse" not in stored
    assert ana.session["refresh_token"] not in stored
    assert ana.session["access_token"] not in stored
