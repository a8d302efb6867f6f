"""Speaking with the system's espeak-ng: a tinny voice in many languages, where there is no better one."""

import shutil
import subprocess

from agent_core.errors import ConfigurationError, Unavailable
from agent_core.voice.speaking import Sound

MISSING = "Speaking with espeak-ng needs that program: install it with the system's packages (apt install espeak-ng)."
PATIENCE = 30.0  # seconds


def missing() -> str | None:
    return None if shutil.which("espeak-ng") else MISSING


class Espeak:
    languages = None

    def __init__(self, voice: str | None = None) -> None:
        self._voice = voice
        self.key = f"espeak {voice or ''}"

    def speak(self, text: str, language: str) -> Sound:
        program = shutil.which("espeak-ng")
        if program is None:
            raise ConfigurationError(MISSING)
        command = [program, "--stdout", "-v", self._voice or language, "--stdin"]
        try:
            done = subprocess.run(  # noqa: S603  # no shell; the text goes through a pipe
                command, input=text.encode(), capture_output=True, timeout=PATIENCE, check=False
            )
        except subprocess.TimeoutExpired:
            raise Unavailable("espeak-ng took too long; the answer is there to read.") from None
        if done.returncode or not done.stdout:
            raise ConfigurationError(f"espeak-ng cannot speak: {done.stderr.decode(errors='replace').strip()[:200]}")
        return Sound(_with_lengths(done.stdout), "audio/wav")

    def warm(self) -> None:
        """There is nothing to load."""

    def close(self) -> None:
        """Nothing stays open."""


def _with_lengths(data: bytes) -> bytes:
    """It writes the head before it knows how long the sound is."""
    head = bytearray(data[:44])
    head[4:8] = (len(data) - 8).to_bytes(4, "little")
    head[40:44] = (len(data) - 44).to_bytes(4, "little")
    return bytes(head) + data[44:]
