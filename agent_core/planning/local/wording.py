"""What the planner says: questions, titles of steps, and what it can and cannot do."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from agent_core.contract import Capability
from agent_core.planning.local.catalogue import Entry
from agent_core.planning.local.fields import Slot
from agent_core.planning.local.small_talk import Topic

SHOWN = 60  # characters of an argument in a title
SHOWN_EXAMPLES = 3  # of each package, when asked what can be done
SLOT = re.compile(r"\{\w+\}")
TALK: dict[Topic, str] = {
    "greeting": "Hello! What can I do for you?",
    "thanks": "You're welcome.",
    "bye": "Goodbye!",
    "feeling": "I'm a program, so I don't have moods, but everything is working. What can I do for you?",
    "who": "I'm the assistant of this server: a program that plans and does what you ask.",
    "human": "No, I'm a program.",
    "model": "This answer comes from the built-in planner, which works by rules and no language model.",
    "praise": "Glad to hear it.",
    "drop": "All right, I'll leave it.",
}
OTHER_LANGUAGES = {
    "de": "Ohne Sprachmodell verstehe ich Anweisungen bisher nur auf Englisch.",
    "es": "Sin un modelo de lenguaje, por ahora solo entiendo instrucciones en inglés.",
    "fr": "Sans modèle de langage, je ne comprends pour l'instant que les demandes en anglais.",
}


def small_talk(topic: Topic, capabilities: Sequence[Capability], now: datetime) -> str:
    if topic == "what":
        return "This is what I can do here:\n\n" + able(capabilities)
    if topic == "time":
        return f"It is {now:%H:%M} on {now:%A}, {now.day} {now:%B %Y}."
    return TALK[topic]


def able(capabilities: Sequence[Capability]) -> str:
    """The registered capabilities by package, and how people ask for some of them."""
    packages: dict[str, list[Capability]] = {}
    for found in capabilities:
        packages.setdefault(found.name.partition(".")[0], []).append(found)
    return "\n\n".join(_package(name, several) for name, several in packages.items())


def _package(name: str, capabilities: Sequence[Capability]) -> str:
    acts = ", ".join(_uncapitalised(label(each)) for each in capabilities)
    asked = [SLOT.sub("…", each.rules.examples[0]) for each in capabilities if each.rules.examples]
    examples = f"\n  For example: {', '.join(f'“{each}”' for each in asked[:SHOWN_EXAMPLES])}." if asked else ""
    return f"- **{_capitalised(name)}**: {acts}.{examples}"


def refusal(capabilities: Sequence[Capability], language: str) -> str:
    said = OTHER_LANGUAGES.get(language, "")
    if not capabilities:
        return f"{said} I can't do that: nothing that I could do it with is installed.".strip()
    return (
        f"{said} I can't do that with what is installed here. Without a language model I understand plain requests for "
        f"these:\n\n{able(capabilities)}\n\nA model (AGENTIC_MODEL_BASE_URL) would let me understand and answer more."
    ).strip()


def label(capability: Capability) -> str:
    """`planner.set_reminder` as people read it: Set reminder."""
    return _capitalised(capability.name.rpartition(".")[2].replace("_", " "))


def title(entry: Entry, arguments: dict[str, Any]) -> str:
    """`Create task: buy milk`"""
    value = arguments.get(entry.main.name) if entry.main else None
    if not isinstance(value, str) or not value or value.startswith("${"):
        return label(entry.capability)
    shown = value if len(value) <= SHOWN else value[: SHOWN - 1].rstrip() + "…"
    return f"{label(entry.capability)}: {shown}"


def ask_for(entry: Entry, slot: Slot, arguments: dict[str, Any]) -> str:
    """The question for a missing argument, made of what the author said about it."""
    act = _uncapitalised(title(entry, {k: v for k, v in arguments.items() if k != slot.name}))
    if slot.kind == "when":
        day = f" on {arguments[slot.name]}" if isinstance(arguments.get(slot.name), str) else ""
        return f"At what time{day}? ({act})" if day else f"When? ({act})"
    if slot.kind == "duration":
        return f"How long? ({act})"
    if slot.kind == "choice":
        return f"{_capitalised(_name(slot))}: {', '.join(slot.choices)}? ({act})"
    return f"{_capitalised(slot.description or _name(slot)).rstrip('.?')}? ({act})"


def ask_which(entries: Iterable[Entry]) -> str:
    several = [_uncapitalised(label(entry.capability)) for entry in entries]
    if len(several) == 1:
        return f"I'm not sure I understood. Is it “{several[0]}” that you want?"
    return f"I'm not sure which you mean: {', '.join(several[:-1])} or {several[-1]}?"


def left_out(texts: Sequence[str]) -> str:
    return "I left out what I did not understand: " + ", ".join(f"“{text}”" for text in texts) + "."


def _name(slot: Slot) -> str:
    return slot.name.replace("_", " ")


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _uncapitalised(text: str) -> str:
    return text[:1].lower() + text[1:]
