import pytest

from agent_core.understanding.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [("erinnere mich morgen an den Termin", "de"), ("muéstrame mis tareas para mañana", "es"),
     ("montre mes tâches pour demain", "fr"), ("show my tasks", "en"), ("set reminder water plants sunday 10am", "en"),
     ("ciao, ricordami di chiamare Marco domani", "it"), ("herinner me morgen aan de tandarts", "nl"),
     ("lembra-me de ligar para o João amanhã, não hoje", "pt"), ("Привет, как дела?", "ru"), ("こんにちは", "ja")],
)  # fmt: skip
def test_a_text_tells_its_language(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize("text", ["ok", "123", "", "Ana", "👍", "hm"])
def test_what_says_nothing_is_in_the_persons_own_language(text: str) -> None:
    assert language_of(text, "es") == "es"
    assert language_of(text) == "en"


def test_the_persons_own_language_does_not_overrule_the_text() -> None:
    assert language_of("please send the report to my boss", "de") == "en"
    assert language_of("bitte schick mir den Bericht", "en") == "de"


def test_a_setting_without_a_table_is_kept_for_what_says_nothing() -> None:
    assert language_of("ok", "sv") == "sv"
