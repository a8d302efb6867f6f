"""The assistant's memory as a package like every other: what to remember, what is known, what to forget."""

from datetime import datetime

from pydantic import BaseModel, Field, field_validator

from agent_core.contract import Call, CapabilityPackage, Origin, Result, Risk, capability
from agent_core.memory.facts import LONGEST, Fact, Status
from agent_core.memory.search import Search
from agent_core.own import memory_phrases as phrases
from agent_core.own.keeper import Edit, Keeper
from agent_core.own.memory_words import found_where, heading, listed, quoted, told

READ, WRITE = Risk.READ, Risk.WRITE
QUICK = 0.1  # seconds
FOUND = 10  # messages of a search


class Remember(BaseModel):
    text: str = Field(min_length=1, max_length=LONGEST, description="what is to be remembered, as a sentence")

    @field_validator("text")
    @classmethod
    def _says_something(cls, text: str) -> str:
        if not any(each.isalnum() for each in text):
            raise ValueError("there are no words in it")
        return " ".join(text.split())


class About(BaseModel):
    about: str = Field(min_length=1, max_length=1_000, description="whom or what the facts are to be about")


class Question(BaseModel):
    question: str = Field(min_length=1, max_length=1_000)


class Everything(BaseModel):
    """No arguments."""


class OneFact(BaseModel):
    fact: str = Field(min_length=1, max_length=LONGEST, description="id of the fact, or words of it")


class NewWords(OneFact, Remember):
    """What the fact is to say from now on."""


class FactView(BaseModel):
    id: str
    text: str
    status: Status


class FactResult(Result):
    fact: FactView
    change: str | None = Field(default=None, description="what an undo takes back; None when nothing was changed")


class FactsChanged(Result):
    total: int
    change: str | None = None


class Wanted(BaseModel):
    query: str = Field(min_length=1, max_length=200, description="words of what was said")


class Said(BaseModel):
    """A message: where it stands, and the words around the hit."""

    conversation_id: str
    run_id: str
    at: datetime
    snippet: str


class SaidList(Result):
    messages: list[Said] = Field(description="the newest first")


class FactList(Result):
    facts: list[FactView] = Field(description="those that bear on it, the likeliest or newest first")
    supported: bool = Field(default=False, description="whether anything is known")


class Memory(CapabilityPackage):
    name = "memory"
    description = "What you told me to remember, kept for good."

    def __init__(self, keeper: Keeper, search: Search) -> None:
        self._keeper = keeper
        self._search = search

    @capability(risk=WRITE, undo="undo", seconds=QUICK, examples=phrases.REMEMBER)
    async def remember(self, call: Call, arguments: Remember) -> FactResult:
        """Remember a fact or a wish of the person for good, in all later conversations."""
        edit = await self._keeper.remember(call, arguments.text)
        if edit.fact.status == "proposed":
            said = (
                f"I noted {quoted(edit.fact)} as a suggestion: it comes from text that is not yours. Keep it in Memory."
            )
        elif edit.change is None:
            said = f"I knew that already: {quoted(edit.fact)}."
        else:
            said = f"I will remember that: {quoted(edit.fact)}."
        return _result(edit, said)

    @capability(risk=READ, seconds=QUICK, examples=phrases.ABOUT)
    async def what_is_known(self, call: Call, arguments: About) -> FactList:
        """Say what is remembered about somebody or something."""
        found = await self._keeper.about(call.audience, arguments.about)
        return _list(found, heading(len(found), arguments.about))

    @capability(risk=READ, seconds=QUICK)
    async def answer_from_memory(self, call: Call, arguments: Question) -> FactList:
        """Answer a question by what the person said that bears on it."""
        found = await self._keeper.about(call.audience, arguments.question)
        return _list(found[:1], told(found[0]) if found else heading(0), lines=False)

    @capability(risk=READ, seconds=QUICK, examples=phrases.LIST)
    async def list_facts(self, call: Call, arguments: Everything) -> FactList:
        """Show all that is remembered of the person."""
        found = await self._keeper.all(call.audience)
        return _list(found, heading(len(found)))

    @capability(risk=WRITE, undo="undo", seconds=QUICK, examples=phrases.CHANGE)
    async def change_fact(self, call: Call, arguments: NewWords) -> FactResult:
        """Put something that is remembered into other words."""
        edit = await self._keeper.change(call, arguments.fact, {"text": arguments.text})
        return _result(edit, f"I remember it so now: {quoted(edit.fact)}.")

    @capability(risk=WRITE, undo="undo", seconds=QUICK, examples=phrases.KEEP)
    async def keep_suggestion(self, call: Call, arguments: OneFact) -> FactResult:
        """Take a suggestion of what to remember."""
        edit = await self._keeper.keep(call, arguments.fact)
        return _result(edit, f"I will remember that: {quoted(edit.fact)}.")

    @capability(risk=WRITE, undo="undo", seconds=QUICK, examples=phrases.FORGET)
    async def forget_fact(self, call: Call, arguments: OneFact) -> FactResult:
        """Forget one thing that is remembered."""
        edit = await self._keeper.forget(call, arguments.fact)
        return _result(edit, f"Forgotten: {quoted(edit.fact)}.")

    @capability(risk=WRITE, undo="undo_all", seconds=1.0, examples=phrases.FORGET_ALL)
    async def forget_everything(self, call: Call, arguments: Everything) -> FactsChanged:
        """Forget all that is remembered of the person."""
        gone = await self._keeper.forget_all(call)
        said = f"Forgotten: all {gone} things I remembered." if gone > 1 else "I forgot the one thing I remembered."
        return FactsChanged(
            text=said if gone else "I remembered nothing.", total=gone, change=call.key if gone else None
        )

    @capability(risk=READ, seconds=QUICK, examples=phrases.SEARCH)
    async def search_conversations(self, call: Call, arguments: Wanted) -> SaidList:
        """Find where something was said in earlier conversations."""
        whose = {"user_id": call.user_id, "audience": call.audience}
        hits = await self._search.newest(whose, arguments.query, FOUND + 1)
        own = call.key.partition(":")[0]  # the message that asks
        hits = [hit for hit in hits if hit.run_id != own][:FOUND]
        messages = [Said(conversation_id=h.conversation_id, run_id=h.run_id, at=h.at, snippet=h.snippet) for h in hits]
        quoting = any(hit.by_assistant for hit in hits)
        return SaidList(
            text=found_where(arguments.query, hits, call.zone), messages=messages,
            origin=Origin.UNTRUSTED if quoting else Origin.TRUSTED,
        )  # fmt: skip

    async def undo(self, call: Call, result: FactResult) -> Result:
        if result.change is None:
            return Result(text="Nothing had been changed, so there is nothing to take back.")
        fact = await self._keeper.take_back(call, result.fact.id, result.change)
        state = "is forgotten again" if fact.deleted_at else "is as it was before"
        return Result(text=f"Taken back: {quoted(fact)} {state}.", origin=fact.origin)

    async def undo_all(self, call: Call, result: FactsChanged) -> Result:
        if result.change is None:
            return Result(text="Nothing had been changed, so there is nothing to take back.")
        back = await self._keeper.take_all_back(call, result.change)
        return Result(text=f"I remember {'all ' if back > 1 else ''}{back} again.")


def view(fact: Fact) -> FactView:
    return FactView(id=fact.id, text=fact.text, status=fact.status)


def _result(edit: Edit, said: str) -> FactResult:
    return FactResult(text=said, fact=view(edit.fact), change=edit.change, origin=edit.fact.origin)


def _list(found: list[Fact], said: str, *, lines: bool = True) -> FactList:
    untrusted = any(fact.origin is Origin.UNTRUSTED for fact in found)
    return FactList(
        text=listed(said, found) if lines else said, facts=[view(fact) for fact in found], supported=bool(found),
        origin=Origin.UNTRUSTED if untrusted else Origin.TRUSTED,
    )  # fmt: skip
