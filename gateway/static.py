"""The built web page: served from the same port, so that one command is all it takes."""

from pathlib import Path

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response

from agent_core.errors import NotFound
from agent_core.settings import Settings

BESIDE_THE_CODE = Path(__file__).resolve().parent.parent / "web" / "dist"
FOREVER = "public, max-age=31536000, immutable"  # their names hold a hash of their content
OURS = ("api/", "ws", "metrics", "docs", "openapi.json")
MISSING = """<!doctype html><html lang="en"><title>Agentic Bot</title>
<h1>The server runs; its web page is not built yet.</h1>
<p>Run <code>make run</code> in the project's folder, or <code>npm ci &amp;&amp; npm run build</code> in its
<code>web</code> folder, and reload. The API is at <a href="/docs">/docs</a>.</p></html>"""


def web_page(settings: Settings) -> APIRouter:
    """Every path that is not the API's: a file of the bundle, else the page itself, which knows its own paths."""
    folder = (settings.web_dir or BESIDE_THE_CODE).resolve()
    router = APIRouter(include_in_schema=False)

    @router.api_route("/{path:path}", methods=["GET", "HEAD"], name="web_page")
    def page(path: str, request: Request) -> Response:
        if path.startswith(OURS):
            raise NotFound(f"There is nothing at /{path}.")
        if found := _file(folder, path):
            immutable = path.startswith("assets/")
            return FileResponse(found, headers={"Cache-Control": FOREVER if immutable else "no-cache"})
        return _index(folder, path)

    return router


def _file(folder: Path, path: str) -> Path | None:
    """The file of that path, if it is one inside the folder."""
    if "\0" in path or not path:
        return None
    found = (folder / path).resolve()
    return found if found.is_relative_to(folder) and found.is_file() else None


def _index(folder: Path, path: str) -> Response:
    if path.startswith("assets/"):
        raise NotFound(f"There is nothing at /{path}.")
    index = folder / "index.html"
    if not index.is_file():
        return HTMLResponse(MISSING, 503, {"Cache-Control": "no-store"})
    return FileResponse(index, headers={"Cache-Control": "no-cache"})
