"""What an uploaded picture says and shows, read at once and kept nowhere."""

from dataclasses import dataclass
from pathlib import Path

from agent_core.contract import Call, Eyes, Files, Origin
from agent_core.errors import BudgetExceeded, CapabilityFailed, ModelUnavailable
from capabilities.knowledge import schemas as s
from capabilities.knowledge.apart import Limits, look_apart, read_apart
from capabilities.knowledge.reading import Unreadable

IMAGE = "image"
OTHERWISE = "That is not a picture: add it to your documents to have it read."


@dataclass(frozen=True)
class Images:
    files: Files
    limits: Limits
    eyes: Eyes

    async def read(self, call: Call, image: s.Image) -> s.ImageText:
        """Raises CapabilityFailed when it has no text and nothing can look at it."""
        info = await self.files.info(image.file_id, audience=call.audience)
        path = await self.files.path(image.file_id, audience=call.audience)
        try:
            text, notices = await self._text(path, info.name), list[str]()
        except Unreadable as error:
            text, notices = "", [str(error)]
        caption = await self._caption(call, path, info.name, image.question, notices)
        if not text and caption is None:
            raise CapabilityFailed(f"“{info.name}” could not be read. {' '.join(notices)}")
        said = "\n\n".join(part for part in (caption, text) if part)
        return s.ImageText(text=said, notices=notices, file_id=info.id, caption=caption, origin=Origin.UNTRUSTED)

    async def _text(self, path: Path, name: str) -> str:
        read = await read_apart(path, name, self.limits)
        if read.type != IMAGE:
            raise CapabilityFailed(OTHERWISE)
        return read.text

    async def _caption(self, call: Call, path: Path, name: str, asked: str, notices: list[str]) -> str | None:
        if not self.eyes.open:
            return None
        try:
            jpeg = await look_apart(path, name, self.limits)
            return await self.eyes.describe(jpeg, asked, user_id=call.user_id, zone=str(call.zone))
        except (Unreadable, ModelUnavailable, BudgetExceeded) as error:
            notices.append(f"What it shows was not looked at: {error}")
            return None
