"""The platforms on which the assistant can be reached here, as their doors announce them."""

from collections.abc import Mapping

from pydantic import BaseModel, Field
from pymongo import ASCENDING

from agent_core.contract import Documents

TITLES: Mapping[str, str] = {"telegram": "Telegram", "slack": "Slack", "whatsapp": "WhatsApp", "email": "E-mail"}


class PlatformOffer(BaseModel):
    """`{code}` in the address and the instructions stands for the person's code."""

    platform: str = Field(alias="_id")
    title: str
    address: str = Field(default="", description="a link that opens it, such as https://t.me/our_bot?start={code}")
    instructions: str = Field(description="what the person does there with the code, in a sentence or two")
    by: str = Field(default="", description="the service that announced it")


class Platforms:
    def __init__(self, platforms: Documents) -> None:
        self._platforms = platforms

    async def offer(self, offer: PlatformOffer) -> None:
        """A door is open. Each door says so when it starts."""
        kept = offer.model_dump(by_alias=True)
        if not (await self._platforms.update_one({"_id": offer.platform}, {"$set": kept})).matched_count:
            await self._platforms.insert_one(kept)

    async def withdraw(self, by: str) -> None:
        """The service that announced them is gone."""
        await self._platforms.delete_many({"by": by})

    async def all(self) -> list[PlatformOffer]:
        found = self._platforms.find({}).sort("title", ASCENDING)
        return [PlatformOffer.model_validate(each) async for each in found]


def title_of(platform: str) -> str:
    """How a platform is called in a sentence."""
    return TITLES.get(platform, platform.capitalize())
