"""A PostgreSQL for the tests of the door in."""

from collections.abc import Iterator

import pytest

from postgres import Postgres, postgres


@pytest.fixture(scope="session")
def server() -> Iterator[Postgres]:
    with postgres() as running:
        running.careless()
        yield running


@pytest.fixture
def url(server: Postgres) -> Iterator[str]:
    """An empty database on the server."""
    name = server.make()
    yield server.url(name)
    server.drop(name)
