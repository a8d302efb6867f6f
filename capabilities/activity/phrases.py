"""What people say when they mean a function; `{field}` marks where an argument stands."""

REPORT = (
    "activity report",
    "activity report from {since} to {until}",
    "activity report of the last {last_days} days",
    "activity report of the group {group} from {since} to {until}",
    "activity report of {group} for the last {last_days} days",
    "show the activity report of {group}",
    "how active was the group from {since} to {until}?",
    "how active was {group} from {since} to {until}?",
    "group statistics from {since} to {until}",
    "what was written about most in {group} from {since} to {until}?",
    "who wrote most in {group} from {since} to {until}?",
)
SEND_REPORT = (
    "email me the activity report",
    "email me the activity report from {since} to {until}",
    "email me the activity report of the last {last_days} days",
    "email me the activity report of {group} from {since} to {until}",
    "mail me the activity report from {since} to {until}",
    "e-mail me the activity report of {group}",
    "send me the activity report by {by}",
    "send me the activity report of {group} by {by}",
    "send me the activity report from {since} to {until} by {by}",
    "send me the activity report as an Excel file",
)
LIST_GROUPS = (
    "which groups am I in?",
    "show my groups",
    "list my groups",
    "which groups do you keep account of?",
)
OPT_OUT = (
    "opt me out of the group {group}",
    "opt out of {group}",
    "stop counting me in {group}",
    "do not count me in {group}",
)
OPT_IN = ("opt me in to the group {group}", "count me in {group} again", "start counting me in {group}")
TAKE_PART = (
    "keep what I do in the group {group} for {keep_days} days",
    "keep my activity in {group} for {keep_days} days",
)
