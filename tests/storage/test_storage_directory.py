from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from liaison_bot.chat import Account, Where
from liaison_bot.privacy.vault import Vault
from liaison_bot.records.network import (
    Absence,
    Desk,
    DeskKind,
    Link,
    Person,
    Role,
    Room,
    RoomClass,
    Tenure,
    Term,
)
from liaison_bot.store import Store, UnitOfWork
from storage import open_store

ACCOUNT = Account("slack", "T1", "U1")


def everything(work: UnitOfWork, ana: Person, now: datetime) -> None:
    work.members.add_absence(Absence(ana.id, date(2026, 4, 1), date(2026, 4, 10)))
    work.members.add_term(Term("HND", date(2026, 1, 1)))
    work.members.link(Link(ACCOUNT, ana.id, now))
    work.members.save_room(Room("slack", "C1", RoomClass.NETWORK, "es"))


def test_everything_that_was_saved_is_in_the_directory(store: Store, ana: Person, now: datetime) -> None:
    with store.begin() as work:
        everything(work, ana, now)
        work.commit()
    with store.begin() as work:
        known = work.directory
    assert known.desk("HND") == Desk("HND", DeskKind.COUNTRY, "America/Tegucigalpa", "es")
    assert known.person(ana.id) == ana
    assert known.tenures == (Tenure(ana.id, Role.TITULAR, date(2026, 1, 1)),)
    assert known.absences == (Absence(ana.id, date(2026, 4, 1), date(2026, 4, 10)),)
    assert known.terms == (Term("HND", date(2026, 1, 1)),)
    assert known.links == (Link(ACCOUNT, ana.id, now),)
    assert known.room(Where("slack", "C1")) == Room("slack", "C1", RoomClass.NETWORK, "es")
    actor = known.actor(ACCOUNT, now)
    assert actor is not None
    assert actor.roles == {Role.TITULAR, Role.PRESIDENCY}


def test_every_change_makes_the_version_grow(store: Store, ana: Person, now: datetime) -> None:
    with store.begin() as work:
        versions = [work.directory.version]
        changes: list[Callable[[], object]] = [
            lambda: work.members.save_desk(Desk("CRI", DeskKind.COUNTRY, "America/Costa_Rica", "es")),
            lambda: work.members.save_person(ana),
            lambda: work.members.add_tenure(Tenure(ana.id, Role.AUDITOR, date(2026, 5, 1))),
            lambda: work.members.drop_absences(ana.id, date(2026, 5, 1)),
            lambda: work.members.unlink(ACCOUNT),
            lambda: everything(work, ana, now),
        ]
        for change in changes:
            change()
            versions.append(work.directory.version)
    assert versions == sorted(set(versions))


def test_an_unchanged_directory_is_the_same_object(store: Store, ana: Person) -> None:
    with store.begin() as work:
        first = work.directory
    with store.begin() as work:
        assert work.directory is first
    with store.begin() as work:
        work.members.save_person(Person(ana.id, "HND", "Ana Cambiada", "es", "America/Tegucigalpa"))
        work.commit()
    with store.begin() as work:
        assert work.directory is not first
        assert work.directory.version > first.version


def test_own_changes_are_seen_at_once_and_by_nobody_else_before_the_commit(store: Store, ana: Person) -> None:
    with store.begin() as work:
        before = work.directory
    with store.begin() as work:
        assert work.directory is before
        work.members.save_person(Person(ana.id, "HND", "Sin Confirmar", "fr", "America/Tegucigalpa"))
        changed = work.directory.person(ana.id)
        assert changed is not None
        assert changed.name == "Sin Confirmar"
    with store.begin() as work:
        assert work.directory is before
    with store.begin() as work:
        work.members.save_person(Person(ana.id, "HND", "Otra Vez", "fr", "America/Tegucigalpa"))
        work.commit()
    with store.begin() as work:
        changed = work.directory.person(ana.id)
        assert changed is not None
        assert changed.name == "Otra Vez"


def test_what_another_process_changed_is_seen(store: Store, url: str, vault: Vault, ana: Person) -> None:
    with store.begin() as work:
        assert work.directory.person(ana.id) == ana
    other = open_store(url, vault)
    with other.begin() as work:
        bea = work.members.add_person("GTM", "Bea Ejemplo", "es", "America/Guatemala")
        work.commit()
    other.close()
    with store.begin() as work:
        assert work.directory.person(bea.id) == bea


def test_an_account_is_taken_from_whoever_had_it(store: Store, ana: Person, now: datetime) -> None:
    with store.begin() as work:
        bea = work.members.add_person("GTM", "Bea Ejemplo", "es", "America/Guatemala")
        work.members.link(Link(ACCOUNT, ana.id, now))
        work.members.link(Link(ACCOUNT, bea.id, now + timedelta(days=1)))
        assert [link.person for link in work.directory.links] == [bea.id]
        work.members.unlink(ACCOUNT)
        assert len(work.directory.links) == 0


@pytest.mark.usefixtures("ana")
def test_a_second_term_from_the_same_day_replaces_the_first(store: Store) -> None:
    with store.begin() as work:
        work.members.add_term(Term("HND", date(2026, 1, 1)))
        work.members.add_term(Term("GTM", date(2026, 1, 1)))
        assert work.directory.terms == (Term("GTM", date(2026, 1, 1)),)


def test_the_same_role_from_the_same_day_again_replaces_its_end(store: Store, ana: Person) -> None:
    with store.begin() as work:
        for ends in (date(2026, 6, 1), None, date(2026, 7, 1)):
            work.members.add_tenure(Tenure(ana.id, Role.SUPERVISOR, date(2026, 1, 1), ends))
            assert [one.ends for one in work.directory.tenures if one.role is Role.SUPERVISOR] == [ends]


def test_somebody_who_is_back_is_no_longer_away(store: Store, ana: Person) -> None:
    past = Absence(ana.id, date(2026, 2, 1), date(2026, 2, 5))
    running = Absence(ana.id, date(2026, 3, 1), date(2026, 3, 20))
    coming = Absence(ana.id, date(2026, 3, 10), date(2026, 3, 12))
    with store.begin() as work:
        for absence in (past, running, coming):
            work.members.add_absence(absence)
        work.members.drop_absences(ana.id, date(2026, 3, 10))
        assert work.directory.absences == (past, Absence(ana.id, date(2026, 3, 1), date(2026, 3, 9)))


def test_nobody_can_be_changed_who_is_not_here(store: Store) -> None:
    with store.begin() as work, pytest.raises(LookupError):
        work.members.save_person(Person(99, "HND", "Nadie", "es", "UTC"))


@pytest.mark.usefixtures("ana")
def test_a_desk_and_a_room_are_changed_by_saving_them_again(store: Store) -> None:
    closed = Desk("HND", DeskKind.COUNTRY, "America/Tegucigalpa", "es", "pgp", active=False)
    with store.begin() as work:
        work.members.save_desk(closed)
        work.members.save_room(Room("matrix", "!r:x", RoomClass.DESK, "es", "HND"))
        work.members.save_room(Room("matrix", "!r:x", RoomClass.SHARED, "en"))
        assert work.directory.desk("HND") == closed
        assert work.directory.rooms == (Room("matrix", "!r:x", RoomClass.SHARED, "en"),)


def test_a_rooms_approval_is_taken_back_and_that_is_a_change(store: Store) -> None:
    with store.begin() as work:
        for room in ("!r:x", "!s:x"):
            work.members.save_room(Room("matrix", room, RoomClass.NETWORK, "es"))
        before = work.directory.version
        work.members.drop_room(Where("matrix", "!r:x"))
        assert [room.id for room in work.directory.rooms] == ["!s:x"]
        assert work.directory.version > before
        work.members.drop_room(Where("matrix", "!nowhere:x"))
        work.members.drop_room(Where("slack", "!s:x"))
        assert [room.id for room in work.directory.rooms] == ["!s:x"]
