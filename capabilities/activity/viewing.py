"""What is shown of a group and of a report, outside of the workbook."""

from agent_core.contract import Origin
from capabilities.activity.belonging import Place
from capabilities.activity.figures import Day, Totals
from capabilities.activity.reporting import Lately, Report
from capabilities.activity.sayings import told
from capabilities.activity.schemas import DayView, GroupView, MemberView, ReportView, TopicView, TotalsView

MOST_MEMBERS, MOST_TOPICS = 20, 15


def group_view(place: Place, lately: Lately, retention_days: int) -> GroupView:
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
        members=lately.inside,
        week=totals_view(lately.week),
        days=[_day(day) for day in lately.days],
    )


def report_view(report: Report) -> ReportView:
    figures, group = report.figures, report.group
    return ReportView(
        text=f"{told(report)}\n\nAs a workbook: on the page Groups, or say “email me the activity report”.",
        origin=Origin.UNTRUSTED,
        group_id=group.id,
        title=group.title,
        platform=group.platform,
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
