"""Topics are words that say something, in whatever language, with their forms taken together."""

from datetime import UTC, datetime

import pytest

from capabilities.activity.figures import topics_of
from capabilities.activity.records import Row
from capabilities.activity.topics import topic_words

NOW = datetime(2026, 11, 21, tzinfo=UTC)


def forms(text: str) -> list[str]:
    return [word.form for word in topic_words(text)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The invoices for the workshop are with the accountant", ["invoices", "workshop", "accountant"]),
        ("Wir haben für das Sommerfest noch keine Stühle", ["sommerfest", "stühle"]),
        ("Los billetes para el concierto de mañana", ["billetes", "concierto"]),
        ("Les billets pour le concert sont dans la boîte", ["billets", "concert", "boîte"]),
        ("У меня есть билеты на концерт", ["билеты", "концерт"]),
        ("De kaartjes voor het concert zijn er", ["kaartjes", "concert"]),
        ("コンサートのチケットを買いました", ["コンサート", "チケット"]),
        ("sevgili arkadaşlar, konser için bilet var mı", ["sevgili", "arkadaşlar", "konser", "bilet"]),
    ],
)
def test_words_that_every_sentence_has_are_left_out(text: str, said: list[str]) -> None:
    assert [form for form in forms(text) if form in said] == said
    assert len(forms(text)) <= len(said) + 1


@pytest.mark.parametrize(
    "text", ["ok", "hello, thanks!", "спасибо", "danke, bis morgen", "😀👍", "", "12 345", "/activity on"]
)
def test_chatter_is_about_nothing(text: str) -> None:
    assert forms(text) == []


def test_addresses_names_commands_and_code_are_no_topics() -> None:
    assert forms("see https://example.org/invoices @bob and a@b.org `rm -rf` /start budget") == ["budget"]


def test_forms_of_a_word_are_one_topic() -> None:
    singular, plural = topic_words("the workshop is full"), topic_words("the workshops are full")
    assert singular[0].stem == plural[0].stem
    assert [word.form for word in topic_words("a projector and the projectors")] == ["projector"]


def test_a_message_has_at_most_twenty_words_of_a_sane_length() -> None:
    long = " ".join(f"wort{chr(97 + number)}x" for number in range(26)) + " " + "y" * 200
    assert len(topic_words(long)) == 20
    assert forms("z" * 41) == []


def test_a_form_that_was_stemmed_once_is_the_same_topic_everywhere() -> None:
    """Two words alone do not show their language."""
    said = ("the tickets are here", "concert tickets", "a ticket for the concert")
    rows = [
        Row(
            _id=str(number), audience="group:x:1", kind="message", at=NOW, member=str(number), expires_at=NOW,
            words=[tuple(word) for word in topic_words(text)],
        )
        for number, text in enumerate(said)
    ]  # fmt: skip
    assert [(topic.word, topic.messages) for topic in topics_of(rows)] == [("tickets", 3), ("concert", 2)]
