"""Who else is signed in does not make a sign-in slower."""

from datetime import UTC, datetime, timedelta

import pytest

from agent_core.storage.database import Database
from gateway.security.sessions import Sessions
from tests.support.cost import grown

pytestmark = pytest.mark.slow


async def test_refreshing_a_session_costs_the_same_among_thousands_of_others(
    database: Database, mongodb_uri: str
) -> None:
    kept, tokens = database.collection("sessions"), database.collection("refresh_tokens")
    sessions = Sessions(kept, tokens, key="k" * 43, lifetime=timedelta(days=1))
    await sessions.create_indexes()
    now = datetime.now(UTC)
    current = await sessions.start("ana", now)

    async def refresh() -> None:
        nonlocal current
        current = await sessions.rotate(current.token, now)
        assert await sessions.owner(current.session_id, now) == "ana"

    others = {"_id": "#", "expires_at": now + timedelta(days=1)}
    crowds = [
        (kept, {**others, "user_id": "bob", "created_at": now, "revoked_at": None}),
        (tokens, {**others, "session_id": "#", "used_at": None}),
    ]
    assert await grown(mongodb_uri, [refresh], crowds) == {}
