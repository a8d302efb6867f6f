"""Everything that looks like an access token and is none gets 401."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import jwt
import pytest

from tests.gateway.server import Server, Someone

NOW = datetime.now(UTC)


def key_of(server: Server) -> str:
    return (server.settings.data_dir / "secrets" / "signing-key").read_text().strip()


def claims_of(someone: Someone) -> dict[str, Any]:
    token = someone.session["access_token"]
    claims: dict[str, Any] = jwt.decode(token, options={"verify_signature": False})
    return claims


def segment(value: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def signed(header: dict[str, Any], claims: dict[str, Any], key: str) -> str:
    """A token made by hand, since the library refuses to make some of these."""
    body = f"{segment(header)}.{segment(claims)}"
    signature = hmac.new(key.encode(), body.encode(), hashlib.sha256).digest()
    return f"{body}.{base64.urlsafe_b64encode(signature).rstrip(b'=').decode()}"


def status(server: Server, token: str) -> int:
    answer = httpx.get(f"{server.url}/api/me", headers={"Authorization": f"Bearer {token}"})
    if answer.status_code == 401:
        assert answer.json()["error"] == "not_authenticated"
        assert answer.headers["www-authenticate"] == "Bearer"
    return answer.status_code


def test_a_token_made_by_hand_with_our_key_is_accepted(server: Server, ana: Someone) -> None:
    """The control: the forgeries below differ from this one in one thing each."""
    assert status(server, signed({"alg": "HS256", "typ": "JWT"}, claims_of(ana), key_of(server))) == 200


@pytest.mark.parametrize("algorithm", ["none", "None", "NONE", "nOnE", "", "HS512", "RS256", "ES256", None, 1])
def test_another_algorithm_is_refused(server: Server, ana: Someone, algorithm: Any) -> None:
    header, claims = {"alg": algorithm, "typ": "JWT"}, claims_of(ana)
    assert status(server, signed(header, claims, key_of(server))) == 401
    assert status(server, f"{segment(header)}.{segment(claims)}.") == 401


@pytest.mark.parametrize(
    "header",
    [
        {"jku": "https://evil.example/keys"},
        {"x5u": "https://evil.example/cert"},
        {"jwk": {"kty": "oct", "k": "c2VjcmV0"}},
        {"kid": "../../../dev/null"},
    ],
)
def test_a_key_named_in_the_header_is_not_used(server: Server, ana: Someone, header: dict[str, Any]) -> None:
    assert status(server, signed({"alg": "HS256"} | header, claims_of(ana), "secret")) == 401


@pytest.mark.parametrize("missing", ["exp", "iat", "sub", "sid", "typ", "iss", "aud"])
def test_every_claim_is_required(server: Server, ana: Someone, missing: str) -> None:
    claims = {name: value for name, value in claims_of(ana).items() if name != missing}
    assert status(server, signed({"alg": "HS256"}, claims, key_of(server))) == 401


CHANGES: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "expired": lambda claims: claims | {"exp": int((NOW - timedelta(seconds=5)).timestamp())},
    "not yet": lambda claims: claims | {"iat": int((NOW + timedelta(hours=1)).timestamp())},
    "another audience": lambda claims: claims | {"aud": "somebody-else"},
    "several audiences": lambda claims: claims | {"aud": ["agentic-api", "somebody-else"]},
    "another issuer": lambda claims: claims | {"iss": "somebody-else"},
    "a refresh token": lambda claims: claims | {"typ": "refresh"},
    "another person": lambda claims: claims | {"sub": "0" * 32},
    "an object for a person": lambda claims: claims | {"sub": {"$ne": None}},
    "another session": lambda claims: claims | {"sid": "0" * 32},
    "an object for a session": lambda claims: claims | {"sid": {"$ne": None}},
    "a text for a time": lambda claims: claims | {"exp": "tomorrow"},
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_changed_claim_is_refused(
    server: Server, ana: Someone, change: Callable[[dict[str, Any]], dict[str, Any]]
) -> None:
    assert status(server, signed({"alg": "HS256"}, change(claims_of(ana)), key_of(server))) == 401


def test_a_refresh_token_is_no_access_token(server: Server, ana: Someone) -> None:
    assert status(server, ana.session["refresh_token"]) == 401


@pytest.mark.parametrize("token", ["a.b.c", "....", "é" * 10, "x" * 5000])
def test_nonsense_is_refused(server: Server, token: str) -> None:
    answer = httpx.get(f"{server.url}/api/me", headers={b"Authorization": f"Bearer {token}".encode()})
    assert answer.status_code == 401


def test_a_token_in_the_address_is_not_looked_at(anonymous: httpx.Client, ana: Someone) -> None:
    token = ana.session["access_token"]
    for name in ("token", "access_token", "authorization"):
        assert anonymous.get("/api/me", params={name: token}).status_code == 401
    assert anonymous.get("/api/me", headers={"Cookie": f"access_token={token}"}).status_code == 401


def test_another_scheme_is_refused(anonymous: httpx.Client, ana: Someone) -> None:
    header = {"Authorization": f"Basic {ana.session['access_token']}"}
    assert anonymous.get("/api/me", headers=header).status_code == 401
