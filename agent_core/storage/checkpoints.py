"""LangGraph's states in the database; a module of its own because importing it loads langgraph."""

from typing import Any

from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import CheckpointTuple
from langgraph.checkpoint.mongodb import MongoDBSaver
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer
from pymongo import MongoClient

CHECKPOINT_SECONDS = 30 * 24 * 3600  # a conversation that rests longer goes on from its stored messages


class RunSaver(MongoDBSaver):
    """Looks for nothing in a thread that the caller marks as `fresh`: each run begins one."""

    async def aget_tuple(self, config: RunnableConfig) -> CheckpointTuple | None:
        if config["configurable"].get("fresh"):
            return None
        found: CheckpointTuple | None = await super().aget_tuple(config)
        return found


def run_saver(client: MongoClient[dict[str, Any]], database: str) -> RunSaver:
    """Writes indexes. Only plain values are read back: no stored document can make the server build an object."""
    serializer = JsonPlusSerializer(allowed_msgpack_modules=None)
    return RunSaver(client, db_name=database, ttl=CHECKPOINT_SECONDS, serde=serializer)
