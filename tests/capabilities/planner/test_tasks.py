"""Tasks, asked for as a person does."""

from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from agent_core.errors import CapabilityFailed, InvalidInput, NeedsAnswer, NotFound
from capabilities.planner.schemas import TaskList, TaskResult
from tests.capabilities.planner.world import Asker, FakeHost


async def test_a_task_is_stored_and_said_with_its_absolute_local_time(ana: Asker) -> None:
    made = await ana.ask(TaskResult, "create_task", title="buy milk", due="2026-11-22T09:00")
    assert made.text == "Task added: buy milk, due Sunday 22 November 2026 at 09:00."
    assert made.task.due == datetime(2026, 11, 22, 8, tzinfo=UTC)
    assert made.model_dump(mode="json")["task"]["due"] == "2026-11-22T08:00:00Z"
    assert (await ana.ask(TaskList, "list_tasks")).items == [made.task]


async def test_a_repeat_with_the_same_key_makes_no_second_task(ana: Asker, host: FakeHost) -> None:
    first = await ana.ask(TaskResult, "create_task", key="run-1", title="buy milk")
    again = await ana.ask(TaskResult, "create_task", key="run-1", title="buy milk")
    assert again == first
    assert (await ana.ask(TaskList, "list_tasks")).total == 1
    assert len(host.published) == 1


async def test_the_same_key_of_another_person_is_another_task(ana: Asker, bob: Asker) -> None:
    first = await ana.ask(TaskResult, "create_task", key="run-1", title="buy milk")
    other = await bob.ask(TaskResult, "create_task", key="run-1", title="buy bread")
    assert (first.task.title, other.task.title) == ("buy milk", "buy bread")


async def test_a_change_is_published_for_open_pages(ana: Asker, host: FakeHost) -> None:
    made = await ana.ask(TaskResult, "create_task", title="buy milk")
    await ana.ask(TaskResult, "complete_task", task="milk")
    changes = [
        (user, topic, payload["kind"], payload["id"], payload["change"]) for user, topic, payload in host.published
    ]
    expected = [("ana", "planner", "task", made.task_id, change) for change in ("created", "completed")]
    assert changes == expected


@pytest.mark.parametrize(
    "reference", ["buy milk", "Buy Milk", "the milk task", "milk", "by milk", "the task to buy milk"]
)
async def test_a_task_is_found_by_what_people_call_it(ana: Asker, reference: str) -> None:
    made = await ana.ask(TaskResult, "create_task", title="buy milk")
    await ana.ask(TaskResult, "create_task", title="call the dentist")
    done = await ana.ask(TaskResult, "complete_task", task=reference)
    assert (done.task_id, done.task.status) == (made.task_id, "done")


async def test_an_exact_title_wins_over_a_part_of_another(ana: Asker) -> None:
    await ana.ask(TaskResult, "create_task", title="buy milk for Ana")
    exact = await ana.ask(TaskResult, "create_task", title="buy milk")
    assert (await ana.ask(TaskResult, "complete_task", task="buy milk")).task_id == exact.task_id


async def test_several_matches_are_asked_about(ana: Asker) -> None:
    one = await ana.ask(TaskResult, "create_task", title="call Ana", due="2026-11-22T09:00")
    two = await ana.ask(TaskResult, "create_task", title="call Bob")
    with pytest.raises(NeedsAnswer) as caught:
        await ana.ask(TaskResult, "complete_task", task="call")
    assert caught.value.argument == "task"
    assert set(caught.value.choices) == {
        (one.task_id, "call Ana, due Sunday 22 November 2026 at 09:00"),
        (two.task_id, "call Bob"),
    }
    assert (await ana.ask(TaskResult, "complete_task", task=two.task_id)).task.title == "call Bob"


async def test_no_match_says_so(ana: Asker) -> None:
    with pytest.raises(CapabilityFailed, match="no task called “yoga”"):
        await ana.ask(TaskResult, "complete_task", task="yoga")


async def test_an_open_task_is_meant_rather_than_a_done_one(ana: Asker) -> None:
    old = await ana.ask(TaskResult, "create_task", title="buy milk")
    await ana.ask(TaskResult, "complete_task", task=old.task_id)
    new = await ana.ask(TaskResult, "create_task", title="buy milk")
    assert (await ana.ask(TaskResult, "delete_task", task="buy milk")).task_id == new.task_id


@pytest.mark.parametrize("function", ["complete_task", "delete_task", "update_task", "set_task_status"])
async def test_the_id_of_somebody_elses_task_is_not_found(ana: Asker, bob: Asker, function: str) -> None:
    made = await ana.ask(TaskResult, "create_task", title="secret")
    extra = {"update_task": {"title": "mine"}, "set_task_status": {"status": "done"}}.get(function, {})
    with pytest.raises(NotFound):
        await bob.ask(TaskResult, function, task=made.task_id, **extra)
    with pytest.raises(CapabilityFailed):
        await bob.ask(TaskResult, function, task="secret", **extra)
    assert (await bob.ask(TaskList, "list_tasks", status="all")).total == 0
    assert (await ana.ask(TaskList, "list_tasks")).items == [made.task]


async def test_a_weekly_task_moves_on_and_keeps_its_hour_across_dst(ana: Asker, host: FakeHost) -> None:
    made = await ana.ask(
        TaskResult, "create_task", title="water plants", due="2027-03-22T09:00", recurrence="RRULE:FREQ=WEEKLY"
    )
    assert made.task.due == datetime(2027, 3, 22, 8, tzinfo=UTC)
    host.clock = datetime(2027, 3, 22, 12, tzinfo=UTC)
    done = await ana.ask(TaskResult, "complete_task", key="run-9", task="water plants")
    assert (done.task.status, done.task.due) == ("open", datetime(2027, 3, 29, 7, tzinfo=UTC))
    assert "due again on Monday 29 March 2027 at 09:00" in done.text
    again = await ana.ask(TaskResult, "complete_task", key="run-9", task="water plants")
    assert again.task.due == done.task.due


async def test_a_task_that_repeats_twice_is_done_after_the_second_time(ana: Asker) -> None:
    await ana.ask(TaskResult, "create_task", title="pill", due="2026-11-21T20:00", recurrence="FREQ=DAILY;COUNT=2")
    assert (await ana.ask(TaskResult, "complete_task", task="pill")).task.status == "open"
    assert (await ana.ask(TaskResult, "complete_task", task="pill")).task.status == "done"


async def test_completing_twice_says_that_it_was_done(ana: Asker) -> None:
    await ana.ask(TaskResult, "create_task", title="buy milk")
    await ana.ask(TaskResult, "complete_task", task="milk")
    again = await ana.ask(TaskResult, "complete_task", task="milk")
    assert again.text == "That was done already: buy milk."
    assert again.change is None


async def test_tasks_are_listed_by_due_time_and_filtered(ana: Asker) -> None:
    for title, due in (("later", "2026-12-24T09:00"), ("whenever", None), ("soon", "2026-11-22T09:00")):
        await ana.ask(TaskResult, "create_task", title=title, due=due, tags=["home"] if due else [])
    titles = [task.title for task in (await ana.ask(TaskList, "list_tasks")).items]
    assert titles == ["soon", "later", "whenever"]
    before = await ana.ask(TaskList, "list_tasks", due_before="2026-12-01T00:00")
    assert ([task.title for task in before.items], before.total) == (["soon"], 1)
    tagged = await ana.ask(TaskList, "list_tasks", query="HOME lat")
    assert [task.title for task in tagged.items] == ["later"]
    assert (await ana.ask(TaskList, "list_tasks", query="x.*")).total == 0
    limited = await ana.ask(TaskList, "list_tasks", limit=1)
    assert (len(limited.items), limited.total) == (1, 3)
    assert limited.text.startswith("3 open tasks:\n- soon, due Sunday 22 November 2026 at 09:00\n… and 2 more")


async def test_an_explicit_null_takes_the_due_time_away(ana: Asker) -> None:
    await ana.ask(TaskResult, "create_task", title="buy milk", due="2026-11-22T09:00")
    renamed = await ana.ask(TaskResult, "update_task", task="milk", title="buy oat milk")
    assert (renamed.task.title, renamed.task.due is None) == ("buy oat milk", False)
    assert (await ana.ask(TaskResult, "update_task", task="milk", due=None)).task.due is None


async def test_a_done_task_can_be_opened_again(ana: Asker) -> None:
    made = await ana.ask(TaskResult, "create_task", title="buy milk")
    await ana.ask(TaskResult, "set_task_status", task=made.task_id, status="done")
    assert (await ana.ask(TaskResult, "set_task_status", task="milk", status="open")).task.status == "open"


@pytest.mark.parametrize(
    "arguments",
    [
        {"title": ""},
        {"title": "   "},
        {"title": "x" * 10_000},
        {"title": "x", "priority": "urgent"},
        {"title": "x", "due": "soon"},
    ],
)
async def test_unusable_arguments_are_refused(ana: Asker, arguments: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        await ana.ask(TaskResult, "create_task", **arguments)
    assert (await ana.ask(TaskList, "list_tasks")).total == 0


@pytest.mark.parametrize(
    "rule", ["every day", "FREQ=SECONDLY", "FREQ=DAILY;INTERVAL=0", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"]
)
async def test_a_bad_repetition_is_refused(ana: Asker, rule: str) -> None:
    with pytest.raises(InvalidInput):
        await ana.ask(TaskResult, "create_task", title="x", recurrence=rule)
    assert (await ana.ask(TaskList, "list_tasks")).total == 0


async def test_nothing_to_change_is_said(ana: Asker) -> None:
    await ana.ask(TaskResult, "create_task", title="buy milk")
    with pytest.raises(InvalidInput, match="Nothing to change"):
        await ana.ask(TaskResult, "update_task", task="milk")
