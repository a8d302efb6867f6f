"""What is shown of a group and of a report, outside of the workbook."""

from capabilities.activity.belonging import Place
from capabilities.activity.figures import Day, Totals
from capabilities.activity.reporting import Report
from capabilities.activity.sayings import told
from capabilities.activity.schemas import DayView, GroupView, MemberView, ReportView, TopicView, TotalsView
from capabilities.activity.spans import Period

MOST_MEMBERS, MOST_TOPICS = 20, 15


def group_view(place: Place, report: Report, week: Report, retention_days: int) -> GroupView:
    """`report` is of the last fourteen days, `week` of the last seven."""
    group, member = place.group, place.member
    return GroupView(
        id=group.id,
        platform=group.platform,
        title=group.title,
        on=group.on,
        zone=group.zone,
        report_at=f"{group.at:%H:%M}",
        counted=member.counted,
        daily=member.daily,
        keep_days=min(member.keep_days or retention_days, retention_days),
        members=report.inside,
        week=totals_view(week.figures.totals),
        days=[_day(day) for day in report.figures.days],
    )


def report_view(report: Report, period: Period) -> ReportView:
    figures, group = report.figures, report.group
    return ReportView(
        text=told(report),
        group_id=group.id,
        title=group.title,
        platform=group.platform,
        period=period,
        zone=group.zone,
        since=figures.span.first,
        until=figures.span.last,
        totals=totals_view(figures.totals),
        before=totals_view(figures.before),
        days=[_day(day) for day in figures.days],
        hours=[figures.at_hour(hour) for hour in range(24)],
        members=[
            MemberView(name=report.names[m.member], messages=m.messages, share=m.messages / figures.totals.messages)
            for m in figures.members[:MOST_MEMBERS]
        ],
        topics=[TopicView(**vars(topic)) for topic in figures.topics[:MOST_TOPICS]],
        made_at=report.made_at,
    )


def totals_view(totals: Totals) -> TotalsView:
    return TotalsView(**vars(totals))


def _day(day: Day) -> DayView:
    return DayView(date=day.date, messages=day.totals.messages)
