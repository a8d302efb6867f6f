"""Nobody gets in without signing in, nor at what is somebody else's; the same answer as for what does not exist."""

import httpx
import pytest
from fastapi.routing import APIRoute, iter_route_contexts

from tests.gateway.server import Server, Someone

OPEN = {
    "/api/auth/status", "/api/auth/setup", "/api/auth/login", "/api/auth/refresh", "/api/auth/logout",
    "/api/auth/service", "/api/hooks/{door}", "/api/telegram-webhook", "/webhook/telegram",
    "/api/health", "/api/config", "/metrics", "/{path:path}",
}  # fmt: skip
UNKNOWN = "0" * 32


def test_every_other_route_asks_who_it_is(server: Server, anonymous: httpx.Client) -> None:
    document = anonymous.get("/openapi.json").json()
    asked = 0
    for path, operations in document["paths"].items():
        for method in operations:
            if path not in OPEN:
                answer = anonymous.request(method, path.replace("{", "").replace("}", ""))
                assert answer.status_code == 401, (method, path, answer.text)
                assert answer.json()["request_id"]
                asked += 1
    assert asked > 35


def test_the_list_of_open_routes_names_only_routes(server: Server) -> None:
    routes = {each.route.path for each in iter_route_contexts(server.app.routes) if isinstance(each.route, APIRoute)}
    assert not OPEN - routes


def test_another_persons_run_is_not_found(ana: Someone, ben: Someone) -> None:
    run = ana.say("hello")["id"]
    for method, path in (("GET", ""), ("GET", "/events"), ("POST", "/cancel")):
        theirs = ben.http.request(method, f"/api/runs/{run}{path}")
        unknown = ben.http.request(method, f"/api/runs/{UNKNOWN}{path}")
        assert theirs.status_code == unknown.status_code == 404
        assert theirs.json()["detail"] == unknown.json()["detail"]


def test_another_persons_conversation_is_not_found(ana: Someone, ben: Someone) -> None:
    mine = ana.say("hello")["conversation_id"]
    path = f"/api/conversations/{mine}"
    assert ben.get(path).status_code == 404
    assert ben.get(f"{path}/messages").status_code == 404
    assert ben.http.patch(path, json={"title": "taken"}).status_code == 404
    assert ben.http.delete(path).status_code == 404
    assert ben.post("/api/chat", {"message": "hi", "conversation_id": mine}).status_code == 404
    assert ben.get("/api/conversations").json()["items"] == []
    assert ben.get("/api/conversations", params={"query": "hello"}).json()["items"] == []
    assert ana.get(path).json()["title"] == "hello"


def test_another_persons_task_is_not_found(ana: Someone, ben: Someone) -> None:
    task = ana.post("/api/tasks", {"title": "Buy milk"}).json()["task"]["id"]
    path = f"/api/tasks/{task}"
    for known in (path, f"/api/tasks/{UNKNOWN}"):
        assert ben.http.patch(known, json={"title": "x"}).status_code == 404
        assert ben.http.put(f"{known}/status", json={"status": "done"}).status_code == 404
        assert ben.http.delete(known).status_code == 404
    assert ben.get("/api/tasks").json()["items"] == []
    assert ana.get("/api/tasks").json()["items"][0]["title"] == "Buy milk"


def test_a_task_is_not_found_by_words_of_its_title(ana: Someone) -> None:
    ana.post("/api/tasks", {"title": "Buy milk"})
    assert ana.http.delete("/api/tasks/milk").status_code == 404


def test_another_persons_file_is_not_found(ana: Someone, ben: Someone) -> None:
    sent = ana.http.post("/api/upload", files={"files": ("a.txt", b"mine")}).json()["files"][0]["file"]["id"]
    assert ana.get(f"/api/files/{sent}").content == b"mine"
    assert ben.get(f"/api/files/{sent}").status_code == 404
    assert ben.post("/api/chat", {"message": "read it", "attachments": [sent]}).status_code == 404


@pytest.mark.parametrize("body", [{"$ne": None}, {"$gt": ""}, ["x"], 5, None])
def test_an_object_is_no_id(ana: Someone, body: object) -> None:
    answer = ana.post("/api/chat", {"message": "hi", "attachments": [body]})
    assert (answer.status_code, answer.json()["error"]) == (422, "invalid_input")
    if body is not None:
        assert ana.post("/api/chat", {"message": "hi", "conversation_id": body}).status_code == 422
        assert ana.post("/api/auth/refresh", {"refresh_token": body}).status_code == 422
        login = {"email": body, "password": {"$ne": ""}}
        assert ana.post("/api/auth/login", login).status_code == 422


def test_operators_in_an_address_find_nothing(ana: Someone) -> None:
    ana.say("hello")
    for path in ("/api/runs/[$ne]=x", "/api/conversations/{'$ne':null}", "/api/files/$where"):
        assert ana.get(path).status_code == 404


def test_role_and_owner_in_a_body_are_ignored(ana: Someone, ben: Someone) -> None:
    mine = ana.http.patch("/api/me", json={"name": "Ana B", "role": "admin", "id": ben.id, "email": "x@y.z"})
    assert mine.json()["role"] == "user"
    assert (mine.json()["id"], mine.json()["email"]) == (ana.id, ana.email)
    task = ana.post("/api/tasks", {"title": "Mine", "user_id": ben.id, "audience": f"user:{ben.id}"})
    assert task.status_code == 201
    assert ben.get("/api/tasks").json()["items"] == []


def test_only_administrators_see_and_make_accounts(ana: Someone, admin: Someone) -> None:
    new = {"name": "C", "email": "c@example.org", "password": "long enough to use", "role": "admin"}
    assert ana.get("/api/users").status_code == 403
    assert ana.post("/api/users", new).status_code == 403
    assert any(each["id"] == ana.id for each in admin.get("/api/users", params={"limit": 500}).json()["items"])
    assert "password" not in admin.get("/api/users").text


def test_an_address_has_one_account(ana: Someone, admin: Someone) -> None:
    again = admin.post("/api/users", {"name": "B", "email": ana.email.upper(), "password": "long enough to use"})
    assert (again.status_code, again.json()["error"]) == (409, "conflict")
