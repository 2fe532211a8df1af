"""A store on each database, empty and migrated, and the records the tests speak of."""

import secrets
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from liaison_bot.privacy.vault import Vault
from liaison_bot.records.network import Desk, DeskKind, Person, Role, Tenure
from liaison_bot.records.referrals import Referral, State, Step
from liaison_bot.store import Store
from postgres import Postgres, postgres
from storage import migrate, open_store


@pytest.fixture(scope="session")
def server() -> Iterator[Postgres]:
    with postgres() as running:
        running.careless()
        yield running


@pytest.fixture(scope="session")
def postgresql_template(server: Postgres) -> str:
    name = server.make()
    migrate(server.url(name))
    return name


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "template.sqlite3"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    return f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'liaison.sqlite3')}"


@pytest.fixture
def postgresql_url(server: Postgres, postgresql_template: str) -> Iterator[str]:
    name = server.make(postgresql_template)
    yield server.url(name)
    server.drop(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """A migrated, empty database of either kind."""
    found: str = request.getfixturevalue(f"{request.param}_url")
    return found


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a database can be, and nothing is yet."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.sqlite3'}"
        return
    server: Postgres = request.getfixturevalue("server")
    name = server.make()
    yield server.url(name)
    server.drop(name)


@pytest.fixture(scope="session")
def vault() -> Vault:
    return Vault("spring", {"spring": secrets.token_bytes(32)})


@pytest.fixture
def store(url: str, vault: Vault) -> Iterator[Store]:
    opened = open_store(url, vault)
    yield opened
    opened.close()


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 3, 8, 15, 30, 0, 123456, tzinfo=UTC)


@pytest.fixture
def ana(store: Store) -> Person:
    """The titular of Honduras. Guatemala and Mexico have desks as well."""
    with store.begin() as work:
        for code in ("HND", "GTM", "MEX"):
            work.members.save_desk(Desk(code, DeskKind.COUNTRY, "America/Tegucigalpa", "es"))
        person = work.members.add_person("HND", "Ana Ejemplo", "es", "America/Tegucigalpa")
        work.members.add_tenure(Tenure(person.id, Role.TITULAR, date(2026, 1, 1)))
        work.commit()
    return person


@pytest.fixture
def make_referral(ana: Person, now: datetime) -> Callable[..., Referral]:
    """A referral from Honduras to Guatemala, with what is told differently."""

    def make(reference: str, **told: Any) -> Referral:
        usual: dict[str, Any] = {
            "from_desk": "HND",
            "to_desk": "GTM",
            "urgency": "urgent",
            "service": "family-tracing",
            "state": State.SENT,
            "since": now,
            "opened": now,
            "opened_by": ana.id,
        }
        return Referral(reference=reference, **{**usual, **told})

    return make


@pytest.fixture
def make_step(ana: Person, now: datetime) -> Callable[..., Step]:
    def make(reference: str, number: int, **told: Any) -> Step:
        usual: dict[str, Any] = {
            "at": now,
            "person": ana.id,
            "desk": "HND",
            "did": "send",
            "before": State.DRAFT,
            "after": State.SENT,
        }
        return Step(reference=reference, number=number, **{**usual, **told})

    return make
