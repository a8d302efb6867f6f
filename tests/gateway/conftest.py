"""One running gateway for all of its tests; every test has people of its own."""

from collections.abc import Iterator

import httpx
import pytest

from tests.gateway.server import Server, Someone, errands_and_planner, join, serving, set_up, settings_for


@pytest.fixture(scope="session")
def server(mongodb_uri: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("gateway")
    (web := folder / "web").mkdir()
    (web / "assets").mkdir()
    (web / "index.html").write_text("<!doctype html><title>The page</title>")
    (web / "assets" / "app-1a2b.js").write_text("export {}")
    settings = settings_for(folder / "data", mongodb_uri, web_dir=web, max_upload_mb=1, log_level="WARNING")
    with serving(settings, errands_and_planner()) as running:
        yield running


@pytest.fixture(scope="session")
def admin(server: Server) -> Someone:
    return set_up(server)


@pytest.fixture
def ana(server: Server, admin: Someone) -> Someone:
    return join(server, admin)


@pytest.fixture
def ben(server: Server, admin: Someone) -> Someone:
    return join(server, admin)


@pytest.fixture
def anonymous(server: Server) -> Iterator[httpx.Client]:
    with server.client() as client:
        yield client
