"""What an evaluation found, as it is shown, kept and compared."""

from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel, ValidationError

from agent_core.errors import InvalidInput


class Outcome(BaseModel):
    """One case."""

    id: str
    request: str
    ok: bool
    fault: str = ""
    got: str = ""
    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost_micros: int = 0
    seconds: float = 0.0


class Played(BaseModel):
    """All cases by one planner; `prompt` is the version of what a model was told, "" without one."""

    planner: str
    prompt: str = ""
    outcomes: list[Outcome] = []

    @property
    def success(self) -> float:
        return sum(each.ok for each in self.outcomes) / max(1, len(self.outcomes))

    def total(self, name: str) -> float:
        return float(sum(getattr(each, name) for each in self.outcomes))


class Report(BaseModel):
    cases: str  # name of the file
    at: str  # ISO 8601, UTC
    played: list[Played] = []

    def reaches(self, share: float) -> bool:
        """Whether every planner does."""
        return all(each.success >= share for each in self.played)


class Difference(BaseModel):
    """Of one planner, from an earlier report to a later one. Cases that only one of them has are left out."""

    planner: str
    prompts: tuple[str, str]
    cases: int
    success: tuple[float, float]
    broken: list[str] = []
    mended: list[str] = []
    changes: dict[str, tuple[float, float]] = {}


MEASURES = ("calls", "input_tokens", "output_tokens", "cost_micros", "seconds")


def read_report(path: Path) -> Report:
    """What an earlier `agentic eval --json` wrote. Raises InvalidInput."""
    try:
        return Report.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, ValidationError) as error:
        raise InvalidInput(f"{path} is no report of `agentic eval --json`: {str(error).splitlines()[0]}.") from None


def differences(earlier: Report, later: Report) -> list[Difference]:
    """Planner by planner; a model is compared with the earlier report's model, whatever its name."""
    pairs = [(_like(now, earlier.played), now) for now in later.played]
    return [_difference(before, now) for before, now in pairs if before]


def _like(now: Played, played: Sequence[Played]) -> Played | None:
    same = [each for each in played if each.planner == now.planner]
    return next(iter(same or [each for each in played if bool(each.prompt) == bool(now.prompt)]), None)


def _difference(before: Played, now: Played) -> Difference:
    was, became = ({each.id: each for each in played.outcomes} for played in (before, now))
    shared = [case for case in became if case in was]
    old = Played(planner="", outcomes=[was[case] for case in shared])
    new = Played(planner="", outcomes=[became[case] for case in shared])
    return Difference(
        planner=now.planner, prompts=(before.prompt, now.prompt), cases=len(shared),
        success=(old.success, new.success),
        broken=[case for case in shared if was[case].ok and not became[case].ok],
        mended=[case for case in shared if became[case].ok and not was[case].ok],
        changes={name: (old.total(name), new.total(name)) for name in MEASURES},
    )  # fmt: skip
