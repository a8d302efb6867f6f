"""The workbook, read again, against the figures that were worked out by hand."""

from collections.abc import AsyncIterator
from datetime import date, datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest
import pytest_asyncio
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from capabilities.activity import Activity
from tests.capabilities.activity import fixture as f
from tests.capabilities.activity.conftest import NOW
from tests.capabilities.activity.world import Chat, FakeHost
from tests.support.databases import empty_database


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def data(mongodb_uri: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[bytes]:
    """Made once for all that only read it."""
    async with empty_database(mongodb_uri) as database:
        host = FakeHost(database, tmp_path_factory.mktemp("workbook"), NOW)
        host.linked.link("11", "ana", "Ana K.")
        host.linked.link("22", "ben", "Ben")
        await (activity := Activity()).open(host)
        club = Chat(activity)
        await club.command("99", "on 08:00 Europe/Berlin", admin=True)
        await club.tell(*f.HAPPENINGS)
        sheet = await activity.report_of(club.group, "last 7 days")
        await host.close()
    assert sheet.name == "activity-book-club-2026-10-20-to-2026-10-26.xlsx"
    yield sheet.data


@pytest.fixture
def book(data: bytes) -> Workbook:
    return openpyxl.load_workbook(BytesIO(data))


def rows(sheet: Worksheet, width: int) -> list[list[Any]]:
    """Below the headers in row 4, down to the first empty one."""
    found = []
    for row in sheet.iter_rows(min_row=5, max_col=width, values_only=True):
        if row[0] is None:
            break
        found.append(list(row))
    return found


def test_the_summary_compares_with_the_week_before(book: Workbook) -> None:
    sheet = book["Summary"]
    assert sheet["A1"].value == "Book club"
    assert sheet["A2"].value == "20 to 26 October 2026 · times in Europe/Berlin"
    assert rows(sheet, 4) == [
        ["Messages", 6, 1, 5],
        ["People who wrote", 3, 1, 2],
        ["Characters per message", pytest.approx(107 / 6), 13, pytest.approx((107 / 6 - 13) / 13)],
        ["Came in", 1, 1, 0],
        ["Went out", 1, 0, "–"],
        ["Subscribed", 1, 0, "–"],
        ["Unsubscribed", 1, 0, "–"],
    ]
    assert sheet["D5"].number_format.startswith("+0.0%")
    said = {sheet.cell(row, 1).value: sheet.cell(row, 2).value for row in range(13, 18)}
    assert said["Busiest hour of the day"] == "00:00–01:00, 3 messages"
    assert said["Busiest day"] == "Sunday 25 October, 4 messages"
    assert said["Written about most"] == "budget, projector, workshop"
    assert said["People known to be in the group"] == "4"  # Ana, Ben, 33 and 44; 55 left


def test_members_are_named_where_they_are_linked(book: Workbook) -> None:
    members = rows(book["Members"], 10)
    assert [(row[1], row[2], row[4]) for row in members[::2]] == [("Ana K.", 3, 73), ("Ben", 1, 20)]
    assert members[1][1].startswith("Member ")
    assert members[0][3] == pytest.approx(0.5)
    assert members[0][6:8] == [2, "02:00–03:00"]
    assert members[0][8:] == [datetime(2026, 10, 20), datetime(2026, 10, 25, 2, 30)]


def test_hours_and_days_are_those_of_the_group_and_add_up(book: Workbook) -> None:
    hours = rows(book["By hour"], 9)
    assert len(hours) == 24
    found = {(day, hour): row[1 + day] for hour, row in enumerate(hours) for day in range(7) if row[1 + day]}
    assert found == f.HOURS
    assert [row[8] for row in hours] == [3, 0, 2] + [0] * 20 + [1]
    days = rows(book["By day"], 7)
    assert [(row[0].date(), row[1]) for row in days] == list(f.DAYS.items())
    assert days[5] == [datetime(2026, 10, 25), 4, 3, 1, 0, 0, 0]
    assert days[6] == [datetime(2026, 10, 26), 1, 1, 0, 1, 1, 1]


def test_topics_are_ranked_and_a_formula_in_a_message_is_only_words(book: Workbook) -> None:
    assert [tuple(row[i] for i in (1, 2, 4)) for row in rows(book["Topics"], 5)] == f.TOPICS
    kinds = {cell.data_type for sheet in book.worksheets for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds


async def test_a_name_that_is_a_formula_or_no_xml_stays_a_name(activity: Activity, club: Chat) -> None:
    club.title = '=HYPERLINK("https://evil.example","click")\x07'
    await club.tell(*f.HAPPENINGS)
    sheet = await activity.report_of(club.group, "")
    summary = openpyxl.load_workbook(BytesIO(sheet.data))["Summary"]
    assert summary["A1"].value == '=HYPERLINK("https://evil.example","click") '
    assert (summary["A1"].data_type, summary["A1"].quotePrefix) == ("s", True)


def test_every_sheet_prints_on_a4_with_its_headers_in_view(book: Workbook) -> None:
    assert book.sheetnames == ["Summary", "Members", "By hour", "By day", "Topics"]
    for sheet in book.worksheets:
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth) == (9, 1)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert not sheet.sheet_view.showGridLines
        if sheet.title != "Summary":
            assert (sheet.freeze_panes, sheet.print_title_rows) == ("A5", "$4:$4")


def test_the_charts_draw_the_cells_they_stand_below(book: Workbook) -> None:
    drawn = {sheet.title: [_cells(chart) for chart in sheet._charts] for sheet in book.worksheets}
    assert drawn == {
        "Summary": [["'By day'!$B$5:$B$11"]],
        "Members": [["'Members'!$C$5:$C$7"]],
        "By hour": [["'By hour'!$I$5:$I$28"]],
        "By day": [["'By day'!$B$5:$B$11"], ["'By day'!$D$5:$D$11", "'By day'!$E$5:$E$11"]],
        "Topics": [["'Topics'!$C$5:$C$7"]],
    }


def _cells(chart: Any) -> list[str]:
    return [series.val.numRef.f for series in chart.series]


async def test_a_day_on_which_nothing_was_written_is_a_workbook_too(activity: Activity, club: Chat) -> None:
    sheet = await activity.report_of(club.group, "yesterday")
    book = openpyxl.load_workbook(BytesIO(sheet.data))
    assert rows(book["Summary"], 2)[0] == ["Messages", 0]
    assert rows(book["Members"], 2) == []
    assert rows(book["By day"], 2) == [[datetime(2026, 10, 25), 0]]
    assert sheet.name == f"activity-book-club-{date(2026, 10, 25)}.xlsx"
