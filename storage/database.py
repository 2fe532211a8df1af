"""A database, ready for use."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext

from sqlalchemy import Connection, Engine

from liaison_bot.store import Sealer, UnitOfWork
from storage import keys, retention
from storage.engine import OpenedFile, reading
from storage.rewriting import rewrite
from storage.tables import SCHEMA
from storage.unit import OneAtATime, Shared, SqlUnitOfWork

_KIB = 1024


class SqlStore:
    """A database whose schema is current."""

    def __init__(self, engine: Engine, sealer: Sealer, file: OpenedFile) -> None:
        self._file = file
        self._engine = engine
        self._sealer = sealer
        self._queue = OneAtATime() if engine.dialect.name == "sqlite" else nullcontext()
        self._shared = Shared(engine, sealer, self._queue, file)

    def begin(self, *, read_only: bool = False) -> UnitOfWork:
        """Start a unit of work: it begins where its `with` begins."""
        return SqlUnitOfWork(self._shared, read_only=read_only)

    def check_keys(self) -> None:
        """Prove that every key the database was sealed with is here and right. Raises `VaultError`; changes nothing.

        A current key that is not noted yet is noted.
        """
        self._file.check()
        with reading(self._engine) as connection:
            new = keys.check(connection, self._sealer)
        if new:
            with self._transaction() as connection:
                keys.note_current(connection, self._sealer)

    def reseal(self, progress: Callable[[int, int], None]) -> int:
        """Seal everything under the current key again, and forget the other keys; how many values were resealed.

        Works in batches, each lasting by itself, so that it can be stopped and begun again and others get their turn.
        `progress` is told how many values are done, of how many. Whatever else uses the database must have the same
        current key by now.
        """
        self.check_keys()
        with self._transaction() as connection:
            total = keys.count(connection)
        done = resealed = 0
        for sealed in keys.SEALED:
            after, more = None, True
            while more:
                with self._transaction() as connection:
                    read, changed, after = keys.reseal_batch(connection, self._sealer, sealed, after)
                done, resealed, more = done + read, resealed + changed, after is not None
                progress(done, max(done, total))
        with self._transaction() as connection:
            keys.forget_others(connection, self._sealer)
        return resealed

    def purge(self) -> bool:
        """Write the files anew, without what was erased, if anything was; False when it has to be done later."""
        with self.begin(read_only=True) as work:
            lingers = work.retention.lingers()
        if lingers is None:
            return True
        self._file.check()
        with self._queue:
            done = rewrite(self._engine)
        if done:
            with self._transaction() as connection:
                retention.is_gone(connection, lingers)
        return done

    def facts(self) -> Mapping[str, str]:
        """What `doctor` tells of the database."""
        with reading(self._engine) as connection:
            if self._engine.dialect.name == "sqlite":
                kind = f"SQLite {_ask(connection, 'SELECT sqlite_version()')}"
                size = int(_ask(connection, "PRAGMA page_count")) * int(_ask(connection, "PRAGMA page_size"))
            else:
                kind = f"PostgreSQL {_ask(connection, 'SHOW server_version')}"
                size = int(_ask(connection, "SELECT pg_database_size(current_database())"))
        return {"database": kind, "schema": SCHEMA, "size": _in_words(size)}

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        self._file.check()
        with self._queue, self._engine.begin() as connection:
            yield connection


def _ask(connection: Connection, question: str) -> str:
    return str(connection.exec_driver_sql(question).scalar_one())


def _in_words(size: int) -> str:
    """Bytes as people read them: `1.2 MB`."""
    amount = float(size)
    for unit in ("B", "kB", "MB", "GB"):
        if amount < _KIB:
            return f"{amount:.0f} B" if unit == "B" else f"{amount:.1f} {unit}"
        amount /= _KIB
    return f"{amount:.1f} TB"
