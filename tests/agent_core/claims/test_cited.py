"""A number such as [2] vouches only for what passage 2 says."""

import time
from collections.abc import Sequence

import pytest

from agent_core.claims.cited import Cited, Passage, check_citations, told

RENT = Passage(
    "The lease between Sabine Krüger and Lindner Homes begins on 1 March 2024. The rent is $1,250.50 a month and is "
    "due on the third working day. Pets are not allowed, except small animals in cages. Lindner painted the hall "
    "for Krüger.",
    "Lease of flat 7",
)
HOURS = Passage(
    "The bicycle room is open from 6:00 to 22:00. The stairs are cleaned weekly by the firm of Moritz Adler, which has "
    "twelve employees and serves 3 million square metres in the 20th district of the European Union's largest town.",
    "House rules",
)
MIETE = Passage("Die Miete beträgt 1.250,50 Euro im Monat und ist bis zum dritten Werktag an Lindner zu überweisen.")


def checked(text: str, *passages: Passage, asked: str = "", results: Sequence[str] = ()) -> Cited:
    return check_citations(text, passages or (RENT, HOURS), language="en", asked=asked, results=results)


@pytest.mark.parametrize(
    "text",
    [
        "The lease with Sabine Krüger starts on 03/01/2024. [1]",
        "It began on March 1st, 2024 [1].",
        "You pay 1250.50 dollars each month. [1]",
        "The rent is USD 1,250.50, due on the 3rd working day. [1]",
        "No pets are allowed in the flat, only small animals in cages. [1]",
        "Flat 7 costs $1,250.50 a month. [1]",
        "The bicycle room opens at 6 am and closes at 10 pm. [2]",
        "Moritz Adler's firm has 12 employees. [2]",
        "It serves three million square metres in the twentieth district. [2]",
        "The town is the largest of the EU. [2]",
        "The hall was painted by Lindner. [1]",
        "The rent is $1,250.50 [1] and the stairs are cleaned weekly [2].",
        "Sabine Kruger rents from Lindner Homes. [1]",
        "| Rent | $1,250.50 [1] |",
        "- **Start**: 1 March 2024 [1]",
        "The documents do not say what Peter Frost pays. [1]",
        "According to [1], the rent is $1,250.50 a month.",
    ],
)
def test_what_a_passage_says_in_other_words_keeps_its_number(text: str) -> None:
    found = checked(text)
    assert (found.text, found.corrections) == (text, [])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("The rent is $1,520.50 a month. [1]", "number"),
        ("The rent is €1,250.50 a month. [1]", "number"),
        ("The lease begins on 1 May 2024. [1]", "number"),
        ("The rent is due on the fifth working day. [1]", "number"),
        ("The bicycle room is open from 7:00. [2]", "number"),
        ("The firm has twelve million employees. [2]", "number"),
        ("The lease is with Sabine Hoffmann. [1]", "name"),
        ("The stairs are cleaned by the firm of Moritz Vogel. [2]", "name"),
        ("Pets are allowed in the flat. [1]", "negated"),
        ("The bicycle room is not open. [2]", "negated"),
        ("Krüger painted the hall for Lindner. [1]", "swapped"),
        ("Smoking on balconies costs tenants their whole deposit. [1]", "words"),
    ],
)
def test_what_a_passage_does_not_say_loses_its_number_and_is_told(text: str, why: str) -> None:
    found = checked(text)
    said = text[: text.index(" [")]
    assert found.text == said
    assert [each.verdict.why for each in found.statements] == [why]
    assert found.corrections[0].startswith(f"“{said}” is not borne out by the cited passage [{text[-2]}].")


def test_the_correction_says_what_is_missing() -> None:
    found = checked("Sabine Hoffmann pays $1,250.50. [1]")
    assert found.corrections[0].endswith("[1]. Hoffmann is not there.")


def test_a_wrong_number_is_put_right_when_another_passage_says_it() -> None:
    found = checked("The rent is $1,250.50 a month. [2] The stairs are cleaned weekly [1].")
    assert found.text == "The rent is $1,250.50 a month. [1] The stairs are cleaned weekly [2]."
    assert (found.corrections, [each.outcome for each in found.statements]) == ([], ["elsewhere"] * 2)


def test_each_part_of_a_sentence_stands_for_itself() -> None:
    found = checked("The rent is $1,250.50 a month [1], and the stairs are cleaned by 90 people [2].")
    assert found.text == "The rent is $1,250.50 a month [1], and the stairs are cleaned by 90 people."
    assert "“and the stairs are cleaned by 90 people.”" in found.corrections[0]


def test_passages_that_are_cited_together_bear_a_sentence_out_together() -> None:
    text = "The lease begins on 1 March 2024, and the bicycle room is open until 22:00. [1][2]"
    assert checked(text).text == text
    assert checked(text.replace("[1][2]", "[1]")).text == text.replace(" [1][2]", "")


def test_the_person_may_have_named_whom_the_passage_calls_she_but_numbers_of_a_question_prove_nothing() -> None:
    assert checked("Anna pays $1,250.50 a month. [1]", asked="What does Anna pay?").corrections == []
    assert checked("The rent is $900 a month. [1]", asked="Is the rent $900?").corrections


def test_what_other_results_say_needs_no_passage() -> None:
    text = "The rent of $1,250.50 is due after your talk with Ida on 5 June. [1]"
    assert checked(text, results=["Talk with Ida, 5 June"]).corrections == []
    assert checked(text).corrections


def test_sentences_without_a_number_and_code_are_left_and_the_former_counted() -> None:
    text = "Rents rose in 1899. The rent is $1,250.50. [1]\n```\nprice[1] = 99\n```\n"
    found = checked(text)
    assert (found.text, found.corrections, found.uncited) == (text, [], 1)


def test_between_languages_only_numbers_and_names_of_people_are_compared() -> None:
    right = "The rent of 1,250.50 euros must reach the landlord by the third working day. [1]"
    assert checked(right, MIETE).corrections == []
    assert checked(right.replace("1,250", "1,350"), MIETE).corrections
    polish = Passage(
        "Umowa najmu do mieszkania w Warszawie zaczyna sie 1 marca 2024 i jest to umowa na rok, czynsz 900."
    )
    assert checked("The lease in Warsaw costs 900 and begins in 2024. [1]", polish).corrections == []


@pytest.mark.parametrize(
    ("language", "text", "told_as"),
    [
        ("de", "Die Miete beträgt 1.350 Euro im Monat. [1]", "wird von der angeführten Stelle [1] nicht belegt"),
        ("es", "La renta es de 1.350 euros al mes. [1]", "no lo respalda el pasaje citado [1]"),
        ("fr", "Le loyer est de 1 350 euros par mois. [1]", "n'est pas confirmé par le passage cité [1]"),
    ],
)
def test_the_correction_is_in_the_language_of_the_answer(language: str, text: str, told_as: str) -> None:
    assert told_as in check_citations(text, [MIETE], language=language).corrections[0]


def test_only_the_first_of_many_corrections_are_told_with_the_number_of_the_rest() -> None:
    found = checked(" ".join(f"The rent is ${900 + each} a month. [1]" for each in range(6)))
    assert told("en", found.corrections)[3:] == ["3 more sentences are not borne out by the passages they cited."]
    assert "[1]" not in found.text


def test_numbers_that_no_passage_has_are_text() -> None:
    assert checked("See chapter [9] of it.").text == "See chapter [9] of it."


def test_a_text_made_to_be_slow_takes_time_in_proportion() -> None:
    passage = Passage(" ".join(f"A{each} 1,{each}'a" for each in range(20_000)))
    started = time.thread_time()
    checked("A" * 3000 + " A1.1 [1]. Not 7 'a" * 300, passage)
    assert time.thread_time() - started < 3
