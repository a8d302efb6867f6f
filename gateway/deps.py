"""What a route may ask for: the parts of this process, and the person who calls."""

from typing import Annotated

from fastapi import Depends, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.requests import HTTPConnection

from agent_core.errors import NotAllowed, NotAuthenticated
from gateway.parts import Parts
from gateway.security.accounts import Caller

bearer = HTTPBearer(auto_error=False, description="the access token of a Session")


def parts(connection: HTTPConnection) -> Parts:
    """What the lifespan opened."""
    found: Parts = connection.state.parts
    return found


Gateway = Annotated[Parts, Depends(parts)]
Credentials = Annotated[HTTPAuthorizationCredentials | None, Security(bearer)]


async def signed_in(gateway: Gateway, credentials: Credentials) -> Caller:
    """The caller by the Authorization header; a token anywhere else is not looked at."""
    if credentials is None:
        raise NotAuthenticated("Sign in first: send the access token as `Authorization: Bearer …`.")
    return await gateway.accounts.caller(credentials.credentials)


Me = Annotated[Caller, Depends(signed_in)]


async def administrator(me: Me) -> Caller:
    if me.role != "admin":
        raise NotAllowed("Only an administrator may do this.")
    return me


Admin = Annotated[Caller, Depends(administrator)]
