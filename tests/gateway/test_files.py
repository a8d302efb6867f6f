"""Uploading: streamed, limited, each file for itself."""

import os
from pathlib import Path

import httpx
import pytest

from tests.gateway.server import Server, Someone

LIMIT = 1_000_000  # bytes; the test server takes 1 MB


def drafts(server: Server) -> list[Path]:
    return [each for each in (server.settings.data_dir / "files" / "drafts").glob("*") if each.is_file()]


def test_a_file_comes_back_as_it_was_sent(ana: Someone) -> None:
    content = os.urandom(300_000)
    answer = ana.http.post("/api/upload", files={"files": ("data.bin", content)})
    assert answer.status_code == 202
    entry = answer.json()["files"][0]
    assert (entry["name"], entry["file"]["size"], entry["error"]) == ("data.bin", 300_000, None)
    back = ana.get(f"/api/files/{entry['file']['id']}")
    assert back.content == content
    assert back.headers["content-disposition"].startswith("attachment")
    assert back.headers["content-type"] == "application/octet-stream"
    assert "sandbox" in back.headers["content-security-policy"]
    assert back.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("name", "shown", "kind"),
    [
        ("a.pdf", "inline", "application/pdf"),
        ("a.TXT", "inline", "text/plain; charset=utf-8"),
        ("a.png", "inline", "image/png"),
        ("a.md", "inline", "text/plain; charset=utf-8"),
        ("a.JPEG", "inline", "image/jpeg"),
        ("a.mp3", "inline", "audio/mpeg"),
        ("a.svg", "attachment", "application/octet-stream"),
        ("a.xhtml", "attachment", "application/octet-stream"),
        ("a.html", "attachment", "application/octet-stream"),
    ],
)
def test_only_harmless_kinds_are_shown_in_the_browser(ana: Someone, name: str, shown: str, kind: str) -> None:
    sent = ana.http.post("/api/upload", files={"files": (name, b"<script>alert(1)</script>" + name.encode())}).json()
    back = ana.get(f"/api/files/{sent['files'][0]['file']['id']}")
    assert back.headers["content-disposition"].startswith(shown)
    assert back.headers["content-type"] == kind


def test_a_part_of_a_file_can_be_had(ana: Someone, server: Server) -> None:
    content = os.urandom(100_000)
    sent = ana.http.post("/api/upload", files={"files": ("a.pdf", content)}).json()
    path = f"/api/files/{sent['files'][0]['file']['id']}"
    part = ana.get(path, headers={"Range": "bytes=1000-1999"})
    assert (part.status_code, part.content) == (206, content[1000:2000])
    assert part.headers["content-range"] == "bytes 1000-1999/100000"
    assert "sandbox" in part.headers["content-security-policy"]
    assert ana.get(path, headers={"Range": "bytes=-10"}).content == content[-10:]
    assert ana.get(path, headers={"Range": "bytes=100000-"}).status_code == 416
    whole = ana.get(path)
    assert (whole.headers["accept-ranges"], whole.content) == ("bytes", content)
    unchanged = ana.get(path, headers={"Range": "bytes=0-9", "If-Range": whole.headers["etag"]})
    assert unchanged.status_code == 206


def test_a_file_over_the_limit_does_not_lose_the_others(ana: Someone, server: Server) -> None:
    sent = [("files", (name, b"x" * size)) for name, size in (("a", 10), ("big", LIMIT + 1), ("c", 20))]
    entries = ana.http.post("/api/upload", files=sent).json()["files"]
    assert [each["error"] and each["error"]["code"] for each in entries] == [None, "too_large", None]
    assert "1 MB" in entries[1]["error"]["message"]
    assert entries[1]["file"] is None
    assert drafts(server) == []


def test_a_path_in_a_name_is_only_a_name(ana: Someone, server: Server) -> None:
    names = ["../../../../tmp/evil", "C:\\x\\evil", "a\tb", "n" * 4096, "žluťoučký kůň.txt"]
    sent = [("files", (name, name.encode())) for name in names]
    entries = ana.http.post("/api/upload", files=sent).json()["files"]
    assert [each["error"] for each in entries] == [None] * 5
    shown = [each["file"]["name"] for each in entries]
    assert shown[:2] == ["evil", "evil"]
    assert all("/" not in name and len(name) <= 200 for name in shown)
    assert shown[4] == names[4]
    assert not Path("/tmp/evil").exists()


def multipart(body: bytes, boundary: str = "B") -> dict[str, object]:
    return {"content": body, "headers": {"Content-Type": f"multipart/form-data; boundary={boundary}"}}


PART = b'--B\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\nhello'


@pytest.mark.parametrize(
    "body",
    [b"", b"nonsense", b"--B\r\nContent-Disp", b"--B--\r\n", b"--B\r\n" + b"h" * 40_000],
    ids=["empty", "nonsense", "cut in a header", "no part", "endless header"],
)
def test_a_broken_multipart_body_is_refused(ana: Someone, server: Server, body: bytes) -> None:
    answer = ana.http.post("/api/upload", **multipart(body))  # type: ignore[arg-type]  # keywords as a dict
    assert (answer.status_code, answer.json()["error"]) == (422, "invalid_input")
    assert drafts(server) == []


@pytest.mark.parametrize("end", [b"", b"\r\n--B"], ids=["in its content", "before the end"])
def test_a_file_that_was_cut_off_is_not_stored(ana: Someone, server: Server, end: bytes) -> None:
    cut = ana.http.post("/api/upload", **multipart(PART + end)).json()["files"]  # type: ignore[arg-type]
    assert (cut[0]["file"], cut[0]["error"]["code"]) == (None, "invalid_input")
    assert drafts(server) == []


def test_files_before_a_break_are_kept_and_told(ana: Someone) -> None:
    body = PART + b"\r\n--B\r\nContent-Disp"
    entries = ana.http.post("/api/upload", **multipart(body)).json()["files"]  # type: ignore[arg-type]
    assert [each["error"] and each["error"]["code"] for each in entries] == [None, "invalid_input"]
    assert ana.get(f"/api/files/{entries[0]['file']['id']}").content == b"hello"


@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data", "multipart/mixed; boundary=B", ""])
def test_something_else_than_multipart_is_refused(ana: Someone, kind: str) -> None:
    answer = ana.http.post("/api/upload", content=b"{}", headers={"Content-Type": kind})
    assert (answer.status_code, answer.json()["error"]) == (422, "invalid_input")


def test_an_upload_without_a_file_is_refused(ana: Someone) -> None:
    answer = ana.http.post("/api/upload", files={"other": ("a.txt", b"x")})
    assert answer.status_code == 422
    assert "files" in answer.json()["detail"]


def test_files_beyond_the_most_are_refused_one_by_one(ana: Someone) -> None:
    answer = ana.http.post("/api/upload", files=[("files", (f"{n}", f"{n}".encode())) for n in range(21)])
    entries = answer.json()["files"]
    assert [each["error"] is None for each in entries] == [True] * 20 + [False]
    assert "20" in entries[-1]["error"]["message"]


def test_nobody_uploads_without_signing_in(anonymous: httpx.Client) -> None:
    assert anonymous.post("/api/upload", files={"files": ("a.txt", b"x")}).status_code == 401
