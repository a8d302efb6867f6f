"""The Twilio account: AGENTIC_WHATSAPP_…, or the page Channels."""

from typing import Any

from pydantic import BaseModel, Field, SecretStr

NEEDED: dict[str, Any] = {"needed": True}


class WhatsAppSettings(BaseModel):
    account_sid: str = Field("", description="Account SID of Twilio, AC…", json_schema_extra=NEEDED)
    auth_token: SecretStr | None = Field(
        None, description="Auth Token of Twilio, with which it also signs what it posts", json_schema_extra=NEEDED
    )
    sender: str = Field(
        "", description="WhatsApp number that messages come from, such as +14155238886", json_schema_extra=NEEDED
    )
    api_url: str = Field("https://api.twilio.com", description="address of the API")

    @property
    def ready(self) -> bool:
        return bool(self.account_sid and self.auth_token and self.sender)
