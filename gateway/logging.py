"""Log lines: one form for ours and the libraries', to stderr, with the request and run they belong to."""

import logging
import sys
from typing import Literal

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

SECRET = ("password", "token", "secret", "authorization", "cookie", "api_key", "code_verifier")
NOISY = ("httpx", "httpcore", "pymongo", "chromadb", "urllib3", "openai", "asyncio", "python_multipart", "multipart")


def configure_logging(form: Literal["logfmt", "json"], level: str) -> None:
    """The process's logging; called once, by whoever starts the process."""
    chain: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
        structlog.processors.StackInfoRenderer(),
        structlog.processors.format_exc_info,
        hide_secrets,
    ]
    structlog.configure(
        processors=[*chain, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        cache_logger_on_first_use=False,
    )
    _route_standard_logging(form, level, chain)


def _route_standard_logging(form: Literal["logfmt", "json"], level: str, chain: list[Processor]) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=chain,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _renderer(form)],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    for name in NOISY:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("uvicorn.access").disabled = True  # our own line has the request id and the route


def _renderer(form: Literal["logfmt", "json"]) -> Processor:
    if form == "json":
        return structlog.processors.JSONRenderer()
    return structlog.processors.LogfmtRenderer(key_order=["time", "level", "event"], bool_as_flag=False)


def hide_secrets(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """A value under a name that sounds secret never reaches a line."""
    for key in event:
        if any(word in key.lower() for word in SECRET) and not isinstance(event[key], int | float | bool):
            event[key] = "[hidden]"
    return event
