"""What people ask to be sent, and what came of it."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field

from agent_core.contract import Result

OTHER_NAMES = {"mail": "email", "e-mail": "email", "letter": "email", "sms": "whatsapp", "tg": "telegram"}
MOST_RECIPIENTS = 50


def platform_called(name: str) -> str:
    plain = name.strip().casefold()
    return OTHER_NAMES.get(plain, plain)


Platform = Annotated[str, AfterValidator(platform_called)]
Recipient = Annotated[str, Field(min_length=1, max_length=200)]
Text = Annotated[str, Field(min_length=1, max_length=20_000)]
State = Literal["queued", "sending", "sent", "failed", "unknown"]


class CommunicationSettings(BaseModel):
    escalation_hours: float = Field(72, gt=0, le=24 * 30, description="how long a person is waited for who was asked")


class SendMessage(BaseModel):
    recipient: Recipient = Field(description="name of a person here, `me`, or an address of the platform")
    message: Text = Field(description="what it says")
    platform: Platform = Field("", description="telegram, email, slack or whatsapp; empty: where they can be reached")
    subject: str = Field("", max_length=200, description="heading, where the platform has one")


class SendEmail(BaseModel):
    recipient: Recipient = Field(description="name of a person here, `me`, or an e-mail address")
    message: Text = Field(description="what it says")
    subject: str = Field("", max_length=200)


class BroadcastMessage(BaseModel):
    recipients: list[Recipient] = Field(min_length=1, max_length=MOST_RECIPIENTS, description="names or addresses")
    message: Text = Field(description="what it says, to all the same")
    platforms: list[Platform] = Field([], max_length=8, description="empty: one for each, where they can be reached")
    subject: str = Field("", max_length=200)


class Nothing(BaseModel):
    pass


class RegisterPlatform(BaseModel):
    name: Platform = Field(description="telegram, email, slack or whatsapp")
    config: dict[str, str] = Field({}, description="settings by name, without passwords and tokens")


class Escalate(BaseModel):
    person: Recipient = Field(description="name of the person who decides")
    question: Text = Field(description="what they are to decide, so that they understand it by itself")
    options: list[Annotated[str, Field(min_length=1, max_length=60)]] = Field(
        ["Approve", "Reject"], min_length=1, max_length=6, description="the answers that they can choose from"
    )
    platform: Platform = Field("", description="where they are asked in any case; empty: where they want notices")


class AnswerEscalation(BaseModel):
    escalation: str = Field(min_length=1, max_length=64, description="id of the question")
    answer: str = Field(min_length=1, max_length=2000)


class Sent(Result):
    """`delivery` is its key in the outbox."""

    platform: str
    to: str
    state: State
    delivery: str


class OneOutcome(BaseModel):
    recipient: str
    platform: str
    to: str
    state: State
    reason: str = ""


class Broadcast(Result):
    outcomes: list[OneOutcome]
    sent: int
    total: int


class PlatformView(BaseModel):
    name: str
    title: str
    open: bool
    reason: str = ""


class PlatformList(Result):
    items: list[PlatformView]


class EscalationView(BaseModel):
    id: str
    person: str
    question: str
    options: list[str]
    status: Literal["waiting", "answered", "expired"]
    answer: str = ""
    asked_at: datetime
    answered_at: datetime | None = None


class Escalated(Result):
    escalation: EscalationView


class EscalationList(Result):
    items: list[EscalationView]
