"""The databases that everything is measured on, durable as in earnest, and a bare commit on each."""

import itertools
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg

from postgres import postgres

_ROW = "x" * 200


@dataclass(frozen=True, slots=True)
class Database:
    """One kind of database. `fresh` is the address of an empty one; `bare` brings one row to the disk, no more.

    `settle` does what the server does by itself soon after much was added.
    """

    name: str
    fresh: Callable[[], str]
    bare: Callable[[], object]
    settle: Callable[[str], object] = lambda _url: None


@contextmanager
def databases(*, careless: bool) -> Iterator[tuple[Database, ...]]:
    """Both, for as long as they are needed. `careless`: what is committed need not be on the disk."""
    with (
        TemporaryDirectory(prefix="liaison-bench-") as folder,
        sqlite(Path(folder)) as one,
        postgresql(careless=careless) as other,
    ):
        yield one, other


@contextmanager
def sqlite(folder: Path) -> Iterator[Database]:
    """Files in a folder."""
    numbers = itertools.count(1)
    with closing(sqlite3.connect(folder / "bare.sqlite3", isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("CREATE TABLE bare (number INTEGER PRIMARY KEY, text TEXT NOT NULL)")
        yield Database(
            name="SQLite",
            fresh=lambda: f"sqlite:///{folder / f'{next(numbers)}.sqlite3'}",
            bare=lambda: connection.execute("INSERT INTO bare (text) VALUES (?)", (_ROW,)),
        )


@contextmanager
def postgresql(*, careless: bool) -> Iterator[Database]:
    """A server of its own. Unless it may be careless, its settings are as they ship: all that is committed is kept."""
    with postgres() as server, psycopg.connect(server.url(server.make()), autocommit=True) as connection:
        if careless:
            server.careless()
        connection.execute("CREATE TABLE bare (number BIGSERIAL PRIMARY KEY, text TEXT NOT NULL)")
        yield Database(
            name="PostgreSQL",
            fresh=lambda: server.url(server.make()),
            bare=lambda: connection.execute("INSERT INTO bare (text) VALUES (%s)", (_ROW,)),
            settle=_analyze,
        )


def _analyze(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
