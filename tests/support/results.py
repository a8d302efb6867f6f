"""Results of steps, for tests."""

from typing import Any, Literal

from agent_core.state import Failure, StepResult


def done(step_id: str, text: str = "", citations: int = 0, **data: Any) -> StepResult:
    quoted = [{"document_id": f"{step_id}-{number}", "quote": "…"} for number in range(1, citations + 1)]
    return StepResult(
        step_id=step_id, capability="errands.run", status="done", text=text, data=data, citations=quoted,
        origin="trusted", error=None, started_at="", finished_at="",
    )  # fmt: skip


def ended(
    step_id: str, status: Literal["failed", "skipped", "refused", "asked"], text: str, code: str = "", **data: Any
) -> StepResult:
    return done(step_id, text, **data) | {"status": status, "error": Failure(code=code or status, message=text)}
