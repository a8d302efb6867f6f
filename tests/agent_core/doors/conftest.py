import pytest

from agent_core.storage.database import Database
from tests.agent_core.doors.world import Boxes


@pytest.fixture
def boxes(database: Database) -> Boxes:
    return Boxes(database)
