"""What is kept of a run besides the run itself: it goes when the run goes."""

from collections.abc import Sequence

from agent_core.contract import Documents


class Traces:
    """The graph's states, which the checkpointer keeps in two collections, and the record of effects."""

    def __init__(self, checkpoints: Documents, checkpoint_writes: Documents, effects: Documents) -> None:
        self._by_thread = (checkpoints, checkpoint_writes)
        self._effects = effects

    async def copy_state(self, run_id: str, to: str) -> None:
        """Let the run `to`, a copy, have the state that `run_id` left, if it is still kept."""
        for collection in self._by_thread:
            found = [each async for each in collection.find({"thread_id": run_id}, {"_id": 0})]
            if found:
                await collection.insert_many([each | {"thread_id": to} for each in found])

    async def remove(self, run_ids: Sequence[str]) -> None:
        """What the effects made, such as a task, is the person's own and stays."""
        for collection in self._by_thread:
            await collection.delete_many({"thread_id": {"$in": list(run_ids)}})
        await self._effects.delete_many({"run_id": {"$in": list(run_ids)}})
