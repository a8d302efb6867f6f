from tests.agent_core.doors.conftest import boxes as boxes
