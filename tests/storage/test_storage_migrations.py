import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect

import storage
from liaison_bot.chat import Account
from liaison_bot.chat.conversations import LEFT, Conversation
from liaison_bot.privacy.vault import Vault
from storage import migrate, open_store, schema_is_current
from storage.engine import read_url
from storage.indexes import METADATA
from storage.tables import SCHEMA


def tables(url: str) -> set[str]:
    engine = create_engine(read_url(url))
    found = set(inspect(engine).get_table_names())
    engine.dispose()
    return found


def test_the_newest_migration_is_the_one_that_opening_asks_for() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(storage.__file__).parent / "migrations"))
    assert ScriptDirectory.from_config(config).get_heads() == [SCHEMA]


def test_the_schema_goes_up_and_down_and_up_again(empty_url: str, vault: Vault) -> None:
    for _ in range(2):
        migrate(empty_url)
        assert schema_is_current(empty_url)
        assert tables(empty_url) == {*METADATA.tables, "alembic_version"}
        open_store(empty_url, vault).close()
        migrate(empty_url, "base")
        assert not schema_is_current(empty_url)
        assert tables(empty_url) == {"alembic_version"}


def test_a_parcel_that_waits_survives_an_upgrade_and_the_way_back(empty_url: str, vault: Vault) -> None:
    now = datetime(2026, 3, 8, 15, 30, tzinfo=UTC)
    migrate(empty_url, "0001")
    engine = create_engine(read_url(empty_url))
    moment = str(int(now.timestamp() * 1_000_000)) if engine.dialect.name == "sqlite" else f"'{now.isoformat()}'"
    with engine.begin() as connection:
        columns = "key, person, notice, subject, number, made, due, attempts, why"
        values = f"'k', 7, 'referral-step', 'R-AAAAAA', 2, {moment}, {moment}, 3, 'try later'"
        connection.exec_driver_sql(f"INSERT INTO outbox ({columns}) VALUES ({values})")  # noqa: S608 - our own
    engine.dispose()
    migrate(empty_url)
    with closing(open_store(empty_url, vault)) as store, store.begin() as work:
        (taken,) = work.outbox.lease(now, timedelta(minutes=1), 10)
        assert (taken.parcel.account, taken.attempts, taken.first_tried) == (None, 4, now)
        work.outbox.put([replace(taken.parcel, key="bound", account=Account("matrix", "", "a"))])
        work.commit()
    for revision in ("0001", "head"):
        migrate(empty_url, revision)
    with closing(open_store(empty_url, vault)) as store, store.begin() as work:
        assert work.outbox.waiting_for() == {7: 2}


def test_a_form_under_way_survives_an_upgrade_and_the_way_back(empty_url: str, vault: Vault) -> None:
    now, ana = datetime(2026, 3, 8, 15, 30, tzinfo=UTC), Account("slack", "T1", "U1")
    asked, left = (
        Conversation("referral new", "to", {"to": ("MX",)}),
        Conversation("referral close", LEFT, {"a": ("b",)}),
    )
    migrate(empty_url)
    with closing(open_store(empty_url, vault)) as store, store.begin() as work:
        work.conversations.keep(ana, asked, now)
        work.conversations.keep(ana, left, now)
        work.commit()
    migrate(empty_url, "0003")
    engine = create_engine(read_url(empty_url))
    with engine.begin() as connection:
        assert connection.exec_driver_sql("SELECT form FROM conversation").scalars().all() == ["referral new"]
        connection.exec_driver_sql("UPDATE conversation SET form = NULL")
    engine.dispose()
    migrate(empty_url)
    with closing(open_store(empty_url, vault)) as store, store.begin() as work:
        assert work.conversations.get(ana) == asked
        assert work.conversations.of(ana, left.form) is None


def test_migrating_what_is_current_changes_nothing(url: str) -> None:
    migrate(url)
    migrate(url, SCHEMA)
    assert schema_is_current(url)


def test_the_migrations_make_what_the_tables_say(url: str) -> None:
    engine = create_engine(read_url(url))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, METADATA) == []
    engine.dispose()


def test_foreign_keys_and_partial_indexes_are_the_same_in_both(url: str) -> None:
    """Alembic does not compare the conditions of indexes, so the ones a list is read from are compared here."""
    engine = create_engine(read_url(url))
    told = inspect(engine)
    partial = {
        index["name"]
        for table in METADATA.tables
        for index in told.get_indexes(table)
        if any("where" in option for option in index.get("dialect_options", {}))
    }
    engine.dispose()
    assert partial == {
        index.name
        for table in METADATA.tables.values()
        for index in table.indexes
        if index.dialect_options["sqlite"]["where"] is not None
    }


@pytest.mark.parametrize("module", ["alembic", "psycopg", "sqlalchemy.dialects.postgresql"])
def test_opening_a_database_does_not_load_what_it_does_not_need(sqlite_url: str, module: str) -> None:
    code = (
        "import sys; from storage import open_store, schema_is_current; from liaison_bot.privacy.vault import Vault;"
        f"open_store({sqlite_url!r}, Vault('k', {{'k': bytes(32)}})).close();"
        f"sys.exit({module!r} in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, cwd=Path(storage.__file__).parents[1])  # noqa: S603 - our own code
    assert done.returncode == 0
