"""How results and passages are shown to a model: as data between marks that their text cannot imitate."""

import json
import secrets
from collections.abc import Iterable, Sequence
from typing import Any

from agent_core.state import StepResult

PASSAGE_CHARS = 2000
RESULT_CHARS = 4000
TOTAL_CHARS = 40_000


def new_mark() -> str:
    """Made anew for each call, so that no document can contain it."""
    return f"%%{secrets.token_hex(6)}"


def block(mark: str, heading: str, text: str) -> str:
    return f"{mark} begin {heading}\n{text.replace(mark, '')}\n{mark} end"


def results_as_data(results: Sequence[StepResult], mark: str) -> str:
    """Every result, then its passages, numbered over all results from one as the answer's citations are."""
    blocks: list[str] = []
    number = 0
    for result in results:
        blocks.append(block(mark, _heading(result), _shown(result)))
        for citation in result["citations"]:
            number += 1
            blocks.append(block(mark, f"passage [{number}], untrusted", _passage(citation)))
    return "\n".join(_within(blocks, TOTAL_CHARS)) or "There are no results."


def _heading(result: StepResult) -> str:
    return f"result of {result['step_id']}, {result['capability']}, {result['status']}, {result['origin']}"


def _shown(result: StepResult) -> str:
    data = {key: value for key, value in result["data"].items() if key not in ("text", "citations", "origin")}
    said = [result["text"], json.dumps(data, ensure_ascii=False, default=str) if data else ""]
    if result["error"]:
        said.append(f"error: {result['error']['message']}")
    return _cut("\n".join(line for line in said if line), RESULT_CHARS)


def _passage(citation: dict[str, Any]) -> str:
    page = f", page {citation['page']}" if citation.get("page") else ""
    title, quote = (str(citation.get(name, "")) for name in ("title", "quote"))
    return f"from {_cut(title, 200)}{page}:\n{_cut(quote, PASSAGE_CHARS)}"


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[:limit] + " …"


def _within(blocks: Iterable[str], limit: int) -> Iterable[str]:
    """The first ones that fit; what is left out is said."""
    left = limit
    for shown in blocks:
        left -= len(shown)
        if left < 0:
            yield "(more results were left out: they are too long)"
            return
        yield shown
