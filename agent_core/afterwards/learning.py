"""Notices facts in what a person says, by a model, and keeps or offers them as the person has decided."""

import re
from collections.abc import Sequence

from pydantic import BaseModel, Field, ValidationError

from agent_core.afterwards.summing import MindOf
from agent_core.errors import BudgetExceeded, ModelUnavailable
from agent_core.memory.facts import MOST, Facts, Source, plain
from agent_core.memory.notices import Notices
from agent_core.memory.recall import words_of
from agent_core.memory.rules import RuleBook
from agent_core.models.port import ChatMessage, ChatModel, Tool
from agent_core.planning.model_data import block, new_mark
from agent_core.planning.model_turn import listen
from agent_core.prompts.load import prompt
from agent_core.runs import Run

PROMPT, TOOL = "learn.v1", "note_facts"
AT_ONCE = 3
SHORTEST, LONGEST = 12, 2_000  # characters of a message that may tell a fact
OF_ONESELF = re.compile(r"\b(?:i|my|mine|we|our|ich|mein\w*|wir|unser\w*|yo|mi|mis|soy|je|mon|ma|mes)\b", re.IGNORECASE)
SECRET = re.compile(r"\b(?:pass\w*|pin|key|token|cvv|iban|code)\b", re.IGNORECASE)
OWN = 0.7  # share of a fact's words that the person must have written


class Noted(BaseModel):
    """Facts that the person stated about themselves."""

    facts: list[str] = Field(max_length=10, description="each one short sentence, in the person's words")


class Learning:
    def __init__(self, facts: Facts, rules: RuleBook, notices: Notices, mind_of: MindOf) -> None:
        self._facts = facts
        self._rules = rules
        self._notices = notices
        self._mind_of = mind_of

    async def look(self, run: Run) -> None:
        """Only a statement of the person's own, made in private, is looked at; no document and no answer ever is."""
        if not may_tell_a_fact(run):
            return
        rules = await self._rules.of(run.user_id)
        model = (await self._mind_of(run)).model if rules.learn != "off" else None
        if model is None:
            return
        try:
            found = await _found(model("learn", PROMPT), run.text)
        except (ModelUnavailable, BudgetExceeded):
            return
        await self._take([each for each in found if in_own_words(each, run.text)][:AT_ONCE], run, rules.learn == "on")

    async def _take(self, found: Sequence[str], run: Run, keep: bool) -> None:
        known = await self._facts.of(run.audience, status=None) if found else []
        said = {fact.plain for fact in known}
        new = [text for text in found if plain(text) not in said]
        if not new or len(known) + len(new) > MOST or run.finished_at is None:
            return
        source = Source(
            said_by=run.user_id, interface=run.interface, conversation_id=run.conversation_id, run_id=run.id
        )
        for number, text in enumerate(new):
            await self._facts.add(
                run.audience, text, source, key=f"{run.id}:learned{number}", now=run.finished_at,
                status="kept" if keep else "proposed",
            )  # fmt: skip
        if not keep:
            quoted = ", ".join(f"“{text}”" for text in new)
            await self._notices.add(
                run.user_id, key=f"learned:{run.id}", title="Shall I remember this?", text=quoted, link="/memory"
            )


def may_tell_a_fact(run: Run) -> bool:
    """Told without a model: a statement about oneself, not a wish for something to be done."""
    label = run.meaning.label if run.meaning else "unclear"
    stated = label in ("statement", "unclear", "feedback", "small_talk")
    fits = SHORTEST <= len(run.text) <= LONGEST and run.audience == f"user:{run.user_id}" and not run.attachments
    did = any(result.status == "done" for result in run.results)
    return stated and fits and not did and bool(OF_ONESELF.search(run.text)) and not SECRET.search(run.text)


def in_own_words(fact: str, text: str) -> bool:
    """Nothing that the person did not say becomes a fact, whatever a model makes of it."""
    words, said = words_of(fact), words_of(text)
    return bool(words) and len(fact) <= 300 and len(words & said) >= OWN * len(words)


async def _found(model: ChatModel, text: str) -> list[str]:
    mark = new_mark()
    messages = [
        ChatMessage(role="system", content=prompt(PROMPT, mark=mark)),
        ChatMessage(role="user", content=block(mark, "message of the person", text)),
    ]
    tool = Tool(name=TOOL, description=Noted.__doc__ or "", parameters=Noted.model_json_schema())
    said = await listen(model, messages, [tool], lambda piece: None)
    try:
        noted = [Noted.model_validate_json(call.arguments) for call in said.calls if call.name == TOOL]
    except ValidationError:
        return []
    return [" ".join(fact.split()) for each in noted for fact in each.facts if fact.strip()]
