"""What the pictures show: a server with documents, a scripted model, a package that sends letters, and a busy day."""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from PIL import Image

from tests.support.openai_server import OpenAIServer, Reply, calls, ended, event
from tests.support.pdf import handbook, make_pdf
from tests.support.postbox import install
from tests.support.scan import make_scan
from tests.support.server import PASSWORD, Server

ASKED = "Who approves travel expenses above the limit?"
SEEN = "From which pier does the ferry to Elland leave?"
LISTED = "How many lanterns are in stock?"
SCANNED = "Until when is the north stair closed?"
NOWHERE = "Which violinist plays at the summer party?"
TOLD = "remind me tomorrow at 9 to call Ana and add buying milk to my tasks"
SENT = "send Mia a letter that the train is an hour late"
PASSED_ON = "Look up the limit of travel expenses and write it to Ben"
PLANNED = "add watering the plants to my tasks and remind me on Monday at 8 to pay the rent"
EVENTS = (
    "schedule a meeting with Ben tomorrow from 10 to 11",
    "schedule lunch with Mia tomorrow at 13:00 for 90 minutes",
    "add preparing the slides to my tasks by Friday",
    "note that the wifi password of the cabin is on the fridge",
)
TALKED = ("Good morning! How are you?", "What would be a nice name for a small sailing boat?")
REPLIES = {
    TALKED[0]: "Good morning, Ana. All well here. What is on for today?",
    TALKED[1]: "How about “Second Wind”, or “Petrel”? Both are short and easy to call.",
}
COUNTED = {"prompt_tokens": 1840, "completion_tokens": 62, "total_tokens": 1902}
PLAN = {
    "steps": [
        {"id": "s1", "capability": "knowledge.answer_question", "title": "Look it up in the handbook",
         "arguments": {"question": ASKED}},
        {"id": "s2", "capability": "postbox.send_letter", "title": "Write to Ben",
         "arguments": {"to": "Ben", "text": "${s1.text}"}},
    ]
}  # fmt: skip
PRICED = [
    {"name": "house-large", "input_price": 1.25, "output_price": 10, "max_output_tokens": 4000},
    {"name": "house-small", "input_price": 0.1, "output_price": 0.4},
]
STOCK = (
    ("Lanterns", "A3"), ("Ropes 20 m", "A4"), ("Life vests", "B1"), ("Anchors", "B12"), ("Flags", "C2"),
    ("Signal horns", "C3"), ("Buoys", "D10"), ("Paddles", "D11"),
)  # fmt: skip
PEOPLE = (("Ben", "ben@example.org", "user"), ("Mia", "mia@example.org", "user"))


@dataclass(frozen=True)
class Stage:
    """`conversations` by what was said in them, `documents` by title; `agent` is the id of one that was added."""

    server: Server
    documents: dict[str, str]
    conversations: dict[str, str]
    agent: str


@dataclass(frozen=True)
class Say:
    """Ana, who talks to the server."""

    server: Server
    token: str

    def __call__(self, text: str, conversation: str | None = None) -> dict[str, Any]:
        body = {"message": text} | ({"conversation_id": conversation} if conversation else {})
        run: dict[str, Any] = self.request("POST", "/api/chat", body)
        return run

    def request(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        return self.server.request(self.token, method, path, body)


@contextmanager
def staged(folder: Path) -> Iterator[Stage]:
    environment = {"PYTHONPATH": str(install(folder / "site"))}
    with OpenAIServer(_model) as model, Server(folder / "data", **environment) as server:
        token = server.set_up()
        say = Say(server, token)
        documents = _read(say, _files(folder))
        conversations = _say_without_model(say)
        agent = _configure(say, model.url)
        conversations |= _say_with_model(say) | _ask_for_plans(say)
        yield Stage(server, documents, conversations, agent)


def _model(request: dict[str, Any]) -> Reply:
    """Plans one errand, and else talks."""
    asked = str(request["messages"][-1]["content"])
    if request.get("tools") and PASSED_ON in asked:
        return calls("make_plan", PLAN)
    said = next((reply for text, reply in REPLIES.items() if text in asked), "Ready.")
    return Reply(events=[event({"content": said}), *ended("stop", COUNTED)])


def _files(folder: Path) -> list[Path]:
    """A handbook, a photographed notice, a scanned letter and a list."""
    notice = "The ferry to Elland leaves from pier seven. Dogs travel free of charge, bicycles for two euros."
    letter = "Dear tenants, the north stair is closed until 14 March. Please use the south stair meanwhile."
    scan = make_scan(folder / "letter.png", "Northwind Mills, Estates", letter)
    Image.open(scan).save(folder / "letter from the estates.pdf", resolution=150)
    stock = "article,shelf,in stock,ordered\n" + "".join(
        f"{name},{shelf},{8 * len(name)},{len(shelf) * 2}\n" for name, shelf in STOCK
    )
    (folder / "stock.csv").write_text(stock, encoding="utf-8")
    return [
        make_pdf(folder / "handbook.pdf", handbook()), make_scan(folder / "ferry notice.png", "Harbour notice", notice),
        folder / "letter from the estates.pdf", folder / "stock.csv",
    ]  # fmt: skip


def _read(say: Say, files: Sequence[Path]) -> dict[str, str]:
    """Ids by title."""
    headers = {"Authorization": f"Bearer {say.token}"}
    for path in files:
        with path.open("rb") as file:
            sent = httpx.post(f"{say.server.url}/api/upload", headers=headers, files={"files": file}, timeout=60)
        sent.raise_for_status()
    while (found := say.request("GET", "/api/documents"))["usage"]["unfinished"]:
        time.sleep(0.3)
    return {each["title"]: each["id"] for each in found["items"]}


def _configure(say: Say, model_url: str) -> str:
    """A provider, an agent, limits and people; the id of the agent."""
    house = {"name": "House", "kind": "compatible", "base_url": model_url, "api_key": "sk-house-1234", "models": PRICED}
    provider = say.request("POST", "/api/providers", house)["id"]
    away = {"name": "OpenRouter", "kind": "openrouter", "models": [{"name": "openai/gpt-5-mini"}], "enabled": False}
    say.request("POST", "/api/providers", away)
    agent = {
        "name": "Household", "description": "Short answers, in German where the question is.",
        "instructions": "Be brief. Prefer lists. Ask before you guess a date.",
        "models": [{"provider_id": provider, "model": name} for name in ("house-small", "house-large")],
        "tools": ["planner.*", "knowledge.answer_question"], "cost_micros_per_day": 500_000,
        "when": {"roles": [], "languages": ["de"], "interfaces": []}, "priority": 5, "enabled": True,
    }  # fmt: skip
    say.request("PUT", "/api/limits/person", {"tokens_per_day": 200_000, "cost_micros_per_day": 1_000_000})
    say.request("PUT", "/api/limits/everyone", {"tokens_per_day": None, "cost_micros_per_day": 5_000_000})
    for name, email, role in PEOPLE:
        person = {"name": name, "email": email, "password": PASSWORD, "role": role}
        say.request("POST", "/api/users", person)
    return str(say.request("POST", "/api/agents", agent)["id"])


def _say_without_model(say: Say) -> dict[str, str]:
    for text in EVENTS:
        say(text)
    say.request("POST", f"/api/runs/{say('add returning the library books to my tasks')['id']}/undo")
    first = say(ASKED)["conversation_id"]
    say(TOLD, first)
    asked = {text: say(text)["conversation_id"] for text in (SEEN, LISTED, SCANNED, NOWHERE, SENT)}
    handbook_id = say.request("GET", "/api/documents?query=handbook")["items"][0]["id"]
    for question in (ASKED, "Where are the backup tapes kept?"):
        say.request("POST", "/api/documents/cases", {"question": question, "document": handbook_id})
    return {ASKED: first, **asked}


def _say_with_model(say: Say) -> dict[str, str]:
    talk = say(TALKED[0])["conversation_id"]
    say(TALKED[1], talk)
    return {TALKED[0]: talk, PASSED_ON: say(PASSED_ON)["conversation_id"]}


def _ask_for_plans(say: Say) -> dict[str, str]:
    say.request("PUT", "/api/grants/planner.delete_task", {"decision": "ask"})
    say.request("PUT", "/api/grants/planner.create_note", {"decision": "allow"})
    say.request("PUT", "/api/preferences", {"review_plans": "acting"})
    return {PLANNED: say(PLANNED)["conversation_id"]}
