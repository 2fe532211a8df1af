import sqlite3
import sys
from pathlib import Path

import psycopg
import pytest

from liaison_bot.errors import ConfigError
from liaison_bot.privacy.vault import Vault
from storage import migrate, open_store, schema_is_current


def refusal(url: str, vault: Vault) -> str:
    with pytest.raises(ConfigError) as refused:
        open_store(url, vault)
    return str(refused.value)


def test_a_database_that_is_not_there_is_not_made_by_opening(vault: Vault, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'none.sqlite3'}"
    assert not schema_is_current(url)
    assert "run `liaison-bot migrate`" in refusal(url, vault)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_database_has_to_be_migrated(vault: Vault, empty_url: str) -> None:
    if empty_url.startswith("sqlite"):
        Path(empty_url.removeprefix("sqlite:///")).touch()
    assert not schema_is_current(empty_url)
    assert "run `liaison-bot migrate`" in refusal(empty_url, vault)


def set_revision(url: str, revision: str) -> None:
    if url.startswith("sqlite"):
        connection = sqlite3.connect(url.removeprefix("sqlite:///"))
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
        connection.commit()
        connection.close()
    else:
        with psycopg.connect(url) as server:
            server.execute("UPDATE alembic_version SET version_num = %s", (revision,))


def test_an_older_schema_has_to_be_migrated(vault: Vault, url: str) -> None:
    set_revision(url, "0000")
    assert "run `liaison-bot migrate`" in refusal(url, vault)


def test_a_newer_schema_is_left_alone(vault: Vault, url: str) -> None:
    set_revision(url, "9999")
    assert not schema_is_current(url)
    told = refusal(url, vault)
    assert "from a newer liaison-bot" in told
    assert "run `liaison-bot migrate`" not in told


@pytest.mark.parametrize(
    "url", ["", "liaison.sqlite3", "mysql://u:hush@h/d", "postgresql+asyncpg://u:hush@h/d", "://:hush@"]
)
def test_an_address_that_is_none_is_refused_without_repeating_it(vault: Vault, url: str) -> None:
    told = refusal(url, vault)
    assert "sqlite:///" in told
    assert "hush" not in told


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///", "sqlite:///:memory:"])
def test_sqlite_needs_a_file(vault: Vault, url: str) -> None:
    assert "path of a file" in refusal(url, vault)


def test_a_file_that_is_no_database_is_refused(vault: Vault, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Estimada colega: " * 100)
    assert "not a database" in refusal(f"sqlite:///{path}", vault)
    with pytest.raises(ConfigError, match="not a database"):
        migrate(f"sqlite:///{path}")
    assert path.read_text().startswith("Estimada colega")


def test_a_path_that_cannot_be_written_is_refused(vault: Vault, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be made"):
        migrate(f"sqlite:///{tmp_path}/no/such/folder/liaison.sqlite3")
    with pytest.raises(ConfigError):
        migrate(f"sqlite:///{tmp_path}")
    assert "cannot be used" in refusal(f"sqlite:///{tmp_path}", vault)


def test_a_new_file_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "liaison.sqlite3"
    migrate(f"sqlite:///{path}")
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_server_that_cannot_be_reached_is_told_without_the_password(vault: Vault) -> None:
    for url in (
        "postgresql://ana:hush@127.0.0.1:1/liaison",
        "postgres://127.0.0.1:1/liaison?user=ana&password=hush",
        "postgresql+psycopg://ana:hush@/liaison?host=/nowhere",
    ):
        told = refusal(url, vault)
        assert "PostgreSQL at" in told
        assert "hush" not in told
        with pytest.raises(ConfigError):
            migrate(url)


def test_postgresql_without_its_driver_is_told_what_to_install(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    told = refusal("postgresql://ana:hush@127.0.0.1:1/liaison", vault)
    assert "pip install 'liaison-bot[postgresql]'" in told
    assert "hush" not in told
