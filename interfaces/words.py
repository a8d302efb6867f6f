"""For platforms without buttons or markup: buttons in words, and Markdown without its signs."""

import re
from collections.abc import Sequence

from agent_core.channels import Button

YES_NO = {"ok": "yes", "no": "no"}  # what to answer instead of pressing a button
SPEAKABLE = (*YES_NO, "pick")  # buttons for which an answer in words does the same
LINK = re.compile(r"(?<!\\)\[([^\]\n]{1,300})\]\((https?://[^\s)]{1,1000})\)")
ESCAPED = re.compile(r"\\([\\`*_\[\]<>#|~])")


def in_words(buttons: Sequence[Button]) -> str:
    lines = [f"{each.label}: {each.link}" for each in buttons if each.link]
    verbs = [(each.data.partition(":")[0], each.label) for each in buttons if not each.link]
    answers = [f"“{YES_NO.get(verb, label)}”" for verb, label in verbs if verb in SPEAKABLE]
    return "\n".join([*lines, *([f"Answer with {' or '.join(answers)}."] if answers else [])])


def without_markup(text: str) -> str:
    """Markdown reads well as it is, but for emphasis, addresses, and the signs that keep text from being Markdown."""
    text = LINK.sub(r"\1 (\2)", text)
    return ESCAPED.sub(r"\1", re.sub(r"(?<!\\)\*\*", "", text))
