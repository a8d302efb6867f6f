"""What a message was taken to be, as it is kept with its run and shown."""

from pydantic import BaseModel

from agent_core.state import Entity, Label


class Meaning(BaseModel):
    label: Label = "unclear"
    language: str = "en"  # ISO 639-1
    entities: list[Entity] = []
