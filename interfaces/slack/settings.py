"""The Slack app: AGENTIC_SLACK_…, or the page Channels."""

from typing import Any

from pydantic import BaseModel, Field, SecretStr

NEEDED: dict[str, Any] = {"needed": True}


class SlackSettings(BaseModel):
    bot_token: SecretStr | None = Field(
        None, description="Bot User OAuth Token of the app, xoxb-…", json_schema_extra=NEEDED
    )
    signing_secret: SecretStr | None = Field(
        None,
        description="Signing Secret, with which Slack signs what it posts; not set: messages only go out",
    )
    api_url: str = Field("https://slack.com/api", description="address of the Web API")
