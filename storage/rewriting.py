"""Writing a database's files anew, so that nothing of what was erased can be found in them.

`secure_delete` overwrites what SQLite deletes, but pages that were split keep copies of rows that had moved on, and the
write-ahead log keeps whole pages until they are written over. PostgreSQL's VACUUM gives the place of dead rows free
and leaves their bytes there. Both have a way to write all that is left into new files.
"""

from contextlib import closing

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

_SEALED = "referral, step, inbox, conversation"
_PATIENCE_MS = 1000
"""Who waits for a database that somebody else is using keeps everybody behind waiting too."""


def rewrite(engine: Engine) -> bool:
    """Do it; False when the database is in use by somebody who holds it for longer than a moment."""
    return _sqlite(engine) if engine.dialect.name == "sqlite" else _postgresql(engine)


def _sqlite(engine: Engine) -> bool:
    connection = engine.raw_connection()
    try:
        with closing(connection.cursor()) as cursor:
            usual = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
            cursor.execute(f"PRAGMA busy_timeout = {_PATIENCE_MS}")
            try:
                cursor.execute("VACUUM")
                busy, *_ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            except engine.dialect.loaded_dbapi.OperationalError as wrong:
                if "locked" not in str(wrong):
                    raise
                busy = True
            finally:
                cursor.execute(f"PRAGMA busy_timeout = {usual}")
        return not busy
    finally:
        connection.close()


def _postgresql(engine: Engine) -> bool:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(f"SET lock_timeout = {_PATIENCE_MS}")
        try:
            connection.exec_driver_sql(f"VACUUM (FULL) {_SEALED}")
        except OperationalError as wrong:
            if getattr(wrong.orig, "sqlstate", "") != _LOCK_NOT_AVAILABLE:
                raise
            return False
        finally:
            connection.exec_driver_sql("RESET lock_timeout")
    return True


_LOCK_NOT_AVAILABLE = "55P03"
