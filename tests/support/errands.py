"""A small capability package for tests of the core: it counts what it does, in the database."""

import asyncio

from pydantic import BaseModel, Field

from agent_core.contract import Call, CapabilityPackage, Citation, Documents, Host, Result, Risk, capability
from agent_core.errors import CapabilityRetry, NeedsAnswer


class Errand(BaseModel):
    what: str = Field(max_length=500)
    wait: float = 0


class Done(Result):
    errand_id: str
    what: str


class Errands(CapabilityPackage):
    name = "errands"
    description = "Runs errands."

    def __init__(self) -> None:
        self.started = 0
        self.together = 0
        self._inside = 0
        self._faults = 0

    async def open(self, host: Host) -> None:
        self._done: Documents = host.collection("errands")

    @capability(risk=Risk.WRITE, undo=None, examples=["run {what}"])
    async def run(self, call: Call, errand: Errand) -> Done:
        """Run an errand."""
        self.started += 1
        self._inside += 1
        self.together = max(self.together, self._inside)
        call.progress("on my way", 0.5)
        await asyncio.sleep(errand.wait)
        self._inside -= 1
        await self._done.update_one({"_id": call.key}, {"$setOnInsert": {"what": errand.what}}, upsert=True)
        return Done(text=f"Ran {errand.what}.", errand_id=call.key, what=errand.what)

    @capability(risk=Risk.READ)
    async def ask(self, call: Call, errand: Errand) -> Done:
        """Ask which errand is meant."""
        if errand.what == "?":
            raise NeedsAnswer("Which errand?", argument="what", choices=[("a", "Apples"), ("b", "Bread")])
        return Done(text=f"You meant {errand.what}.", errand_id="", what=errand.what)

    @capability(risk=Risk.READ)
    async def fail(self, call: Call, errand: Errand) -> Done:
        """Crash."""
        raise RuntimeError("secret inside")

    @capability(risk=Risk.READ)
    async def falter(self, call: Call, errand: Errand) -> Done:
        """Fail twice, then work."""
        self._faults += 1
        if self._faults < 3:
            raise CapabilityRetry("The shop is closed for a moment.", after=0.01)
        return Done(text="Third time lucky.", errand_id="", what=errand.what)

    @capability(risk=Risk.SEND)
    async def shout(self, call: Call, errand: Errand) -> Done:
        """Tell everybody."""
        self.started += 1
        return Done(text="Shouted.", errand_id="", what=errand.what)

    @capability(risk=Risk.READ)
    async def quote(self, call: Call, errand: Errand) -> Done:
        """Say it with two citations."""
        step_id = call.key.rpartition(":")[2]
        passages = [
            Citation(document_id="d", title="Menu", start=0, end=1, quote=f"{step_id}.{number}") for number in (1, 2)
        ]
        return Done(text=errand.what, citations=passages, errand_id="", what=errand.what)

    @capability(risk=Risk.READ)
    async def haul(self, call: Call, errand: Errand) -> Done:
        """Bring that many characters."""
        return Done(text="Hauled.", errand_id="x" * int(errand.what), what=errand.what)

    @capability(risk=Risk.READ)
    async def chatter(self, call: Call, errand: Errand) -> Done:
        """Report progress that many times."""
        for number in range(int(errand.what)):
            call.progress(f"{number}")
        return Done(text="Enough.", errand_id="", what=errand.what)
