"""What people say when they mean a function; `{field}` marks where an argument stands."""

UNDO_LAST = (
    "undo",
    "/undo",
    "undo that",
    "undo it",
    "take that back",
    "undo the last change",
    "revert the last change",
    "undo what you just did",
    "take back the last thing you did",
    "never mind, undo that",
)
UNDO_SINCE = (
    "undo everything since {since}",
    "/undo since {since}",
    "take back everything since {since}",
    "revert all changes since {since}",
    "undo all you did since {since}",
    "undo everything you did after {since}",
)
HISTORY = (
    "what did you do today?",
    "what have you done today?",
    "what did you do since {since}?",
    "what have you changed since {since}?",
    "show what you did",
    "show your history since {since}",
    "list everything you did since {since}",
    "what did you just do?",
)
