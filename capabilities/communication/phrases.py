"""What people say."""

SEND_MESSAGE = (
    "send {recipient} a message on {platform} saying {message}",
    "send a message to {recipient} by {platform}: {message}",
    "message {recipient} on {platform}: {message}",
    "tell {recipient} by {platform} that {message}",
    "send {recipient} a message saying {message}",
    "send a message to {recipient}: {message}",
    "send a message to {recipient} saying {message}",
    "write to {recipient} on {platform} that {message}",
)
SEND_EMAIL = (
    "send an email to {recipient} saying {message}",
    "send {recipient} an email saying {message}",
    "send an e-mail to {recipient}: {message}",
    "email {recipient} that {message}",
    "email {recipient}: {message}",
    "mail {recipient}: {message}",
)
BROADCAST_MESSAGE = (
    "send everybody in {recipients} the message {message}",
    "broadcast {message} to {recipients}",
    "send the message {message} to {recipients}",
    "tell all of {recipients} that {message}",
)
LIST_PLATFORMS = (
    "which platforms are connected?",
    "what channels do you have?",
    "show the connected channels",
    "how can you reach people?",
)
REGISTER_PLATFORM = ("connect the platform {name}", "set up {name} as a channel", "register the platform {name}")
ESCALATE = (
    "ask {person} to decide: {question}",
    "escalate to {person}: {question}",
    "get {person} to approve {question}",
    "let {person} decide whether {question}",
)
LIST_ESCALATIONS = ("which decisions am I waiting for?", "show my escalations", "what did I ask others to decide?")
