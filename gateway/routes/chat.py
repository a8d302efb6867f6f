"""Talking to the assistant, and following what it does."""

from typing import Annotated, Any

from fastapi import APIRouter, Header, Request
from starlette.responses import Response

from agent_core.errors import InvalidInput
from agent_core.runs import Run
from gateway.deps import Gateway, Here, OwnRun
from gateway.parts import Parts
from gateway.schemas import ChatRequest, RunView
from gateway.security.accounts import Caller
from gateway.streaming import event_stream, position
from gateway.views import run_view

router = APIRouter(prefix="/api", tags=["chat"])
STREAM: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "the run's events until run.finished or run.waiting",
        "content": {"text/event-stream": {"schema": {"$ref": "#/components/schemas/RunEvent"}}},
    }
}
RunId = Annotated[str, "id of the run"]


@router.post("/chat", response_model=RunView, responses=STREAM)
async def chat(body: ChatRequest, request: Request, here: Here, gateway: Gateway) -> RunView | Response:
    """Send a message. `Accept: text/event-stream` streams the run's events; otherwise the answer waits for its end."""
    run = await accepted(body, here, gateway)
    if wants_stream(request):
        return event_stream(run.id, gateway.assistant.follow(run))
    return run_view(await gateway.assistant.result(run.id, here.id))


async def accepted(body: ChatRequest, here: Caller, gateway: Parts) -> Run:
    """The run of a message, which is going to be answered."""
    from agent_core.assistant import Incoming

    if not body.message.strip() and not body.attachments:
        raise InvalidInput("The message is empty; write something or attach a file.")
    message = Incoming(
        user_id=here.id,
        text=body.message,
        zone=here.zone,
        interface=here.interface or body.interface,
        conversation_id=body.conversation_id,
        attachments=tuple(body.attachments),
        idempotency_key=body.idempotency_key,
        role=here.role,
        agent_id=body.agent_id,
        audience=here.confined or "",
        place=await _place(here, gateway),
    )
    run = await gateway.assistant.accept(message)
    gateway.turns.follow(run)
    return run


@router.get("/runs/{run_id}")
async def get_run(run: OwnRun) -> RunView:
    return run_view(run)


@router.get("/runs/{run_id}/events", response_class=Response, responses=STREAM)
async def follow_run(run: OwnRun, gateway: Gateway, last_event_id: Annotated[str | None, Header()] = None) -> Response:
    """The run's events from the start, or those after Last-Event-ID; they go on until the run ends."""
    return event_stream(run.id, gateway.assistant.follow(run, position(run.id, last_event_id)))


@router.post("/runs/{run_id}/cancel")
async def cancel_run(run: OwnRun, gateway: Gateway) -> RunView:
    """Stop a run; one that has ended stays as it is."""
    return run_view(await gateway.assistant.cancel(run.id, run.user_id))


async def _place(here: Caller, gateway: Gateway) -> str:
    """The title of the group that hears it."""
    group = await gateway.groups.get(here.group_id, here.id) if here.group_id else None
    return group.title if group else ""


def wants_stream(request: Request) -> bool:
    return "text/event-stream" in request.headers.get("accept", "")
