"""How the mail servers are reached: AGENTIC_EMAIL_…, or the page Channels."""

from typing import Any, Literal

from pydantic import BaseModel, Field, SecretStr

NEEDED: dict[str, Any] = {"needed": True}
Security = Literal["starttls", "tls", "none"]


class EmailSettings(BaseModel):
    smtp_host: str = Field(
        "", description="server that takes letters, such as smtp.example.org", json_schema_extra=NEEDED
    )
    smtp_port: int = Field(587, ge=1, le=65535, description="its port")
    smtp_security: Security = Field(
        "starttls", description="starttls with port 587, tls with port 465; none only on this machine"
    )
    smtp_user: str = Field("", description="name to sign in with, where it wants one")
    smtp_password: SecretStr | None = Field(None, description="password, or the app password of the mailbox")
    sender: str = Field(
        "", description="who letters come from, such as Assistant <assistant@example.org>", json_schema_extra=NEEDED
    )
    imap_host: str = Field("", description="server with the mailbox to read; not set: letters only go out")
    imap_port: int = Field(993, ge=1, le=65535, description="its port")
    imap_security: Literal["tls", "none"] = Field("tls", description="none only on this machine")
    imap_user: str = Field("", description="name to sign in with; not set: the one for sending")
    imap_password: SecretStr | None = Field(None, description="password; not set: the one for sending")
    imap_folder: str = Field("INBOX", description="folder that is read")
    imap_seconds: float = Field(30, ge=0.1, description="seconds between looks for new letters")
    authserv: str = Field(
        "", description="name of the receiving server in its Authentication-Results, such as mx.example.org; needed to "
        "read letters, for anybody can write any sender on a letter",
    )  # fmt: skip

    @property
    def ready(self) -> bool:
        return bool(self.smtp_host and self.sender)
