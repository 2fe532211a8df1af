"""A unit of work that only reads: it sees one moment, keeps nobody waiting, and changes nothing."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta

import pytest

from liaison_bot.chat import Account
from liaison_bot.privacy.vault import Vault
from liaison_bot.records.audit import AuditEntry
from liaison_bot.records.network import Person, Role, Tenure
from liaison_bot.store import OnlyReads, Store, UnitOfWork
from storage import open_store

PATIENCE_SECONDS = 5


def elsewhere(call: Callable[[], object]) -> object:
    """Do something on another thread while this one holds what it holds; it must not have to wait."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(call).result(PATIENCE_SECONDS)


def names(store: Store) -> list[str]:
    with store.begin(read_only=True) as work:
        return [person.name for person in work.directory.people]


def add(store: Store, name: str) -> None:
    with store.begin() as work:
        work.members.add_person("HND", name, "es", "America/Tegucigalpa")
        work.commit()


def test_a_reader_does_not_wait_for_a_writer_and_sees_nothing_of_what_is_not_committed(
    store: Store, ana: Person
) -> None:
    with store.begin() as writer:
        writer.members.add_person("HND", "Beto Ejemplo", "es", "America/Tegucigalpa")
        list(writer.audit.entries())
        assert elsewhere(lambda: names(store)) == [ana.name]
        writer.commit()
    assert names(store) == [ana.name, "Beto Ejemplo"]


def test_a_writer_does_not_wait_for_a_reader_which_goes_on_seeing_its_moment(store: Store, ana: Person) -> None:
    with store.begin(read_only=True) as reader:
        assert [person.name for person in reader.directory.people] == [ana.name]
        elsewhere(lambda: note(store))
        assert list(reader.audit.entries()) == []
    with store.begin(read_only=True) as later:
        assert len(list(later.audit.entries())) == 1


def note(store: Store) -> None:
    with store.begin() as work:
        work.audit.append(entry())
        work.commit()


def entry() -> AuditEntry:
    return AuditEntry(at=datetime.fromisoformat("2026-03-08T15:30Z"), person=1, desk="HND", roles="", command="help")


def test_readers_and_writers_of_one_thread_do_not_wait_for_each_other(store: Store, ana: Person) -> None:
    with store.begin() as writer, store.begin(read_only=True) as reader:
        assert reader.directory.person(ana.id) == ana
        writer.commit()


@pytest.mark.parametrize(
    "change",
    [
        lambda work, now: work.inbox.first("slack", "Ev1", now),
        lambda work, _: work.members.add_tenure(Tenure(1, Role.ALTERNATE, date(2026, 3, 8))),
        lambda work, now: work.invitations.take("hash", now),
        lambda work, now: work.outbox.settle(1, now),
        lambda work, now: work.outbox.lease(now, timedelta(0), 1),
        lambda work, _: work.conversations.drop(Account("slack", "T1", "U1")),
        lambda work, _: work.audit.append(entry()),
        lambda work, _: work.commit(),
    ],
)
@pytest.mark.usefixtures("ana")
def test_a_change_through_it_is_refused_and_the_next_unit_of_work_can_write_again(
    store: Store, now: datetime, change: Callable[[UnitOfWork, datetime], object]
) -> None:
    for _ in range(3):
        with store.begin(read_only=True) as reader, pytest.raises(Exception, match=r"only reads|readonly|read-only"):
            change(reader, now)
    for _ in range(30):  # more than there are connections: each one that was read through is used again
        add(store, "Otra Persona")
    with store.begin(read_only=True) as reader:
        assert len(reader.directory.people) == 31
        assert list(reader.audit.entries()) == []


def test_what_would_never_be_sent_is_refused_by_name(store: Store, now: datetime) -> None:
    with store.begin(read_only=True) as reader, pytest.raises(OnlyReads):
        reader.outbox.settle(1, now)
    with store.begin(read_only=True) as reader, pytest.raises(OnlyReads):
        reader.commit()


def test_a_reader_of_an_older_moment_puts_no_older_directory_in_place_of_a_newer(store: Store, ana: Person) -> None:
    with store.begin(read_only=True) as late:
        assert list(late.audit.entries()) == []  # its moment begins here
        elsewhere(lambda: add(store, "Beto Ejemplo"))
        newest = elsewhere(lambda: kept(store))
        assert [person.name for person in late.directory.people] == [ana.name]
        assert kept(store) is newest, "nobody has to read it anew"


def kept(store: Store) -> object:
    with store.begin(read_only=True) as work:
        return work.directory


def test_the_doctors_facts_and_the_keys_are_looked_at_beside_a_writer(store: Store, url: str, vault: Vault) -> None:
    store.check_keys()
    with store.begin() as writer:
        list(writer.audit.entries())
        elsewhere(store.facts)
        elsewhere(store.check_keys)
        elsewhere(lambda: open_store(url, vault).close())
