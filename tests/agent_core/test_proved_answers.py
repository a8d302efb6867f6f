"""Whole turns in which a model words an answer over passages: a number vouches only for what its passage says."""

from pathlib import Path
from typing import Any

from agent_core.agents.opening import open_minds
from agent_core.runs import Run
from agent_core.settings import Settings
from agent_core.storage.database import Database
from tests.agent_core.conftest import Open, said
from tests.support.openai_server import OpenAIServer, calls, says

LOOKING: dict[str, Any] = {
    "steps": [{"id": "s1", "capability": "errands.quote", "title": "Look", "arguments": {"what": "the menu"}}]
}
MISTAKE = "“The second price is 7.5.” is not borne out by the cited passage [2]. 7.5 is not there."


async def answered(open_world: Open, database: Database, folder: Path, *words: str) -> Run:
    """The passages are quoted "s1.1" and "s1.2", which have the numbers 1.1 and 1.2."""
    with OpenAIServer([calls("make_plan", LOOKING), says(*words)]) as server:
        settings = Settings(_env_file=None, data_dir=folder, model_base_url=server.url, model_name="scripted")
        async with open_minds(settings, database) as minds, open_world(minds, confident=False) as world:
            run = await world.assistant.accept(said("what does it cost?"))
            return await world.assistant.result(run.id, "ana")


async def test_a_sentence_its_passage_does_not_bear_out_loses_its_number_and_the_person_is_told(
    open_world: Open, database: Database, tmp_path: Path
) -> None:
    ended = await answered(
        open_world, database, tmp_path, "The first price is 1.1 [1]. ", "The second price ", "is 7.5 [2]."
    )
    assert ended.answer is not None
    assert ended.answer.text == "The first price is 1.1 [1]. The second price is 7.5."
    assert (ended.answer.notice, ended.answer.corrections, ended.answer.source) == (MISTAKE, [], "model")


async def test_an_answer_that_its_passages_bear_out_is_kept_word_for_word(
    open_world: Open, database: Database, tmp_path: Path
) -> None:
    ended = await answered(open_world, database, tmp_path, "The prices are 1.1 [1] and 1.2 [2].")
    assert ended.answer is not None
    assert (ended.answer.text, ended.answer.notice) == ("The prices are 1.1 [1] and 1.2 [2].", "")
