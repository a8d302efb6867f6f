import pytest

from agent_core.state import Label
from agent_core.understanding.label import label_of

CASES: list[tuple[str, str, Label]] = [
    ("en", "will you remind me to call mom at 5", "command"),
    ("en", "Thanks! Can you also add eggs?", "command"),
    ("en", "Can I smoke in the flat?", "question"),
    ("en", "the app crashed again when I uploaded the pdf", "problem_report"),
    ("en", "why did the upload fail?", "question"),
    ("en", "I love the new voice", "feedback"),
    ("en", "I don't feel well", "statement"),
    ("en", "what can you do?", "question"),
    ("de", "Milch kaufen", "command"),
    ("de", "Der Drucker druckt nicht", "problem_report"),
    ("de", "Es geht mir nicht gut", "statement"),
    ("de", "Wie heißt die Hauptstadt von Australien?", "question"),
    ("es", "no me gusta nada", "feedback"),
    ("es", "hola, ¿qué tal?", "small_talk"),
    ("fr", "j'ai besoin d'un rendez-vous", "statement"),
    ("fr", "Puis-je venir demain ?", "question"),
    ("fr", "il faut que tu m'envoies le fichier", "command"),
    ("it", "ricordami di chiamare Marco", "unclear"),
]


@pytest.mark.parametrize(("language", "text", "label"), CASES)
def test_the_kind_of_a_message(language: str, text: str, label: Label) -> None:
    assert label_of(text, language) == label


@pytest.mark.parametrize("text", ["", "  ", "?!", "12", "the", "asdf qwer"])
def test_what_says_too_little_is_unclear(text: str) -> None:
    assert label_of(text, "en") == "unclear"


def test_a_face_is_small_talk() -> None:
    assert label_of("👍", "en") == "small_talk"


def test_of_two_sentences_the_one_that_wants_something_counts() -> None:
    assert label_of("I'm in a hurry. Send the report to Ana.", "en") == "command"
