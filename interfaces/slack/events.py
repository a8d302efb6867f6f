"""What Slack posts: checked by its signature, then what of it is a message or a button to us."""

import hashlib
import hmac
import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from agent_core.doors.port import HookRequest
from agent_core.errors import InvalidInput, NotAuthenticated

FRESH = 300  # seconds; an older request could be one that somebody recorded
MENTION = re.compile(r"<@[A-Z0-9]+>\s*")
WRONG = "The signature is not Slack's."


@dataclass(frozen=True)
class Update:
    """`id` is the same however often Slack posts it; `place` is a channel of several people, "" for none."""

    id: str
    who: str
    text: str = ""
    button: str = ""
    place: str = ""
    thread: str = ""
    files: tuple[dict[str, str], ...] = ()


def check_signature(request: HookRequest, secret: str, now: float) -> None:
    """Raises NotAuthenticated."""
    sent_at = request.headers.get("x-slack-request-timestamp", "")
    signed = hmac.new(secret.encode(), b"v0:" + sent_at.encode() + b":" + request.body, hashlib.sha256).hexdigest()
    given = request.headers.get("x-slack-signature", "")
    if not hmac.compare_digest(f"v0={signed}".encode(), given.encode()):
        raise NotAuthenticated(WRONG)
    if not sent_at.isdecimal() or abs(now - int(sent_at)) > FRESH:
        raise NotAuthenticated("The request is too old.")


def body_of(request: HookRequest) -> dict[str, Any]:
    """JSON of an event, or of a button in the form field `payload`. Raises InvalidInput."""
    try:
        text = request.body.decode()
        if not text.startswith("{"):
            text = parse_qs(text).get("payload", [""])[0]
        body = json.loads(text)
    except ValueError:
        raise InvalidInput("This is not what Slack posts.") from None
    if not isinstance(body, dict):
        raise InvalidInput("This is not what Slack posts.")
    return body


def update_of(body: dict[str, Any]) -> Update | None:
    """None for what is not said to us: what other apps and we ourselves write, changes, joins."""
    try:
        return _pressed(body) if body.get("type") == "block_actions" else _said(body)
    except (KeyError, IndexError, TypeError, AttributeError):
        return None


def _said(body: dict[str, Any]) -> Update | None:
    event = body["event"]
    direct = event["type"] == "message" and event.get("channel_type") == "im"
    if not (direct or event["type"] == "app_mention"):
        return None
    if event.get("bot_id") or event.get("subtype") not in (None, "file_share") or not event.get("user"):
        return None
    files = tuple({"url": each["url_private"], "name": each["name"]} for each in event.get("files") or ())
    thread = "" if direct else str(event.get("thread_ts") or event["ts"])
    return Update(
        id=str(body["event_id"]), who=str(event["user"]), text=_text(str(event.get("text", ""))), files=files,
        place="" if direct else str(event["channel"]), thread=thread,
    )  # fmt: skip


def _pressed(body: dict[str, Any]) -> Update | None:
    action, channel = body["actions"][0], str(body["channel"]["id"])
    if not action.get("value"):
        return None  # a button that opens a page
    direct = channel.startswith("D")
    thread = "" if direct else str(body.get("message", {}).get("thread_ts", ""))
    return Update(
        id=f"{action['action_ts']}-{body['user']['id']}", who=str(body["user"]["id"]), button=str(action["value"]),
        place="" if direct else channel, thread=thread,
    )  # fmt: skip


def _text(text: str) -> str:
    """As it was typed: without the mention of us, and with Slack's signs undone."""
    text = re.sub(r"<(https?://[^|>]+)(\|[^>]*)?>", r"\1", MENTION.sub("", text, count=1))
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip()
