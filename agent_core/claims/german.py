"""Whether a verb of a German sentence says that the assistant did, does or will do something."""

from agent_core.claims.language import Verb
from agent_core.claims.view import Mode, View


def mode_of(view: View, at: int, verb: Verb) -> Mode | None:
    return None
