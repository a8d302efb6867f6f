"""Several documents at once, the bin, limits, turns, passages, pictures, and that nothing is left of what is gone."""

import asyncio
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import PIL.Image
import pytest

from agent_core.contract import Origin
from agent_core.errors import BudgetExceeded, CapabilityFailed, Conflict, NotFound, TooLarge
from capabilities.knowledge.quota import Quota
from capabilities.knowledge.schemas import (
    ChunkRange,
    DeletedDocuments,
    DocumentChange,
    DocumentView,
    Filters,
    Image,
    KnowledgeSettings,
    ListDocuments,
    NewDocument,
    OneDocument,
    Search,
    SeveralDocuments,
    TagChange,
    TextRange,
)
from tests.capabilities.knowledge.conftest import FakeHost, Library, opened, until
from tests.capabilities.knowledge.test_ingest import Gate, swept
from tests.capabilities.knowledge.test_reading_formats import picture
from tests.support.pdf import handbook, make_pdf

THINGS = ("Forty boats lie", "Tourists eat squid and drink wine", "The old clock was repaired last winter")
CANARY = "xylophonistic-quokka-7141"


async def three(library: Library, tmp_path: Path) -> list[DocumentView]:
    found = []
    for number in range(3):
        path = tmp_path / f"note {number}.txt"
        path.write_text(f"{THINGS[number]} in the harbour of Rovinj.")
        found.append(await library.add(path, tags=["old", f"n{number}"]))
    return found


async def tags(library: Library) -> dict[str, list[str]]:
    listed = await library.package.list_documents(library.call(), ListDocuments())
    return {each.title: each.tags for each in listed.items}


async def test_several_are_tagged_at_once_and_that_is_taken_back_as_one(library: Library, tmp_path: Path) -> None:
    first, second, third = await three(library, tmp_path)
    before = await tags(library)
    change = TagChange(documents=[first.id, second.id], add=["sea"], remove=["old"])
    changed = await library.package.tag_documents(library.call(key="t"), change)
    assert (changed.total, [each.tags for each in changed.items]) == (2, [["n0", "sea"], ["n1", "sea"]])
    assert await library.package.tag_documents(library.call(key="t"), change) == changed
    later = DocumentChange(document=second.id, tags=["mine"])
    alone = await library.package.update_document(library.call(key="u"), later)
    with pytest.raises(Conflict, match="note 1"):
        await library.package.undo_tags(library.call(), changed)
    assert (await tags(library))[first.title] == ["n0", "sea"]
    await library.package.undo_update(library.call(), alone)
    await library.package.undo_tags(library.call(), changed)
    assert await tags(library) == before
    assert (await library.view(third.id)).tags == third.tags


async def test_several_are_deleted_lie_in_the_bin_and_come_back(library: Library, tmp_path: Path) -> None:
    documents = await three(library, tmp_path)
    ids = [each.id for each in documents]
    gone = await library.package.delete_documents(library.call(key="d"), SeveralDocuments(documents=ids[:2]))
    assert (gone.total, len(await tags(library))) == (2, 1)
    bin = await library.package.deleted_documents(library.call(), DeletedDocuments())
    assert {each.id for each in bin.items} == set(ids[:2])
    assert bin.items[0].restorable_until - bin.items[0].deleted_at == timedelta(hours=24)
    back = await library.package.restore_documents(library.call(key="r"), SeveralDocuments(documents=[ids[0], ids[2]]))
    assert (back.total, (await library.settled(ids[0])).status) == (1, "ready")
    with pytest.raises(Conflict):
        await library.package.undo_delete_several(library.call(), gone)
    await library.package.undo_restore(library.call(), back)
    await library.package.undo_delete_several(library.call(), gone)
    assert len(await tags(library)) == 3
    for stranger in (SeveralDocuments(documents=ids), SeveralDocuments(documents=["0" * 24])):
        with pytest.raises(NotFound):
            await library.package.delete_documents(library.call("bo"), stranger)
    assert (await library.package.deleted_documents(library.call("bo"), DeletedDocuments())).items == []


async def test_lists_and_searches_are_narrowed_by_tags_dates_and_states(library: Library, tmp_path: Path) -> None:
    first, second, third = await three(library, tmp_path)

    async def listed(**more: object) -> set[str]:
        page = await library.package.list_documents(library.call(), ListDocuments.model_validate(more))
        return {each.id for each in page.items}

    async def found(**more: object) -> set[str]:
        search = Search(query="harbour of Rovinj", filters=Filters.model_validate(more))
        hits = await library.package.search_knowledge(library.call(), search)
        return {each.document_id for each in hits.citations}

    assert await listed(tag=["old", "n1"]) == await found(tags=["old", "n1"]) == {second.id}
    assert await listed(since=second.created_at) == await found(since=second.created_at) == {second.id, third.id}
    assert await listed(until=second.created_at) == await found(until=second.created_at) == {first.id}
    assert await listed(status="failed") == await listed(type="pdf") == await found(type="pdf") == set()
    page = await library.package.list_documents(library.call(), ListDocuments())
    assert page.tags == ["n0", "n1", "n2", "old"]
    assert (page.usage.documents, page.usage.passages, page.usage.unfinished) == (3, 3, 0)
    assert page.usage.bytes == first.size + second.size + third.size


@pytest.mark.parametrize(
    ("limit", "said"),
    [
        ({"most_documents": 1}, "You have 1 documents.*MOST_DOCUMENTS"),
        ({"most_megabytes": 1}, "0.2 MB left.*MOST_MEGABYTES"),
        ({"most_unfinished": 1}, "1 of your documents are still waiting"),
    ],
)
async def test_what_is_over_a_limit_is_refused_with_what_to_do(
    host: FakeHost, tmp_path: Path, limit: dict[str, int], said: str
) -> None:
    host.embedder = gate = Gate(host.embedder, texts=0)
    async with opened(host) as library:
        settings = KnowledgeSettings.model_validate(limit)
        object.__setattr__(library.package._shelf._taking, "quota", Quota(library.package._ingest.repository, settings))
        for name in ("a", "b"):
            (tmp_path / f"{name}.txt").write_text((name * 99 + " ") * 8_000)
        new = NewDocument(file_id=await library.upload(tmp_path / "a.txt"))
        await library.package.process_document(library.call(), new)
        more = NewDocument(file_id=await library.upload(tmp_path / "b.txt"))
        with pytest.raises(TooLarge, match=said):
            await library.package.process_document(library.call(), more)
        await library.package.process_document(library.call(), new)  # is there already, so it needs no room
        other = NewDocument(file_id=await library.upload(tmp_path / "b.txt", "bo"))
        assert (await library.package.process_document(library.call("bo"), other)).created
        gate.free.set()


async def test_a_document_with_too_many_passages_fails_with_a_reason(library: Library, tmp_path: Path) -> None:
    object.__setattr__(library.package._ingest.intake.quota.settings, "most_passages", 5)
    document = await library.add(make_pdf(tmp_path / "a.pdf", handbook()))
    assert (document.status, document.searchable) == ("failed", False)
    assert "room for 5 more" in (document.error or "")


async def test_many_files_of_one_do_not_hold_up_the_one_of_another(host: FakeHost, tmp_path: Path) -> None:
    host.embedder = gate = Gate(host.embedder, texts=0)
    async with opened(host) as library:
        for number in range(6):
            (tmp_path / f"{number}.txt").write_text(f"Text number {number}.")
            new = NewDocument(file_id=await library.upload(tmp_path / f"{number}.txt"))
            await library.package.process_document(library.call(), new)
        (tmp_path / "bo.txt").write_text("The one of Bo.")
        new = NewDocument(file_id=await library.upload(tmp_path / "bo.txt", "bo"))
        mine = (await library.package.process_document(library.call("bo"), new)).document

        async def begun() -> bool | None:
            busy = library.package._ingest._busy
            return True if mine.id in busy and sorted(busy.values()).count("user:ana") == 2 else None

        await until(begun)
        gate.free.set()
        assert (await library.settled(mine.id, "bo")).status == "ready"


async def test_what_was_read_before_is_found_while_it_is_read_anew_and_when_that_fails(
    host: FakeHost, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("The ferry to Cres leaves at seven.")
    plain = host.embedder
    async with opened(host) as library:
        document = await library.add(tmp_path / "a.txt")
    host.embedder = gate = Gate(plain, texts=0)
    async with opened(host) as library:
        await library.package.reindex_document(library.call(), OneDocument(document=document.id))
        await gate.reached.wait()
        host_text = await library.package.document_text(library.call(), TextRange(document=document.id))
        assert "ferry" in host_text.text
        view = await library.view(document.id)
        assert (view.searchable, view.status in ("reading", "indexing")) == (True, True)
        gate.free.set()
        await library.settled(document.id)
        await host.files.delete(document.file_id, audience="user:ana")
        await library.package.reindex_document(library.call(), OneDocument(document=document.id))
        failed = await library.settled(document.id)
        assert (failed.status, failed.searchable) == ("failed", True)
        found = await library.package.search_knowledge(library.call(), Search(query="ferry to Cres"))
        assert [each.quote for each in found.citations] == ["The ferry to Cres leaves at seven."]


async def test_reading_anew_embeds_only_what_changed(host: FakeHost, tmp_path: Path) -> None:
    host.embedder = counted = Gate(host.embedder, texts=1_000_000)
    async with opened(host) as library:
        document = await library.add(make_pdf(tmp_path / "a.pdf", handbook()))
        before = counted._left
        await library.package.reindex_document(library.call(), OneDocument(document=document.id))
        assert (await library.settled(document.id)).chunks == document.chunks > 10
        await library.package.update_document(library.call(), DocumentChange(document=document.id, title="New"))
        assert before - counted._left <= 2  # the sentence that tells the model


async def test_passages_are_listed_as_they_were_cut(library: Library, tmp_path: Path) -> None:
    document = await library.add(make_pdf(tmp_path / "a.pdf", handbook()))
    first = await library.package.document_chunks(library.call(), ChunkRange(document=document.id, limit=7))
    rest = ChunkRange(document=document.id, limit=500, cursor=first.next or "")
    items = [*first.items, *(await library.package.document_chunks(library.call(), rest)).items]
    assert [each.number for each in items] == list(range(1, document.chunks + 1))
    text = (await library.package.document_text(library.call(), TextRange(document=document.id))).text
    assert all(text[each.start : each.end] == each.text for each in items)
    with pytest.raises(NotFound):
        await library.package.document_chunks(library.call("bo"), ChunkRange(document=document.id))


async def test_tables_and_names_of_sheets_come_with_the_text(library: Library, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("town,people\n" + "".join(f"Town {n},{n * 100}\n" for n in range(20)))
    document = await library.add(tmp_path / "a.csv")
    part = await library.package.document_text(library.call(), TextRange(document=document.id, start=100, limit=20))
    [table] = part.tables
    assert table.start < 100 < table.end
    whole = await library.package.document_text(library.call(), TextRange(document=document.id))
    assert whole.text[table.start : table.end].startswith("| town | people |")


async def test_sections_come_with_the_text(library: Library, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Pump\n\nIt starts at 20 °C.\n\n# Warranty\n\nFive years.\n")
    document = await library.add(tmp_path / "a.md")
    part = await library.package.document_text(library.call(), TextRange(document=document.id))
    assert [each.title for each in part.sections] == ["Pump", "Warranty"]
    assert part.text[part.sections[1].start :].splitlines()[:2] == ["Warranty", "Five years."]


async def test_the_text_in_a_picture_is_read_at_once_and_kept_nowhere(library: Library, tmp_path: Path) -> None:
    file_id = await library.upload(picture(tmp_path / "sign.png", "The lighthouse opens at noon"))
    read = await library.package.process_image(library.call(), Image(file_id=file_id))
    assert "lighthouse opens at noon" in read.text
    assert (read.origin, read.caption) == (Origin.UNTRUSTED, None)
    assert (await library.package.list_documents(library.call(), ListDocuments())).items == []


async def test_a_model_that_sees_says_what_a_picture_shows(host: FakeHost, tmp_path: Path) -> None:
    host.eyes = eyes = Eyes("A lighthouse on a cliff.")
    async with opened(host) as library:
        photo = tmp_path / "photo.jpg"
        PIL.Image.new("RGB", (3000, 2000), "navy").save(photo)
        file_id = await library.upload(photo)
        seen = await library.package.process_image(library.call(), Image(file_id=file_id, question="What is this?"))
        assert (seen.text, seen.caption, seen.origin) == ((eyes.says,) * 2 + (Origin.UNTRUSTED,))
        assert seen.notices == ["No text was found in the picture."]
        [(jpeg, asked)] = eyes.asked
        assert (PIL.Image.open(BytesIO(jpeg)).size, asked) == ((1024, 683), "What is this?")
        eyes.says = ""
        with pytest.raises(CapabilityFailed, match="daily limit"):
            await library.package.process_image(library.call(), Image(file_id=file_id))


class Eyes:
    """A model that says the same of every picture; with nothing to say, the budget is used up."""

    open = True

    def __init__(self, says: str) -> None:
        self.says = says
        self.asked: list[tuple[bytes, str]] = []

    async def describe(self, jpeg: bytes, asked: str, *, user_id: str, zone: str) -> str:
        if not self.says:
            raise BudgetExceeded("The daily limit is reached.")
        self.asked.append((jpeg, asked))
        return self.says


async def test_what_is_no_picture_is_not_read_as_one(library: Library, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Only text.")
    file_id = await library.upload(tmp_path / "a.txt")
    with pytest.raises(CapabilityFailed, match="not a picture"):
        await library.package.process_image(library.call(), Image(file_id=file_id))
    with pytest.raises(NotFound):
        await library.package.process_image(library.call("bo"), Image(file_id=file_id))


async def test_no_trace_of_a_text_is_left_after_it_is_purged(host: FakeHost, tmp_path: Path) -> None:
    async with opened(host) as library:
        kept = tmp_path / "kept.txt"
        kept.write_text("Something else that stays.")
        await library.add(kept)
        secret = tmp_path / "secret.txt"
        secret.write_text("\n\n".join(f"{CANARY} is the word number {number}." * 40 for number in range(60)))
        document = await library.add(secret, title=f"About {CANARY}")
        assert await traces(host) != []
        await library.package.reindex_document(library.call(), OneDocument(document=document.id))
        await library.settled(document.id)
        await swept(host)
        await library.package.delete_document(library.call(), OneDocument(document=document.id))
        assert [each for each in await traces(host) if "lexical" in each or "vectors" in each] == []
    later = host.now() + timedelta(hours=25)
    host.clock = lambda: later
    async with opened(host):
        await until(lambda: purged(host))
    assert await traces(host) == []


async def purged(host: FakeHost) -> bool | None:
    return True if await host.collection("documents").count_documents({}) == 1 else None


async def traces(host: FakeHost) -> list[str]:
    """Collections and files that hold a part of the word."""
    parts = [CANARY, *CANARY.split("-")[:2]]
    found = []
    for name in await host.database.db.list_collection_names():
        rows = [str(row) async for row in host.database.collection(name).find({})]
        found += [name for row in rows if any(part in row for part in parts)]
    for path in await asyncio.to_thread(lambda: [each for each in host.data_dir.parent.rglob("*") if each.is_file()]):
        if path.name != "secret.txt":
            content = await asyncio.to_thread(path.read_bytes)
            found += [str(path) for part in parts if part.encode() in content]
    return found
