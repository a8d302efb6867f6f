"""The documents say what the code says."""

import ast
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from agent_core.contract import Risk
from agent_core.settings import Settings
from agent_core.storage.database import Database
from tests.support.calls import call as a_call
from tests.support.reference import FILES, ROOT, settings

PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.md")]


@pytest.mark.parametrize("file", FILES)
def test_what_is_written_from_the_code_is_fresh(file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = FILES[file]()
    assert (ROOT / file).read_text() == expected, "run `uv run python -m tests.support.reference`"


def test_every_setting_is_described() -> None:
    assert all(text for _, text, _ in settings())
    assert len(list(settings())) > len(Settings.model_fields)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_to_files_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text()):
        if "://" not in target and not target.startswith("mailto:"):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_make_targets_named_in_the_documents_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = {name for page in PAGES for name in re.findall(r"`make ([a-z-]+)", page.read_text())}
    assert named <= targets


def test_only_settings_and_entry_points_read_the_environment() -> None:
    # the reading process gets a cleaned one, and passes that on to the program that reads pictures
    passing_on = {"capabilities/knowledge/apart.py", "capabilities/knowledge/reading/ocr.py"}
    allowed = {"agent_core/settings.py", "interfaces/cli/serve.py", *passing_on}
    for package in ("agent_core", "capabilities", "gateway", "interfaces"):
        for file in (ROOT / package).rglob("*.py"):
            name = file.relative_to(ROOT).as_posix()
            if name not in allowed:
                assert not re.search(r"os\.environ|os\.getenv|\bgetenv\(", file.read_text()), name


def test_the_contract_and_the_errors_are_documented_throughout() -> None:
    for name in ("contract", "errors"):
        tree = ast.parse((ROOT / "agent_core" / f"{name}.py").read_text())
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                assert ast.get_docstring(node) or node.name == "FileInfo", node.name


async def test_the_package_that_the_page_on_capabilities_shows_works(database: Database) -> None:
    page = (ROOT / "docs" / "capabilities.md").read_text()
    [source] = [block for block in re.findall(r"```python\n(.*?)```", page, re.DOTALL) if "class Post" in block]
    module: dict[str, Any] = {"__name__": "shown"}
    exec(compile(source, "docs/capabilities.md", "exec"), module)
    post = module["Post"]()
    [declared] = post.capabilities()
    assert (declared.rules.risk, declared.rules.keyed, declared.rules.outside) == (Risk.SEND, False, True)
    await post.open(SimpleNamespace(collection=lambda name: database.collection(name)))
    call, letter = a_call(), {"to": "Mia", "text": "Hello"}
    assert await declared.probe(call, declared.arguments(**letter)) is None
    sent = await post.execute("send_letter", letter, call)
    assert await declared.probe(call, declared.arguments(**letter)) == sent
