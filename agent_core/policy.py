"""What a step may do without asking: risk, the person's standing word and the origin of its arguments decide."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from agent_core.contract import Risk
from agent_core.declaration import Rules
from agent_core.state import Source

Grant = Literal["allow", "ask", "deny"]


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """`reasons` are said to the person when the step does not run at once."""

    action: Literal["allow", "ask", "refuse"]
    reasons: Sequence[str] = ()


ALLOW = Verdict(action="allow")
DENIED = Verdict(action="refuse", reasons=["You told me never to do this, so I did not."])
REACHES_OTHERS = "This reaches other people."
WANTED = "You want to be asked about this each time."


class Policy:
    """`taint=False` lets untrusted text act like the person's own: only a test has a reason for it."""

    def __init__(self, *, taint: bool = True) -> None:
        self._taint = taint

    def judge(self, rules: Rules, grant: Grant | None, sources: Sequence[Source] = ()) -> Verdict:
        """May a step run whose arguments derive from `sources`, the untrusted text behind them?"""
        if grant == "deny":
            return DENIED
        reasons = []
        if rules.risk is Risk.SEND and grant != "allow":
            reasons.append(REACHES_OTHERS)
        elif grant == "ask" and rules.risk is not Risk.READ:
            reasons.append(WANTED)
        if self._taint and rules.outside and sources:
            reasons.append(f"Part of it comes from {_named(sources)}, not from you.")
        return Verdict(action="ask", reasons=reasons) if reasons else ALLOW


def _named(sources: Sequence[Source]) -> str:
    titles = list(dict.fromkeys(f"“{source['title']}”" for source in sources))
    return ", ".join(titles[:3]) + (f" and {len(titles) - 3} more" if len(titles) > 3 else "")
