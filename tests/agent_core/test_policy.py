"""What runs without asking."""

import pytest

from agent_core.contract import Risk
from agent_core.policy import Policy


@pytest.mark.parametrize("risk", [Risk.READ, Risk.WRITE])
def test_looking_and_changing_ones_own_data_is_allowed(risk: Risk) -> None:
    assert Policy().judge(risk).action == "allow"


def test_reaching_others_is_refused_with_a_reason_for_the_person() -> None:
    verdict = Policy().judge(Risk.SEND)
    assert verdict.action == "refuse"
    assert "approval" in verdict.reason
    assert "nothing was sent" in verdict.reason


def test_every_risk_has_a_verdict() -> None:
    assert {Policy().judge(risk).action for risk in Risk} == {"allow", "refuse"}
