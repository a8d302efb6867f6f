"""A report in a few sentences."""

from capabilities.activity.figures import Totals
from capabilities.activity.reporting import Report
from capabilities.activity.spans import spoken


def told(report: Report) -> str:
    figures, totals = report.figures, report.figures.totals
    said = [f"{report.group.title}, {spoken(figures.span)}: {_messages(totals)}{_compared(totals, figures.before)}."]
    if moves := _moves(totals):
        said.append(f"{moves}.")
    if (hour := figures.busiest_hour) is not None:
        said.append(f"Busiest from {hour:02}:00 to {(hour + 1) % 24:02}:00 ({report.group.zone}).")
    if figures.topics:
        said.append(f"Written about most: {', '.join(each.word for each in figures.topics[:5])}.")
    return " ".join(said)


def _messages(totals: Totals) -> str:
    if not totals.messages:
        return "no messages"
    return f"{counted(totals.messages, 'message')} by {counted(totals.active, 'person', 'people')}"


def _compared(now: Totals, before: Totals) -> str:
    if not before.messages:
        return ""
    change = round(100 * (now.messages - before.messages) / before.messages)
    return f" ({change:+} % against the time before)" if change else " (as many as in the time before)"


def _moves(totals: Totals) -> str:
    moves = ((totals.joined, "came in"), (totals.left, "went out"), (totals.subscribed, "subscribed"),
             (totals.unsubscribed, "unsubscribed"))  # fmt: skip
    return ", ".join(f"{number:,} {what}" for number, what in moves if number)


def counted(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
