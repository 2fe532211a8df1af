"""Deadlines that are chased, on both databases."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from liaison_bot.records.chases import Chase, Hand, Snooze
from liaison_bot.records.referrals import Referral
from liaison_bot.store import Store


@pytest.fixture
def chase(store: Store, now: datetime, make_referral: Callable[..., Referral]) -> Chase:
    """A chase of a referral that is kept, due now."""
    with store.begin() as work:
        for reference in ("R-AAAAA1", "R-AAAAA2"):
            work.referrals.add(make_referral(reference))
        work.commit()
    return Chase(
        reference="R-AAAAA1",
        hand=Hand.REFERRAL,
        desk="GTM",
        urgency="urgent",
        since=now - timedelta(hours=1),
        due=now + timedelta(hours=1),
        next=now,
    )


def keep(store: Store, *chases: Chase) -> None:
    with store.begin() as work:
        for chase in chases:
            work.chases.keep(chase)
        work.commit()


def test_a_chase_is_kept_changed_and_dropped(store: Store, chase: Chase) -> None:
    keep(store, chase)
    keep(store, replace(chase, stage=2, reminded=1, next=None))
    with store.begin() as work:
        assert work.chases.get("R-AAAAA1", Hand.REFERRAL) == replace(chase, stage=2, reminded=1, next=None)
        assert work.chases.get("R-AAAAA1", Hand.FILE) is None
        work.chases.drop("R-AAAAA1", Hand.REFERRAL)
        work.commit()
    with store.begin(read_only=True) as work:
        assert work.chases.get("R-AAAAA1", Hand.REFERRAL) is None


def test_what_is_due_comes_longest_overdue_first_and_no_more_than_asked_for(
    store: Store, chase: Chase, now: datetime
) -> None:
    second = replace(chase, hand=Hand.FILE, next=now - timedelta(minutes=5))
    later = replace(chase, reference="R-AAAAA2", next=now + timedelta(microseconds=1))
    done = replace(later, hand=Hand.FILE, next=None)
    keep(store, chase, second, later, done)
    with store.begin() as work:
        assert work.chases.due(now, 10) == (second, chase)
        assert work.chases.due(now, 1) == (second,)


def test_two_that_ask_at_once_are_not_given_the_same(
    store: Store, chase: Chase, now: datetime, request: pytest.FixtureRequest
) -> None:
    if request.node.callspec.params["url"] == "sqlite":
        pytest.skip("SQLite has one writer: the second waits for the first")
    keep(store, chase)
    with store.begin() as one, store.begin() as other:
        assert one.chases.due(now, 10) == (chase,)
        assert other.chases.due(now, 10) == ()


def test_reminders_put_off_are_kept_by_person_and_go_with_the_chase(store: Store, chase: Chase, now: datetime) -> None:
    keep(store, chase, replace(chase, hand=Hand.FILE))
    asked = Snooze(reference="R-AAAAA1", person=1, since=chase.since, until=now + timedelta(days=1))
    with store.begin() as work:
        assert work.chases.snoozed("R-AAAAA1") == {}
        work.chases.snooze(replace(asked, until=now))
        work.chases.snooze(asked)
        work.commit()
    with store.begin() as work:
        assert work.chases.snoozed("R-AAAAA1") == {1: asked}
        assert work.chases.snoozed("R-AAAAA2") == {}
        work.chases.drop("R-AAAAA1", Hand.FILE)
        assert work.chases.snoozed("R-AAAAA1") == {1: asked}
        work.chases.drop("R-AAAAA1", Hand.REFERRAL)
        assert work.chases.snoozed("R-AAAAA1") == {}


def test_a_snooze_covers_what_is_before_its_end_in_its_own_chase(chase: Chase, now: datetime) -> None:
    asked = Snooze(reference="R-AAAAA1", person=1, since=chase.since, until=now)
    assert asked.covers(chase, now - timedelta(microseconds=1))
    assert not asked.covers(chase, now)
    assert not asked.covers(replace(chase, since=now), now - timedelta(microseconds=1))
