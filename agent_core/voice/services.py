"""What hearing through a service has in common: windows in which somebody speaks, and the service's faults."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO, NoReturn

from agent_core.errors import ConfigurationError, InvalidInput, RateLimited, Unavailable
from agent_core.voice.detection import spoken
from agent_core.voice.hearing import Heard
from agent_core.voice.sound import RATE, pieces

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Words = Callable[["NDArray[np.float32]", str], str]
LATER = 10.0  # seconds to wait when a service that has enough of us does not say how long


def heard_by(words: Words, recording: BinaryIO, language: str, longest: int) -> Iterator[Heard]:
    """Ask a service for each window of at most `longest` seconds. Silence is never sent: services make words of it."""
    for piece in pieces(recording, longest):
        if not spoken(piece.samples):
            continue
        length = len(piece.samples) / RATE
        if text := words(piece.samples, language).strip():
            yield Heard(piece.start, piece.start + length, text, piece.share(length))


def fault(service: str, setting: str, status: int, said: str = "", retry_after: str | None = None) -> NoReturn:
    """Raise what an answer with this HTTP status means for the person."""
    if status in (401, 403):
        raise ConfigurationError(f"{service} refused the key; an administrator should check {setting}_KEY.")
    if status == 404:
        raise ConfigurationError(
            f"{service} has no such address or model; an administrator should check {setting}_URL and {setting}_MODEL."
        )
    if status == 429:
        raise RateLimited(f"{service} has had enough requests; try again later.", retry_after=_seconds(retry_after))
    if status < 500:
        raise InvalidInput(f"{service} did not accept this ({status}{': ' + said[:200] if said else ''}).")
    raise Unavailable(f"{service} does not work at the moment ({status}); try again, or type instead.")


def unreachable(service: str, setting: str, why: str) -> Unavailable:
    return Unavailable(f"{service} cannot be reached ({why}); check the connection and {setting}_URL, or type instead.")


def _seconds(retry_after: str | None) -> float:
    return float(retry_after) if retry_after and retry_after.isdigit() else LATER
