"""A report as an Excel workbook. openpyxl is loaded when the first one is made."""

from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from capabilities.activity.reporting import Report

CREATOR = "Agentic Bot"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook_of(report: "Report") -> bytes:
    from openpyxl import Workbook

    from capabilities.activity.workbook import sheets, style

    book = Workbook()
    for empty in book.worksheets:
        book.remove(empty)
    first = book.create_sheet("Summary")
    rest = {name: book.create_sheet(name) for name in ("Members", "By hour", "By day", "Topics")}
    sheets.members(rest["Members"], report)
    sheets.by_hour(rest["By hour"], report)
    sheets.by_day(rest["By day"], report)
    sheets.topics(rest["Topics"], report)
    sheets.summary(first, report)
    book.properties.creator, book.properties.title = CREATOR, style.clean(f"Activity of {report.group.title}")
    book.properties.created = report.made_at.replace(tzinfo=None)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def file_name(report: "Report") -> str:
    """`activity-book-club-2026-11-16-to-2026-11-22.xlsx`"""
    words = "".join(each if each.isalnum() else " " for each in report.group.title.lower()).split()
    span = report.figures.span
    days = [span.first.isoformat()] if span.days == 1 else [span.first.isoformat(), "to", span.last.isoformat()]
    return "-".join(["activity", *words[:6], *days]) + ".xlsx"
