"""Files that came with a message: "summarise this" is said of them.

A capability that takes a file and makes something of it (`process_document` makes a document) goes in front of the
steps that speak of what it makes.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from agent_core.contract import Risk
from agent_core.planning.local.bag import bag
from agent_core.planning.local.catalogue import Catalogue, Entry
from agent_core.planning.local.refer import Past, mentioned
from agent_core.planning.port import Clause, Kind
from agent_core.state import Label

FILES = bag("file_id file attachment")  # names of arguments that take an uploaded file
MOST = 5  # files of one message that are looked into
NEWEST = 2_000  # what comes with the message is the last thing spoken of
MEANT = re.compile(
    r"(?:the|this|that|these|those|my|here|both|all)?\s*(?:of\s+)?(?:the\s+|these\s+)?"
    r"(?:attach(?:ed|ment)s?|enclosed|upload(?:ed)?)?\s*"
    r"(?:files?|documents?|pdfs?|attachments?|upload|it|this|that|these|those|them|one|here)?",
    re.IGNORECASE,
)
NAMED = re.compile(r"[\"“”«»]|\.\w{2,4}$")  # a title in quotes, a file name
STEP = re.compile(r"\$\{(\w+)\.")


@dataclass(frozen=True)
class Attached:
    """The files, and what becomes of each by `entry`: an `entity`, with its id at `path` of the result."""

    entry: Entry
    slot: str
    entity: str
    path: str
    files: tuple[str, ...]

    def reference(self, index: int) -> str:
        return f"${{f{index + 1}.{self.path}}}"

    def things(self) -> list[Past]:
        count = len(self.files)
        return [Past(self.entity, self.reference(at), NEWEST, {}, at, count) for at in range(count)]


def attached(files: Sequence[str], catalogue: Catalogue) -> Attached | None:
    """None without files, or when nothing that is installed takes one."""
    for entry in catalogue.entries if files else ():
        taking = next((slot.name for slot in entry.slots if slot.required and slot.name in FILES), None)
        if taking and entry.makes:
            entity, path = next(iter(entry.makes.items()))
            return Attached(entry, taking, entity, path, tuple(files[:MOST]))
    return None


def with_files(clauses: Sequence[Clause], files: Attached, catalogue: Catalogue, label: Label) -> list[Clause]:
    """The clauses with the files in place of what points at them, and in front a step for each file that is used."""
    spread = [
        (old, each)
        for old, clause in zip(_ids(clauses), clauses, strict=True)
        for each in _spread(clause, files, catalogue)
    ]
    if not _used(spread, files) and label in ("statement", "unclear"):
        spread = _kept(spread, files)
    used = _used(spread, files)
    front = [(f"f{at + 1}", _taking(files, at, spread)) for at in used if not _taken(spread, files, at)]
    return _numbered([*front, *spread], files)


def _ids(clauses: Sequence[Clause]) -> Iterator[str]:
    """The step ids that the clauses have by now: only those with a capability count."""
    count = 0
    for clause in clauses:
        count += clause["capability"] is not None
        yield f"s{count}" if clause["capability"] else ""


def _spread(clause: Clause, files: Attached, catalogue: Catalogue) -> list[Clause]:
    """The clause once for each file that it is about, or as it was."""
    entry = catalogue.find(clause["capability"] or "")
    if entry is None or clause["alternatives"]:
        return [clause]
    if entry is files.entry:
        return [_filled(clause, files.slot, file_id) for file_id in files.files]
    if files.entity not in {slot.name for slot in entry.slots} or not _is_about(clause, entry, files):
        return [clause]
    if entry.capability.rules.answers_questions and len(files.files) > 1:
        return [clause]
    return [_filled(clause, files.entity, files.reference(at)) for at in range(len(files.files))]


def _is_about(clause: Clause, entry: Entry, files: Attached) -> bool:
    said = clause["arguments"].get(files.entity)
    if not said:
        return files.entity in clause["missing"] or entry.capability.rules.answers_questions
    if not isinstance(said, str) or STEP.match(said):
        return False
    if MEANT.fullmatch(said.strip()) or mentioned(said, files.entity)[0] == "thing":
        return True
    looks = entry.capability.rules.risk == Risk.READ
    return looks and len(files.files) == 1 and not NAMED.search(said)  # "sum up the report", with one attached


def _filled(clause: Clause, name: str, value: str) -> Clause:
    filled = clause.copy()
    filled["arguments"] = {**clause["arguments"], name: value}
    filled["missing"] = [each for each in clause["missing"] if each != name]
    return filled


def _used(spread: Sequence[tuple[str, Clause]], files: Attached) -> list[int]:
    """Indexes of the files that some clause speaks of."""
    said = " ".join(str(value) for _, clause in spread for value in clause["arguments"].values())
    return [at for at in range(len(files.files)) if files.reference(at) in said]


def _taken(spread: Sequence[tuple[str, Clause]], files: Attached, at: int) -> bool:
    return any(
        clause["capability"] == files.entry.name and clause["arguments"].get(files.slot) == files.files[at]
        for _, clause in spread
    )


def _kept(spread: list[tuple[str, Clause]], files: Attached) -> list[tuple[str, Clause]]:
    """ "Here is the contract": the files are taken in, where the words ask for nothing."""
    if any(clause["capability"] for _, clause in spread):
        return spread
    told = spread[0][1] if spread else None
    return [("", _taking(files, at, [("", told)] if told else [])) for at in range(len(files.files))]


def _taking(files: Attached, at: int, spread: Sequence[tuple[str, Clause]]) -> Clause:
    """The step that takes a file in, of the kind of what it is for."""
    kinds: list[Kind] = [clause["kind"] for _, clause in spread]
    kind: Kind = "question" if "question" in kinds and "command" not in kinds else "command"
    return Clause(
        text=spread[0][1]["text"] if spread else "", kind=kind, capability=files.entry.name,
        arguments={files.slot: files.files[at]}, missing=[], confidence=1.0, alternatives=[], reply="",
    )  # fmt: skip


def _numbered(spread: Sequence[tuple[str, Clause]], files: Attached) -> list[Clause]:
    """With references to steps by their new numbers; of a clause that became several, the last."""
    ids: dict[str, str] = {}
    for (old, clause), new in zip(spread, _ids([clause for _, clause in spread]), strict=True):
        ids[old] = new
        if clause["capability"] == files.entry.name:
            ids[f"f{files.files.index(clause['arguments'][files.slot]) + 1}"] = new
    return [_renamed(clause, ids) for _, clause in spread]


def _renamed(clause: Clause, ids: Mapping[str, str]) -> Clause:
    def new(found: re.Match[str]) -> str:
        return f"${{{ids.get(found[1], found[1])}."

    def value_of(value: Any) -> Any:
        return STEP.sub(new, value) if isinstance(value, str) else value

    renamed = clause.copy()
    renamed["arguments"] = {name: value_of(value) for name, value in clause["arguments"].items()}
    return renamed
