"""Twilio's API on loopback, in the shape of its own."""

import base64
import itertools
from collections.abc import Iterator

import pytest

from tests.agent_core.doors.conftest import boxes as boxes
from tests.support.loopback import Answer, Loopback, Seen, loopback

ACCOUNT, TOKEN, SENDER = "AC0123", "twilio-token", "+14155238886"
BASIC = "Basic " + base64.b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()
_numbers = itertools.count(1)


def answer(request: Seen) -> Answer:
    if request.headers.get("authorization") != BASIC:
        return Answer(401, {"code": 20003, "message": "Authenticate", "status": 401})
    if request.path.startswith("/media"):
        return Answer(body=b"the content")
    if not request.form["To"].startswith("whatsapp:+4"):
        return Answer(400, {"code": 21211, "message": "Invalid 'To' Phone Number", "status": 400})
    return Answer(201, {"sid": f"SM{next(_numbers)}", "status": "queued"})


@pytest.fixture(scope="module")
def twilio() -> Iterator[Loopback]:
    with loopback(answer) as service:
        yield service


@pytest.fixture(autouse=True)
def _forgotten(twilio: Loopback) -> None:
    twilio.seen.clear()
    twilio.faults.clear()
