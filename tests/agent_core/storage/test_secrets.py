from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from agent_core.errors import ConfigurationError
from agent_core.storage.secrets import forget_secret, kept_secret


def test_a_secret_is_made_once_and_read_afterwards(tmp_path: Path) -> None:
    first = kept_secret(tmp_path / "jwt")
    assert len(first) == 43
    assert kept_secret(tmp_path / "jwt") == first
    assert kept_secret(tmp_path / "other") != first


def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    kept_secret(tmp_path / "jwt")
    assert (tmp_path / "jwt").stat().st_mode & 0o777 == 0o600


def test_two_that_make_it_at_once_end_with_the_same(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        for each in range(20):
            made = set(pool.map(kept_secret, [tmp_path / str(each)] * 8))
            assert len(made) == 1
    assert len(list(tmp_path.iterdir())) == 20  # no drafts left


def test_a_forgotten_secret_is_replaced_by_another(tmp_path: Path) -> None:
    first = kept_secret(tmp_path / "code", length=16)
    forget_secret(tmp_path / "code")
    assert kept_secret(tmp_path / "code", length=16) != first


def test_an_empty_file_is_no_secret(tmp_path: Path) -> None:
    (tmp_path / "jwt").touch()
    assert len(kept_secret(tmp_path / "jwt")) == 43
    assert (tmp_path / "jwt").stat().st_mode & 0o777 == 0o600


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ConfigurationError, match="file/jwt"):
        kept_secret(tmp_path / "file" / "jwt")
