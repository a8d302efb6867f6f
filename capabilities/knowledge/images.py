"""The text in an uploaded picture, read at once and kept nowhere."""

from dataclasses import dataclass

from agent_core.contract import Call, Files, Origin
from agent_core.errors import CapabilityFailed
from capabilities.knowledge import schemas as s
from capabilities.knowledge.apart import Limits, read_apart
from capabilities.knowledge.reading import Unreadable

IMAGE = "image"
OTHERWISE = "That is not a picture: add it to your documents to have it read."


@dataclass(frozen=True)
class Images:
    files: Files
    limits: Limits

    async def read(self, call: Call, image: s.Image) -> s.ImageText:
        info = await self.files.info(image.file_id, audience=call.audience)
        path = await self.files.path(image.file_id, audience=call.audience)
        try:
            read = await read_apart(path, info.name, self.limits)
        except Unreadable as error:
            raise CapabilityFailed(f"“{info.name}” could not be read. {error}") from None
        if read.type != IMAGE:
            raise CapabilityFailed(OTHERWISE)
        return s.ImageText(text=read.text, notices=read.notices, file_id=info.id, origin=Origin.UNTRUSTED)
