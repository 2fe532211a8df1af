import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

import psycopg
import pytest

from liaison_bot.privacy.vault import Vault
from liaison_bot.records.audit import START, AuditEntry, ChainedEntry, chain
from liaison_bot.store import Store
from storage import open_store


def entry(now: datetime, command: str) -> AuditEntry:
    return AuditEntry(at=now, person=None, desk="HND", roles="titular", command=command, place="direct", result="done")


def append(store: Store, *entries: AuditEntry) -> None:
    with store.begin() as work:
        for one in entries:
            work.audit.append(one)
        work.commit()


def read(store: Store, after: int = 0) -> list[ChainedEntry]:
    with store.begin() as work:
        return list(work.audit.entries(after))


def is_intact(trail: list[ChainedEntry]) -> bool:
    last, number = START, 0
    for kept in trail:
        if (kept.number, kept.hash) != (number + 1, chain(last, number + 1, kept.entry)):
            return False
        number, last = kept.number, kept.hash
    return True


def test_entries_come_back_in_order_and_chained(store: Store, now: datetime) -> None:
    told = [entry(now + timedelta(seconds=number), f"c{number}") for number in range(5)]
    append(store, told[0], told[1])
    append(store)
    append(store, *told[2:])
    trail = read(store)
    assert [kept.entry for kept in trail] == told
    assert is_intact(trail)
    assert read(store, after=3) == trail[3:]


def test_a_changed_entry_breaks_the_chain(store: Store, now: datetime) -> None:
    append(store, entry(now, "a"), entry(now, "b"))
    first, second = read(store)
    assert not is_intact([replace(first, entry=replace(first.entry, command="x")), second])
    assert not is_intact([second])


def test_two_processes_that_append_by_turns_make_one_chain(store: Store, url: str, vault: Vault, now: datetime) -> None:
    other = open_store(url, vault)
    for number in range(6):
        append((store, other)[number % 2], entry(now, f"c{number}"))
    other.close()
    trail = read(store)
    assert [kept.entry.command for kept in trail] == [f"c{number}" for number in range(6)]
    assert is_intact(trail)


def test_processes_that_append_at_once_make_one_chain(store: Store, url: str, vault: Vault, now: datetime) -> None:
    stores = [store, open_store(url, vault), open_store(url, vault)]

    def work_on(number: int) -> None:
        append(stores[number % 3], entry(now, f"c{number}"), entry(now, f"d{number}"))

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(work_on, range(60)))
    for other in stores[1:]:
        other.close()
    trail = read(store)
    assert sorted(kept.entry.command for kept in trail) == sorted(f"{kind}{n}" for n in range(60) for kind in "cd")
    assert is_intact(trail)


def test_what_was_not_committed_leaves_no_gap(store: Store, now: datetime) -> None:
    append(store, entry(now, "a"))
    with store.begin() as work:
        work.audit.append(entry(now, "lost"))
    append(store, entry(now, "b"))
    assert [kept.entry.command for kept in read(store)] == ["a", "b"]
    assert is_intact(read(store))


def test_a_long_trail_is_read_piece_by_piece(store: Store, now: datetime) -> None:
    append(store, *(entry(now, f"c{number}") for number in range(1203)))
    trail = read(store)
    assert len(trail) == 1203
    assert is_intact(trail)
    with store.begin() as work:
        assert next(iter(work.audit.entries(after=1000))).number == 1001


@pytest.mark.parametrize("change", ["UPDATE audit SET command = 'x'", "DELETE FROM audit"])
def test_sqlite_refuses_to_change_the_trail(sqlite_url: str, vault: Vault, now: datetime, change: str) -> None:
    store = open_store(sqlite_url, vault)
    append(store, entry(now, "a"))
    store.close()
    connection = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(change)
    connection.close()


@pytest.mark.parametrize("change", [b"UPDATE audit SET command = 'x'", b"DELETE FROM audit", b"TRUNCATE audit"])
def test_postgresql_refuses_to_change_the_trail(
    postgresql_url: str, vault: Vault, now: datetime, change: bytes
) -> None:
    store = open_store(postgresql_url, vault)
    append(store, entry(now, "a"))
    store.close()
    with (
        psycopg.connect(postgresql_url) as connection,
        pytest.raises(psycopg.errors.RaiseException, match="append-only"),
    ):
        connection.execute(change)
