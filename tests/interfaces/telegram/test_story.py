"""The whole story of a person with the bot, against the Bot API: linking, talking, files, questions, groups."""

from tests.interfaces.telegram.world import World, code
from tests.support.planners import message, step

SHOUT = message(step("s1", "shout", risk="send", what="hello"))


def test_a_stranger_is_told_how_to_connect_and_then_is_answered(telegram: World) -> None:
    ana = telegram.stranger()
    ana.say("hello")
    telegram.shown(ana, "I do not know yet who you are")
    ana = telegram.linked()
    ana.say("what is new?")
    assert telegram.shown(ana, "You said: what is new?").buttons == []


def test_a_code_works_once_and_a_wrong_one_says_so(telegram: World) -> None:
    ana, eve = telegram.linked(), telegram.stranger("Eve")
    used = code(telegram.web(ana))
    ben = telegram.stranger("Ben")
    ben.say(used)
    telegram.shown(ben, "is connected to")
    for wrong in (used, "0000-0000", f"/link {used}", f"/start {used.lower()}"):
        eve.say(wrong)
    telegram.api.until(lambda: len(telegram.api.sent(eve.id)) == 4)
    assert len(set(telegram.texts(eve))) == 1
    eve.say("hello")
    telegram.shown(eve, "I do not know yet who you are")


def test_what_is_asked_is_answered_with_a_button_and_the_run_goes_on(telegram: World) -> None:
    ana = telegram.linked()
    ana.say(SHOUT)
    question = telegram.shown(ana, "May I do this?")
    assert [each["text"] for each in question.buttons] == ["Approve", "Reject"]
    ana.press(question, "Approve")
    telegram.shown(ana, "Shouted.")
    telegram.api.until(lambda: not question.buttons and "Approved (telegram)" in question.text)
    telegram.quiet(ana)
    run, _ = telegram.runs(ana)
    assert (run["results"][0]["status"], run["approvals"][0]["decided_by"]) == ("done", "telegram")
    assert sum("Shouted." in text for text in telegram.texts(ana)) == 1


def test_what_was_answered_on_the_web_page_is_shown_here_with_what_came_of_it(telegram: World) -> None:
    ana = telegram.linked()
    ana.say(SHOUT)
    question = telegram.shown(ana, "May I do this?")
    (run,) = telegram.runs(ana)
    telegram.web(ana).post(f"/api/runs/{run['id']}/approvals/s1", {"action": "approve"})
    telegram.shown(ana, "Shouted.")
    telegram.api.until(lambda: "Approved (web)" in question.text and not question.buttons)


def test_nobody_else_can_press_the_button(telegram: World) -> None:
    ana, eve = telegram.linked(), telegram.linked("Eve")
    ana.say(SHOUT)
    question = telegram.shown(ana, "May I do this?")
    eve.press(question, "Approve")
    telegram.quiet(eve)
    (run,) = telegram.runs(ana)
    assert run["approvals"][0]["status"] == "pending"


def test_a_choice_is_answered_with_a_button(telegram: World) -> None:
    ana = telegram.linked()
    ana.say(message(step("s1", "ask", risk="read", what="?")))
    question = telegram.shown(ana, "Which errand?")
    ana.press(question, "Bread")
    telegram.shown(ana, "You meant")
    telegram.api.until(lambda: not question.buttons)


def test_a_choice_that_was_left_open_is_over(telegram: World) -> None:
    ana = telegram.linked()
    ana.say(message(step("s1", "ask", risk="read", what="?")))
    question = telegram.shown(ana, "Which errand?")
    ana.say("the third one")
    telegram.shown(ana, "You meant the third one.")
    ana.press(question, "Bread")
    telegram.api.until(lambda: not question.buttons)
    assert "Ask me again" in list(telegram.api.state.answered.values())[-1]
    assert len(telegram.runs(ana)) == 2


def test_a_long_answer_comes_in_parts_and_is_shown_while_it_is_made(telegram: World) -> None:
    ana = telegram.linked()
    ana.say(message(step("s1", "run", what="slow", wait=1.6)))
    shown = telegram.shown(ana, "Ran slow.")
    telegram.api.until(lambda: shown.text == "Ran slow.")  # without the sign that it goes on
    assert any("⏳ run" in version for version in shown.versions)
    ana.say("lorem " * 1500)
    telegram.api.until(lambda: sum(text.count("lorem") for text in telegram.texts(ana)) == 1500)


def test_an_update_that_nobody_can_read_does_not_hold_up_the_others(telegram: World) -> None:
    ana = telegram.linked()
    telegram.api.state.updates.append({"update_id": 1, "message": "of another shape"})
    ana.send({"entities": "of another shape", "text": "odd"})
    ben = telegram.linked("Ben")
    ben.say("hello")
    telegram.shown(ben, "You said: hello")


def test_stop_ends_what_is_going_on(telegram: World) -> None:
    ana = telegram.linked()
    ana.say("/stop")
    telegram.shown(ana, "not doing anything")
    ana.say(message(step("s1", "run", what="long", wait=30)))
    telegram.shown(ana, "⏳ run")
    ana.say("/status")
    telegram.shown(ana, "working on your last message")
    ana.say("/stop")
    telegram.shown(ana, "Stopped.")
    assert telegram.runs(ana)[0]["status"] == "cancelled"


def test_commands_that_are_short_for_something_are_said_to_the_assistant(telegram: World) -> None:
    ana = telegram.linked()
    for command, said in (
        ("/undo since 3 pm", "/undo since 3 pm"),
        ("/tasks please", "show my tasks"),
        ("/unknown to me", "/unknown to me"),
    ):
        ana.say(command)
        telegram.shown(ana, f"You said: {said}")


def test_settings_are_changed_with_a_button(telegram: World) -> None:
    ana = telegram.linked()
    ana.say("/settings")
    shown = telegram.shown(ana, "Plans are shown before they begin: never.")
    ana.press(shown, "always")
    telegram.api.until(lambda: telegram.web(ana).get("/api/preferences").json() == {"review_plans": "always"})


def test_unlinking_ends_it_at_once_from_both_sides(telegram: World) -> None:
    ana = telegram.linked()
    ana.say("/unlink")
    question = telegram.shown(ana, "Disconnect this account?")
    ana.press(question, "Stay")
    telegram.quiet(ana)
    ana.say("/unlink")
    telegram.api.until(lambda: telegram.shown(ana, "Disconnect this account?").id != question.id)
    ana.press(telegram.shown(ana, "Disconnect this account?"), "Disconnect")
    telegram.shown(ana, "Disconnected.")
    ben = telegram.linked("Ben")
    (link,) = telegram.web(ben).get("/api/links").json()["items"]
    assert telegram.web(ben).http.delete(f"/api/links/{link['id']}").status_code == 204
    for human in (ana, ben):
        human.say("who am I?")
        telegram.shown(human, "I do not know yet who you are")


def test_the_web_page_knows_where_the_bot_is(telegram: World) -> None:
    ana = telegram.linked()
    (offer,) = telegram.web(ana).post("/api/links/codes").json()["platforms"]
    assert offer["address"].startswith("https://t.me/agentic_test_bot?start=")
    scopes = telegram.api.state.commands
    assert ["activity" in {each["command"] for each in scopes[scope]} for scope in sorted(scopes)] == [True, False]


def test_new_begins_a_conversation_once(telegram: World) -> None:
    ana = telegram.linked()
    for said in ("one", "two", "/new", "three", "four"):
        ana.say(said)
    telegram.shown(ana, "You said: four")
    first, second, third, fourth = (run["conversation_id"] for run in telegram.runs(ana))
    assert first == second != third == fourth
