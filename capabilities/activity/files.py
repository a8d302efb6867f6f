"""Workbooks that wait to be sent: written anew when the past of their group changes, gone some days later."""

import asyncio
from datetime import date, datetime, timedelta
from pathlib import Path

from agent_core.channels import OutFile
from agent_core.contract import Host
from capabilities.activity.records import GroupRecord
from capabilities.activity.reporting import Report, Reporting
from capabilities.activity.spans import Span
from capabilities.activity.workbook import TYPE, file_name, workbook_of

KEPT = timedelta(days=3)  # nothing waits longer to be sent


class Files:
    """In the folder of the package, one folder for each group; a file is named by its days."""

    def __init__(self, host: Host, reporting: Reporting) -> None:
        self._host = host
        self._reporting = reporting
        self._folder = host.data_dir / "outgoing"

    async def write(self, report: Report) -> OutFile:
        span = report.figures.span
        place = self._folder / report.group.id / f"{span.first}_{span.last}.xlsx"
        data = await asyncio.to_thread(workbook_of, report)
        await asyncio.to_thread(_put, place, data)
        return OutFile(path=place, name=file_name(report), type=TYPE)

    async def rewrite(self, group: GroupRecord) -> None:
        """Somebody is not counted any more: so they are not in what was not sent yet."""
        for place in await asyncio.to_thread(lambda: list((self._folder / group.id).glob("*.xlsx"))):
            first, last = map(date.fromisoformat, place.stem.split("_"))
            await self.write(await self._reporting.report(group, Span(first, last), self._host.now()))

    async def tidy(self, now: datetime) -> None:
        await asyncio.to_thread(_remove_old, self._folder, (now - KEPT).timestamp())

    async def remove(self, group: GroupRecord) -> None:
        await asyncio.to_thread(_remove_old, self._folder, float("inf"), group.id)


def _put(place: Path, data: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.with_suffix(".part")
    draft.write_bytes(data)
    draft.replace(place)


def _remove_old(folder: Path, before: float, group_id: str = "*") -> None:
    for path in folder.glob(f"{group_id}/*"):
        if path.stat().st_mtime < before:
            path.unlink(missing_ok=True)
