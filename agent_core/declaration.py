"""How the marked methods of a package become capabilities. A package author needs `agent_core.contract` only."""

import inspect
import re
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, get_type_hints

from pydantic import BaseModel

from agent_core.errors import NotFound

if TYPE_CHECKING:  # the contract is built on this module
    from agent_core.contract import Call, Result, Risk

Method = Callable[..., Coroutine[Any, Any, "Result"]]
M = TypeVar("M", bound="Callable[..., Awaitable[Result]]")
NAME = re.compile(r"[a-z][a-z0-9_]*")
FORM = "async def name(self, call: Call, arguments: Model) -> Result"


class DeclarationError(Exception):
    """A package is declared wrongly; the message names every mistake and is written for its author."""


@dataclass(frozen=True, kw_only=True)
class Rules:
    """What the author declares about one capability, as `capability` describes it."""

    risk: "Risk"
    undo: str | None = None
    probe: str | None = None
    keyed: bool = True
    outside: bool = False
    needs: frozenset[str] = frozenset()
    tokens: int = 0
    seconds: float = 1.0
    examples: Sequence[str] = ()
    answers_questions: bool = False


@dataclass(frozen=True, kw_only=True)
class Capability:
    """One declared function, bound to its open package."""

    name: str  # "planner.create_task"
    description: str
    rules: Rules
    arguments: type[BaseModel]
    result: "type[Result]"
    method: Method
    undo: Method | None
    probe: "Callable[..., Coroutine[Any, Any, Result | None]] | None" = None


def words_of(name: str) -> str:
    """`planner.create_task` as people read it: create task."""
    return name.rpartition(".")[2].replace("_", " ")


def marked(rules: Rules) -> Callable[[M], M]:
    def mark(method: M) -> M:
        method.__rules__ = rules  # type: ignore[attr-defined]
        return method

    return mark


class Declared:
    """What every package can do once its methods are declared. `kinds` are the Call and Result of the contract."""

    name: ClassVar[str]
    description: ClassVar[str]
    kinds: ClassVar[tuple[type, type]]

    def capabilities(self) -> Sequence[Capability]:
        """The methods marked `@capability`, in the order written. Raises DeclarationError naming all mistakes."""
        methods = list(_marked_methods(self))
        mistakes = list(_wrong_package(self, methods))
        for name, method in methods:
            mistakes += [*_wrong_method(self, name, method), *_wrong_form(method, *self.kinds)]
        if mistakes:
            raise DeclarationError("; ".join(mistakes))
        return [_bound(self, name, method) for name, method in methods]

    @property
    def functions(self) -> list[dict[str, Any]]:
        """Name, description and JSON schema of every capability."""
        return [
            {"name": c.name, "description": c.description, "parameters": c.arguments.model_json_schema()}
            for c in self.capabilities()
        ]

    async def execute(self, function_name: str, arguments: Mapping[str, Any], call: "Call") -> "Result":
        """Validate `arguments` and call one capability by its short or full name. Raises NotFound, ValidationError."""
        for found in self.capabilities():
            if function_name in (found.name, found.name.partition(".")[2]):
                return await found.method(call, found.arguments.model_validate(arguments))
        raise NotFound(f"The package {self.name} has no capability {function_name!r}.")

    def get_required_credentials(self) -> list[str]:
        return sorted({name for found in self.capabilities() for name in found.rules.needs})


def _marked_methods(package: Declared) -> Iterator[tuple[str, Method]]:
    written = {name: found for kind in reversed(type(package).__mro__) for name, found in vars(kind).items()}
    for name, found in written.items():
        if isinstance(getattr(found, "__rules__", None), Rules):
            yield name, getattr(package, name)


def _bound(package: Declared, name: str, method: Method) -> Capability:
    hints, rules = get_type_hints(method), _rules(method)
    _, arguments = inspect.signature(method).parameters
    return Capability(
        name=f"{package.name}.{name}",
        description=inspect.getdoc(method) or "",
        rules=rules,
        arguments=hints[arguments],
        result=hints["return"],
        method=method,
        undo=getattr(package, rules.undo) if rules.undo else None,
        probe=getattr(package, rules.probe) if rules.probe else None,
    )


def _rules(method: Method) -> Rules:
    rules: Rules = method.__rules__  # type: ignore[attr-defined]
    return rules


def _wrong_package(package: Declared, methods: Sequence[tuple[str, Method]]) -> Iterator[str]:
    kind = type(package).__name__
    if not methods:
        yield f"{kind} marks no method with @capability"
    if not NAME.fullmatch(getattr(package, "name", "")):
        yield f'{kind}.name must be a word of small letters, digits and _, such as "weather"'
    if not getattr(package, "description", ""):
        yield f"{kind}.description must say in a sentence what the package is for"


def _wrong_method(package: Declared, name: str, method: Method) -> Iterator[str]:
    rules = _rules(method)
    if not inspect.iscoroutinefunction(method):
        yield f"{_place(method)} must be `async def`"
    if not inspect.getdoc(method):
        yield f"{_place(method)} needs a docstring: it tells people and planners what {name} does"
    for part, named in (("undo", rules.undo), ("probe", rules.probe)):
        if named and not inspect.iscoroutinefunction(getattr(package, named, None)):
            yield f"{_place(method)} names {part}={named!r}, and there is no such async method"


def _wrong_form(method: Method, call: type, result: type) -> Iterator[str]:
    """What is wrong with parameters and annotations, and with the examples, which name arguments."""
    try:
        hints = get_type_hints(method)
    except NameError as error:
        yield f"{_place(method)} has an annotation that cannot be read: {error}"
        return
    kinds = [hints.get(name) for name in inspect.signature(method).parameters]
    if len(kinds) != 2 or kinds[0] is not call or not _is(kinds[1], BaseModel):
        yield f"{_place(method)} must take a Call and one pydantic model: `{FORM}`"
    elif unknown := _named_in(_rules(method).examples) - set(kinds[1].model_fields):  # type: ignore[union-attr]
        yield f"{_place(method)} has an example with {{{min(unknown)}}}, which is no argument"
    if not _is(hints.get("return"), result):
        yield f"{_place(method)} must say that it returns a Result: `{FORM}`"


def _is(kind: Any, base: type) -> bool:
    return inspect.isclass(kind) and issubclass(kind, base)


def _named_in(examples: Sequence[str]) -> set[str]:
    return {name for example in examples for name in re.findall(r"\{(\w+)\}", example)}


def _place(method: Method) -> str:
    return getattr(method, "__qualname__", repr(method))
