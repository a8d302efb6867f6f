"""A message as Slack shows it: mrkdwn in blocks, with buttons below."""

import re
from collections.abc import Mapping
from typing import Any

from agent_core.channels import Button, Outgoing
from interfaces.words import ESCAPED, LINK

SECTION = 2_900  # characters that one block may have, with some to spare
MOST = 40  # blocks
BUTTON = 75  # characters of a label


def payload_of(message: Outgoing, channel: str) -> dict[str, Any]:
    """The body of chat.postMessage."""
    text = mrkdwn(message.text)
    body: dict[str, Any] = {"channel": channel, "text": text[:SECTION], "blocks": _blocks(text, message)}
    if message.reply_to:
        body["thread_ts"] = message.reply_to
    return body | {"unfurl_links": False, "unfurl_media": False}


def mrkdwn(text: str) -> str:
    """Markdown as Slack writes it; `&`, `<` and `>` of the text stay what they are."""
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found.group(1))
        return f"\x00{len(kept) - 1}\x00"

    text = ESCAPED.sub(keep, text.replace("\x00", "")).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = re.sub(r"^&gt; ", "> ", text, flags=re.MULTILINE)
    text = LINK.sub(lambda found: f"<{found.group(2)}|{found.group(1)}>", text)
    text = re.sub(r"^#{1,6} +(.+)$", r"*\1*", text, flags=re.MULTILINE)
    text = re.sub(r"\*\*(.+?)\*\*", r"*\1*", text)
    text = re.sub(r"^(\s*)[-*] ", r"\1• ", text, flags=re.MULTILINE)
    return re.sub(r"\x00(\d+)\x00", lambda found: _literal(kept[int(found.group(1))]), text)


def _literal(sign: str) -> str:
    """A sign that was escaped: with a zero-width space behind it, which keeps it from being markup."""
    return {"<": "&lt;", ">": "&gt;"}.get(sign, f"{sign}\u200b" if sign in "*_~`" else sign)


def _blocks(text: str, message: Outgoing) -> list[dict[str, Any]]:
    sections = [text[at : at + SECTION] for at in range(0, len(text), SECTION)][:MOST]
    blocks: list[dict[str, Any]] = [
        {"type": "section", "text": {"type": "mrkdwn", "text": each}} for each in sections if each.strip()
    ]
    if message.buttons:
        elements = [_element(each, place) for place, each in enumerate(message.buttons[:25])]
        blocks.append({"type": "actions", "elements": elements})
    return blocks


def _element(button: Button, place: int) -> Mapping[str, Any]:
    shown = {"type": "button", "text": {"type": "plain_text", "text": button.label[:BUTTON]}, "action_id": f"b{place}"}
    return {**shown, "url": button.link} if button.link else {**shown, "value": button.data}
