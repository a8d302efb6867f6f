"""A zip: its files become documents, which go and come back with it."""

import zipfile
from pathlib import Path

import pytest

from agent_core.errors import CapabilityFailed, Conflict
from capabilities.knowledge.schemas import (
    DocumentChange,
    DocumentView,
    ListDocuments,
    NewDocument,
    OneDocument,
    Question,
    SeveralDocuments,
)
from tests.capabilities.knowledge.conftest import Library, until

FILES = {
    "letters/march.txt": b"The plumber from Zadar charges 140 euros an hour.",
    "letters/april.txt": b"The roof of the boat house is painted green.",
    "broken.pdf": b"%PDF-1.4 nonsense",
}


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    path = tmp_path / "house.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in FILES.items():
            archive.writestr(name, content)
    return path


async def titles(library: Library, **more: str | bool) -> list[str]:
    listed = await library.package.list_documents(library.call(), ListDocuments.model_validate(more))
    return sorted(each.title for each in listed.items)


async def unpacked(library: Library, document_id: str) -> DocumentView:
    """Once all its files are read, or cannot be."""

    async def look() -> DocumentView | None:
        view = await library.view(document_id)
        done = view.status == "ready" and view.members and not view.members.waiting and view.members.total
        return view if done else None

    return await until(look)


async def test_its_files_become_documents_that_name_it(library: Library, packed: Path) -> None:
    archive = await unpacked(library, (await library.add(packed, tags=["house"])).id)
    assert (archive.type, archive.members and archive.members.model_dump()) == (
        "zip",
        {"total": 3, "ready": 2, "failed": 1, "waiting": 0},
    )
    assert await titles(library, archive=archive.id) == [
        "house.zip › broken.pdf",
        "house.zip › letters/april.txt",
        "house.zip › letters/march.txt",
    ]
    member = (await library.package.get_document(library.call(), OneDocument(document="march"))).document
    assert (member.archive, member.tags, member.status) == (archive.id, ["house"], "ready")
    said = (await library.package.get_document(library.call(), OneDocument(document=archive.id))).text
    assert "2 of the 3 files in it can be searched" in said
    assert "broken.pdf” could not be read: " in said
    asked = Question(question="How much does the plumber charge an hour?", document=archive.id)
    answered = await library.package.answer_question(library.call(), asked)
    assert "140 euros" in answered.text
    assert not list(library.package._ingest.intake.folder.glob("*"))


async def test_it_is_deleted_and_brought_back_with_its_files(library: Library, packed: Path) -> None:
    archive = await unpacked(library, (await library.add(packed)).id)
    before = await titles(library)
    deleted = await library.package.delete_document(library.call(key="d"), OneDocument(document=archive.id))
    assert "with the 3 files in it" in deleted.text
    assert await titles(library) == []
    assert await library.host.collection("chunks").count_documents({}) == 0
    await library.package.undo_delete(library.call(), deleted)
    assert await titles(library) == before
    assert (await unpacked(library, archive.id)).members == archive.members


async def test_a_list_can_leave_out_what_came_in_archives(library: Library, packed: Path) -> None:
    archive = await unpacked(library, (await library.add(packed)).id)
    assert await titles(library, outer=True) == [archive.title]
    assert len(await titles(library, outer=True, archive=archive.id)) == 3
    assert len(await titles(library)) == 4


async def test_a_file_that_was_deleted_alone_stays_away_when_the_archive_is_read_anew(
    library: Library, packed: Path
) -> None:
    archive = await unpacked(library, (await library.add(packed)).id)
    await library.package.delete_document(library.call(key="m"), OneDocument(document="march"))
    await library.package.reindex_document(library.call(), OneDocument(document=archive.id))
    await unpacked(library, archive.id)
    assert len(await titles(library, archive=archive.id)) == 2
    gone = await library.package.delete_document(library.call(key="a"), OneDocument(document=archive.id))
    await library.package.undo_delete(library.call(), gone)
    assert len(await titles(library, archive=archive.id)) == 2


async def test_undoing_its_taking_in_takes_its_files_too(library: Library, packed: Path) -> None:
    new = NewDocument(file_id=await library.upload(packed))
    taken = await library.package.process_document(library.call(key="k"), new)
    await unpacked(library, taken.document.id)
    await library.package.undo_process(library.call(), taken)
    assert await titles(library) == []


async def test_its_deletion_is_not_taken_back_when_one_of_its_files_was_brought_back_alone(
    library: Library, packed: Path
) -> None:
    archive = await unpacked(library, (await library.add(packed)).id)
    member = (await library.package.get_document(library.call(), OneDocument(document="march"))).document
    deleted = await library.package.delete_document(library.call(key="d"), OneDocument(document=archive.id))
    back = SeveralDocuments(documents=[member.id])
    restored = await library.package.restore_documents(library.call(key="r"), back)
    assert [(each.title, each.archive) for each in restored.items] == [(member.title, None)]
    with pytest.raises(Conflict, match="has changed since"):
        await library.package.undo_delete(library.call(), deleted)
    assert await titles(library) == [member.title]
    await library.package.undo_restore(library.call(), restored)
    await library.package.undo_delete(library.call(), deleted)
    assert len(await titles(library)) == 4


async def test_a_file_that_is_there_already_is_not_taken_twice(library: Library, packed: Path, tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_bytes(FILES["letters/march.txt"])
    own = await library.add(tmp_path / "own.txt")
    archive = await unpacked(library, (await library.add(packed)).id)
    assert archive.notices == ["1 file of it is in your documents already."]
    await library.package.delete_document(library.call(), OneDocument(document=archive.id))
    assert await titles(library) == [own.title]


async def test_a_name_within_it_is_changed_like_any_other(library: Library, packed: Path) -> None:
    archive = await unpacked(library, (await library.add(packed)).id)
    change = DocumentChange(document="april", title="Boat house")
    await library.package.update_document(library.call(key="c"), change)
    assert "Boat house" in await titles(library, archive=archive.id)
    with pytest.raises(CapabilityFailed, match="no document"):
        await library.package.get_document(library.call(), OneDocument(document="april"))
