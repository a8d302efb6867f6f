"""Recalling facts: how long it takes by how many there are, and whether the right ones come.

`uv run python -m benchmarks.recall --json`. The labelled facts below were written by the author of the code.
"""

import asyncio
import json
import statistics
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from agent_core.memory.facts import Facts, Source
from agent_core.memory.recall import SURE, Recall
from agent_core.models.embedding import load_embedder
from agent_core.settings import Settings
from agent_core.storage.database import Database, open_database

SIZES, ROUNDS = (0, 10, 100, 1_000), 40
LABELLED = {  # fact: how it is asked for
    "My sister is called Ana": "what is my sister's name?",
    "I am vegetarian": "suggest me something for dinner without meat",
    "My car is a red Skoda": "what colour is my car?",
    "My dentist is Dr Weber in the Lindenstrasse": "who is my dentist?",
    "I am allergic to nuts": "can I eat this cake with hazelnuts? my allergies matter",
    "We live in Graz, near the opera": "where do I live?",
    "My son Luka starts school in September": "when does Luka start school?",
    "The wifi at the cottage is called BlueLake": "which wifi is at the cottage?",
    "I work as a nurse at the children's hospital": "what is my job?",
    "I prefer short answers": "how do I like answers?",
    "My grandmother Erika was born in 1931": "when was my grandmother born?",
    "Our cat Mimi needs her pills every morning": "which pet of ours needs pills?",
    "I take the bus 61 to the office": "which bus do I take to work?",
    "My shoe size is 44": "what size of shoes do I wear?",
    "Peter is my landlord, he is strict about noise": "who is my landlord?",
    "I am learning Italian": "which language am I learning?",
    "My favourite composer is Bach": "whose music do I like best?",
    "The spare key is with Mrs Novak next door": "who has our spare key?",
    "I drink my coffee without sugar": "how do I take my coffee?",
    "Our anniversary is on 12 June": "when is our wedding anniversary?",
}
UNRELATED = (
    "what is the capital of France?", "how tall is the tower?", "what does the contract say about notice?",
    "who wrote Hamlet?", "how do I boil an egg?", "when does the train leave?", "what is photosynthesis?",
    "how many planets are there?", "what is the deadline of the project?", "what is on page 12 of the report?",
)  # fmt: skip


async def measured() -> dict[str, object]:
    with TemporaryDirectory() as folder:
        settings = Settings(_env_file=None, data_dir=Path(folder))
        embedder = load_embedder(settings)
        async with open_database(settings) as database:
            recall = Recall(Facts(database.collection("facts")), embedder)
            times = {str(size): await _timed(database, recall, size) for size in SIZES}
            quality = await _quality(database, recall)
        embedder.close()
    return {"milliseconds": times, **quality}


async def _fill(database: Database, audience: str, texts: list[str]) -> None:
    facts = Facts(database.collection("facts"))
    for number, text in enumerate(texts):
        await facts.add(audience, text, Source(said_by="x"), key=f"{number}", now=datetime.now(UTC))


async def _timed(database: Database, recall: Recall, size: int) -> dict[str, float]:
    audience = f"user:{size}"
    print(f"{size} facts", file=sys.stderr)
    await _fill(database, audience, [f"Friend number {n} is called Name{n} and lives in Town{n}" for n in range(size)])
    await recall.about(audience, "the first look makes the vectors")
    spent = []
    for number in range(ROUNDS):
        started = time.perf_counter()
        await recall.about(audience, f"where does Name{number} live?")
        spent.append(1_000 * (time.perf_counter() - started))
    return {"p50": round(statistics.median(spent), 2), "p95": round(sorted(spent)[int(0.95 * ROUNDS)], 2)}


async def _quality(database: Database, recall: Recall) -> dict[str, object]:
    await _fill(database, "user:labelled", list(LABELLED))
    first = shown = sure = wrong = 0
    for fact, asked in LABELLED.items():
        found = await recall.about("user:labelled", asked)
        texts = [each.fact.text for each in found]
        first += texts[:1] == [fact]
        shown += fact in texts
        if found and found[0].score >= SURE:
            sure += texts[0] == fact
            wrong += texts[0] != fact
    misled = [asked for asked in UNRELATED if await recall.about("user:labelled", asked, limit=1, least=SURE)]
    extra = [len(await recall.about("user:labelled", asked)) for asked in UNRELATED]
    return {
        "facts": len(LABELLED), "right_first": first, "right_shown": shown, "answered_without_model": sure,
        "answered_wrongly": wrong, "unrelated": len(UNRELATED), "unrelated_answered": len(misled),
        "unrelated_facts_shown": sum(extra),
    }  # fmt: skip


if __name__ == "__main__":
    found = asyncio.run(measured())
    print(json.dumps(found, indent=None if "--json" in sys.argv else 1))
