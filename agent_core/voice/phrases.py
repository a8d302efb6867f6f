"""Sounds that were spoken before.

What everybody hears, such as “Done.”, is kept on disk for all. Everything else is somebody's own: it stays in memory,
for a few minutes, under a key made of whose it is and of a secret of this process, so that nobody's sound answers
another's text and a dump tells no words. Erasing a person forgets theirs at once.
"""

import hashlib
import hmac
import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from time import monotonic

from agent_core.voice.speaking import Sound

COMMON = frozenset(
    {
        "Done.", "Hello.", "Yes.", "No.", "Okay.", "You're welcome.", "Nothing was said.", "I did not hear anything.",
        "You have no tasks.", "You have no reminders.", "You have no notes.", "You have no events.", "Please confirm.",
        "I could not find that.", "Something went wrong.", "That was stopped.", "Goodbye.", "Good morning.",
    }
)  # fmt: skip
MOST_BYTES = 16_000_000
MOST_MINUTES = 10
KINDS = {"audio/wav": ".wav", "audio/mpeg": ".mp3"}


@dataclass(frozen=True)
class _Kept:
    sound: Sound
    audience: str
    until: float


class Phrases:
    def __init__(
        self, folder: Path, *, most_bytes: int = MOST_BYTES, minutes: float = MOST_MINUTES,
        clock: Callable[[], float] = monotonic,
    ) -> None:  # fmt: skip
        self._folder = folder
        self._most = most_bytes
        self._seconds = minutes * 60
        self._clock = clock
        self._secret = secrets.token_bytes(32)
        self._kept: OrderedDict[bytes, _Kept] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def get(self, audience: str, voice: str, text: str) -> Sound | None:
        if text in COMMON:
            return self._read(voice, text)
        with self._lock:
            self._drop_old()
            key = self._key(audience, voice, text)
            if found := self._kept.get(key):
                self._kept.move_to_end(key)
            return found.sound if found else None

    def put(self, audience: str, voice: str, text: str, sound: Sound) -> None:
        if text in COMMON:
            self._write(voice, text, sound)
            return
        with self._lock:
            self._drop_old()
            self._remove(key := self._key(audience, voice, text))
            self._kept[key] = _Kept(sound, audience, self._clock() + self._seconds)
            self._bytes += len(sound.data)
            while self._bytes > self._most:
                self._remove(next(iter(self._kept)))

    def forget(self, audience: str) -> int:
        """Drop everything of a person or group; says how many sounds that were."""
        with self._lock:
            theirs = [key for key, kept in self._kept.items() if kept.audience == audience]
            for key in theirs:
                self._remove(key)
            return len(theirs)

    def drop_old(self) -> None:
        """What is over its time, whether somebody asks for it or not."""
        with self._lock:
            self._drop_old()

    def _drop_old(self) -> None:
        now = self._clock()
        for key in [key for key, kept in self._kept.items() if kept.until <= now]:
            self._remove(key)

    def _remove(self, key: bytes) -> None:
        if gone := self._kept.pop(key, None):
            self._bytes -= len(gone.sound.data)

    def _key(self, audience: str, voice: str, text: str) -> bytes:
        return hmac.digest(self._secret, "\0".join((audience, voice, text)).encode(), "sha256")

    def _read(self, voice: str, text: str) -> Sound | None:
        for kind, suffix in KINDS.items():
            path = self._path(voice, text, suffix)
            if path.is_file():
                return Sound(path.read_bytes(), kind)
        return None

    def _write(self, voice: str, text: str, sound: Sound) -> None:
        if sound.type not in KINDS:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._path(voice, text, KINDS[sound.type])
        beside = path.with_suffix(f".{secrets.token_hex(4)}")
        beside.write_bytes(sound.data)
        beside.replace(path)  # whole, or not there

    def _path(self, voice: str, text: str, suffix: str) -> Path:
        return self._folder / (hashlib.sha256(f"{voice}\0{text}".encode()).hexdigest()[:32] + suffix)
