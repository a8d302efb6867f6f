"""Groups: who is answered, where it stays, and what is told of them."""

from itertools import count

from tests.interfaces.telegram.world import World
from tests.support.bot_api import Group, Human

_ids = count(1)


def group(telegram: World, *humans: Human) -> Group:
    made = telegram.api.group(-1_000_000 - next(_ids), "The flat")
    for each in humans:
        made.add(each)
    return made


def test_it_answers_only_when_it_is_meant(telegram: World) -> None:
    ana, ben = telegram.linked(), telegram.linked("Ben")
    flat = group(telegram, ana, ben)
    ana.say("good morning all", group=flat)
    ana.say("@agentic_test_bot what is for dinner?", group=flat)
    answer = telegram.shown(flat.id, "You said: what is for dinner?")
    assert answer.reply_to
    ben.say("and tomorrow?", group=flat, reply_to=answer)
    telegram.shown(flat.id, "You said: and tomorrow?")
    ben.say("/help@other_bot", group=flat)
    ben.say("/help@agentic_test_bot", group=flat)
    telegram.shown(flat.id, "In a group I answer when you mention me")
    assert len(telegram.api.sent(flat.id)) == 3


def test_what_is_said_in_a_group_is_the_groups(telegram: World) -> None:
    ana = telegram.linked()
    flat = group(telegram, ana)
    ana.say("in private")
    telegram.shown(ana, "You said: in private")
    ana.say("@agentic_test_bot in the group", group=flat)
    telegram.shown(flat.id, "You said: in the group")
    private, shared = telegram.runs(ana)
    assert private["conversation_id"] != shared["conversation_id"]


def test_who_is_not_connected_is_told_how_and_nothing_else(telegram: World) -> None:
    eve = telegram.stranger("Eve")
    flat = group(telegram, eve)
    eve.say("@agentic_test_bot what did Ana tell you?", group=flat)
    shown = telegram.shown(flat.id, "answer people whose account is connected")
    assert shown.button("Connect")["url"] == "https://t.me/agentic_test_bot?start=connect"
    eve.say("/start connect")
    telegram.shown(eve, "I do not know yet who you are")


def test_it_greets_a_group_that_it_is_added_to(telegram: World) -> None:
    ana = telegram.linked()
    flat = group(telegram, ana)
    flat.invite_bot(ana)
    telegram.shown(flat.id, "Hello! I answer people")


def test_a_group_that_wants_it_is_counted_and_gets_its_report(telegram: World) -> None:
    ana, ben = telegram.linked(), telegram.stranger("Ben")
    flat = group(telegram, ben).add(ana, "administrator")
    ben.say("/activity on", group=flat)
    telegram.shown(flat.id, "administrator")
    ana.say("/activity on", group=flat)
    telegram.api.until(lambda: len(telegram.api.sent(flat.id)) == 2)
    ben.say("who cooks the lentils?", group=flat)
    flat.member(telegram.stranger("Cem"), "left", "member")
    ana.say("/activity report", group=flat)
    (shown,) = telegram.api.until(lambda: [each for each in telegram.api.sent(flat.id) if each.file])
    assert shown.file[0] == "activity.xlsx"
    assert shown.file[1].startswith(b"PK")
