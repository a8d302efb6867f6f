"""Rolls dice. Copy this file to begin a package of your own; docs/capabilities.md explains every part."""

import secrets

from pydantic import BaseModel, Field

from agent_core.contract import Call, CapabilityPackage, Result, Risk, capability


class Roll(BaseModel):
    count: int = Field(1, ge=1, le=100, description="how many dice")
    sides: int = Field(6, ge=2, le=1000, description="sides of each die")


class Rolled(Result):
    dice: list[int]
    total: int


class Dice(CapabilityPackage):
    name = "dice"
    description = "Rolls dice of any number of sides."

    @capability(
        risk=Risk.READ,
        examples=[
            "roll {count} dice",
            "roll {count} dice with {sides} sides",
            "roll a die",
            "throw {count} dice",
            "roll a {sides}-sided die",
        ],
    )
    async def roll(self, call: Call, roll: Roll) -> Rolled:
        """Roll one or several dice and add them up."""
        dice = [secrets.randbelow(roll.sides) + 1 for _ in range(roll.count)]
        shown = " + ".join(map(str, dice))
        text = f"You rolled {dice[0]}." if roll.count == 1 else f"You rolled {shown} = {sum(dice)}."
        return Rolled(text=text, dice=dice, total=sum(dice))
