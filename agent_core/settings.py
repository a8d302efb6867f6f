"""The process's configuration: read once in an entry point, then passed on."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Literal, TypeVar, cast

from pydantic import BaseModel, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from agent_core.errors import ConfigurationError


class Settings(BaseSettings):
    """Every setting is an environment variable `AGENTIC_<NAME>` (or a line of `.env`); all have a working default."""

    model_config = SettingsConfigDict(env_prefix="AGENTIC_", env_file=".env", env_ignore_empty=True, extra="ignore")

    environment: Literal["development", "production"] = Field(
        "development", description="production refuses weak secrets and plain http cookies"
    )
    data_dir: Path = Field(
        Path.home() / ".agentic", description="one folder with everything we keep; one server at a time"
    )
    host: str = Field("127.0.0.1", description="address to listen on")
    port: int = Field(8000, ge=0, le=65535, description="port to listen on; 0 takes a free one")
    public_url: str = Field(
        "", description="address at which others reach this server, such as https://assistant.example.org; for webhooks"
    )
    web_dir: Path | None = Field(None, description="folder of the built web page; found beside the code when not set")
    cors_origins: list[str] = Field([], description="other origins that may call the API from a browser")

    mongodb_uri: SecretStr | None = Field(None, description="mongodb:// address; not set: the embedded database")
    mongodb_database: str = Field("agentic", description="name of the database")

    jwt_secret: SecretStr | None = Field(
        None, description="at least 32 characters; not set: made once and kept in the data folder"
    )
    encryption_keys: SecretStr | None = Field(
        None, description="keys for stored secrets, commas between; the first encrypts; not set: one is made and kept"
    )
    access_token_minutes: int = Field(15, ge=1, le=1440, description="life of an access token")
    refresh_token_days: int = Field(30, ge=1, le=365, description="life of a sign-in that is not used")

    model_base_url: str | None = Field(
        None, description="any OpenAI-compatible address, such as http://localhost:11434/v1"
    )
    model_name: str | None = Field(None, description="name of the model there; not set: work without a model")
    model_api_key: SecretStr | None = Field(None, description="key for it, where it wants one")
    model_sees: bool = Field(False, description="whether it understands pictures")
    model_timeout_seconds: float = Field(60, gt=0, description="longest wait for a whole model answer")
    model_max_output_tokens: int = Field(4096, ge=64, description="longest answer asked of a model")

    daily_tokens: int | None = Field(
        None, ge=0, description="tokens of models that each person may use in a day; not set: no limit"
    )
    daily_cost_usd: float | None = Field(
        None, ge=0, description="US dollars that each person's models may cost in a day; not set: no limit"
    )
    everyone_daily_tokens: int | None = Field(
        None, ge=0, description="tokens of models that all people together may use in a day; not set: no limit"
    )
    everyone_daily_cost_usd: float | None = Field(
        None, ge=0, description="US dollars that all people's models together may cost in a day; not set: no limit"
    )

    embedding_dir: Path | None = Field(
        None, description="folder with model.onnx and vocab.txt or tokenizer.json; not set: the packaged MiniLM"
    )

    history_tokens: int = Field(
        6_000,
        ge=500,
        description="tokens of the last messages that a model is given; what was before is summed up",
    )
    max_message_chars: int = Field(32_000, ge=100, description="longest message accepted")
    max_upload_mb: int = Field(100, ge=1, description="largest file accepted")
    run_seconds: float = Field(300, gt=0, description="longest time that one run may take")
    keep_conversations_days: int | None = Field(
        None, ge=1, description="conversations that nobody used for so many days are removed; not set: as each says"
    )
    ledger_days: int = Field(400, ge=1, description="days that the record of what was done is kept")
    approval_hours: float = Field(24, gt=0, le=24 * 30, description="how long a step waits for the person's approval")

    log_format: Literal["logfmt", "json"] = Field("logfmt", description="form of the log lines")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="least level that is logged")

    @model_validator(mode="after")
    def _refuse_weak_secret(self) -> "Settings":
        if self.jwt_secret is not None and len(self.jwt_secret.get_secret_value()) < 32:
            raise ValueError("AGENTIC_JWT_SECRET is shorter than 32 characters; unset it or use `openssl rand -hex 32`")
        return self

    @model_validator(mode="after")
    def _model_needs_both(self) -> "Settings":
        if self.model_name and not self.model_base_url:
            raise ValueError("AGENTIC_MODEL_NAME is set without AGENTIC_MODEL_BASE_URL; set both, or neither")
        return self


def load_settings() -> Settings:
    """Read the environment. Raises ConfigurationError naming each setting that is not usable."""
    try:
        return Settings()
    except ValidationError as error:
        lines = [_line(problem["loc"], problem["msg"]) for problem in error.errors()]
        raise ConfigurationError("These settings are not usable:\n" + "\n".join(lines)) from None


S = TypeVar("S", bound=BaseModel)


def package_settings(package: str, model: type[S], entered: Mapping[str, str] = MappingProxyType({})) -> S:
    """A package's own settings, from `AGENTIC_<PACKAGE>_<FIELD>` where not `entered`. Raises ConfigurationError."""
    prefix = f"AGENTIC_{package.upper()}_"
    config = SettingsConfigDict(env_prefix=prefix, env_file=".env", env_ignore_empty=True, extra="ignore")
    try:
        return cast(S, type(model.__name__, (model, BaseSettings), {"model_config": config})(**entered))
    except ValidationError as error:
        lines = [_line(problem["loc"], problem["msg"], prefix) for problem in error.errors()]
        raise ConfigurationError(f"These settings of {package} are not usable:\n" + "\n".join(lines)) from None


def _line(location: tuple[int | str, ...], message: str, prefix: str = "AGENTIC_") -> str:
    name = f"{prefix}{str(location[0]).upper()}: " if location else ""
    return f"  {name}{message}"
