"""What a step may do without asking: risk decides, and what nothing allows is refused."""

from dataclasses import dataclass
from typing import Literal

from agent_core.contract import Risk


@dataclass(frozen=True)
class Verdict:
    """`reason` is said to the person when the step does not run."""

    action: Literal["allow", "refuse"]
    reason: str = ""


ALLOW = Verdict("allow")
UNAPPROVED = Verdict(
    "refuse", "This reaches other people and needs your approval, which this version cannot ask for; nothing was sent."
)


class Policy:
    """Looking, and changing the person's own data, is allowed; reaching others is not (there is no approval yet)."""

    def judge(self, risk: Risk) -> Verdict:
        return ALLOW if risk in (Risk.READ, Risk.WRITE) else UNAPPROVED
