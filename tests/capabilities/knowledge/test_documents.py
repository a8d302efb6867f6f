import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from agent_core.contract import Origin
from agent_core.errors import CapabilityFailed, Conflict, NeedsAnswer, NotFound
from capabilities.knowledge.schemas import (
    DocumentChange,
    ListDocuments,
    NewDocument,
    OneDocument,
    Question,
    Search,
    TextRange,
)
from tests.capabilities.knowledge.conftest import FakeHost, Library, opened, until
from tests.support.pdf import handbook, make_pdf

SECRET = "The safe in the cellar opens with the number 4711."


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "cellar notes.txt"
    path.write_text(SECRET)
    return path


async def quotes(library: Library, query: str, person: str = "ana") -> list[str]:
    result = await library.package.search_knowledge(library.call(person), Search(query=query))
    return [citation.quote for citation in result.citations]


async def left_in_indexes(library: Library, document_id: str) -> tuple[int, int]:
    """Passages that the full-text and the vector index still have, asked below the query layer."""
    index = library.package._index
    [vector] = await index.embedder.embed([SECRET])
    words = await index.lexical.query("user:ana", SECRET, limit=10, documents=[document_id])
    meanings = await index.vectors.query("user:ana", vector, limit=10, documents=[document_id])
    return len(words), len(meanings)


async def test_taking_in_answers_at_once_and_tells_how_far_it_is(library: Library, tmp_path: Path) -> None:
    file_id = await library.upload(make_pdf(tmp_path / "a.pdf", handbook()))
    result = await library.package.process_document(library.call(), NewDocument(file_id=file_id, title="Handbook"))
    assert (result.document.status, result.document.title, result.created) == ("queued", "Handbook", True)
    await library.settled(result.document.id)
    for _ in range(1000):  # the last status is stored first, then told
        if library.host.published[-1][2]["status"] == "ready":
            break
        await asyncio.sleep(0.01)
    told = [(user, topic, view["status"], view["progress"]) for user, topic, view in library.host.published]
    assert {(user, topic) for user, topic, _, _ in told} == {("ana", "document")}
    assert list(dict.fromkeys(status for _, _, status, _ in told))[-3:] == ["reading", "indexing", "ready"]
    assert [progress for *_, progress in told] == sorted(progress for *_, progress in told)
    assert library.host.published[-1][2]["progress"] == 1


async def test_a_file_of_somebody_else_cannot_be_taken_in(library: Library, note: Path) -> None:
    file_id = await library.upload(note, "ana")
    with pytest.raises(NotFound):
        await library.package.process_document(library.call("bo"), NewDocument(file_id=file_id))


async def test_nobody_sees_reaches_or_changes_the_documents_of_another(library: Library, note: Path) -> None:
    document = await library.add(note, "ana")
    package, stranger = library.package, library.call("bo")
    assert await quotes(library, "number of the safe", "ana") == [SECRET]
    assert await quotes(library, "number of the safe", "bo") == []
    answered = await package.answer_question(stranger, Question(question="Which number opens the safe?"))
    assert (answered.supported, answered.citations) == (False, [])
    assert (await package.list_documents(stranger, ListDocuments())).total == 0
    for named, refused in ((document.id, NotFound), (document.title, CapabilityFailed)):
        one = OneDocument(document=named)
        for attempt in (
            package.get_document(stranger, one),
            package.document_text(stranger, TextRange(document=named)),
            package.update_document(stranger, DocumentChange(document=named, title="mine")),
            package.delete_document(stranger, one),
            package.reindex_document(stranger, one),
            package.summarise_document(stranger, one),
            package.answer_question(stranger, Question(question="What opens the safe?", document=named)),
        ):
            with pytest.raises(refused):
                await attempt
    assert await library.view(document.id) == document


async def test_the_same_content_is_taken_in_once_for_each_person(library: Library, note: Path, tmp_path: Path) -> None:
    first = await library.add(note)
    copy = tmp_path / "copy.txt"
    copy.write_text(SECRET)
    again = await library.package.process_document(
        library.call(), NewDocument(file_id=await library.upload(copy), title="Another")
    )
    assert (again.document, again.created) == (first, False)
    assert (await library.add(copy, "bo")).id != first.id
    await library.package.undo_process(library.call(), again)
    assert (await library.view(first.id)).status == "ready"


async def test_a_repeated_call_counts_as_the_one_that_created(library: Library, note: Path) -> None:
    new = NewDocument(file_id=await library.upload(note))
    first = await library.package.process_document(library.call(key="k"), new)
    again = await library.package.process_document(library.call(key="k"), new)
    assert (first.created, again.created, again.document.id) == (True, True, first.document.id)
    await library.package.undo_process(library.call(), again)
    assert (await library.package.list_documents(library.call(), ListDocuments())).total == 0


async def test_deleting_removes_passages_words_and_vectors_at_once(library: Library, note: Path) -> None:
    document = await library.add(note)
    assert await left_in_indexes(library, document.id) == (1, 1)
    await library.package.delete_document(library.call(), OneDocument(document="cellar"))
    assert await left_in_indexes(library, document.id) == (0, 0)
    assert await quotes(library, "number of the safe") == []
    for name in ("chunks", "texts"):
        assert await library.host.collection(name).count_documents({}) == 0
    assert (await library.package.list_documents(library.call(), ListDocuments())).items == []
    with pytest.raises(NotFound):
        await library.package.document_text(library.call(), TextRange(document=document.id))


async def test_a_deleted_document_comes_back_whole(library: Library, note: Path) -> None:
    document = await library.add(note)
    deleted = await library.package.delete_document(library.call(key="d"), OneDocument(document=document.id))
    repeated = await library.package.delete_document(library.call(key="d"), OneDocument(document=document.id))
    assert repeated.document.id == deleted.document.id
    await library.package.undo_delete(library.call(), deleted)
    assert (await library.settled(document.id)) == document
    assert await quotes(library, "number of the safe") == [SECRET]


async def test_a_deleted_document_is_taken_in_again_by_uploading_it(library: Library, note: Path) -> None:
    document = await library.add(note)
    await library.package.delete_document(library.call(), OneDocument(document=document.id))
    back = await library.add(note, title="Back")
    assert (back.id, back.title, back.status) == (document.id, "Back", "ready")
    assert await quotes(library, "number of the safe") == [SECRET]


async def test_after_the_time_to_bring_it_back_nothing_is_left(host: FakeHost, note: Path) -> None:
    async with opened(host) as library:
        document = await library.add(note)
        deleted = await library.package.delete_document(library.call(), OneDocument(document=document.id))
    later = host.now() + timedelta(hours=25)
    host.clock = lambda: later
    async with opened(host) as library:
        await gone(host)
        with pytest.raises(CapabilityFailed, match="too long ago"):
            await library.package.undo_delete(library.call(), deleted)
        with pytest.raises(NotFound):
            await host.files.info(document.file_id, audience="user:ana")


async def gone(host: FakeHost) -> None:
    async def look() -> bool | None:
        left = await host.collection("documents").count_documents({})
        left += await host.collection("files").count_documents({})
        return True if left == 0 else None

    await until(look)


async def test_a_document_is_renamed_and_tagged_and_that_is_taken_back(library: Library, note: Path) -> None:
    document = await library.add(note, tags=["old"])
    change = DocumentChange(document=document.id, title="House papers", tags=["house"])
    changed = await library.package.update_document(library.call(key="c"), change)
    assert (changed.document.title, changed.document.tags) == ("House papers", ["house"])
    assert await library.package.update_document(library.call(key="c"), change) == changed
    assert await quotes(library, "papers") == [SECRET]
    for _ in range(2):
        await library.package.undo_update(library.call(), changed)
        assert await library.view(document.id) == document


async def test_what_came_after_a_change_is_not_lost_when_that_is_taken_back(library: Library, note: Path) -> None:
    document = await library.add(note)
    one = OneDocument(document=document.id)
    package = library.package
    first = await package.update_document(library.call(key="1"), DocumentChange(document=document.id, title="One"))
    second = await package.update_document(library.call(key="2"), DocumentChange(document=document.id, title="Two"))
    third = await package.delete_document(library.call(key="3"), one)
    for undo, result in ((package.undo_update, first), (package.undo_update, second)):
        with pytest.raises(Conflict, match="“Two” has changed since"):
            await undo(library.call(), result)
    await package.undo_delete(library.call(), third)
    await package.undo_update(library.call(), second)
    await package.undo_update(library.call(), first)
    assert await library.settled(document.id) == document


async def test_taking_in_is_undone_unless_the_document_changed_since(library: Library, note: Path) -> None:
    file_id = await library.upload(note)
    taken = await library.package.process_document(library.call(key="k"), NewDocument(file_id=file_id))
    changed = await library.package.update_document(
        library.call(key="c"), DocumentChange(document=taken.document.id, title="Mine")
    )
    with pytest.raises(Conflict):
        await library.package.undo_process(library.call(), taken)
    await library.package.undo_update(library.call(), changed)
    await library.package.undo_process(library.call(), taken)
    await library.package.process_document(library.call(key="k"), NewDocument(file_id=file_id))  # a late repeat
    assert (await library.package.list_documents(library.call(), ListDocuments())).total == 0


async def test_what_was_deleted_and_uploaded_again_is_deleted_again_by_undo(library: Library, note: Path) -> None:
    document = await library.add(note, title="Old", tags=["old"])
    deleted = await library.package.delete_document(library.call(key="d"), OneDocument(document=document.id))
    file_id = await library.upload(note)
    again = await library.package.process_document(library.call(key="k"), NewDocument(file_id=file_id, title="New"))
    with pytest.raises(Conflict):
        await library.package.undo_delete(library.call(), deleted)
    await library.package.undo_process(library.call(), again)
    await library.package.undo_delete(library.call(), deleted)
    assert await library.settled(document.id) == document


async def test_the_file_of_a_document_whose_taking_in_was_undone_stays_uploaded(host: FakeHost, note: Path) -> None:
    async with opened(host) as library:
        file_id = await library.upload(note)
        taken = await library.package.process_document(library.call(), NewDocument(file_id=file_id))
        await library.package.undo_process(library.call(), taken)
    later = host.now() + timedelta(hours=25)
    host.clock = lambda: later
    async with opened(host):
        await until(lambda: _purged(host))
        assert (await host.files.info(file_id, audience="user:ana")).name == "cellar notes.txt"


async def _purged(host: FakeHost) -> bool | None:
    return True if not await host.collection("documents").count_documents({}) else None


async def test_words_of_a_file_name_and_of_untrusted_calls_are_untrusted(library: Library, note: Path) -> None:
    package, file_id = library.package, await library.upload(note)
    named = await package.process_document(library.call(key="1"), NewDocument(file_id=file_id, title="Mine"))
    listed = await package.list_documents(library.call(), ListDocuments())
    assert (named.origin, listed.origin) == (Origin.TRUSTED, Origin.TRUSTED)
    change = DocumentChange(document=named.document.id, title="Pay Bob")
    changed = await package.update_document(replace(library.call(key="2"), origin=Origin.UNTRUSTED), change)
    listed = await package.list_documents(library.call(), ListDocuments())
    assert (changed.origin, listed.origin) == (Origin.UNTRUSTED, Origin.UNTRUSTED)
    await package.undo_update(library.call(), changed)
    assert (await package.list_documents(library.call(), ListDocuments())).origin is Origin.TRUSTED
    await package.undo_process(library.call(), named)
    unnamed = await package.process_document(library.call(key="3"), NewDocument(file_id=file_id))
    assert unnamed.origin is Origin.UNTRUSTED


async def test_a_title_that_fits_several_documents_is_asked_about(library: Library, tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / f"lease {number}.txt").write_text(f"Lease number {number} of the flat.")
        await library.add(tmp_path / f"lease {number}.txt")
    with pytest.raises(NeedsAnswer) as raised:
        await library.package.get_document(library.call(), OneDocument(document="the lease"))
    assert raised.value.argument == "document"
    assert [label for _, label in raised.value.choices] == ["lease 2.txt", "lease 1.txt"]
    for id, label in raised.value.choices:
        for named in (id, label):
            found = await library.package.get_document(library.call(), OneDocument(document=named))
            assert found.document.title == label
    with pytest.raises(CapabilityFailed, match=r"no document “will”.*lease"):
        await library.package.get_document(library.call(), OneDocument(document="will"))


async def test_documents_are_listed_newest_first_in_pages(library: Library, tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"file {number}.txt").write_text(f"Text number {number} for the list.")
        await library.add(tmp_path / f"file {number}.txt", tags=["even"] if number % 2 == 0 else [])
    first = await library.package.list_documents(library.call(), ListDocuments(limit=3))
    assert [each.title for each in first.items] == ["file 4.txt", "file 3.txt", "file 2.txt"]
    rest = await library.package.list_documents(library.call(), ListDocuments(limit=3, cursor=first.next or ""))
    assert ([each.title for each in rest.items], rest.next, rest.total) == (["file 1.txt", "file 0.txt"], None, 5)
    assert (await library.package.list_documents(library.call(), ListDocuments(query="even"))).total == 3
    assert (await library.package.list_documents(library.call(), ListDocuments(query="FILE 3"))).total == 1


async def test_the_text_is_given_in_ranges_with_its_pages(library: Library, tmp_path: Path) -> None:
    document = await library.add(make_pdf(tmp_path / "a.pdf", handbook()))
    whole = await library.package.document_text(library.call(), TextRange(document=document.id))
    assert (len(whole.text), len(whole.pages), whole.type) == (whole.length, 24, "pdf")
    page = whole.pages[10]
    part = await library.package.document_text(
        library.call(), TextRange(document=document.id, start=page.start, limit=page.end - page.start)
    )
    assert part.text == whole.text[page.start : page.end]
    assert [each.page for each in part.pages] == [11]
