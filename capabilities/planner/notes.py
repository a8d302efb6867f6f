"""Notes: texts to keep and find again."""

from agent_core.contract import Call
from capabilities.planner.arguments import CreateNote, UpdateNote
from capabilities.planner.editing import Edited, Editor, given
from capabilities.planner.phrasing import clipped, counted, listing
from capabilities.planner.records import NoteRecord, origin_of
from capabilities.planner.repository import NoteRepository
from capabilities.planner.schemas import NoteList, NoteResult, NoteView

TITLE = 60  # characters of a title made from the text


class NoteEditor(Editor[NoteRecord]):
    def label(self, record: NoteRecord, call: Call) -> str:
        return line(record)


class Notes:
    def __init__(self, editor: NoteEditor, repository: NoteRepository) -> None:
        self._editor = editor
        self._repository = repository

    async def create(self, call: Call, wanted: CreateNote) -> NoteResult:
        title = wanted.title or clipped(wanted.content.splitlines()[0], TITLE)
        made = await self._editor.create(call, title=title, content=wanted.content, tags=wanted.tags)
        return _result(made, f"Note saved: {made.record.title}.")

    async def search(self, call: Call, query: str, limit: int) -> NoteList:
        filter = self._repository.filter(query)
        found = await self._repository.find(call.audience, filter, [("updated_at", -1)], limit)
        total = await self._repository.count(call.audience, filter)
        about = f" about “{query}”" if query else ""
        heading = f"{counted(total, 'note')}{about}:" if total else f"There are no notes{about}."
        text = listing(heading, [line(note) for note in found], total)
        return NoteList(items=[view(note) for note in found], total=total, text=text, origin=origin_of(*found))

    async def update(self, call: Call, wanted: UpdateNote) -> NoteResult:
        said = wanted.model_dump(include={"title", "content", "tags"}, exclude_none=True)
        edited = await self._editor.change(call, lambda: self._find(call, wanted.note), lambda note: given(said))
        return _result(edited, f"Note changed: {edited.record.title}.")

    async def delete(self, call: Call, reference: str) -> NoteResult:
        edited = await self._editor.remove(call, lambda: self._find(call, reference))
        return _result(edited, f"Note deleted: {edited.record.title}.")

    async def _find(self, call: Call, reference: str) -> NoteRecord:
        return await self._editor.find(call, reference, hint="Ask for your notes to see them.")


def view(note: NoteRecord) -> NoteView:
    return NoteView.model_validate(note, from_attributes=True)


def line(note: NoteRecord) -> str:
    start = clipped(note.content, 120)
    return note.title if start.startswith(note.title.rstrip("…")) else f"{note.title}: {start}"


def _result(edited: Edited[NoteRecord], text: str) -> NoteResult:
    return NoteResult(
        text=text, origin=edited.record.origin, change=edited.change, note=view(edited.record), note_id=edited.record.id
    )
