"""A package that reaches others: letters to people, kept in a box instead of sent. Installed for a test only.

It needs nothing of the tests, so that a server that is a process of its own can load it.
"""

from pathlib import Path

from pydantic import BaseModel, Field

from agent_core.contract import Call, CapabilityPackage, Documents, Host, Result, Risk, capability

ENTRY_POINT = "[agentic.capabilities]\npostbox = postbox:Postbox\n"
METADATA = "Metadata-Version: 2.1\nName: postbox\nVersion: 1.0\n"


class Letter(BaseModel):
    to: str = Field(min_length=1, max_length=100, description="who gets it")
    text: str = Field(min_length=1, max_length=2000, description="what it says")


class Everything(BaseModel):
    pass


class Posted(Result):
    letters: list[Letter]


class Postbox(CapabilityPackage):
    name = "postbox"
    description = "Sends letters to people."

    async def open(self, host: Host) -> None:
        self._letters: Documents = host.collection("letters")

    @capability(risk=Risk.SEND, examples=["send {to} a letter that {text}", "send a letter to {to} saying {text}"])
    async def send_letter(self, call: Call, letter: Letter) -> Result:
        """Send a letter."""
        await self._letters.insert_one({"audience": call.audience, "key": call.key, **letter.model_dump()})
        return Result(text=f"Letter sent to {letter.to}.")

    @capability(risk=Risk.READ)
    async def sent(self, call: Call, everything: Everything) -> Posted:
        """List the letters that were sent."""
        found = await self._letters.find({"audience": call.audience}).to_list()
        return Posted(letters=[Letter(to=each["to"], text=each["text"]) for each in found])


def install(site: Path) -> Path:
    """Put it into a folder as `pip install` would; the folder goes into PYTHONPATH."""
    described = site / "postbox-1.0.dist-info"
    described.mkdir(parents=True)
    (described / "METADATA").write_text(METADATA)
    (described / "entry_points.txt").write_text(ENTRY_POINT)
    (site / "postbox.py").write_text(Path(__file__).read_text())
    return site
