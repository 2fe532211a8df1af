from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest

from liaison_bot.privacy.vault import Vault
from liaison_bot.records.audit import AuditEntry
from liaison_bot.records.network import Person
from liaison_bot.records.outbox import Parcel
from liaison_bot.records.referrals import Referral
from liaison_bot.store import Store
from storage import open_store
from storage.types import NaiveDatetimeError


def test_leaving_without_commit_undoes_everything(
    store: Store, now: datetime, ana: Person, make_referral: Callable[..., Referral]
) -> None:
    with store.begin() as work:
        assert work.inbox.first("slack", "Ev1", now)
        work.members.add_person("HND", "Otra Persona", "es", "America/Tegucigalpa")
        work.referrals.add(make_referral("R-AAAAAA"))
        work.outbox.put([Parcel(key="k", person=ana.id, notice="sent", subject="R-AAAAAA", number=1, made=now)])
        work.audit.append(AuditEntry(at=now, person=ana.id, desk="HND", roles="titular", command="referral new"))
    with store.begin() as work:
        assert work.inbox.first("slack", "Ev1", now)
        assert [person.name for person in work.directory.people] == ["Ana Ejemplo"]
        assert work.referrals.get("R-AAAAAA") is None
        assert work.outbox.state(now).waiting == 0
        assert list(work.audit.entries()) == []


def test_an_error_inside_undoes_everything(store: Store, now: datetime) -> None:
    def fail() -> None:
        with store.begin() as work:
            work.inbox.first("slack", "Ev1", now)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with store.begin() as work:
        assert work.inbox.first("slack", "Ev1", now)


def test_what_was_committed_is_there_for_the_next_one(store: Store, now: datetime) -> None:
    with store.begin() as work:
        work.inbox.first("slack", "Ev1", now)
        work.commit()
    with store.begin() as work:
        assert not work.inbox.first("slack", "Ev1", now)


def test_nothing_can_be_asked_of_a_unit_of_work_that_is_over(store: Store, now: datetime) -> None:
    with store.begin() as work:
        work.commit()
        with pytest.raises(Exception, match="closed"):
            work.inbox.first("slack", "Ev1", now)
    with pytest.raises(Exception, match="closed"):
        work.inbox.first("slack", "Ev1", now)
    with store.begin() as again:
        assert again.inbox.first("slack", "Ev1", now)


def test_the_directory_can_still_be_read_after_the_commit(store: Store, ana: Person) -> None:
    with store.begin() as work:
        known = work.directory
        work.commit()
        assert work.directory is known
        assert work.directory.person(ana.id) == ana


def test_a_unit_of_work_goes_from_one_thread_to_another(store: Store, now: datetime) -> None:
    """Worker threads come and go; a connection is not bound to one."""

    def note(event: str) -> None:
        with store.begin() as work:
            work.inbox.first("slack", event, now)
            work.commit()

    for event in ("Ev1", "Ev2", "Ev3"):
        thread = Thread(target=note, args=(event,))
        thread.start()
        thread.join()
    with store.begin() as work:
        assert [work.inbox.first("slack", event, now) for event in ("Ev1", "Ev2", "Ev3", "Ev4")] == [
            False,
            False,
            False,
            True,
        ]


def test_a_naive_datetime_is_refused(store: Store, now: datetime) -> None:
    naive = now.replace(tzinfo=None)
    with store.begin() as work, pytest.raises(NaiveDatetimeError):
        work.inbox.first("slack", "Ev1", naive)
    with store.begin() as work, pytest.raises(NaiveDatetimeError):
        work.outbox.lease(naive, timedelta(minutes=1), 10)
    with store.begin() as work, pytest.raises(NaiveDatetimeError):
        work.outbox.put([Parcel(key="k", person=1, notice="sent", subject="R-AAAAAA", number=1, made=naive)])


def test_a_moment_told_in_another_zone_is_the_same_moment(
    store: Store, now: datetime, make_referral: Callable[..., Referral]
) -> None:
    elsewhere = now.astimezone(datetime.now().astimezone().tzinfo) + timedelta(microseconds=1)
    with store.begin() as work:
        work.referrals.add(make_referral("R-AAAAAA", due=elsewhere))
        kept = work.referrals.get("R-AAAAAA")
    assert kept is not None
    assert kept.due == elsewhere
    assert kept.due is not None
    assert kept.due.tzinfo is UTC


def test_facts_for_the_doctor_name_the_database_and_nothing_secret(store: Store) -> None:
    facts = store.facts()
    assert facts["database"].split()[0] in {"SQLite", "PostgreSQL"}
    assert facts["schema"] == "0010"
    assert facts["size"].endswith(("kB", "MB"))
    assert "/" not in "".join(facts.values())


def test_a_unit_of_work_that_was_committed_touches_its_connection_no_more(
    store: Store, now: datetime, url: str, vault: Vault
) -> None:
    """What a pool gets back it may close, or give to somebody else: here all of it is closed before the end."""
    with store.begin() as work:
        assert work.inbox.first("slack", "Ev1", now)
        work.commit()
        store.close()
    again = open_store(url, vault)
    with again.begin() as work:
        assert not work.inbox.first("slack", "Ev1", now)
    again.close()
