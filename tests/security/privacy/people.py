"""People and groups who each put a word of their own, a canary, into everything the assistant keeps."""

import json
import time
from dataclasses import dataclass, field
from typing import Any

from tests.gateway.doors import Door
from tests.gateway.server import Someone

LATER = "2030-05-05T10:00:00+00:00"


@dataclass
class Teller:
    """Somebody, or a group through one of its members, with the word that only they and those who hear it may see."""

    who: Someone
    canary: str
    ids: dict[str, str] = field(default_factory=dict)  # of what they made, by kind
    group: str = ""
    later: str = LATER

    def tell_everything(self) -> None:
        """Through every way in."""
        said = self.do("memory.remember", text=f"The party of {self.canary} is on Sunday")
        self.ids["conversation"], self.ids["run"] = said["conversation_id"], said["id"]
        for path, body in (
            ("tasks", {"title": f"party {self.canary}"}),
            ("notes", {"title": "party", "content": f"cake for {self.canary}"}),
            ("reminders", {"title": f"party {self.canary}", "time": self.later}),
            ("events", {"title": f"party {self.canary}", "start": self.later}),
        ):
            made = self.who.post(f"/api/{path}", body)
            assert made.status_code == 201, made.text
            kind = path.removesuffix("s")
            self.ids[kind] = made.json()[f"{kind}_id"]

    def upload(self) -> None:
        words = f"The party of {self.canary} begins at noon. Everybody brings a cake to the party."
        answer = self.who.http.post("/api/upload", files={"files": (f"party {self.canary}.txt", words.encode())})
        assert answer.status_code == 202, answer.text
        self.ids["document"] = answer.json()["files"][0]["document"]["id"]

    def until_read(self) -> None:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            found = self.who.get(f"/api/documents/{self.ids['document']}").json()["document"]
            if found["status"] == "ready":
                return
            time.sleep(0.05)
        raise AssertionError("the document is still not read")

    def do(self, capability: str, **arguments: Any) -> dict[str, Any]:
        """Say it in a message: the tests' planner takes JSON for a plan."""
        return self.do_all((capability, arguments))

    def do_all(self, *wanted: tuple[str, dict[str, Any]]) -> dict[str, Any]:
        steps = [
            {"id": f"s{n}", "capability": capability, "title": capability, "arguments": arguments, "depends_on": [],
             "risk": "read", "seconds": 1.0, "tokens": 0}
            for n, (capability, arguments) in enumerate(wanted, 1)
        ]  # fmt: skip
        return self.who.say(json.dumps(steps))


def in_group(door: Door, person: Someone, group: str, canary: str) -> Teller:
    return Teller(door.speaking_for(door.linked(person), group), canary, group=group)
