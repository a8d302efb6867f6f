"""Sign-in: the first administrator, sessions, passwords."""

from typing import Annotated

from fastapi import APIRouter, Cookie, Depends, Request, Response

from agent_core.errors import NotAllowed, NotAuthenticated
from gateway.deps import Credentials, Gateway, Myself
from gateway.schemas import Login, PasswordChange, Refresh, Session, Setup, SetupStatus
from gateway.security.accounts import SignedIn
from gateway.security.origin import allowed_origin
from gateway.views import person_view

COOKIE = "agentic_refresh"
PATH = "/api/auth"
router = APIRouter(prefix=PATH, tags=["auth"])
FromCookie = Annotated[str | None, Cookie(alias=COOKIE, include_in_schema=False)]


def same_origin(request: Request, gateway: Gateway) -> None:
    """A browser sends the cookie by itself, so the page it comes from has to be ours."""
    if not allowed_origin(request, gateway.settings.cors_origins):
        raise NotAllowed("This web page may not use the sign-in of this server.")


@router.get("/status")
async def auth_status(gateway: Gateway) -> SetupStatus:
    """Whether the first administrator is still to be made."""
    return SetupStatus(needs_setup=await gateway.first_admin.needed())


@router.post("/setup", dependencies=[Depends(same_origin)], status_code=201)
async def setup(body: Setup, gateway: Gateway, request: Request, response: Response) -> Session:
    """Make the first administrator with the code that the server printed."""
    signed_in = await gateway.first_admin.create(body, address(request))
    return _session(signed_in, gateway, request, response, body.client)


@router.post("/login", dependencies=[Depends(same_origin)])
async def login(body: Login, gateway: Gateway, request: Request, response: Response) -> Session:
    """Sign in with e-mail and password."""
    try:
        signed_in = await gateway.accounts.sign_in(body.email, body.password, address(request))
    except NotAuthenticated:
        gateway.metrics.sign_ins.labels("refused").inc()
        raise
    gateway.metrics.sign_ins.labels("accepted").inc()
    return _session(signed_in, gateway, request, response, body.client)


@router.post("/refresh", dependencies=[Depends(same_origin)])
async def refresh(
    gateway: Gateway, request: Request, response: Response, body: Refresh | None = None, cookie: FromCookie = None
) -> Session:
    """Trade a refresh token, from the body or the cookie, for new tokens. Each one works once."""
    given = body.refresh_token if body else None
    token = given or cookie
    if not token:
        raise NotAuthenticated("There is no sign-in to refresh; sign in first.")
    signed_in = await gateway.accounts.refresh(token)
    return _session(signed_in, gateway, request, response, "api" if given else "web")


@router.post("/logout", status_code=204, dependencies=[Depends(same_origin)])
async def logout(
    gateway: Gateway,
    response: Response,
    credentials: Credentials,
    body: Refresh | None = None,
    cookie: FromCookie = None,
) -> None:
    """End this session; its tokens stop working. It is no error if it had ended before."""
    response.delete_cookie(COOKIE, path=PATH)
    if token := (body.refresh_token if body else None) or cookie:
        await gateway.accounts.sign_out_token(token)
    elif credentials:
        caller = await gateway.accounts.myself(credentials.credentials)
        await gateway.accounts.sign_out(caller.session_id)


@router.post("/password", status_code=204)
async def change_password(body: PasswordChange, me: Myself, gateway: Gateway, request: Request) -> None:
    """Change one's password; every other session ends."""
    await gateway.accounts.change_password(me, body.current, body.new, address(request))


def address(request: Request) -> str:
    return request.client.host if request.client else "unknown"


def _session(signed_in: SignedIn, gateway: Gateway, request: Request, response: Response, client: str) -> Session:
    if client == "web":
        _keep_in_cookie(signed_in.refresh_token, gateway, request, response)
    return Session(
        access_token=signed_in.access_token,
        expires_in=60 * gateway.settings.access_token_minutes,
        refresh_token=signed_in.refresh_token if client == "api" else None,
        person=person_view(signed_in.person),
    )


def _keep_in_cookie(token: str, gateway: Gateway, request: Request, response: Response) -> None:
    settings = gateway.settings
    response.set_cookie(
        COOKIE,
        token,
        max_age=86_400 * settings.refresh_token_days,
        path=PATH,
        httponly=True,
        samesite="strict",
        secure=settings.environment == "production" or request.url.scheme == "https",
    )
