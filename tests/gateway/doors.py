"""A door as a program of its own: a service account that links accounts of its platform and speaks for people."""

from typing import Any
from uuid import uuid4

import httpx

from tests.gateway.server import Server, Someone


class Door:
    def __init__(self, server: Server, admin: Someone, *platforms: str) -> None:
        self.server = server
        self.platforms = platforms or ("telegram",)
        self.name = f"door-{uuid4().hex[:8]}"
        made = admin.post("/api/services", {"name": self.name, "platforms": list(self.platforms)})
        assert made.status_code == 201, made.text
        self.secret: str = made.json()["secret"]
        self.token: str = self.sign_in().json()["access_token"]
        self.http = server.client(headers={"Authorization": f"Bearer {self.token}"})

    def sign_in(self, **changed: str) -> httpx.Response:
        body = {"name": self.name, "secret": self.secret} | changed
        with self.server.client() as http:
            return http.post("/api/auth/service", json=body)

    def post(self, path: str, body: Any = None) -> httpx.Response:
        return self.http.post(path, json=body)

    def claim(self, external_id: str, code: str, name: str = "Ana T.") -> httpx.Response:
        return self.post("/api/links/claim", self._account(external_id) | {"code": code, "name": name})

    def act(self, external_id: str, group: str = "", title: str = "The flat") -> httpx.Response:
        more = {"group": {"id": group, "title": title}} if group else {}
        return self.post("/api/links/act", self._account(external_id) | more)

    def release(self, external_id: str) -> httpx.Response:
        return self.post("/api/links/release", self._account(external_id))

    def _account(self, external_id: str) -> dict[str, str]:
        return {"platform": self.platforms[0], "external_id": external_id}

    def linked(self, someone: Someone) -> str:
        """The id of a new account on the platform that is now theirs."""
        external_id = str(uuid4().int % 10**12)
        claimed = self.claim(external_id, new_code(someone))
        assert claimed.status_code == 201, claimed.text
        return external_id

    def speaking_for(self, external_id: str, group: str = "") -> Someone:
        """The person, as this door speaks for them."""
        acting = self.act(external_id, group)
        assert acting.status_code == 200, acting.text
        return Someone(self.server, acting.json(), "")


def new_code(someone: Someone) -> str:
    made = someone.post("/api/links/codes")
    assert made.status_code == 201, made.text
    return str(made.json()["code"])
