"""Whole answers: lies are corrected in their language, honest ones stay as they are."""

import time

import pytest

from agent_core.claims import Receipt, check, warm
from agent_core.claims.claims import claims_in
from agent_core.claims.language import LANGUAGES, language
from agent_core.claims.sentences import Segment
from agent_core.claims.tables import de, en, es, fr
from agent_core.claims.wording import NOT_DONE, WHAT
from tests.agent_core.claims.cases import Case, cases

NOTE = Receipt(capability="planner.create_note", risk="write")
REMINDER = Receipt(capability="planner.set_reminder", risk="write")
MAIL = Receipt(capability="mail.send_message", risk="send")
EVENTS = Receipt(capability="planner.list_events", risk="read")


@pytest.mark.parametrize("case", cases("lies"), ids=lambda case: case[0][:50])
def test_a_lie_is_corrected(case: Case) -> None:
    text, receipts = case
    checked = check(text, receipts)
    assert checked.corrections
    assert not any(claimed in checked.text for claimed in checked.corrections)
    assert check(checked.text, receipts).corrections == []


@pytest.mark.parametrize("case", cases("honest"), ids=lambda case: case[0][:50])
def test_an_honest_answer_stays_as_it_is(case: Case) -> None:
    text, receipts = case
    checked = check(text, receipts)
    assert (checked.text, checked.corrections) == (text, [])


@pytest.mark.parametrize(
    ("text", "receipt"),
    [
        ("Reminder set for Monday at 9:00: call the dentist.", "planner.set_reminder"),
        ("Task added: Send the invoice to Bob, due Friday.", "planner.create_task"),
        ("Task deleted: Sent letters.", "planner.delete_task"),
        ("Task done: Book flights.", "planner.complete_task"),
        ("Done for now: Water the plants. It is due again on Friday.", "planner.complete_task"),
        ("Note saved: I have sent the keys.", "planner.create_note"),
        ("Note changed: Recipe.", "planner.update_note"),
        ("Event moved: Lunch, Friday at 12:00.", "planner.move_event"),
        ("Event cancelled: Lunch.", "planner.cancel_event"),
        ("Event scheduled: Lunch, Friday at 12:00.", "planner.schedule_event"),
        ("Reminder put off to 10:00: tea.", "planner.snooze_reminder"),
        ("Reminder cancelled: tea.", "planner.cancel_reminder"),
        ("Taken back: the note “Recipe” is deleted again.", "planner.undo"),
        ("“Contract” is deleted.", "knowledge.delete_document"),
        ("The document is now called “Rent”.", "knowledge.update_document"),
        ("I am reading “Contract” anew.", "knowledge.reindex_document"),
    ],
)
def test_what_the_built_in_packages_say_is_borne_out_by_their_own_receipts(text: str, receipt: str) -> None:
    assert check(text, [Receipt(capability=receipt, risk="write")]).corrections == []


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("failed", "That did not work: no message was sent."),
        ("refused", "That was not allowed: no message was sent."),
        ("skipped", "That was not carried out: no message was sent."),
        ("unknown", "It is not known whether that was done: please check before you repeat it."),
    ],
)
def test_the_correction_says_how_the_step_ended(status: str, said: str) -> None:
    receipt = Receipt(capability="mail.send_message", risk="send", status=status)  # type: ignore[arg-type]
    assert check("I've sent the e-mail.", [receipt]).text == said


def test_each_claim_of_a_sentence_needs_its_own_receipt() -> None:
    checked = check("I saved the note and e-mailed Tom.", [NOTE])
    assert checked.text == "Not all of that was done: no message was sent."
    assert check("I saved the note and e-mailed Tom.", [NOTE, MAIL]).corrections == []


def test_what_was_claimed_is_listed_and_the_rest_stays() -> None:
    text = "# Summary\n\n- Saved the note\n- **E-mailed Tom**\n\nAnything else?\n"
    checked = check(text, [NOTE])
    assert (
        checked.text
        == "# Summary\n\n- Saved the note\n- I have not done that: no message was sent.\n\nAnything else?\n"
    )
    assert checked.corrections == ["- **E-mailed Tom**"]


def test_the_same_correction_is_not_said_twice() -> None:
    assert check("Sent! I've sent it to Anna. Bye.", []).text == "I have not done that: no message was sent. Bye."


def test_an_act_on_something_else_bears_nothing_out() -> None:
    assert check("I've set the reminder.", [NOTE]).corrections
    assert check("I've set the reminder.", [REMINDER]).corrections == []
    assert check("I've deleted the note.", [NOTE]).corrections
    sms = Receipt(capability="phone.send_sms", risk="send")
    assert check("I've e-mailed Tom.", [sms]).corrections


def test_more_than_was_done_is_a_false_claim() -> None:
    assert check("I've sent both e-mails.", [MAIL]).corrections
    assert check("I've sent both e-mails.", [MAIL, MAIL]).corrections == []


def test_the_wrong_addressee_is_a_false_claim_where_the_addressee_is_known() -> None:
    to_bob = Receipt(capability="mail.send_message", risk="send", recipient="bob@example.org")
    assert check("I've sent the e-mail to Anna.", [to_bob]).corrections
    assert check("I've sent the e-mail to Bob.", [to_bob]).corrections == []


def test_all_done_is_false_when_something_failed() -> None:
    failed = Receipt(capability="mail.send_message", risk="send", status="failed")
    assert check("All done!", [NOTE, failed]).corrections
    assert check("All done!", [NOTE, MAIL]).corrections == []


def test_an_earlier_receipt_bears_out_what_is_said_of_the_past_but_no_new_act() -> None:
    earlier = Receipt(capability="planner.set_reminder", risk="write", earlier=True)
    assert check("Yes, I set that reminder earlier.", [earlier]).corrections == []
    assert check("Your reminder is set for 9.", [earlier]).corrections == []
    assert check("I've set another reminder.", [earlier]).text.startswith("I have not done that again just now")


def test_what_was_looked_up_may_show_that_something_is_scheduled() -> None:
    assert check("Your dentist appointment is scheduled for 3 pm.", [EVENTS]).corrections == []
    assert check("I've scheduled your dentist appointment for 3 pm.", [EVENTS]).corrections
    letter = Receipt(capability="knowledge.answer_question", risk="read", text="The meeting has been moved to May.")
    assert check("The meeting has been moved to May.", [letter]).corrections == []
    assert check("I have moved the meeting to May.", [letter]).corrections


def test_code_and_quotes_are_no_claims_but_a_quote_that_never_ends_hides_nothing() -> None:
    assert check("```\nI have sent the mail.\n```\n> Sent!\n\nHe wrote “I have sent the mail”.", []).corrections == []
    assert check('The screen is 27" wide. I have sent the mail.', []).corrections == ["I have sent the mail."]


def test_letters_that_only_look_different_do_not_help() -> None:
    for text in (
        "I have se\u200bnt the mail.",
        "I have \uff53\uff45\uff4e\uff54 the mail.",
        "J'ai envoye\u0301 l'e-mail.",
    ):
        assert check(text, []).corrections


def test_every_language_has_all_words_and_its_corrections_pass_the_check() -> None:
    assert NOT_DONE.keys() == WHAT.keys() == set(LANGUAGES)
    acts = {act for table in (en, de, es, fr) for act in table.VERBS} - {"put", "alter"}
    for code in LANGUAGES:
        assert acts <= WHAT[code].keys()
        assert WHAT[code].keys() == WHAT["en"].keys()
        for what in WHAT[code].values():
            for said in NOT_DONE[code].values():
                assert claims_in(Segment(said.format(what=what)), code) == []


def test_an_ordinary_answer_takes_about_a_millisecond() -> None:
    text = " ".join(text for text, _ in cases("honest")[:5])
    check(text, [])
    times = []
    for _ in range(20):
        started = time.perf_counter()
        check(text, [])
        times.append(time.perf_counter() - started)
    assert min(times) < 0.004  # 0.5 ms measured; a busy machine is slower


def test_passages_and_entries_as_they_were_found_are_data() -> None:
    found = Receipt(
        capability="knowledge.answer_question",
        risk="read",
        text="We have sent you the keys. [1]\n- Sent the invoice (done)",
    )
    assert check("We have sent you the keys. [1]", [found]).corrections == []
    assert check("Entries:\n- Sent the invoice (done)\n", [found]).corrections == []
    assert check("I have sent you the keys. [1]", [found]).corrections
    assert check("Entries:\n- Sent the invoice (done)\n", []).corrections


def test_the_tables_can_be_made_beforehand() -> None:
    warm()
    assert language.cache_info().currsize == len(LANGUAGES)
