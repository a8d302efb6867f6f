"""Which untrusted text do a step's arguments derive from? Dataflow over the state; no classifier.

Untrusted is what a result of origin "untrusted" holds, and an answer that was made from such a result. An argument
derives from it when it refers to such a result, or when it holds words of it. A model that saw any may have turned it
into anything, so of its plans every argument counts that the person did not write in this message.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from agent_core.declaration import words_of
from agent_core.planning.references import step_ids
from agent_core.state import AgentState, Source, Step, StepResult

QUOTE = 500  # characters of a passage that is shown
AROUND = 120  # characters shown before the words in question
NUMBER = re.compile(r"\[\d+\]")  # of a citation
LEAST = 4  # characters: shorter words stand in any text
MOST_SOURCES, LIKELY = 5, 3  # shown of a step; of one argument whose words stand nowhere


@dataclass(frozen=True)
class Text:
    """One untrusted text that was in view, and how it is shown."""

    body: str
    source: Source


def sources_of(
    step: Step, arguments: Mapping[str, Any], model: type[BaseModel] | None, state: AgentState
) -> list[Source]:
    """The untrusted text behind the step's `arguments`, whose references are filled in; empty when there is none."""
    referred = step_ids(step["arguments"])
    texts = [text for result in state["results"] if result["step_id"] in referred for text in _of_result(result)]
    found = [text.source for text in texts]
    earlier = in_view(state)
    own = _plain(state["turn"]["text"])
    for leaf in _leaves(arguments, model):
        found += _behind(leaf, earlier, own, by_model=state["source"] == "model")
    if not found and earlier and state["source"] == "model" and not _own_words(arguments, own):
        found = [earlier[0].source]  # the wish itself may be another's: the person wrote nothing of it
    return _different(found)[:MOST_SOURCES]


def in_view(state: AgentState) -> list[Text]:
    """The untrusted text that a planner of this turn could see: earlier results, the newest first, then answers."""
    results = [text for result in reversed(state["recent"]) for text in _of_result(result)]
    answers = [
        Text(message["content"], _source("message", "an earlier answer", message["content"]))
        for message in state["messages"]
        if message.get("origin") == "untrusted" and message["run_id"] != state["turn"]["run_id"]
    ]
    return [*results, *reversed(answers), *_recalled(state)]


def _recalled(state: AgentState) -> list[Text]:
    """What was remembered or summed up of such text."""
    recalled = state.get("recalled")
    if not recalled:
        return []
    facts = [Text(each["text"], _source("message", "something I was told to remember", each["text"]))
             for each in recalled["facts"] if each["origin"] == "untrusted"]  # fmt: skip
    if recalled["summary_origin"] == "trusted":
        return facts
    return [*facts, Text(recalled["summary"], _source("message", "what was said before", recalled["summary"]))]


def _of_result(result: StepResult) -> list[Text]:
    if result["origin"] != "untrusted":
        return []
    passages = [Text(str(each.get("quote", "")), _cited(each)) for each in result["citations"]]
    body = "\n".join([result["text"], *_strings(result["data"])])
    return [*passages, Text(body, _source("step", f"the result of {words_of(result['capability'])}", body))]


def _cited(citation: Mapping[str, Any]) -> Source:
    title = citation.get("title") or "a document"
    source = _source("document", title, str(citation.get("quote", "")))
    keys: tuple[Literal["document_id", "start", "end"], ...] = ("document_id", "start", "end")
    for key in keys:
        source[key] = citation.get(key)
    return source


def _behind(leaf: str, texts: Sequence[Text], own: str, *, by_model: bool) -> list[Source]:
    """The texts that hold the leaf's words; where a model wrote what stands nowhere, those most like it.

    A text in a code or in another language shares no word with what was made of it: then the newest are shown.
    """
    plain = _plain(leaf)
    if not texts or not plain or f" {plain} " in f" {own} ":
        return []
    holding = [_shown(text, leaf) for text in texts if len(plain) >= LEAST and plain in _plain(text.body)]
    if holding or not by_model:
        return holding
    return [text.source for text in sorted(texts, key=lambda text: -_shared(plain, text))[:LIKELY]]


def _shown(text: Text, leaf: str) -> Source:
    """The source with its quote cut around the words."""
    at = text.body.casefold().find(leaf.casefold())
    if at < 0 or len(text.body) <= QUOTE:
        return text.source
    start = max(0, at - AROUND)
    return {**text.source, "quote": ("…" if start else "") + text.body[start : start + QUOTE]}


def _shared(plain: str, text: Text) -> int:
    return len(set(plain.split()) & set(_plain(text.body).split()))


def _leaves(arguments: Mapping[str, Any], model: type[BaseModel] | None) -> Iterable[str]:
    """The texts and numbers of the arguments, but for choices among a few, which can carry nobody's words."""
    for name, value in arguments.items():
        field = model.model_fields.get(name) if model else None
        if field is None or not _is_choice(field.annotation):
            yield from _strings(value)


def _is_choice(annotation: Any) -> bool:
    parts = [part for part in get_args(annotation) if part is not type(None)]
    if get_origin(annotation) is Literal:
        return True
    if isinstance(annotation, type):
        return annotation is bool or issubclass(annotation, Enum)
    return bool(parts) and get_origin(annotation) is not list and all(_is_choice(part) for part in parts)


def _own_words(arguments: Mapping[str, Any], own: str) -> bool:
    leaves = [_plain(leaf) for leaf in _strings(arguments)]
    return any(leaf and f" {leaf} " in f" {own} " for leaf in leaves)


def _strings(value: Any) -> Iterable[str]:
    if isinstance(value, Mapping):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for each in value:
            yield from _strings(each)
    elif value is not None and not isinstance(value, bool):
        yield str(value)


def _plain(text: str) -> str:
    """Words only, so that neither spacing, case nor punctuation hides where they come from."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def _source(kind: Literal["document", "step", "message"], title: str, quote: str) -> Source:
    shown = quote if len(quote) <= QUOTE else quote[:QUOTE] + "…"
    return Source(kind=kind, title=title, quote=shown, document_id=None, start=None, end=None)


def _different(sources: Sequence[Source]) -> list[Source]:
    unique = {(source["title"], source["quote"]): source for source in sources}
    documents = [source for source in unique.values() if source["kind"] == "document"]
    others = [source for source in unique.values() if source["kind"] != "document"]
    return [*documents, *(source for source in others if not _repeats(source, documents))]


def _repeats(source: Source, documents: Sequence[Source]) -> bool:
    """An answer that only quotes passages says nothing that they do not; the passages can be opened."""
    quoted = NUMBER.sub("", source["quote"]).strip(" \n“”")
    return bool(quoted) and any(quoted in passage["quote"] for passage in documents)
