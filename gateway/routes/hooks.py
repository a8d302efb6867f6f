"""What other services post to the doors. Nobody is signed in here: each door checks the sender's signature itself."""

import asyncio

from fastapi import APIRouter, Request
from starlette.responses import Response

from agent_core.doors.port import HookRequest
from agent_core.errors import InvalidInput, TooLarge
from gateway.deps import Gateway

LIMIT = 1_000_000  # bytes
SECONDS = 15.0  # that a sender may take
TOO_LARGE = "At most 1 MB is taken here."

router = APIRouter(tags=["channels"])


@router.post("/api/telegram-webhook", response_class=Response, include_in_schema=False)
@router.post("/webhook/telegram", response_class=Response, include_in_schema=False)
async def take_telegram_hook(request: Request, gateway: Gateway) -> Response:
    """Addresses that bots commonly have, for one that was set up by hand."""
    return await take_hook("telegram", request, gateway)


@router.post("/api/hooks/{door}", response_class=Response)
async def take_hook(door: str, request: Request, gateway: Gateway) -> Response:
    """For other services, such as Slack: what they have to say, signed as they do."""
    body = await _body(request)
    answer = await gateway.doors.hook(
        door,
        HookRequest(
            headers={name.lower(): value for name, value in request.headers.items()},
            query=dict(request.query_params),
            body=body,
            url=_seen_as(request, gateway.settings.public_url),
        ),
    )
    return Response(answer.body, answer.status, media_type=answer.type, headers=dict(answer.headers))


async def _body(request: Request) -> bytes:
    pieces, size = list[bytes](), 0
    try:
        async with asyncio.timeout(SECONDS):
            async for piece in request.stream():
                pieces.append(piece)
                if (size := size + len(piece)) > LIMIT:
                    raise TooLarge(TOO_LARGE)
    except TimeoutError:
        raise InvalidInput("The request did not come to its end in time.") from None
    return b"".join(pieces)


def _seen_as(request: Request, public_url: str) -> str:
    """The address that the sender used: behind a proxy only the setting knows it."""
    if not public_url:
        return str(request.url)
    query = f"?{request.url.query}" if request.url.query else ""
    return f"{public_url.rstrip('/')}{request.url.path}{query}"
