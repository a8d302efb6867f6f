"""Speech, by the engines on this machine: `uv run python -m benchmarks.voice --data DATA --json`.

wer                         words heard wrong, of those said, over the recordings in DATA/speech
real_time_factor            seconds of work for a second of speech; processor_factor: seconds of processors
speaking_real_time_factor   seconds of work for a second of the answer's sound, its process running
first_words_p50_s           from the first sound of speech sent to the first partial transcript
held_p50_s, held_p95_s      from letting the button go to the first sound of the answer: transcript, turn, speech
hands_free_p50_s, _p95_s    the same from the last sound of speech: it holds the pause that ends what is said
hour_real_time_factor, hour_peak_mb   an hour of speech, the recordings again and again (--minutes for less, 0: none)

The round trips go through the real server over its socket, at the speed of speech, with commands that the assistant's
own voice speaks; each answer is another text, so that none comes from the cache of phrases.
"""

import argparse
import asyncio
import json
import re
import resource
import tempfile
import time
import wave
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from io import BytesIO
from pathlib import Path
from typing import IO, Any

import httpx
import numpy as np
from numpy.typing import NDArray
from websockets.asyncio.client import ClientConnection, connect

from agent_core.voice.settings import VoiceSettings
from agent_core.voice.sound import RATE, pcm, pieces
from agent_core.voice.voice import Voice
from benchmarks.report import percentile, progress, result
from tests.support.server import Server

Samples = NDArray[np.float32]
THINGS = [
    "water the plants", "call the plumber", "buy some bread", "paint the garden fence", "send the invoice",
    "book the train", "clean the kitchen", "read the contract", "fix the bicycle", "order new glasses",
]  # fmt: skip
TENTH = RATE // 10
SAME = {"mr": "mister", "mrs": "missus", "dr": "doctor"}
WARM_UP = 2


def words(text: str) -> list[str]:
    found = re.findall(r"[a-z0-9']+", text.lower().replace("-", " ").replace("’", "'"))
    return [SAME.get(each, each) for each in found]


def wrong(said: list[str], heard: list[str]) -> int:
    """Least number of words to change, leave out or add (Levenshtein)."""
    before = list(range(len(heard) + 1))
    for number, word in enumerate(said, 1):
        now = [number]
        for at, other in enumerate(heard, 1):
            now.append(min(before[at] + 1, now[-1] + 1, before[at - 1] + (word != other)))
        before = now
    return before[-1]


def sound_of(recording: bytes) -> Samples:
    return np.concatenate([piece.samples for piece in pieces(BytesIO(recording))])


async def hearing(voice: Voice, folder: Path) -> dict[str, float]:
    errors = total = 0
    took = lasted = worked = 0.0
    for each in json.loads((folder / "manifest.json").read_text()):
        recording = (folder / each["file"]).read_bytes()
        began, before = time.perf_counter(), time.process_time()
        heard = words((await voice.hear(BytesIO(recording))).text)
        took += time.perf_counter() - began
        worked += time.process_time() - before
        lasted += len(sound_of(recording)) / RATE
        said = words(each["transcript"])
        errors, total = errors + wrong(said, heard), total + len(said)
        progress(f"{each['file']}: {wrong(said, heard)} of {len(said)} words")
    factors = {"real_time_factor": round(took / lasted, 3), "processor_factor": round(worked / lasted, 3)}
    return {"wer": round(errors / total, 4), **factors, "recordings_s": round(lasted)}


async def speaking(voice: Voice) -> dict[str, float]:
    began = time.perf_counter()
    sounds = [await voice.say(f"Task added: {thing}, due on Friday at nine.", "user:bench") for thing in THINGS]
    took = time.perf_counter() - began
    lasted = sum(len(sound_of(each.data)) / RATE for each in sounds if each)
    return {"speaking_real_time_factor": round(took / lasted, 3)}


async def long(voice: Voice, folder: Path, minutes: float) -> dict[str, float]:
    """All recordings again and again; memory is that of this process, whose engine is loaded already."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with tempfile.TemporaryFile() as recording:
        write_long(recording, folder, minutes)
        began, told = time.perf_counter(), 0
        async for part in voice.heard(recording):
            if part.end // 60 > told:
                told = int(part.end // 60)
                progress(f"{told} minutes heard in {time.perf_counter() - began:.0f} s")
    return {
        "hour_minutes": minutes,
        "hour_real_time_factor": round((time.perf_counter() - began) / (minutes * 60), 3),
        "hour_peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "hour_before_mb": before // 1024,
    }


def write_long(file: IO[bytes], folder: Path, minutes: float) -> None:
    once = pcm(np.concatenate([sound_of(path.read_bytes()) for path in sorted(folder.glob("*.wav"))]))
    with wave.open(file, "wb") as sound:
        sound.setparams((1, 2, RATE, 0, "NONE", ""))
        for _ in range(int(minutes * 60 * RATE * 2 / len(once)) + 1):
            sound.writeframes(once)
    file.seek(0)


class Person:
    def __init__(self, server: Server, token: str, http: httpx.AsyncClient) -> None:
        self._server, self._token, self._http = server, token, http

    @asynccontextmanager
    async def microphone(self, mode: str) -> AsyncIterator[ClientConnection]:
        async with connect(self._server.url.replace("http", "ws") + "/api/voice/stream", proxy=None) as socket:
            await socket.send(json.dumps({"type": "auth", "token": self._token}))
            await socket.recv()
            await socket.send(json.dumps({"type": "start", "mode": mode}))
            yield socket

    async def round_trip(self, speech: Samples, mode: str) -> tuple[float, float]:
        """Seconds to the first partial transcript, and from the end of the speech to the first sound of the answer."""
        async with self.microphone(mode) as socket:
            playing = asyncio.create_task(play(socket, speech, mode))
            first, said = await heard_of(socket)
            began, ended = await playing
        sound = await self.answer(said)
        return first - began, sound - ended

    async def answer(self, said: str) -> float:
        """When the first sentence of the answer is there as sound."""
        text = ""
        message = {"message": said, "interface": "voice"}
        async with self._http.stream("POST", "/api/chat", json=message) as response:
            async for line in response.aiter_lines():
                if line.startswith("data: "):
                    event: dict[str, Any] = json.loads(line.removeprefix("data: "))
                    text += event["text"] if event["type"] == "token" else ""
                    if event["type"] == "answer" or re.search(r"[.!?]\s", text):
                        text = text or event["answer"]["text"]
                        break
        spoken = await self._http.post("/api/speech", json={"text": text})
        spoken.raise_for_status()
        assert len(spoken.content) > 1000, "there must be sound"
        return time.perf_counter()


async def play(socket: ClientConnection, speech: Samples, mode: str) -> tuple[float, float]:
    """At the speed of speech. When it began and ended; hands-free, silence follows until it is heard to have ended."""
    began = due = time.perf_counter()
    ended = began + len(speech) / RATE
    tail = np.zeros(3 * RATE if mode == "auto" else 0, np.float32)
    for chunk in chunks(np.concatenate([speech, tail])):
        due += len(chunk) / RATE
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        await socket.send(pcm(chunk))
    if mode == "hold":
        ended = time.perf_counter()
        await socket.send(json.dumps({"type": "end"}))
    return began, ended


def chunks(sound: Samples) -> Iterator[Samples]:
    for at in range(0, len(sound), TENTH):
        yield sound[at : at + TENTH]


async def heard_of(socket: ClientConnection) -> tuple[float, str]:
    first = 0.0
    while (told := json.loads(await socket.recv()))["type"] != "final":
        assert told["type"] not in ("error", "nothing"), told
        if told["type"] == "partial":
            first = first or time.perf_counter()
    return first or time.perf_counter(), str(told["text"])


async def round_trips(voice: Voice, number: int) -> dict[str, float]:
    firsts: list[float] = []
    waits: dict[str, list[float]] = {"hold": [], "auto": []}
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder) / "data")
        await asyncio.to_thread(server.start)
        token = await asyncio.to_thread(server.set_up)
        headers = {"Authorization": f"Bearer {token}", "Accept": "text/event-stream"}
        async with httpx.AsyncClient(base_url=server.url, headers=headers, timeout=60) as http:
            person = Person(server, token, http)
            for each in range(WARM_UP + 2 * number):
                thing = f"{THINGS[each % len(THINGS)]} {'again ' * (each // len(THINGS))}"
                sound = await voice.say(f"Add {thing.strip()} to my tasks.", "user:bench")
                assert sound
                mode = "auto" if each % 2 else "hold"
                first, wait = await person.round_trip(trimmed(sound_of(sound.data)), mode)
                progress(f"{mode}: first words {first:.2f} s, answer {wait:.2f} s")
                if each >= WARM_UP:
                    firsts.append(first)
                    waits[mode].append(wait)
        await asyncio.to_thread(server.stop)
    figures = {
        f"{name}_p{share}_s": round(percentile(waits[mode], share / 100), 2)
        for name, mode in (("held", "hold"), ("hands_free", "auto"))
        for share in (50, 95)
    }
    return {"first_words_p50_s": round(percentile(firsts, 0.5), 2), **figures, "round_trips": number * 2}


def trimmed(sound: Samples) -> Samples:
    """Without the silence at its ends."""
    loud = np.flatnonzero(np.abs(sound) > 0.02)
    return sound[loud[0] : loud[-1]]


async def measure(data: Path, number: int, minutes: float) -> dict[str, object]:
    with tempfile.TemporaryDirectory() as folder:
        voice = Voice(VoiceSettings(), Path(folder))
        await voice.warm()
        figures: dict[str, object] = {**await hearing(voice, data / "speech"), **await speaking(voice)}
        if number:
            figures |= await round_trips(voice, number)
        if minutes:
            figures |= await long(voice, data / "speech", minutes)
        await voice.close()
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--round-trips", type=int, default=10, help="of each kind")
    parser.add_argument("--minutes", type=float, default=60, help="of the long recording")
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout (always)")
    asked = parser.parse_args()
    result(asyncio.run(measure(asked.data, asked.round_trips, asked.minutes)))


if __name__ == "__main__":
    main()
