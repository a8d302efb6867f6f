"""Setting up, signing in, refreshing, signing out."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.gateway.server import PASSWORD, Server, Someone, join, serving, settings_for, sign_in


def test_the_first_administrator_needs_the_printed_code(mongodb_uri: str, tmp_path: Path) -> None:
    with serving(settings_for(tmp_path, mongodb_uri)) as server, server.client() as http:
        assert http.get("/api/auth/status").json() == {"needs_setup": True}
        body = {"code": "guessed", "name": "Eve", "email": "eve@example.org", "password": PASSWORD}
        refused = http.post("/api/auth/setup", json=body)
        assert (refused.status_code, refused.json()["error"]) == (403, "not_allowed")

        code = server.setup_code
        made = http.post("/api/auth/setup", json=body | {"code": code, "zone": "Europe/Zagreb"})
        assert made.status_code == 201
        assert made.json()["person"]["role"] == "admin"
        assert made.json()["person"]["zone"] == "Europe/Zagreb"
        assert http.get("/api/auth/status").json() == {"needs_setup": False}
        assert http.post("/api/auth/setup", json=body | {"code": code}).status_code == 409
        assert not (tmp_path / "secrets" / "setup-code").exists()


def test_two_setups_at_once_make_one_administrator(mongodb_uri: str, tmp_path: Path) -> None:
    with serving(settings_for(tmp_path, mongodb_uri)) as server, server.client() as http:
        bodies = [
            {"code": server.setup_code, "name": name, "email": f"{name}@example.org", "password": PASSWORD}
            for name in ("a", "b")
        ]
        with ThreadPoolExecutor() as pool:
            answers = list(pool.map(lambda body: http.post("/api/auth/setup", json=body).status_code, bodies))
        assert sorted(answers) == [201, 409]


def test_a_browser_gets_its_refresh_token_only_as_a_cookie(anonymous: httpx.Client, ana: Someone) -> None:
    answer = anonymous.post("/api/auth/login", json={"email": ana.email, "password": PASSWORD})
    cookie = answer.headers["set-cookie"]
    assert answer.json()["refresh_token"] is None
    for attribute in ("agentic_refresh=", "HttpOnly", "SameSite=strict", "Path=/api/auth"):
        assert attribute in cookie
    refreshed = anonymous.post("/api/auth/refresh")
    assert refreshed.status_code == 200
    assert refreshed.json()["refresh_token"] is None


def test_production_marks_the_cookie_secure(mongodb_uri: str, tmp_path: Path) -> None:
    settings = settings_for(tmp_path, mongodb_uri, environment="production")
    with serving(settings) as server, server.client() as http:
        body = {"code": server.setup_code, "name": "A", "email": "a@example.org", "password": PASSWORD}
        assert "Secure" in http.post("/api/auth/setup", json=body).headers["set-cookie"]


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(anonymous: httpx.Client, ana: Someone) -> None:
    wrong = anonymous.post("/api/auth/login", json={"email": ana.email, "password": "wrong"})
    unknown = anonymous.post("/api/auth/login", json={"email": "nobody@example.org", "password": "wrong"})
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.json()["detail"] == unknown.json()["detail"]
    assert wrong.json()["request_id"] == wrong.headers["x-request-id"]


def test_an_address_may_be_written_in_any_case(anonymous: httpx.Client, ana: Someone) -> None:
    answer = anonymous.post("/api/auth/login", json={"email": f" {ana.email.upper()} ", "password": PASSWORD})
    assert answer.status_code == 200


def test_guessing_is_slowed_down(anonymous: httpx.Client, server: Server, admin: Someone) -> None:
    victim = join(server, admin)
    guess = {"email": victim.email, "password": "wrong"}
    answers = [anonymous.post("/api/auth/login", json=guess) for _ in range(6)]
    assert [each.status_code for each in answers] == [401] * 5 + [429]
    assert int(answers[-1].headers["retry-after"]) >= 1
    right = anonymous.post("/api/auth/login", json=guess | {"password": PASSWORD})
    assert right.status_code == 429  # else the limit would tell which guess was right


def test_guesses_sent_at_once_are_not_free(anonymous: httpx.Client, server: Server, admin: Someone) -> None:
    victim = join(server, admin)
    guess = {"email": victim.email, "password": "wrong"}
    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(lambda _: anonymous.post("/api/auth/login", json=guess).status_code, range(12)))
    assert answers.count(401) <= 5


def refresh(server: Server, token: str) -> httpx.Response:
    with server.client() as http:
        return http.post("/api/auth/refresh", json={"refresh_token": token})


def test_a_refresh_token_is_traded_for_new_tokens(server: Server, ana: Someone) -> None:
    answer = refresh(server, ana.session["refresh_token"])
    assert answer.status_code == 200
    assert answer.json()["refresh_token"] != ana.session["refresh_token"]
    assert answer.json()["person"]["id"] == ana.id


def test_two_tabs_that_refresh_at_once_stay_signed_in(server: Server, ana: Someone) -> None:
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda token: refresh(server, token), [ana.session["refresh_token"]] * 2))
    assert [each.status_code for each in answers] == [200, 200]
    assert answers[0].json()["refresh_token"] == answers[1].json()["refresh_token"]


def test_a_stolen_refresh_token_ends_the_whole_session(server: Server, ana: Someone) -> None:
    first = ana.session["refresh_token"]
    second = refresh(server, first).json()["refresh_token"]
    third = refresh(server, second).json()
    headers = {"Authorization": f"Bearer {third['access_token']}"}
    assert httpx.get(f"{server.url}/api/me", headers=headers).status_code == 200
    assert refresh(server, first).status_code == 401  # its successor was used, so two hold this chain
    assert refresh(server, third["refresh_token"]).status_code == 401
    stopped = httpx.get(f"{server.url}/api/me", headers=headers)
    assert stopped.status_code == 401


@pytest.mark.parametrize("token", ["", "x", "a" * 200, "../../etc", "%00"])
def test_a_made_up_refresh_token_is_refused(server: Server, token: str) -> None:
    assert refresh(server, token).status_code == 401


def test_signing_out_ends_access_and_refresh_at_once(server: Server, ana: Someone) -> None:
    assert ana.get("/api/me").status_code == 200
    assert ana.post("/api/auth/logout").status_code == 204
    assert ana.get("/api/me").status_code == 401
    assert refresh(server, ana.session["refresh_token"]).status_code == 401


def test_signing_out_with_the_cookie_alone_ends_the_session(anonymous: httpx.Client, ana: Someone) -> None:
    access = anonymous.post("/api/auth/login", json={"email": ana.email, "password": PASSWORD}).json()["access_token"]
    assert anonymous.post("/api/auth/logout").status_code == 204
    assert "agentic_refresh" not in anonymous.cookies
    assert anonymous.get("/api/me", headers={"Authorization": f"Bearer {access}"}).status_code == 401


def test_a_new_password_ends_every_other_session(server: Server, ana: Someone) -> None:
    other = sign_in(server, ana.email)
    assert other.get("/api/me").status_code == 200
    changed = ana.post("/api/auth/password", {"current": PASSWORD, "new": "another long password"})
    assert changed.status_code == 204
    assert ana.get("/api/me").status_code == 200
    assert other.get("/api/me").status_code == 401
    assert refresh(server, other.session["refresh_token"]).status_code == 401
    assert sign_in(server, ana.email, "another long password").id == ana.id


def test_a_new_password_needs_the_old_one_and_some_length(ana: Someone) -> None:
    wrong = ana.post("/api/auth/password", {"current": "wrong", "new": "another long password"})
    short = ana.post("/api/auth/password", {"current": PASSWORD, "new": "short"})
    assert wrong.status_code == 403
    assert short.status_code == 422
    assert short.json()["details"][0]["field"] == "new"


def test_another_web_page_cannot_use_the_cookie(anonymous: httpx.Client, ana: Someone) -> None:
    anonymous.post("/api/auth/login", json={"email": ana.email, "password": PASSWORD})
    for path in ("refresh", "logout", "login"):
        answer = anonymous.post(f"/api/auth/{path}", json={}, headers={"Origin": "https://evil.example"})
        assert answer.status_code == 403, path
