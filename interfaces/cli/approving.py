"""What the assistant asks before it acts, put to the person at the keyboard."""

import asyncio
import json
from collections.abc import Callable, Mapping
from typing import TextIO

from agent_core.events import ApprovalView, name_of
from interfaces.client import GatewayClient

Ask = Callable[[str], str]
ANSWERS: Mapping[str, Mapping[str, tuple[str, str | None]]] = {
    "step": {"y": ("approve", None), "n": ("reject", None), "a": ("approve", "allow"), "d": ("reject", "deny")},
    "plan": {"y": ("approve", None), "n": ("reject", None)},
    "unknown": {"d": ("done", None), "r": ("again", None), "l": ("reject", None)},
}
PROMPTS = {
    "step": "[y]es, [n]o, [a]lways, [d]eny always? ",
    "plan": "Start? [y]es, [n]o? ",
    "unknown": "It was [d]one, [r]epeat it, [l]eave it? ",
}


async def answer_all(client: GatewayClient, approvals: list[ApprovalView], ask: Ask, side: TextIO) -> None:
    """Ask for each that waits and send the answers. Raises ServerError when somebody was faster."""
    for approval in approvals:
        if approval.status != "pending":
            continue
        show(approval, side)
        action, remember = await asyncio.to_thread(_chosen, approval.kind, ask)
        body = {"action": action, "remember": remember, "interface": "cli"}
        await client.request("POST", f"/api/runs/{approval.run_id}/approvals/{name_of(approval)}", json=body)


def show(approval: ApprovalView, side: TextIO) -> None:
    """What would be done, why it asks, and where untrusted words in it come from."""
    print(f"? {approval.title}", file=side)
    for name, value in approval.arguments.items():
        print(f"    {name}: {value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}", file=side)
    for reason in approval.reasons:
        print(f"    {reason}", file=side)
    for source in approval.sources:
        print(f"    from “{source.title}”: {source.quote}", file=side)
    if approval.kind == "step" and not approval.undo:
        print("    This cannot be taken back.", file=side)


def _chosen(kind: str, ask: Ask) -> tuple[str, str | None]:
    """Until an answer is given that fits; the end of the input turns it down."""
    while True:
        try:
            said = ask(PROMPTS[kind]).strip().lower()[:1]
        except EOFError:
            return ("reject", None)
        if said in ANSWERS[kind]:
            return ANSWERS[kind][said]
