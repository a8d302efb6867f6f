"""What people say when they mean a function; `{field}` marks where an argument stands."""

REPORT = (
    "activity report of the {period}",
    "activity report",
    "group report for {period}",
    "show the activity report of {group}",
    "how active was the group {period}?",
    "how active was {group} {period}?",
    "activity report of {group} for {period}",
    "group statistics of {period}",
    "what was written about most in the group {period}?",
    "who wrote most in {group} {period}?",
)
SEND_REPORT = (
    "send me the activity report of the {period} by {to}",
    "{to} me the activity report of the {period}",
    "{to} me the activity report",
    "send the activity report of {group} to my {to}",
    "mail me the activity report of the {period}",
    "send me the activity report as an Excel file by {to}",
    "get me the activity report of the {period} by {to}",
)
LIST_GROUPS = (
    "which groups am I in?",
    "show my groups",
    "list my groups",
    "which groups do you keep account of?",
    "my group activity",
)
OPT_OUT = (
    "opt me out of the group {group}",
    "stop counting me in the group {group}",
    "do not count me in the activity of {group}",
    "remove me from the activity report of {group}",
)
OPT_IN = ("opt me in to the group {group}", "count me in the activity of {group} again")
TAKE_PART = (
    "keep what I do in the group {group} for {keep_days} days",
    "keep my activity in {group} for {keep_days} days",
)
