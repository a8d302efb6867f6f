"""What a route may ask for: the parts of this process, and the person who calls."""

from typing import Annotated

from fastapi import Depends, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.requests import HTTPConnection

from agent_core.errors import NotAllowed, NotAuthenticated
from agent_core.runs import Run
from gateway.parts import Parts
from gateway.security.accounts import Caller
from gateway.security.services import Service

bearer = HTTPBearer(auto_error=False, description="the access token of a Session")


def parts(connection: HTTPConnection) -> Parts:
    """What the lifespan opened."""
    found: Parts = connection.state.parts
    return found


Gateway = Annotated[Parts, Depends(parts)]
Credentials = Annotated[HTTPAuthorizationCredentials | None, Security(bearer)]


def token(credentials: Credentials) -> str:
    """From the Authorization header; a token anywhere else is not looked at."""
    if credentials is None:
        raise NotAuthenticated("Sign in first: send the access token as `Authorization: Bearer …`.")
    return credentials.credentials


Token = Annotated[str, Depends(token)]


async def signed_in(gateway: Gateway, token: Token) -> Caller:
    return await gateway.accounts.caller(token)


async def signed_in_here(gateway: Gateway, token: Token) -> Caller:
    return await gateway.accounts.here(token)


async def signed_in_by_oneself(gateway: Gateway, token: Token) -> Caller:
    return await gateway.accounts.myself(token)


async def service_account(gateway: Gateway, token: Token) -> Service:
    return await gateway.accounts.service(token)


Me = Annotated[Caller, Depends(signed_in)]  # the person, not in a group
Here = Annotated[Caller, Depends(signed_in_here)]  # the person or the group: `audience` says whose data it is
Myself = Annotated[Caller, Depends(signed_in_by_oneself)]  # the person, with their own password
AsService = Annotated[Service, Depends(service_account)]


async def administrator(me: Myself) -> Caller:
    if me.role != "admin":
        raise NotAllowed("Only an administrator may do this.")
    return me


Admin = Annotated[Caller, Depends(administrator)]


async def run_here(run_id: str, here: Here, gateway: Gateway) -> Run:
    """The run in the address, if it is the caller's and may be seen where they are. Raises NotFound."""
    return await gateway.assistant.run(run_id, here.id, audience=here.confined)


OwnRun = Annotated[Run, Depends(run_here)]
