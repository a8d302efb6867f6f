"""Sends by Slack's Web API. An answer of 200 may say that it did not work: `ok` decides."""

import asyncio
from typing import Any

import httpx

from agent_core.channels import OutFile, Outgoing
from agent_core.doors.port import Refused, RetryLater, Uncertain
from interfaces.posting import MEND, patience, post
from interfaces.slack.writing import mrkdwn, payload_of

UNCLEAR = ("internal_error", "fatal_error", "request_timeout")  # some of it may have been done
LATER = ("ratelimited", "rate_limited", "service_unavailable", "team_added_to_org")
UNMENDED = ("invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "missing_scope")


class SlackChannel:
    platform = "slack"

    def __init__(self, http: httpx.AsyncClient) -> None:
        """`http` has the address of the API and the token."""
        self._http = http
        self._direct: dict[str, str] = {}

    async def send(self, message: Outgoing, *, key: str) -> str:
        if message.files:
            return await self._send_files(message)
        done = await self._call("chat.postMessage", payload_of(message, message.to))
        return f"{done['channel']}:{done['ts']}"

    async def edit(self, receipt: str, message: Outgoing) -> None:
        channel, _, ts = receipt.partition(":")
        if ts:
            body = payload_of(message.model_copy(update={"reply_to": ""}), channel)
            await self._call("chat.update", {**body, "ts": ts})

    async def _send_files(self, message: Outgoing) -> str:
        """Files are put up first, which nobody sees; one call then shows them with the text."""
        files = [await self._put_up(each) for each in message.files]
        body: dict[str, Any] = {
            "files": files, "channel_id": await self._channel(message.to), "initial_comment": mrkdwn(message.text),
        }  # fmt: skip
        if message.reply_to:
            body["thread_ts"] = message.reply_to
        await self._call("files.completeUploadExternal", body)
        return str(files[0]["id"])

    async def _put_up(self, file: OutFile) -> dict[str, str]:
        try:
            data = await asyncio.to_thread(file.path.read_bytes)
        except OSError as error:
            raise Refused(f"The file {file.name} is not there any more: {error.strerror}.") from None
        place = await self._safely("files.getUploadURLExternal", data={"filename": file.name, "length": str(len(data))})
        try:
            answer = await self._http.post(place["upload_url"], content=data, headers={"Authorization": ""})
        except httpx.HTTPError as error:
            raise RetryLater(f"Slack did not take the file ({type(error).__name__}).") from error
        if not answer.is_success:
            raise RetryLater(f"Slack did not take the file ({answer.status_code}).")
        return {"id": place["file_id"], "title": file.name}

    async def _channel(self, to: str) -> str:
        """Of the conversation with a person, where `to` is one."""
        if not to.startswith(("U", "W")):
            return to
        if to not in self._direct:
            opened = await self._safely("conversations.open", json={"users": to})
            self._direct[to] = str(opened["channel"]["id"])
        return self._direct[to]

    async def _safely(self, method: str, **options: Any) -> dict[str, Any]:
        """A call that shows nothing to anybody: whatever goes wrong, it can be repeated."""
        try:
            return await self._call(method, **options)
        except Uncertain as error:
            raise RetryLater(error.message) from error

    async def _call(self, method: str, json: dict[str, Any] | None = None, **options: Any) -> dict[str, Any]:
        answer = await post(self._http, method, json=json, **options)
        done: dict[str, Any] = answer.json() if answer.is_success else {"error": f"status {answer.status_code}"}
        if done.get("ok"):
            return done
        code = str(done.get("error"))
        if code in UNCLEAR:
            raise Uncertain(f"Slack failed ({code}). It may have arrived.")
        if code in LATER:
            raise RetryLater(f"Slack asks for patience ({code}).", patience(answer.headers))
        if code in UNMENDED:
            raise RetryLater(f"Slack does not let us in ({code}).", MEND)
        raise Refused(f"Slack does not take this: {code}.")
