"""What Twilio posts, checked by its signature: over the address that it posts to, and every field of the form."""

import base64
import hashlib
import hmac
from urllib.parse import parse_qsl

from agent_core.doors.port import HookRequest
from agent_core.errors import NotAuthenticated

WRONG = "The signature is not Twilio's. AGENTIC_PUBLIC_URL has to be the address that Twilio posts to."


def form_of(request: HookRequest, token: str, account: str) -> dict[str, str]:
    """Its fields. Raises NotAuthenticated."""
    fields = parse_qsl(request.body.decode("utf-8", "replace"), keep_blank_values=True)
    given = request.headers.get("x-twilio-signature", "")
    if not hmac.compare_digest(signature(request.url, fields, token).encode(), given.encode()):
        raise NotAuthenticated(WRONG)
    form = dict(fields)
    if form.get("AccountSid") != account:
        raise NotAuthenticated("This is of another Twilio account.")
    return form


def signature(url: str, fields: list[tuple[str, str]], token: str) -> str:
    signed = url + "".join(f"{name}{value}" for name, value in sorted(fields))
    return base64.b64encode(hmac.new(token.encode(), signed.encode(), hashlib.sha1).digest()).decode()
