"""The plan that a model writes, and everything that can be wrong with it."""

from collections.abc import Iterable, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import Any

from pydantic import BaseModel, Field, ValidationError

from agent_core.contract import Capability
from agent_core.models.port import Tool, ToolCall
from agent_core.planning.references import REFERENCE, step_ids
from agent_core.state import Step

TOOL = "make_plan"


class PlannedStep(BaseModel):
    """One call of a function."""

    id: str = Field(pattern=r"^\w{1,20}$", description="short and unique, such as s1")
    capability: str = Field(description="exact name of the function")
    title: str = Field(max_length=200, description="a few words for the person")
    arguments: dict[str, Any] = Field(
        default={}, description="by the function's schema; `${s1.field}` refers to a result"
    )
    depends_on: list[str] = Field(default=[], description="ids of steps that must be done before")


class MakePlan(BaseModel):
    """Carry out one or more functions for the person."""

    steps: list[PlannedStep] = Field(min_length=1)


class UnusablePlan(Exception):
    """`problems` are written for the model that is to mend them."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = list(problems)


def plan_tool(capabilities: Sequence[Capability]) -> Tool:
    schema = MakePlan.model_json_schema()
    schema["$defs"]["PlannedStep"]["properties"]["capability"]["enum"] = [each.name for each in capabilities]
    return Tool(name=TOOL, description=MakePlan.__doc__ or "", parameters=schema)


def read_plan(calls: Sequence[ToolCall], capabilities: Sequence[Capability], *, max_steps: int) -> list[Step]:
    """The steps in an order in which they can run. Raises UnusablePlan naming everything that is wrong."""
    plan = _parsed(calls)
    if len(plan.steps) > max_steps:
        raise UnusablePlan([f"There are {len(plan.steps)} steps; at most {max_steps} are allowed."])
    known = {capability.name: capability for capability in capabilities}
    problems = [*_repeated(plan.steps), *(line for step in plan.steps for line in _wrong(step, plan.steps, known))]
    if problems:
        raise UnusablePlan(problems)
    steps = {step.id: _step(step, known[step.capability]) for step in plan.steps}
    return [steps[step_id] for step_id in _order(steps.values())]


def _parsed(calls: Sequence[ToolCall]) -> MakePlan:
    if len(calls) != 1 or calls[0].name != TOOL:
        raise UnusablePlan([f"Call {TOOL} exactly once, with all the steps. There is no other tool."])
    try:
        return MakePlan.model_validate_json(calls[0].arguments)
    except ValidationError as error:
        raise UnusablePlan([_line("", problem) for problem in error.errors()]) from None


def _line(where: str, problem: Any) -> str:
    path = ".".join(str(part) for part in problem["loc"])
    return f"{where}{path or 'arguments'}: {problem['msg']}"


def _repeated(steps: Sequence[PlannedStep]) -> Iterable[str]:
    ids = [step.id for step in steps]
    return [
        f"The step id {step_id} is used more than once." for step_id in sorted({i for i in ids if ids.count(i) > 1})
    ]


def _wrong(step: PlannedStep, steps: Sequence[PlannedStep], known: Mapping[str, Capability]) -> Iterable[str]:
    if step.capability not in known:
        return [f"{step.id}: there is no function {step.capability}."]
    return [*_wrong_links(step, steps, known), *_wrong_arguments(step, known[step.capability].arguments)]


def _wrong_links(step: PlannedStep, steps: Sequence[PlannedStep], known: Mapping[str, Capability]) -> Iterable[str]:
    named = {each.id: each for each in steps}
    for missing in sorted(_needs(step) - set(named)):
        yield f"{step.id}: there is no step {missing}."
    for step_id, path in _references(step.arguments):
        target = known.get(named[step_id].capability) if step_id in named else None
        field = path.split(".")[0]
        if target and field not in target.result.model_fields:
            fields = ", ".join(target.result.model_fields)
            yield f"{step.id}: the result of {step_id} has no field {field}; it has {fields}."


def _needs(step: PlannedStep) -> set[str]:
    return set(step.depends_on) | step_ids(step.arguments)


def _references(value: Any) -> list[tuple[str, str]]:
    if isinstance(value, str):
        return REFERENCE.findall(value)
    nested = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [found for each in nested for found in _references(each)]


def _wrong_arguments(step: PlannedStep, model: type[BaseModel]) -> Iterable[str]:
    """What the model of the arguments objects to, except where a reference stands for the value."""
    allowed = {field.alias or name for name, field in model.model_fields.items()} | set(model.model_fields)
    if model.model_config.get("extra") != "allow":
        yield from (
            f"{step.id}.{name}: {step.capability} has no such argument."
            for name in step.arguments
            if name not in allowed
        )
    try:
        model.model_validate(step.arguments)
    except ValidationError as error:
        for problem in error.errors():
            if problem["type"] != "extra_forbidden" and not _stands_in(step.arguments, problem["loc"]):
                yield _line(f"{step.id}.", problem)


def _stands_in(value: Any, location: Sequence[int | str]) -> bool:
    """Whether a reference stands at `location` or above it."""
    for part in location:
        if isinstance(value, str):
            break
        try:
            value = value[part]
        except (KeyError, IndexError, TypeError):
            break
    return isinstance(value, str) and bool(REFERENCE.search(value))


def _step(step: PlannedStep, capability: Capability) -> Step:
    rules = capability.rules
    return Step(
        id=step.id,
        capability=step.capability,
        title=step.title,
        arguments=step.arguments,
        depends_on=sorted(_needs(step)),
        risk=rules.risk.value,
        seconds=rules.seconds,
        tokens=rules.tokens,
    )


def _order(steps: Iterable[Step]) -> list[str]:
    try:
        return list(TopologicalSorter({step["id"]: step["depends_on"] for step in steps}).static_order())
    except CycleError as error:
        raise UnusablePlan([f"These steps wait for each other: {', '.join(error.args[1])}."]) from None
