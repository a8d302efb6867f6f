"""The five sheets of a report."""

from datetime import datetime

from openpyxl.chart import BarChart
from openpyxl.styles import Border, Side
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from capabilities.activity.figures import Totals
from capabilities.activity.reporting import Report
from capabilities.activity.spans import spoken
from capabilities.activity.workbook import charts
from capabilities.activity.workbook.style import (
    CHANGE,
    DAY,
    FEW,
    LINE,
    MOMENT,
    ONE_PLACE,
    QUIET,
    ROW,
    SHARE,
    WHOLE,
    Column,
    Value,
    bars,
    heading,
    heat,
    placed,
    printable,
    table,
    write,
)

TOP = 4  # the row of the headers
RANKED = 10  # bars of a ranking
LABELS = 12  # days that are named below a chart
ONE_PAGE = 14  # members that fit on a page together with their chart
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def summary(sheet: Worksheet, report: Report) -> None:
    figures = report.figures
    heading(sheet, report.group.title, f"{spoken(figures.span)} · times in {report.group.zone}")
    heads = [Column("What", 34), *(Column(head, 15, WHOLE) for head in ("This period", "Period before", "Change"))]
    table(sheet, TOP, heads, [])
    lines = _compared(figures.totals, figures.before)
    for row, line in enumerate(lines, TOP + 1):
        _comparison(sheet, row, *line)
    last = TOP + len(lines)
    last = _highlights(sheet, report, last + 2)
    if figures.totals.messages:
        chart = _by_day_chart(sheet, report) if figures.span.days > 1 else _by_hour_chart(sheet)
        sheet.add_chart(chart, f"A{last + 2}")
    printable(sheet)


def _comparison(sheet: Worksheet, row: int, label: str, value: float, before: float, format: str) -> None:
    change: Value = (value - before) / before if before else "–"
    cells: tuple[tuple[Value, str], ...] = ((label, ""), (value, format), (before, format), (change, CHANGE))
    sheet.row_dimensions[row].height = ROW
    for place, (shown, its) in enumerate(cells, 1):
        made = write(sheet, row, place, shown, format=its, bold=place == 2)
        made.alignment = placed("right" if place > 1 else "left")
        made.border = Border(bottom=Side(style="thin", color=LINE))


def _compared(now: Totals, before: Totals) -> list[tuple[str, float, float, str]]:
    return [
        ("Messages", now.messages, before.messages, WHOLE),
        ("People who wrote", now.active, before.active, WHOLE),
        ("Characters per message", now.length, before.length, ONE_PLACE),
        ("Came in", now.joined, before.joined, WHOLE),
        ("Went out", now.left, before.left, WHOLE),
        ("Subscribed", now.subscribed, before.subscribed, WHOLE),
        ("Unsubscribed", now.unsubscribed, before.unsubscribed, WHOLE),
    ]


def _highlights(sheet: Worksheet, report: Report, row: int) -> int:
    figures, lines = report.figures, [("People known to be in the group", f"{report.inside:,}")]
    if (hour := figures.busiest_hour) is not None:
        lines.append(("Busiest hour of the day", f"{_hour(hour)}, {figures.at_hour(hour):,} messages"))
    if (day := figures.busiest_day) and figures.span.days > 1:
        lines.append(("Busiest day", f"{day.date:%A} {day.date.day} {day.date:%B}, {day.totals.messages:,} messages"))
    if figures.members:
        lines.append(("Wrote most", ", ".join(report.names[each.member] for each in figures.members[:3])))
    if figures.topics:
        lines.append(("Written about most", ", ".join(each.word for each in figures.topics[:5])))
    for at, (label, said) in enumerate(lines, row):
        sheet.row_dimensions[at].height = ROW
        write(sheet, at, 1, label, color=QUIET).alignment = placed("left")
        write(sheet, at, 2, said).alignment = placed("left")
    return row + len(lines) - 1


def members(sheet: Worksheet, report: Report) -> None:
    figures = report.figures
    about = "Who wrote, and how much. A code stands for an account that is not linked to the assistant."
    heading(sheet, "Members", about)
    columns = [
        Column("#", 6, WHOLE, centred=True),
        Column("Member", 32),
        Column("Messages", 12, WHOLE),
        Column("Share", 10, SHARE),
        Column("Characters", 12, WHOLE),
        Column("Per message", 13, ONE_PLACE),
        Column("Active days", 12, WHOLE),
        Column("Busiest hour", 14, "@", centred=True),
        Column("First", 19, MOMENT),
        Column("Last", 19, MOMENT),
    ]
    rows: list[list[Value]] = [
        [number, report.names[m.member], m.messages, m.messages / figures.totals.messages, m.characters,
         m.characters / m.messages, m.days, _hour(m.hour), _local(m.first, report), _local(m.last, report)]
        for number, m in enumerate(figures.members, 1)
    ]  # fmt: skip
    last = table(sheet, TOP, columns, rows)
    if rows:
        bars(sheet, f"C{TOP + 1}:C{last}")
        data = charts.Data(sheet, TOP, min(last, TOP + RANKED), names=2, first=3, last=3)
        if len(rows) > ONE_PAGE:
            sheet.row_breaks.append(Break(id=last + 1))
        sheet.add_chart(charts.ranking(data, "Messages by member", width=28), f"A{last + 3}")
    printable(sheet, header_row=TOP, long=True)


def by_hour(sheet: Worksheet, report: Report) -> None:
    figures = report.figures
    heading(sheet, "Activity by hour", f"Messages by hour of the day and day of the week, times in {report.group.zone}")
    columns = [Column("Hour", 11), *(Column(day, 9, FEW, centred=True) for day in WEEKDAYS), Column("All", 10, WHOLE)]
    rows: list[list[Value]] = [
        [f"{hour:02}:00", *(figures.hours.get((day, hour), 0) for day in range(7)), figures.at_hour(hour)]
        for hour in range(24)
    ]
    last = table(sheet, TOP, columns, rows)
    heat(sheet, f"B{TOP + 1}:H{last}")
    bars(sheet, f"I{TOP + 1}:I{last}")
    sheet.add_chart(_by_hour_chart(sheet.parent["By hour"]), f"A{last + 3}")
    printable(sheet, header_row=TOP)


def by_day(sheet: Worksheet, report: Report) -> None:
    heading(sheet, "Activity by day", f"Every day from midnight to midnight in {report.group.zone}")
    heads = ("Messages", "People", "Came in", "Went out", "Subscribed", "Unsubscribed")
    columns = [Column("Day", 19, DAY), *(Column(head, 15, WHOLE) for head in heads)]
    rows: list[list[Value]] = [
        [d.date, t.messages, t.active, t.joined, t.left, t.subscribed, t.unsubscribed]
        for d in report.figures.days
        for t in (d.totals,)
    ]
    last = table(sheet, TOP, columns, rows)
    bars(sheet, f"B{TOP + 1}:B{last}")
    sheet.add_chart(_by_day_chart(sheet, report), f"A{last + 3}")
    moves = charts.columns(charts.Data(sheet, TOP, last, names=1, first=4, last=5), "Came in and went out", width=20)
    _days_below(moves, report)
    sheet.add_chart(moves, f"A{last + 19}")
    printable(sheet, header_row=TOP)


def topics(sheet: Worksheet, report: Report) -> None:
    figures = report.figures
    heading(sheet, "Topics", "Words by the number of messages they are in, without those that every sentence has")
    columns = [
        Column("#", 6, WHOLE, centred=True),
        Column("Topic", 30),
        Column("Messages", 13, WHOLE),
        Column("Share of messages", 21, SHARE),
        Column("People", 12, WHOLE),
    ]
    rows: list[list[Value]] = [
        [number, each.word, each.messages, each.messages / figures.totals.messages, each.people]
        for number, each in enumerate(figures.topics, 1)
    ]
    last = table(sheet, TOP, columns, rows)
    if rows:
        bars(sheet, f"C{TOP + 1}:C{last}")
        data = charts.Data(sheet, TOP, min(last, TOP + RANKED), names=2, first=3, last=3)
        sheet.add_chart(charts.ranking(data, "Messages by topic", width=18), f"A{last + 3}")
    printable(sheet, header_row=TOP)


def _by_day_chart(sheet: Worksheet, report: Report) -> BarChart:
    source = sheet.parent["By day"]
    data = charts.Data(source, TOP, TOP + report.figures.span.days, names=1, first=2, last=2)
    chart = charts.columns(data, "Messages by day", width=20)
    _days_below(chart, report)
    return chart


def _days_below(chart: BarChart, report: Report) -> None:
    chart.x_axis.number_format = "d mmm"
    chart.x_axis.tickLblSkip = -(-report.figures.span.days // LABELS)


def _by_hour_chart(sheet: Worksheet) -> BarChart:
    data = charts.Data(sheet.parent["By hour"], TOP, TOP + 24, names=1, first=9, last=9)
    chart = charts.columns(data, "Messages by hour of the day", width=20)
    chart.x_axis.tickLblSkip = 2
    return chart


def _hour(hour: int) -> str:
    return f"{hour:02}:00–{(hour + 1) % 24:02}:00"


def _local(moment: datetime, report: Report) -> datetime:
    """Excel's times have no zone: they are the group's."""
    return moment.astimezone(report.zone).replace(tzinfo=None)
