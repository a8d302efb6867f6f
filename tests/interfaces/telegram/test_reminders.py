"""A reminder comes to the chat when it is due, and a button puts it off."""

from datetime import UTC, datetime, timedelta

from tests.interfaces.telegram.world import World
from tests.support.planners import message, step


def test_a_reminder_comes_and_is_put_off_with_a_button(telegram: World) -> None:
    ana = telegram.linked()
    due = datetime.now(UTC) + timedelta(seconds=2)
    wanted = step("s1", "x", title="call Ben", time=due.isoformat()) | {"capability": "planner.set_reminder"}
    ana.say(message(wanted))
    telegram.shown(ana, "Reminder set")
    telegram.api.until(lambda: telegram.shown(ana, "call Ben").buttons)
    came = telegram.shown(ana, "call Ben")
    assert [each["text"] for each in came.buttons][:1] == ["In 10 minutes"]
    ana.press(came, "In 10 minutes")
    telegram.api.until(lambda: any("call Ben" in said for said in telegram.api.state.answered.values()))
    (reminder,) = telegram.web(ana).get("/api/reminders").json()["items"]
    assert reminder["status"] == "scheduled"
    assert datetime.fromisoformat(reminder["time"]) > due + timedelta(minutes=9)
    telegram.api.until(lambda: not came.buttons)
