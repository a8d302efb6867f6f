import pytest

from tests.agent_core.planning.local.helpers import asked, decide, steps

PLANNER = "planner."


async def test_a_reminder_has_its_text_and_an_instant_with_offset() -> None:
    assert await steps("could you please remind me tomorrow at 9 to call Ana?") == [
        ("planner.set_reminder", {"title": "call Ana", "time": "2026-11-22T09:00:00+01:00"})
    ]


async def test_a_time_may_stand_in_front_of_the_act() -> None:
    assert await steps("in 20 minutes remind me to check the oven") == [
        ("planner.set_reminder", {"title": "check the oven", "time": "2026-11-21T10:20:00+01:00"})
    ]


async def test_a_repetition_becomes_a_rule() -> None:
    [(_, arguments)] = await steps("remind me every monday at 9am to send the timesheet")
    assert arguments["recurrence"] == "FREQ=WEEKLY;BYDAY=MO"
    assert arguments["time"] == "2026-11-23T09:00:00+01:00"


async def test_a_deadline_without_a_time_is_the_end_of_its_day() -> None:
    [(_, arguments)] = await steps("create a task to finish the report by friday")
    assert arguments == {"title": "finish the report", "due": "2026-11-27T23:59:00+01:00"}


async def test_a_choice_is_taken_out_of_the_text() -> None:
    [(_, arguments)] = await steps("please add a high priority task to fix the login bug")
    assert arguments == {"title": "fix the login bug", "priority": "high"}


async def test_quoted_text_is_taken_as_it_is() -> None:
    [(_, arguments)] = await steps("can u add 'walk the dog tomorrow' to my tasks")
    assert arguments["title"] == "walk the dog tomorrow"


async def test_labels_are_a_list() -> None:
    [(_, arguments)] = await steps("add a task to order printer paper #office #stock")
    assert arguments == {"title": "order printer paper", "tags": ["office", "stock"]}


async def test_people_place_and_both_ends_of_a_meeting() -> None:
    [(name, arguments)] = await steps("schedule lunch with Ana and Bob tomorrow from 12 to 1:30pm at Luigi's")
    assert name == "planner.schedule_event"
    assert arguments["attendees"] == ["Ana", "Bob"]
    assert arguments["location"] == "Luigi's"
    assert (arguments["start"], arguments["end"]) == ("2026-11-22T12:00:00+01:00", "2026-11-22T13:30:00+01:00")


async def test_a_length_gives_the_end() -> None:
    [(_, arguments)] = await steps("schedule a 30 minute stand-up on monday at 9")
    assert (arguments["start"], arguments["end"]) == ("2026-11-23T09:00:00+01:00", "2026-11-23T09:30:00+01:00")


async def test_a_length_in_minutes_is_a_number() -> None:
    [(_, arguments)] = await steps("snooze the bins reminder for an hour")
    assert arguments == {"reminder": "bins", "minutes": 60}


async def test_a_number_between_words_is_read() -> None:
    [(_, arguments)] = await steps("show me the top 3 passages about carbon pricing")
    assert arguments == {"query": "carbon pricing", "num_results": 3}


async def test_two_texts_side_by_side_are_told_apart() -> None:
    [(_, arguments)] = await steps("save a note called Packing list: passport, charger, socks")
    assert arguments == {"title": "Packing list", "content": "passport, charger, socks"}


async def test_a_long_note_is_kept_whole() -> None:
    body = "the boiler hums at night. " * 400
    [(name, arguments)] = await steps(f"take a note: {body}")
    assert name == "planner.create_note"
    assert arguments["content"].startswith("the boiler hums")
    assert len(arguments["content"]) > len(body) - 10


async def test_misspelled_words_are_understood() -> None:
    assert await steps("shedule a call with Ines tomorow at 11am") == await steps(
        "schedule a call with Ines tomorrow at 11am"
    )


@pytest.mark.parametrize(
    ("text", "argument"),
    [
        ("remind me to call mom", "time"),
        ("remind me", "title"),
        ("add a task", "title"),
        ("snooze the reminder", "reminder"),
        ("schedule a meeting with Bob", "start"),
    ],
)
async def test_a_required_argument_that_is_missing_is_asked_for(text: str, argument: str) -> None:
    assert (await asked(text))["argument"] == argument


async def test_a_day_without_a_time_is_kept_while_the_time_is_asked_for() -> None:
    question = await asked("remind me to call mom on monday")
    assert question["argument"] == "time"
    assert question["step"]["arguments"] == {"title": "call mom", "time": "2026-11-23"}


async def test_all_gives_way_to_a_narrower_choice() -> None:
    assert await steps("list all my done tasks") == [("planner.list_tasks", {"status": "done"})]


async def test_before_a_month_ends_where_the_month_begins() -> None:
    assert await steps("what tasks are due before december?") == [
        ("planner.list_tasks", {"due_before": "2026-12-01T00:00:00+01:00"})
    ]


async def test_titles_of_steps_are_for_people() -> None:
    decision = await decide("add buy milk to my tasks")
    assert decision.steps[0]["title"] == "Create task: buy milk"
    assert decision.steps[0]["risk"] == "write"
