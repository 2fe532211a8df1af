from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from liaison_bot.records.outbox import Leased, Parcel
from liaison_bot.store import OutboxState, Store

MINUTE = timedelta(minutes=1)


def parcel(key: str, made: datetime) -> Parcel:
    return Parcel(key=key, person=7, notice="referral-sent", subject="R-AAAAAA", number=1, made=made)


def put(store: Store, *parcels: Parcel) -> None:
    with store.begin() as work:
        work.outbox.put(parcels)
        work.commit()


def lease(store: Store, now: datetime, most: int = 10) -> tuple[Leased, ...]:
    with store.begin() as work:
        leased = work.outbox.lease(now, MINUTE, most)
        work.commit()
    return leased


def test_parcels_are_leased_oldest_first_and_as_they_were_put(store: Store, now: datetime) -> None:
    parcels = [parcel(f"k{age}", now - age * MINUTE) for age in (3, 1, 5, 4, 2)]
    put(store, *parcels)
    leased = lease(store, now, most=3)
    assert [taken.parcel.key for taken in leased] == ["k5", "k4", "k3"]
    assert all(taken.parcel in parcels and taken.attempts == 1 for taken in leased)
    assert [taken.parcel.key for taken in lease(store, now)] == ["k2", "k1"]
    assert lease(store, now) == ()


def test_a_key_is_one_parcel_even_after_it_was_settled(store: Store, now: datetime) -> None:
    put(store, parcel("k", now), parcel("k", now))
    put(store, parcel("k", now), parcel("other", now))
    taken = lease(store, now)
    assert [leased.parcel.key for leased in taken] == ["k", "other"]
    with store.begin() as work:
        work.outbox.settle(taken[0].id, now)
        work.commit()
    put(store, parcel("k", now + MINUTE))
    assert [leased.parcel.key for leased in lease(store, now + 10 * MINUTE)] == ["other"]


def test_putting_nothing_is_nothing(store: Store) -> None:
    put(store)
    with store.begin() as work:
        assert work.outbox.state() == OutboxState(0, None, 0)


def test_a_lease_that_ran_out_is_leased_again_and_the_attempt_counted(store: Store, now: datetime) -> None:
    put(store, parcel("k", now))
    assert [leased.attempts for leased in lease(store, now)] == [1]
    assert lease(store, now + MINUTE - timedelta(microseconds=1)) == ()
    assert [leased.attempts for leased in lease(store, now + MINUTE)] == [2]


def test_a_parcel_is_not_due_before_it_is_made(store: Store, now: datetime) -> None:
    put(store, parcel("later", now + MINUTE))
    assert lease(store, now) == ()
    assert len(lease(store, now + MINUTE)) == 1


def test_what_was_postponed_comes_back_at_its_time(store: Store, now: datetime) -> None:
    put(store, parcel("k", now))
    (taken,) = lease(store, now)
    with store.begin() as work:
        work.outbox.postpone(taken.id, now + 30 * MINUTE, "rate limited")
        work.commit()
    assert lease(store, now + 29 * MINUTE) == ()
    assert [leased.attempts for leased in lease(store, now + 30 * MINUTE)] == [2]


def test_the_state_tells_what_waits_since_when_and_what_was_given_up(store: Store, now: datetime) -> None:
    put(store, *(parcel(f"k{age}", now - age * MINUTE) for age in range(4)))
    oldest, second, *_ = lease(store, now)
    with store.begin() as work:
        work.outbox.settle(oldest.id, now)
        work.outbox.give_up(second.id, now, "account closed")
        assert work.outbox.state() == OutboxState(waiting=2, oldest=now - MINUTE, given_up=1)
        work.commit()
    assert [leased.parcel.key for leased in lease(store, now + 10 * MINUTE)] == ["k1", "k0"]


def test_four_deliverers_never_take_the_same_parcel(store: Store, now: datetime) -> None:
    put(store, *(parcel(f"k{number}", now) for number in range(200)))

    def deliver(_: int) -> list[str]:
        taken: list[str] = []
        while leased := lease(store, now, most=7):
            taken += [one.parcel.key for one in leased]
            with store.begin() as work:
                for one in leased:
                    work.outbox.settle(one.id, now)
                work.commit()
        return taken

    with ThreadPoolExecutor(4) as threads:
        said = Counter(key for taken in threads.map(deliver, range(4)) for key in taken)
    assert said == {f"k{number}": 1 for number in range(200)}
