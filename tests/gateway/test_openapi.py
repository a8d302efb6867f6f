"""The OpenAPI document: fresh, complete, and made without starting anything."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

COMMITTED = Path(__file__).parents[2] / "web" / "src" / "api" / "openapi.json"


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    printed = subprocess.run([sys.executable, "-m", "gateway.openapi"], capture_output=True, check=True, timeout=60)
    loaded: dict[str, Any] = json.loads(printed.stdout)
    return loaded


def test_the_committed_document_is_up_to_date(document: dict[str, Any]) -> None:
    assert json.loads(COMMITTED.read_text()) == document, "run `make types` and commit what it changes"


UNTYPED = {  # files and sounds, or of any package
    "call_capability", "export_me", "get_file", "group_workbook", "report_for_group", "speech", "take_hook",
}  # fmt: skip


def operations(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [operation for methods in document["paths"].values() for operation in methods.values()]


def test_every_operation_has_a_plain_name_of_its_own(document: dict[str, Any]) -> None:
    names = [each["operationId"] for each in operations(document)]
    assert len(names) == len(set(names))
    assert all(name.isidentifier() and name.islower() for name in names)


def test_every_answer_is_typed(document: dict[str, Any]) -> None:
    for operation in operations(document):
        for status, response in operation["responses"].items():
            if status in ("200", "201", "202") and operation["operationId"] not in UNTYPED:
                kinds = response["content"]
                assert all("$ref" in kind["schema"] for kind in kinds.values()), operation["operationId"]


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    text = json.dumps(document)
    names = {part.partition('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert names <= set(document["components"]["schemas"])
    assert {"RunEvent", "LiveMessage", "ErrorBody", "RunView", "TaskResult"} <= set(document["components"]["schemas"])


def test_errors_have_one_form(document: dict[str, Any]) -> None:
    for operation in operations(document):
        schema = operation["responses"]["default"]["content"]["application/json"]["schema"]
        assert schema == {"$ref": "#/components/schemas/ErrorBody"}


def test_printing_it_loads_nothing_heavy() -> None:
    code = (
        "import sys, gateway.app; from agent_core.settings import Settings; gateway.app.create_app(Settings()); "
        "print([name for name in ('langgraph', 'chromadb', 'onnxruntime', 'langchain_openai') if name in sys.modules])"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert printed.stdout.splitlines()[-1] == "[]"
