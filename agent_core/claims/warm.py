"""Makes the tables before the first answer needs them."""

from agent_core.claims.gate import ClaimGate


def warm() -> None:
    """Takes a tenth of a second of the processor; may run in a thread beside the server's start."""
    gate = ClaimGate(lambda shown: None, [])
    gate.feed("I have seen it. ")
    gate.finish()
