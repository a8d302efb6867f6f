"""Stems, languages, variants and the full-text index, by themselves."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from capabilities.knowledge.lexical import Lexical
from capabilities.knowledge.opposites import is_negated, opposed, stems_of
from capabilities.knowledge.passages import Passage
from capabilities.knowledge.tongues import language_of
from capabilities.knowledge.variants import acronyms
from capabilities.knowledge.words import content_words, joined, stem

ME = "user:me"


@pytest.fixture
async def lexical(tmp_path: Path) -> AsyncIterator[Lexical]:
    index = Lexical(tmp_path)
    yield index
    await index.close()


def passages(document: str, *texts: str, generation: int = 1) -> list[Passage]:
    return [
        Passage(
            id=f"{document}:{generation}:{number}", document_id=document, generation=generation, number=number, start=0,
            end=len(text), page=None, section=None, text=text,
        )
        for number, text in enumerate(texts)
    ]  # fmt: skip


async def found(lexical: Lexical, question: str, audience: str = ME) -> list[str]:
    return [id.split(":")[0] for id in await lexical.query(audience, question, limit=10)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("english", "The cat that sat on the mat was not there for long."),
        ("german", "Die Katze ist auf dem Dach und sie kommt nicht herunter."),
        ("french", "Le chat est dans la maison et il ne veut pas sortir."),
        ("spanish", "El gato está en la casa y no quiere salir por la puerta."),
        ("italian", "Il gatto è nella casa e non vuole uscire dalla porta."),
        ("russian", "Кошка не хочет выходить из дома, и это всё, что она сказала."),
        ("english", "Quantum chromodynamics"),
    ],
)
def test_the_language_of_a_text_is_told_by_its_small_words(language: str, text: str) -> None:
    assert language_of(text) == language


def test_words_are_stemmed_in_their_language_and_lose_their_accents() -> None:
    assert stem("häuser", "german") == stem("haus", "german") == "haus"
    assert stem("канарейки", "russian") == stem("канарейка", "russian")
    assert stem("études", "french") == stem("etudes", "french")
    assert content_words("What is the rent of the flat?") == ["rent", "flat"]
    assert content_words("東京の家賃") == ["東京", "京の", "の家", "家賃"]
    assert joined("an e-mail about 1,200 euros, see 3-4") == ["email", "1200"]


def test_acronyms_are_learned_where_a_text_introduces_them() -> None:
    text = "The World Health Organization (WHO) met; so did others (USA), and the Bank of England (BE)."
    assert dict(acronyms(text)) == {"who": "world health organization", "be": "bank of england"}


@pytest.mark.parametrize(
    ("asked", "said", "expected"),
    [
        ("Which exports decreased?", "The exports increased in May.", True),
        ("Which king was unpopular?", "The king was popular.", True),
        ("Which exports increased?", "The exports increased in May.", False),
        ("Who lives in the north?", "The north is inhabited by people.", False),
    ],
)
def test_opposites_are_told_by_word_and_by_syllable(asked: str, said: str, expected: bool) -> None:
    assert opposed(stems_of(asked), stems_of(said)) is expected
    assert [is_negated(text) for text in ("It doesn't rain", "It rains")] == [True, False]


@pytest.mark.parametrize(
    ("question", "document"),
    [
        ("Wie hoch ist die Miete der Häuser?", "german"),  # inflected
        ("¿Cuántas gallinas hay?", "spanish"),
        ("сколько стоит канарейка", "russian"),
        ("東京の家賃", "japanese"),
        ("what is an imunity", "english"),  # misspelt
        ("which data base is used", "english"),  # written apart
        ("email adress", "english"),  # without its hyphen
        ("what did the world health organization say", "english"),  # in full, as an acronym elsewhere
        ("lighthousekeeper", "english"),  # written in one
    ],
)
async def test_what_is_asked_in_other_forms_is_found(lexical: Lexical, question: str, document: str) -> None:
    for name, texts in {
        "german": ["Das Haus ist nicht teuer, und die Mieten sind mit 900 Euro noch niedrig."],
        "spanish": ["En la granja hay una gallina y no hay más animales que ese."],
        "russian": ["В этом доме жили не только кошки, но и канарейки, и это было давно."],
        "japanese": ["東京の家賃は高いです。"],
        "english": [
            "Immunity protects the body and the database is used for the study of it.",
            "The World Health Organization (WHO) has an e-mail address.",
            "The lighthouse is on the rock and the keeper is old.",
        ],
    }.items():
        await lexical.add(ME, "", passages(name, *texts))
    assert (await found(lexical, question))[0] == document


async def test_what_is_removed_or_renamed_leaves_no_word_behind(lexical: Lexical) -> None:
    await lexical.add(ME, "Zebra", passages("a", "The secret harvest (SH) of the valley.", "Another harvest."))
    await lexical.add(ME, "Other", passages("b", "A harvest of corn."))
    assert await found(lexical, "zebra") == ["a", "a"]
    await lexical.rename(ME, "a", "Giraffe")
    assert (await found(lexical, "zebra"), await found(lexical, "giraffe")) == ([], ["a", "a"])
    await lexical.remove(ME, "a")
    assert (await found(lexical, "giraffe"), await found(lexical, "valley")) == ([], [])
    assert await found(lexical, "harvest") == ["b"]
    assert (await lexical.look(ME, "vallay giraffe SH", limit=5)).wanted.lookups == []  # nothing to correct it to


async def test_only_the_kept_generation_stays(lexical: Lexical) -> None:
    await lexical.add(ME, "T", passages("a", "Old barley.", generation=1))
    await lexical.add(ME, "T", passages("a", "New wheat.", generation=2))
    await lexical.remove(ME, "a", 2)
    assert (await found(lexical, "barley"), await found(lexical, "wheat")) == ([], ["a"])


async def test_many_passages_over_several_blocks_are_counted_and_removed_rightly(lexical: Lexical) -> None:
    for number in range(9):
        await lexical.add(ME, "", passages(f"d{number}", *[f"barley number{number} {at}" for at in range(600)]))
    assert await lexical.frequencies(ME, ["barley", "number7"]) == ({"barley": 5400, "number7": 600}, 5400)
    assert set(await found(lexical, "number7")) == {"d7"}
    await lexical.remove(ME, "d7")
    assert await lexical.frequencies(ME, ["barley", "number7"]) == ({"barley": 4800, "number7": 0}, 4800)
    assert set(await found(lexical, "number8")) == {"d8"}


async def test_a_misspelling_is_never_corrected_by_the_words_of_another_person(lexical: Lexical) -> None:
    await lexical.add("user:other", "", passages("x", "The canary project (CP) is confidential."))
    await lexical.add(ME, "", passages("a", "Nothing to see here."))
    looked = await lexical.look(ME, "canari CP confidentail", limit=5)
    assert looked.scores == {}
    assert [each.instead for each in looked.wanted.words] == [None, None, None]
    assert [each.kind for each in looked.wanted.variants] == ["as_asked"]


async def test_an_index_of_an_earlier_release_is_begun_anew(tmp_path: Path) -> None:
    import sqlite3
    from hashlib import sha256

    path = tmp_path / f"{sha256(ME.encode()).hexdigest()[:32]}.db"
    with sqlite3.connect(path) as old:
        old.execute("CREATE TABLE places (row INTEGER PRIMARY KEY, document TEXT NOT NULL)")
        old.execute("CREATE VIRTUAL TABLE passages USING fts5 (id UNINDEXED, title, section, body)")
    old.close()
    index = Lexical(tmp_path)
    await index.add(ME, "", passages("a", "Barley."))
    assert list(await index.query(ME, "barley", limit=5)) == ["a:1:0"]
    await index.close()
