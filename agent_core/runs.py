"""Runs in the database: accepted by one write, owned by a lease, finished under a fence.

A conversation has at most one running run: a partial unique index on `conversation_id` where `status` is "running"
makes the claim of a run the lease on its conversation. `attempt` is the fence: it grows with every claim, and every
later write of an attempt names it, so an owner that lost its lease changes nothing.

No find-and-modify and no `$or` on a path that turns take: the embedded database answers both by reading the whole
collection (85 ms for 5,000 runs). An update that names `_id` first, and a read after it, take as long as ever.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from pydantic import BaseModel, Field
from pymongo import ASCENDING, DESCENDING
from pymongo.errors import DuplicateKeyError

from agent_core.contract import Documents
from agent_core.errors import Conflict, NotFound
from agent_core.events import AnswerView, ApprovalView, StepResultView, StepView, name_of
from agent_core.spending.tally import Spent as Spent
from agent_core.state import KeptPlan, Step
from agent_core.steering import Steering
from agent_core.understanding.meaning import Meaning as Meaning

LEASE = timedelta(seconds=30)
FAR_PAST = datetime(2000, 1, 1, tzinfo=UTC)
VALID: Mapping[str, Any] = {"superseded": {"$ne": True}}
ENDED = ("completed", "failed", "cancelled")
LONGEST_BRANCH = 5_000  # runs that a fork copies at most
NOT_COPIED = {name: 0 for name in ("lease", "kept", "approvals", "steering", "stop_asked", "waits_until")}
RunStatus = Literal["accepted", "running", "waiting", "completed", "failed", "cancelled"]


class Run(BaseModel):
    """One message of a person and what became of it."""

    id: str = Field(alias="_id")
    user_id: str
    audience: str
    conversation_id: str
    idempotency_key: str
    interface: str
    text: str
    attachments: list[str] = []
    zone: str
    role: str = "user"
    agent_id: str | None = Field(default=None, description="the configured agent that was asked for")
    previous: str | None = Field(default=None, description="the run whose state this one continues")
    late: list[str] = Field(default=[], description="runs that ended since, having waited for the person")
    status: RunStatus
    attempt: int = 0
    steering: Steering = Steering()
    accepted_at: datetime
    finished_at: datetime | None = None
    plan: list[StepView] = []
    results: list[StepResultView] = []
    answer: AnswerView | None = None
    error: dict[str, str] | None = None
    kept: KeptPlan | None = Field(default=None, description="the plan, stored before anything of it is done")
    approvals: dict[str, ApprovalView] = Field(default={}, description="by step id, or `plan`")
    meaning: Meaning | None = None
    spent: Spent = Spent()
    agent: str = Field(default="", description="name of the agent that answered")
    superseded: bool = Field(default=False, description="the conversation was taken back to before it")
    copied_from: str | None = Field(default=None, description="the run of another conversation that it repeats")
    stop_asked: bool = Field(default=False, description="the person wants it stopped, whichever process has it")

    @property
    def finished(self) -> bool:
        return self.status in ("completed", "failed", "cancelled")


class Ending(BaseModel):
    """How a run ended; "waiting": how far it has come."""

    status: Literal["completed", "failed", "cancelled", "waiting"]
    plan: list[StepView] = []
    results: list[StepResultView] = []
    answer: AnswerView | None = None
    error: dict[str, str] | None = None
    meaning: Meaning | None = None
    spent: Spent = Spent()
    agent: str = ""


class Outline(BaseModel):
    """What undo needs to know of a run: has it ended, and which of its steps build on which."""

    id: str
    finished: bool
    depends_on: dict[str, list[str]]


class RunStore:
    """Every query about runs. `holder` names this process in leases."""

    def __init__(self, collection: Documents, holder: str) -> None:
        self._runs = collection
        self._holder = holder

    async def accept(self, run: Run, *, claim: bool) -> Run:
        """Store a new run durably; claimed at once if `claim` and its conversation is idle.

        The same idempotency key returns the run accepted before. Raises Conflict when that was another message.
        """
        document = run.model_dump(by_alias=True)
        if claim:
            document |= {"status": "running", "attempt": 1, "lease": self._lease(run.accepted_at)}
        try:
            await self._runs.insert_one(document)
        except DuplicateKeyError as error:
            taken = (error.details or {}).get("keyPattern", {})
            if claim and "conversation_id" in taken:
                return await self.accept(run, claim=False)
            if "_id" in taken:  # the driver sent it twice, since the first answer was lost
                return await self.get(run.id, run.user_id)
            key, said = run.idempotency_key, (run.text, run.attachments, run.audience)
            before = await self.accepted_before(run.user_id, key, *said)
            if before is None:
                raise
            return before
        return Run.model_validate(document)

    async def accepted_before(
        self, user_id: str, idempotency_key: str, text: str, attachments: Sequence[str], audience: str
    ) -> Run | None:
        """The run this person has under the key. Raises Conflict when it was another message, or for other ears."""
        found = await self._runs.find_one({"user_id": user_id, "idempotency_key": idempotency_key})
        said = (text, list(attachments), audience)
        if found and (found["text"], found["attachments"], found["audience"]) != said:
            raise Conflict("This idempotency key was used for another message; send a new key with a new message.")
        return Run.model_validate(found) if found else None

    def _lease(self, now: datetime) -> dict[str, Any]:
        return {"holder": self._holder, "until": now + LEASE}

    async def claim(self, run_id: str, now: datetime) -> Run | None:
        """Take a waiting run, or one whose owner is gone. None when it has ended or somebody else has it.

        Raises Conflict while another run of its conversation is running.
        """
        while (found := await self._runs.find_one({"_id": run_id})) and self._free(found, now):
            seen = {"_id": run_id, "status": found["status"], "attempt": found["attempt"]}
            if until := (found.get("lease") or {}).get("until"):
                seen["lease.until"] = until
            change = {"$set": {"status": "running", "lease": self._lease(now)}, "$inc": {"attempt": 1}}
            try:
                if claimed := await self._changed(seen, change):
                    return claimed
            except DuplicateKeyError:
                raise Conflict("Another message of this conversation is being answered.") from None
        return None

    def _free(self, run: Mapping[str, Any], now: datetime) -> bool:
        """Whether the run waits to be claimed, or its owner is gone or was an earlier life of this holder."""
        lease = run.get("lease") or {}
        ours = lease.get("holder") == self._holder or ("until" in lease and lease["until"] < now)
        return run["status"] == "accepted" or (run["status"] == "running" and ours)

    async def _changed(self, wanted: Mapping[str, Any], change: Mapping[str, Any]) -> Run | None:
        """The run as it is after the change; None when it is not as `wanted` says, which names its `_id` first."""
        if not (await self._runs.update_one(wanted, change)).matched_count:
            return None
        found = await self._runs.find_one({"_id": wanted["_id"]})
        return Run.model_validate(found) if found else None

    async def keep(self, run: Run, plan: KeptPlan) -> None:
        """Store the plan of an attempt. Raises Conflict when the attempt has lost the run: nothing may be done then."""
        kept = await self._runs.update_one(_fence(run), {"$set": {"kept": plan}})
        if not kept.matched_count:
            raise Conflict("Another process took this run over.")

    async def wait(self, run: Run, approvals: Sequence[ApprovalView], ending: Ending, now: datetime) -> bool:
        """Leave the run to the person, and the conversation to others. False when this attempt had lost the run."""
        asked = {f"approvals.{name_of(each)}": each.model_dump() for each in approvals}
        shown = ending.model_dump(include={"plan", "results", "spent", "meaning", "agent"})
        until = min(each.expires_at for each in approvals)
        change = {"$set": {"status": "waiting", "waits_until": until, **shown, **asked}, "$unset": {"lease": ""}}
        return (await self._runs.update_one(_fence(run), change)).matched_count == 1

    async def decide(self, run_id: str, user_id: str, name: str, answer: Mapping[str, Any]) -> Run | None:
        """Set the answer to one approval. None when it is not pending any more: the first answer wins."""
        wanted = {"_id": run_id, "user_id": user_id, "status": "waiting", f"approvals.{name}.status": "pending"}
        change = {f"approvals.{name}.{key}": value for key, value in answer.items()} | {"waits_until": FAR_PAST}
        return await self._changed(wanted, {"$set": change})

    async def go_on(self, run: Run, now: datetime) -> Run | None:
        """Queue a waiting run again, once nothing of it is pending. None when something is."""
        pending = [each.expires_at for each in run.approvals.values() if each.status == "pending"]
        if pending:
            await self._runs.update_one({"_id": run.id, "status": "waiting"}, {"$set": {"waits_until": min(pending)}})
            return None
        change = {"$set": {"status": "accepted"}, "$unset": {"waits_until": ""}}
        return await self._changed({"_id": run.id, "status": "waiting"}, change)

    async def overdue(self, now: datetime) -> list[Run]:
        """Waiting runs with an approval that has expired, or whose last answer was not carried on."""
        query = {"status": "waiting", "waits_until": {"$lte": now}}
        return [Run.model_validate(each) async for each in self._runs.find(query).limit(100)]

    async def waiting(self, user_id: str, audience: str | None = None) -> list[Run]:
        """The person's runs that wait for them, oldest first; on request those of one audience only."""
        confined = {"audience": audience} if audience else {}
        theirs = {"user_id": user_id, "status": "waiting", **confined}
        found = self._runs.find(theirs).sort("_id", ASCENDING).limit(100)
        return [Run.model_validate(each) async for each in found]

    async def asked_since(self, first: str, interfaces: Sequence[str]) -> list[Run]:
        """Runs from an id on that came through these interfaces and asked something."""
        query = {"_id": {"$gte": first}, "interface": {"$in": list(interfaces)}, "approvals": {"$nin": [None, {}]}}
        return [Run.model_validate(each) async for each in self._runs.find(query)]

    async def steer(self, run_id: str, user_id: str, *, skip: Sequence[str], added: Sequence[Step]) -> Run | None:
        """Note what the person wants changed of a plan that is not over. None when the run has ended."""
        wanted = {"_id": run_id, "user_id": user_id, "status": {"$in": ["accepted", "running", "waiting"]}}
        change = {"$push": {"steering.skip": {"$each": list(skip)}, "steering.added": {"$each": list(added)}}}
        return await self._changed(wanted, change)

    async def steering(self, run_id: str) -> Steering:
        found = await self._runs.find_one({"_id": run_id}, {"steering": 1})
        return Steering.model_validate((found or {}).get("steering") or {})

    async def renew(self, run: Run, now: datetime) -> bool:
        """Keep the lease. False when it was lost or the person wants the run stopped: the attempt must end."""
        wanted = _fence(run) | {"stop_asked": {"$ne": True}}
        renewed = await self._runs.update_one(wanted, {"$set": {"lease": self._lease(now)}})
        return renewed.matched_count == 1

    async def finish(self, run: Run, ending: Ending, now: datetime) -> bool:
        """Store the end and free the conversation. False when this attempt had lost the run: nothing is written."""
        change = {
            "$set": ending.model_dump() | {"finished_at": now},
            "$unset": {"lease": "", "kept": "", "steering": ""},
        }
        written = await self._runs.update_one(_fence(run), change)
        return written.matched_count == 1

    async def ask_to_stop(self, run_id: str, user_id: str, now: datetime) -> bool:
        """Cancel a run that waits, for its turn or for the person. True when it did.

        One that runs is marked, and whoever has it stops it.
        """
        mine = {"_id": run_id, "user_id": user_id}
        cancelled = {"$set": {"status": "cancelled", "finished_at": now}}
        if (await self._runs.update_one(mine | {"status": {"$in": ["accepted", "waiting"]}}, cancelled)).matched_count:
            return True
        await self._runs.update_one(mine | {"status": "running"}, {"$set": {"stop_asked": True}})
        return False

    async def door(self, user_id: str, run_id: str) -> str:
        """The interface that the message came through, "" when the run is gone."""
        found = await self._runs.find_one({"_id": run_id, "user_id": user_id}, {"interface": 1})
        return str((found or {}).get("interface", ""))

    async def exists(self, run_id: str) -> bool:
        return await self._runs.count_documents({"_id": run_id}, limit=1) == 1

    async def get(self, run_id: str, user_id: str, audience: str | None = None) -> Run:
        """Raises NotFound, also for somebody else's run, and for one of another audience than the one given."""
        confined = {"audience": audience} if audience else {}
        found = await self._runs.find_one({"_id": run_id, "user_id": user_id, **confined})
        if found is None:
            raise NotFound("There is no such run.")
        return Run.model_validate(found)

    async def unfinished(self, now: datetime) -> list[Run]:
        """Runs whose owner is gone or was an earlier life of this holder, then those that wait; oldest first."""
        running = [each async for each in self._runs.find({"status": "running"}) if self._free(each, now)]
        accepted = [each async for each in self._runs.find({"status": "accepted"})]
        in_order = [*_by_id(running), *_by_id(accepted)]  # "running" first: it holds its conversation
        return [Run.model_validate(each) for each in in_order]

    async def running(self, conversation_ids: Sequence[str], user_id: str) -> dict[str, str]:
        """Conversation id → id of its oldest unfinished run."""
        query = {
            "conversation_id": {"$in": list(conversation_ids)}, "user_id": user_id,
            "status": {"$in": ["accepted", "running"]},
        }  # fmt: skip
        cursor = self._runs.find(query, {"conversation_id": 1}).sort("_id", DESCENDING)
        return {each["conversation_id"]: each["_id"] async for each in cursor}

    async def remove(self, conversation_id: str, user_id: str) -> list[str]:
        """Remove the runs of a conversation, also those that run; their ids."""
        query = {"conversation_id": conversation_id, "user_id": user_id}
        ids = [each["_id"] async for each in self._runs.find(query, {"_id": 1})]
        await self._runs.delete_many(query)
        return ids

    async def of_conversation(
        self, conversation_id: str, user_id: str, *, limit: int, before: str | None, superseded: bool = False
    ) -> list[Run]:
        """The newest `limit` runs older than the run `before`, oldest first; on request those taken back, too."""
        query: dict[str, Any] = {"conversation_id": conversation_id, "user_id": user_id}
        if not superseded:
            query |= VALID
        if before:
            query["_id"] = {"$lt": before}
        newest = self._runs.find(query).sort("_id", DESCENDING).limit(limit)
        return [Run.model_validate(each) async for each in newest][::-1]

    # -- what undo, fork and rewind ask

    async def outlines(self, run_ids: Sequence[str], user_id: str) -> dict[str, Outline]:
        needed = {"status": 1, "plan.id": 1, "plan.depends_on": 1, "kept.steps.id": 1, "kept.steps.depends_on": 1}
        cursor = self._runs.find({"_id": {"$in": list(run_ids)}, "user_id": user_id}, needed)
        return {each["_id"]: _outline(each) async for each in cursor}

    async def open_conversations(self, user_id: str) -> list[str]:
        """Those in which something of the person still goes on, or waits for them."""
        query = {"user_id": user_id, "status": {"$in": ["accepted", "running", "waiting"]}}
        found = [each["conversation_id"] async for each in self._runs.find(query, {"conversation_id": 1})]
        return list(dict.fromkeys(found))

    async def busy(self, conversation_id: str, user_id: str) -> bool:
        """Whether something in the conversation still goes on, or waits for the person."""
        unfinished = {"$in": ["accepted", "running", "waiting"]}
        query = {"conversation_id": conversation_id, "user_id": user_id, "status": unfinished}
        return await self._runs.find_one(query, {"_id": 1}) is not None

    async def branch(self, run_id: str, conversation_id: str, user_id: str) -> list[str]:
        """The runs that led to `run_id` and that one itself, oldest first; without those that have not ended.

        Each run names the one it continues, so that this holds for messages that were taken back, too.
        """
        query = {"conversation_id": conversation_id, "user_id": user_id, "_id": {"$lte": run_id}}
        newest = self._runs.find(query, {"previous": 1, "status": 1}).sort("_id", DESCENDING).limit(LONGEST_BRANCH)
        found = {each["_id"]: each async for each in newest}
        branch: list[dict[str, Any]] = []
        at: str | None = run_id
        while at and (each := found.pop(at, None)):
            branch.append(each)
            at = each.get("previous")
        return [each["_id"] for each in reversed(branch) if each["status"] in ENDED]

    async def from_on(self, run_id: str, conversation_id: str, user_id: str) -> list[str]:
        """The ids of `run_id` and all after it, newest first."""
        query = {"conversation_id": conversation_id, "user_id": user_id, "_id": {"$gte": run_id}, **VALID}
        return [each["_id"] async for each in self._runs.find(query, {"_id": 1}).sort("_id", DESCENDING)]

    async def supersede(self, run_id: str, conversation_id: str, user_id: str) -> None:
        """Mark `run_id` and all after it."""
        query = {"conversation_id": conversation_id, "user_id": user_id, "_id": {"$gte": run_id}}
        await self._runs.update_many(query, {"$set": {"superseded": True}})

    async def copy(self, new_ids: Mapping[str, str], conversation_id: str, user_id: str) -> None:
        """Repeat ended runs (id → id of the copy, oldest first) in another conversation of the same person."""
        ids = list(new_ids)
        before = dict(zip(ids[1:], new_ids.values(), strict=False))
        for start in range(0, len(ids), 100):
            query = {"_id": {"$in": ids[start : start + 100]}, "user_id": user_id}
            found = [each async for each in self._runs.find(query, NOT_COPIED)]
            place = {"conversation_id": conversation_id, "superseded": False}
            await self._runs.insert_many(
                [each | place | _copied(each["_id"], new_ids, before.get(each["_id"])) for each in found]
            )


def _outline(document: Mapping[str, Any]) -> Outline:
    steps = document.get("plan") or (document.get("kept") or {}).get("steps") or []
    depends_on = {step["id"]: step.get("depends_on", []) for step in steps}
    return Outline(id=document["_id"], finished=document["status"] in ENDED, depends_on=depends_on)


def _copied(run_id: str, new_ids: Mapping[str, str], previous: str | None) -> dict[str, Any]:
    new_id = new_ids[run_id]
    return {"_id": new_id, "idempotency_key": new_id, "copied_from": run_id, "previous": previous}


def _by_id(documents: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(documents, key=lambda each: str(each["_id"]))


def _fence(run: Run) -> dict[str, Any]:
    return {"_id": run.id, "status": "running", "attempt": run.attempt}
