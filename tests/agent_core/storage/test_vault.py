"""Secrets at rest: sealed, opened with every key, sealed anew when keys change."""

from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from pydantic import SecretStr

from agent_core.errors import ConfigurationError
from agent_core.settings import Settings
from agent_core.storage.vault import Unreadable, Vault, open_vault

OLD, NEW = (SecretStr(Fernet.generate_key().decode()) for _ in range(2))


def test_what_is_sealed_is_not_readable_and_opens_again() -> None:
    vault = Vault([OLD])
    sealed = vault.seal("sk-secret-key")
    assert "secret" not in sealed
    assert vault.open(sealed).get_secret_value() == "sk-secret-key"
    assert vault.seal("sk-secret-key") != sealed


def test_a_new_key_in_front_seals_and_the_old_one_still_opens() -> None:
    sealed = Vault([OLD]).seal("x")
    both = Vault([NEW, OLD])
    assert both.open(sealed).get_secret_value() == "x"
    assert both.aged(sealed)
    assert not both.aged(both.seal("x"))
    assert Vault([NEW]).open(both.seal("x")).get_secret_value() == "x"


def test_a_lost_key_or_a_changed_text_is_unreadable() -> None:
    sealed = Vault([OLD]).seal("x")
    changed = sealed[:-6] + ("AAAAAA" if sealed[-6:] != "AAAAAA" else "BBBBBB")
    for vault, text in ((Vault([NEW]), sealed), (Vault([OLD]), changed), (Vault([OLD]), "nonsense")):
        with pytest.raises(Unreadable):
            vault.open(text)
        assert not vault.aged(text)


def test_a_key_is_made_once_and_kept_for_its_owner_only(tmp_path: Path) -> None:
    settings = Settings(_env_file=None, data_dir=tmp_path)
    sealed = open_vault(settings).seal("x")
    path = tmp_path / "secrets" / "encryption-keys"
    assert path.stat().st_mode & 0o077 == 0
    assert open_vault(settings).open(sealed).get_secret_value() == "x"


def test_keys_of_the_environment_come_first_and_the_kept_one_still_opens(tmp_path: Path) -> None:
    sealed = open_vault(Settings(_env_file=None, data_dir=tmp_path)).seal("x")
    given = Settings(
        _env_file=None, data_dir=tmp_path,
        encryption_keys=SecretStr(f"{NEW.get_secret_value()}, {OLD.get_secret_value()}"),
    )  # fmt: skip
    vault = open_vault(given)
    assert vault.open(sealed).get_secret_value() == "x"
    assert Vault([NEW]).open(vault.seal("y")).get_secret_value() == "y"


def test_keys_of_the_environment_alone_make_no_file(tmp_path: Path) -> None:
    open_vault(Settings(_env_file=None, data_dir=tmp_path, encryption_keys=NEW))
    assert not (tmp_path / "secrets").exists()


def test_a_key_that_is_none_is_refused_without_being_shown(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="AGENTIC_ENCRYPTION_KEYS") as refused:
        open_vault(Settings(_env_file=None, data_dir=tmp_path, encryption_keys=SecretStr("hunter2")))
    assert "hunter2" not in refused.value.message


def test_no_key_shows_in_the_settings_or_the_vault(tmp_path: Path) -> None:
    settings = Settings(_env_file=None, data_dir=tmp_path, encryption_keys=OLD)
    shown = repr(settings) + repr(open_vault(settings)) + repr(vars(open_vault(settings)))
    assert OLD.get_secret_value() not in shown
