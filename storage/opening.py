"""Opening a database, and bringing its schema up to date."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect

from liaison_bot.errors import ConfigError
from liaison_bot.store import Sealer, Store
from storage.database import SqlStore
from storage.engine import OpenedFile, connect, make_file, opening, place, read_url, reading
from storage.tables import SCHEMA

_MIGRATE = "run `liaison-bot migrate`"


def open_store(url: str, sealer: Sealer) -> Store:
    """Open a database whose schema is current. Raises `ConfigError`, with what to do, and never with a password."""
    address = read_url(url)
    if address.drivername == "sqlite" and not Path(str(address.database)).exists():
        raise ConfigError(f"database: there is none at {address.database} yet: {_MIGRATE}")
    file = OpenedFile(address)
    engine = connect(address)
    with opening(address), _let_go_if_it_fails(engine):
        _refuse_unless_current(_schema(engine), place(address))
    return SqlStore(engine, sealer, file)


def schema_is_current(url: str) -> bool:
    """Tell whether a database can be opened as it is. Raises `ConfigError` where it cannot even be asked."""
    address = read_url(url)
    if address.drivername == "sqlite" and not Path(str(address.database)).exists():
        return False
    engine = connect(address)
    try:
        with opening(address):
            return _schema(engine) == SCHEMA
    finally:
        engine.dispose()


def migrate(url: str, revision: str = "head") -> None:
    """Bring a database's schema to a revision, up or down; `base` drops everything. Raises `ConfigError`.

    SQLite's file is made if it is not there. All of it happens, or nothing.
    """
    address = read_url(url)
    make_file(address)
    engine = connect(address)
    try:
        with opening(address), engine.begin() as connection:
            _migrate(connection, revision)
    finally:
        engine.dispose()


def _migrate(connection: Connection, revision: str) -> None:
    # alembic takes a tenth of a second to load, and nothing else needs it
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    scripts = Path(__file__).parent / "migrations"
    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    wanted = {"base": "", "head": SCHEMA}.get(revision, revision)
    change = command.downgrade if wanted < (_revision(connection) or "") else command.upgrade
    change(config, revision)


def _refuse_unless_current(schema: str | None, where: str) -> None:
    if schema is None:
        raise ConfigError(f"database: {where} has no tables yet: {_MIGRATE}")
    if schema > SCHEMA:
        raise ConfigError(f"database: {where} has schema {schema}, from a newer liaison-bot; this one knows {SCHEMA}")
    if schema != SCHEMA:
        raise ConfigError(f"database: {where} has schema {schema}, but {SCHEMA} is needed: {_MIGRATE}")


@contextmanager
def _let_go_if_it_fails(engine: Engine) -> Iterator[None]:
    try:
        yield
    except BaseException:
        engine.dispose()
        raise


def _schema(engine: Engine) -> str | None:
    with reading(engine) as connection:
        return _revision(connection)


def _revision(connection: Connection) -> str | None:
    """The schema's revision. The table is Alembic's own, and is asked for without it."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return None if found is None else str(found)
