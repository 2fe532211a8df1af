"""The connection to a database, and what goes wrong with it, in words for the operator and without any password."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import QueuePool

from liaison_bot.errors import ConfigError, DatabaseLost

BEGIN_AS_WRITER = "BEGIN IMMEDIATE"
"""Take SQLite's writer's place at once: a transaction that reads first and writes later may be refused in between."""

BEGIN_AS_READER = "BEGIN"
"""See one moment of SQLite's database, beside the writer."""
READING = "postgresql_readonly"
"""The option of a connection that begins as a reader; SQLAlchemy's own name for it, on PostgreSQL."""

_BUSY_SECONDS = 10
_CONNECT_SECONDS = 10
_MOST_CONNECTIONS = 20
_SETTINGS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # a commit that was answered survives a power cut
    "PRAGMA wal_autocheckpoint = 4000",  # pages, 16 MB: one event in 250 pays for tidying up, not one in 60
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # what is erased is overwritten
)
_SCHEMES = frozenset({"sqlite", "postgresql", "postgres"})


def read_url(text: str) -> URL:
    """Read a database's address. Raises `ConfigError`, which never repeats it: it may hold a password."""
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        url = None
    name, _, driver = url.drivername.partition("+") if url else ("", "", "")
    if url is None or name not in _SCHEMES or driver not in {"", "psycopg"}:
        raise ConfigError("database: the address has to begin with sqlite:/// or postgresql://")
    if name == "sqlite":
        if driver or url.database in {None, "", ":memory:"}:
            raise ConfigError("database: sqlite needs the path of a file, as in sqlite:///liaison.sqlite3")
        return url
    return url.set(drivername="postgresql+psycopg")


def connect(url: URL) -> Engine:
    """Make an engine; the first connection is made when it is first needed. Raises `ConfigError`."""
    if url.drivername == "sqlite":
        return _sqlite(url)
    try:
        return create_engine(
            url,
            isolation_level="READ COMMITTED",
            pool_pre_ping=True,  # a server that was restarted is noticed before a unit of work begins
            pool_size=_MOST_CONNECTIONS,
            max_overflow=0,
            connect_args={"connect_timeout": _CONNECT_SECONDS, "client_encoding": "utf8"},
            hide_parameters=True,
        )
    except ImportError:
        raise ConfigError("database: PostgreSQL needs its driver: pip install 'liaison-bot[postgresql]'") from None


@contextmanager
def opening(url: URL) -> Iterator[None]:
    """Turn what goes wrong while a database is opened into a `ConfigError`."""
    try:
        yield
    except DBAPIError as wrong:
        reason = " ".join(str(wrong.orig).split())
        for secret in (url.password, url.query.get("password")):
            if secret:
                reason = reason.replace(str(secret), "***")
        raise ConfigError(f"database: {place(url)} cannot be used: {reason}") from None


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that only reads, beside whoever writes."""
    with engine.connect().execution_options(**{READING: True}) as connection, connection.begin():
        yield connection


def place(url: URL) -> str:
    """Where a database is, for messages: a path, or a server and a database's name."""
    if url.drivername == "sqlite":
        return str(url.database)
    host = url.host or url.query.get("host") or "this machine"
    return f"PostgreSQL at {host}, database {url.database or url.username or '?'}"


class OpenedFile:
    """The file that a SQLite database is opened as. One with the same name may be another one later.

    SQLite goes on with a file that was deleted, or replaced by a backup, as if nothing had happened.
    """

    def __init__(self, url: URL) -> None:
        self._path = Path(str(url.database)).absolute() if url.drivername == "sqlite" else None
        self._was = self._file()

    def check(self) -> None:
        """See that it is still there. Raises `DatabaseLost`. Takes a microsecond."""
        if self._path is not None and self._file() != self._was:
            raise DatabaseLost(
                f"database: {self._path} was deleted or replaced while it was in use; stopped, so that nothing is "
                f"written where nobody will see it: put the right file there and start again"
            )

    def _file(self) -> tuple[int, int] | None:
        if self._path is None:
            return None
        try:
            found = self._path.stat()
        except FileNotFoundError:
            return None
        return found.st_dev, found.st_ino


def make_file(url: URL) -> None:
    """Make SQLite's file, readable by nobody else. Raises `ConfigError`."""
    if url.drivername != "sqlite":
        return
    path = Path(str(url.database))
    try:
        path.touch(mode=0o600, exist_ok=True)
    except OSError as wrong:
        raise ConfigError(f"database: {path} cannot be made: {wrong.strerror}") from None


def _sqlite(url: URL) -> Engine:
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=_MOST_CONNECTIONS,
        max_overflow=0,
        connect_args={"check_same_thread": False, "timeout": _BUSY_SECONDS},
        hide_parameters=True,
    )
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_as_writer)
    return engine


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions begin where `_begin_as_writer` says, not where the driver guesses
    for setting in _SETTINGS:
        connection.execute(setting).close()


def _begin_as_writer(connection: Connection) -> None:
    connection.exec_driver_sql(BEGIN_AS_READER if connection.get_execution_options().get(READING) else BEGIN_AS_WRITER)
