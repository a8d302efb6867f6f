"""Bodies of the routes about usage and limits."""

from pydantic import BaseModel, Field

from agent_core.spending.limits import Limit
from agent_core.spending.report import Counted

MOST = 1_000_000_000_000  # more than anybody spends, less than the database's integers hold


class LimitChange(BaseModel):
    """None: no limit."""

    tokens_per_day: int | None = Field(ge=0, le=MOST)
    cost_micros_per_day: int | None = Field(ge=0, le=MOST, description="millionths of a US dollar")


class LimitList(BaseModel):
    items: list[Limit]


class PersonUsage(Counted):
    """What one person used today."""

    user_id: str
    name: str


class PeopleUsage(BaseModel):
    items: list[PersonUsage]
