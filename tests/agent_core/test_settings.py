"""Settings are read once, and one that is not usable is named."""

import pytest
from pydantic import BaseModel, Field, model_validator

from agent_core.errors import ConfigurationError
from agent_core.settings import load_settings, package_settings


def test_everything_has_a_working_default() -> None:
    settings = load_settings()
    assert settings.mongodb_uri is None
    assert settings.model_name is None


def test_each_setting_that_is_not_usable_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AGENTIC_PORT", "many")
    monkeypatch.setenv("AGENTIC_LOG_LEVEL", "LOUD")
    with pytest.raises(ConfigurationError, match=r"AGENTIC_PORT[\s\S]*AGENTIC_LOG_LEVEL"):
        load_settings()


def test_a_weak_secret_is_refused_without_being_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AGENTIC_JWT_SECRET", "hunter2")
    with pytest.raises(ConfigurationError) as refused:
        load_settings()
    assert "AGENTIC_JWT_SECRET" in refused.value.message
    assert "hunter2" not in refused.value.message


def test_a_model_without_an_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AGENTIC_MODEL_NAME", "llama")
    with pytest.raises(ConfigurationError, match="AGENTIC_MODEL_BASE_URL"):
        load_settings()


def test_an_empty_variable_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AGENTIC_MONGODB_URI", "")
    assert load_settings().mongodb_uri is None


class Shop(BaseModel):
    opens: int = Field(9, ge=0)
    closes: int = 18

    @model_validator(mode="after")
    def _in_order(self) -> "Shop":
        if self.closes <= self.opens:
            raise ValueError("it closes before it opens")
        return self


def test_a_package_reads_its_own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AGENTIC_SHOP_OPENS", "7")
    assert package_settings("shop", Shop).opens == 7


@pytest.mark.parametrize(("value", "said"), [("early", "AGENTIC_SHOP_OPENS"), ("20", "closes before")])
def test_a_package_setting_that_is_not_usable_is_named(monkeypatch: pytest.MonkeyPatch, value: str, said: str) -> None:
    monkeypatch.setenv("AGENTIC_SHOP_OPENS", value)
    with pytest.raises(ConfigurationError, match=said):
        package_settings("shop", Shop)
