"""From an upload to a document that can be read, found, renamed and removed."""

import time
from collections.abc import Iterator
from typing import Any

import pytest

from agent_core.registry import Registry
from capabilities.knowledge import Knowledge
from tests.gateway.server import Server, Someone, join, serving, set_up, settings_for

TEXT = b"The lighthouse of Savudrija was built in 1818.\n\nIts lamp is 36 metres above the sea.\n"


@pytest.fixture(scope="module")
def library(mongodb_uri: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Someone]]:
    registry = Registry()
    registry.register(Knowledge())
    with serving(settings_for(tmp_path_factory.mktemp("library"), mongodb_uri), registry) as server:
        yield server, set_up(server)


@pytest.fixture
def reader(library: tuple[Server, Someone]) -> Someone:
    return join(*library)


@pytest.fixture
def stranger(library: tuple[Server, Someone]) -> Someone:
    return join(*library)


def upload(someone: Someone, name: str, content: bytes) -> dict[str, Any]:
    answer = someone.http.post("/api/upload", files={"files": (name, content)})
    assert answer.status_code == 202, answer.text
    entry: dict[str, Any] = answer.json()["files"][0]
    return entry


def ready(someone: Someone, document_id: str) -> dict[str, Any]:
    """The document once it has been read, or failed to be."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        document: dict[str, Any] = someone.get(f"/api/documents/{document_id}").json()["document"]
        if document["status"] in ("ready", "failed"):
            return document
        time.sleep(0.1)
    raise AssertionError(f"still {document['status']}")


def test_an_upload_says_whether_its_content_was_there_already(reader: Someone, stranger: Someone) -> None:
    said = [
        upload(someone, name, TEXT) for someone, name in ((reader, "a.txt"), (reader, "b.txt"), (stranger, "c.txt"))
    ]
    assert [(each["document"]["title"], each["created"]) for each in said] == [
        ("a.txt", True),
        ("a.txt", False),
        ("c.txt", True),
    ]


@pytest.mark.slow
def test_an_uploaded_file_becomes_a_document(reader: Someone, stranger: Someone) -> None:
    entry = upload(reader, "lighthouse.txt", TEXT)
    assert entry["error"] is None
    document = ready(reader, entry["document"]["id"])
    assert (document["status"], document["file_id"]) == ("ready", entry["file"]["id"])
    path = f"/api/documents/{document['id']}"
    assert "lighthouse" in reader.get(f"{path}/text").json()["text"]
    found = reader.post("/api/documents/search", {"query": "When was the lighthouse built?"}).json()
    assert found["citations"][0]["document_id"] == document["id"]
    refused = [
        stranger.get(path),
        stranger.get(f"{path}/text"),
        stranger.http.patch(path, json={"title": "Mine"}),
        stranger.http.delete(path),
    ]
    assert all(each.is_client_error and "lighthouse" not in each.text for each in refused)
    assert stranger.get("/api/documents").json()["items"] == []
    assert stranger.post("/api/documents/search", {"query": "lighthouse"}).json()["citations"] == []

    renamed = reader.http.patch(path, json={"title": "Savudrija", "tags": ["sea"]}).json()["document"]
    assert (renamed["title"], renamed["tags"]) == ("Savudrija", ["sea"])
    assert reader.http.delete(path).status_code == 200
    assert reader.get(path).is_client_error
    assert reader.get("/api/documents").json()["items"] == []


@pytest.mark.slow
def test_a_file_that_cannot_be_read_says_why(reader: Someone) -> None:
    entry = upload(reader, "broken.pdf", b"%PDF-1.7 and then nothing that a reader could use")
    assert entry["file"]
    if entry["error"] is None:
        assert ready(reader, entry["document"]["id"])["error"]
    else:
        assert entry["error"]["message"]


@pytest.mark.slow
def test_a_file_of_another_kind_is_refused(reader: Someone) -> None:
    entry = upload(reader, "music.mp3", bytes(range(256)) * 50)
    if entry["error"] is None:
        assert ready(reader, entry["document"]["id"])["status"] == "failed"
    else:
        assert entry["error"]["code"]


@pytest.mark.slow
def test_several_documents_are_tagged_deleted_and_brought_back(reader: Someone, stranger: Someone) -> None:
    entries = [upload(reader, f"harbour {number}.txt", f"Harbour number {number}.".encode()) for number in range(2)]
    ids = [ready(reader, entry["document"]["id"])["id"] for entry in entries]
    tagged = reader.post("/api/documents/tags", {"documents": ids, "add": ["sea", "a"]}).json()
    assert [each["tags"] for each in tagged["items"]] == [["sea", "a"]] * 2
    listed = reader.get(
        "/api/documents", params=[("tag", "sea"), ("tag", "a"), ("since", "2020-01-01T00:00:00Z")]
    ).json()
    assert (listed["total"], listed["tags"], listed["usage"]["documents"]) == (2, ["a", "sea"], 2)
    chunks = reader.get(f"/api/documents/{ids[0]}/chunks").json()
    assert [(each["number"], each["text"]) for each in chunks["items"]] == [(1, "Harbour number 0.")]
    for path in ("tags", "delete", "restore"):
        assert stranger.post(f"/api/documents/{path}", {"documents": ids}).status_code == 404
    assert reader.post("/api/documents/delete", {"documents": ids}).json()["total"] == 2
    assert {each["id"] for each in reader.get("/api/documents/deleted").json()["items"]} == set(ids)
    assert reader.post("/api/documents/restore", {"documents": ids}).json()["total"] == 2
    assert reader.get("/api/documents").json()["total"] == 2
    text = reader.post("/api/images/text", {"file_id": entries[0]["file"]["id"]})
    assert (text.is_client_error, "not a picture" in text.json()["detail"]) == (True, True)
    assert reader.post("/api/documents/tags", {"documents": [], "add": ["x"]}).status_code == 422
