"""Telegram asks to slow down, does not answer, or delivers nothing: nothing is lost or doubled, doubt is told."""

from tests.interfaces.telegram.world import World
from tests.support.bot_api import Fault, Human
from tests.support.planners import message, step


def fault(telegram: World, human: Human, **what: object) -> None:
    telegram.api.fault(Fault("sendMessage", chat=human.id, **what))  # type: ignore[arg-type]


def test_an_answer_waits_as_long_as_telegram_asks(telegram: World) -> None:
    ana = telegram.linked()
    fault(telegram, ana, code=429, retry_after=1, times=2)
    for number in range(3):
        ana.say(f"message {number}")
    telegram.shown(ana, "You said: message 2")
    said = [each.text for each in telegram.api.sent(ana.id) if "message" in each.text][-3:]
    assert said == [f"You said: message {number}" for number in range(3)]


def test_an_answer_of_which_nothing_is_known_is_shown_again_when_the_person_says_so(telegram: World) -> None:
    for drop in ("before", "after"):
        ana = telegram.linked()
        fault(telegram, ana, drop=drop)
        ana.say("did it come?")
        doubt = telegram.shown(ana, "may not have arrived")
        came = "You said: did it come?" in telegram.texts(ana)
        assert came == (drop == "after")
        ana.press(doubt, "Show it again")
        telegram.api.until(lambda: telegram.texts(ana).count("You said: did it come?") == 1 + came)  # noqa: B023


def test_what_was_streamed_and_then_lost_is_shown_again_as_a_whole(telegram: World) -> None:
    ana = telegram.linked()
    fault(telegram, ana, drop="before")
    ana.say(message(step("s1", "run", what="slow", wait=1.5)))
    doubt = telegram.shown(ana, "may not have arrived")
    telegram.api.until(lambda: telegram.runs(ana)[0]["status"] == "completed")
    telegram.quiet(ana)
    ana.press(doubt, "Show it again")
    telegram.shown(ana, "Ran slow.")


def test_changes_of_an_answer_wait_too_and_the_last_one_comes(telegram: World) -> None:
    ana = telegram.linked()
    telegram.api.fault(Fault("editMessageText", code=429, retry_after=1, chat=ana.id))
    telegram.api.fault(Fault("editMessageText", code=500, chat=ana.id))
    ana.say(message(step("s1", "run", what="slow", wait=1.5)))
    telegram.api.until(lambda: telegram.texts(ana)[-1] == "Ran slow.")


def test_who_blocked_the_bot_holds_up_nobody(telegram: World) -> None:
    ana, ben = telegram.linked(), telegram.linked("Ben")
    ana.block()
    ana.say("into the void")
    ben.say("hello")
    telegram.shown(ben, "You said: hello")
    telegram.api.until(lambda: telegram.runs(ana)[0]["status"] == "completed")
