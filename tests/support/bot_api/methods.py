"""The methods of the Bot API that are served, each in the official shape and with the official refusals."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from typing import Any

from tests.support.bot_api.html import Unparsable, parse, units
from tests.support.bot_api.state import BOT, Hook, Refusal, Shown, State

MOST_UNITS = 4096
MOST_DOWNLOAD = 20_000_000
Parameters = dict[str, Any]


class Methods:
    """`call(method, parameters)` answers with `result`, or raises Refusal."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def call(self, method: str, parameters: Parameters) -> Any:
        found: Callable[[Parameters], Awaitable[Any]] | None = getattr(self, f"_{method.lower()}", None)
        if found is None:
            raise Refusal(404, "Not Found: method not found")
        return await found(parameters)

    async def _getme(self, p: Parameters) -> Any:
        return BOT

    async def _getupdates(self, p: Parameters) -> Any:
        if self._state.hook.url:
            raise Refusal(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook")
        self._state.polling += 1  # whoever asked before is sent away
        self._state.arrived.set()
        return await self._poll(p, self._state.polling)

    async def _poll(self, p: Parameters, mine: int) -> Any:
        state, limit = self._state, int(p.get("limit") or 100)
        state.confirm(int(p.get("offset") or 0))
        until = time.monotonic() + float(p.get("timeout") or 0)
        while not (found := state.pending(limit, p.get("allowed_updates") or [])) and not state.closed:
            state.arrived.clear()
            try:
                await asyncio.wait_for(state.arrived.wait(), max(0.0, until - time.monotonic()))
            except TimeoutError:
                return []
            if mine != state.polling:
                raise Refusal(409, "Conflict: terminated by other getUpdates request; make sure that only one bot runs")
        for each in found:
            state.served[each["update_id"]] += 1
        return found

    async def _setwebhook(self, p: Parameters) -> Any:
        url = str(p.get("url") or "")
        if url and not url.startswith("http"):
            raise Refusal(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
        self._state.hook = Hook(url, str(p.get("secret_token") or ""), p.get("allowed_updates") or [])
        self._state.arrived.set()
        return True

    async def _deletewebhook(self, p: Parameters) -> Any:
        self._state.hook = Hook()
        if p.get("drop_pending_updates"):
            self._state.updates.clear()
        return True

    async def _getwebhookinfo(self, p: Parameters) -> Any:
        waiting = len(self._state.updates)
        return {"url": self._state.hook.url, "has_custom_certificate": False, "pending_update_count": waiting}

    async def _sendmessage(self, p: Parameters) -> Any:
        return self._shown(self._new(p, str(p.get("text") or "")))

    async def _senddocument(self, p: Parameters) -> Any:
        name, content = p["document"]
        shown = self._new(p, str(p.get("caption") or ""), empty=True)
        shown.file = (name, content)
        return self._shown(shown)

    async def _sendchataction(self, p: Parameters) -> Any:
        self._chat(p)
        return True

    async def _editmessagetext(self, p: Parameters) -> Any:
        shown = self._own(p, "edit")
        text, entities = self._text(p, str(p.get("text") or ""))
        buttons = _buttons(p)
        if (text, entities, buttons) == (shown.text, shown.entities, shown.buttons):
            raise Refusal(
                400,
                "Bad Request: message is not modified: specified new message content and reply markup are exactly the "
                "same as a current content and reply markup of the message",
            )
        shown.text, shown.entities, shown.buttons = text, entities, buttons
        shown.versions.append(text)
        return self._shown(shown)

    async def _editmessagereplymarkup(self, p: Parameters) -> Any:
        shown, buttons = self._own(p, "edit"), _buttons(p)
        if buttons == shown.buttons:
            raise Refusal(400, "Bad Request: message is not modified")
        shown.buttons = buttons
        return self._shown(shown)

    async def _deletemessage(self, p: Parameters) -> Any:
        self._own(p, "delete").deleted = True
        return True

    async def _answercallbackquery(self, p: Parameters) -> Any:
        query = str(p.get("callback_query_id"))
        if query in self._state.answered:
            raise Refusal(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
        if units(str(p.get("text") or "")) > 200:
            raise Refusal(400, "Bad Request: MESSAGE_TOO_LONG")
        self._state.answered[query] = str(p.get("text") or "")
        return True

    async def _getfile(self, p: Parameters) -> Any:
        file_id = str(p.get("file_id"))
        if file_id not in self._state.files:
            raise Refusal(400, "Bad Request: invalid file_id")
        path, content = self._state.files[file_id]
        if len(content) > MOST_DOWNLOAD:
            raise Refusal(400, "Bad Request: file is too big")
        return {"file_id": file_id, "file_unique_id": file_id[::-1], "file_size": len(content), "file_path": path}

    async def _setmycommands(self, p: Parameters) -> Any:
        scope = json.dumps([(p.get("scope") or {}).get("type", "default"), p.get("language_code") or ""])
        for each in p["commands"]:
            if not 1 <= len(each["command"]) <= 32 or not 1 <= len(each["description"]) <= 256:
                raise Refusal(400, "Bad Request: BOT_COMMAND_INVALID")
        self._state.commands[scope] = p["commands"]
        return True

    async def _setchatmenubutton(self, p: Parameters) -> Any:
        self._state.menu = p.get("menu_button") or {"type": "default"}
        return True

    async def _getchatmember(self, p: Parameters) -> Any:
        chat, person = self._chat(p), int(p["user_id"])
        status = self._state.members[chat["id"]].get(person, "left")
        return {"status": status, "user": {"id": person, "is_bot": False, "first_name": str(person)}} | (
            {"is_anonymous": False} if status == "creator" else _rights() if status == "administrator" else {}
        )

    async def _leavechat(self, p: Parameters) -> Any:
        self._state.members[self._chat(p)["id"]][BOT["id"]] = "left"  # type: ignore[index]
        return True

    def _chat(self, p: Parameters) -> dict[str, Any]:
        chat = self._state.chats.get(int(p.get("chat_id") or 0))
        if chat is None:
            raise Refusal(400, "Bad Request: chat not found")
        if chat["id"] in self._state.blocked:
            raise Refusal(403, "Forbidden: bot was blocked by the user")
        if chat["type"] != "private" and self._state.members[chat["id"]].get(int(str(BOT["id"]))) == "left":
            raise Refusal(403, "Forbidden: bot was kicked from the group chat")
        return chat

    def _text(self, p: Parameters, source: str, *, empty: bool = False) -> tuple[str, list[dict[str, Any]]]:
        mode = str(p.get("parse_mode") or "")
        try:
            parsed = parse(source) if mode.upper() == "HTML" else None
        except Unparsable as error:
            raise Refusal(400, f"Bad Request: can't parse entities: {error}") from None
        text = parsed.text if parsed else source
        if not text.strip() and not empty:
            raise Refusal(400, "Bad Request: message text is empty")
        if units(text.strip()) > MOST_UNITS:
            raise Refusal(400, "Bad Request: message is too long")
        return text.strip(), parsed.entities if parsed else []

    def _new(self, p: Parameters, source: str, *, empty: bool = False) -> Shown:
        chat = self._chat(p)
        text, entities = self._text(p, source, empty=empty)
        reply = (p.get("reply_parameters") or {}).get("message_id")
        allowed = (p.get("reply_parameters") or {}).get("allow_sending_without_reply")
        if reply and not allowed and not self._state.message(chat["id"], int(reply)):
            raise Refusal(400, "Bad Request: message to be replied not found")
        shown = Shown(self._state.next_message(), chat["id"], text, entities, _buttons(p), [text], reply)
        self._state.messages.append(shown)
        return shown

    def _own(self, p: Parameters, what: str) -> Shown:
        shown = self._state.message(self._chat(p)["id"], int(p.get("message_id") or 0))
        if shown is None:
            raise Refusal(400, f"Bad Request: message to {what} not found")
        if not shown.mine:
            raise Refusal(400, f"Bad Request: message can't be {what}ed")
        return shown

    def _shown(self, shown: Shown) -> dict[str, Any]:
        answer: dict[str, Any] = {
            "message_id": shown.id,
            "from": BOT,
            "chat": self._state.chats[shown.chat],
            "date": int(time.time()),
            "text": shown.text,
            "entities": shown.entities,
        }
        if shown.file:
            answer["document"] = {"file_id": f"sent{shown.id}", "file_unique_id": f"s{shown.id}"}
        return answer


def _buttons(p: Parameters) -> list[dict[str, Any]]:
    """Of an inline keyboard, row by row in one list."""
    markup = p.get("reply_markup") or {}
    found = [button for row in markup.get("inline_keyboard", []) for button in row]
    for each in found:
        if "callback_data" in each and not 1 <= len(each["callback_data"].encode()) <= 64:
            raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")
        if not each.get("text"):
            raise Refusal(400, "Bad Request: Text buttons are unallowed in the inline keyboard")
        if "web_app" in each and not each["web_app"]["url"].startswith("https://"):
            raise Refusal(
                400, "Bad Request: inline keyboard button Web App URL is invalid: Only HTTPS links are allowed"
            )
    return found


def _rights() -> dict[str, bool]:
    names = (
        "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
        "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
        "can_edit_stories", "can_delete_stories",
    )  # fmt: skip
    return dict.fromkeys(names, True)
