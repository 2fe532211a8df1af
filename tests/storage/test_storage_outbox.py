from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from liaison_bot.chat import Account
from liaison_bot.records.outbox import Leased, Parcel
from liaison_bot.store import OutboxState, Store

NEVER = datetime.min.replace(tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def parcel(key: str, made: datetime, person: int = 7, account: Account | None = None) -> Parcel:
    return Parcel(
        key=key, person=person, notice="referral-sent", subject="R-AAAAAA", number=1, made=made, account=account
    )


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
    parcels = [parcel(f"k{age}", now - age * MINUTE, person=age) for age in (3, 1, 5, 4, 2)]
    put(store, *parcels)
    leased = lease(store, now, most=3)
    assert [taken.parcel.key for taken in leased] == ["k5", "k4", "k3"]
    assert all(taken.parcel in parcels and taken.attempts == 1 for taken in leased)
    assert [taken.parcel.key for taken in lease(store, now)] == ["k2", "k1"]
    assert lease(store, now) == ()


def test_a_key_is_one_parcel_even_after_it_was_settled(store: Store, now: datetime) -> None:
    put(store, parcel("k", now), parcel("k", now))
    put(store, parcel("k", now), parcel("other", now, person=8))
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
        assert work.outbox.state(NEVER) == OutboxState(0, None, 0)
        assert work.outbox.waiting_for() == {}


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
    put(store, *(parcel(f"k{age}", now - age * MINUTE, person=age % 2) for age in range(4)))
    oldest, second, *_ = lease(store, now)
    with store.begin() as work:
        work.outbox.settle(oldest.id, now)
        work.outbox.give_up(second.id, now, "account closed")
        assert work.outbox.state(now) == OutboxState(waiting=2, oldest=now - MINUTE, given_up=1)
        assert work.outbox.state(now + MINUTE).given_up == 0
        assert work.outbox.waiting_for() == {0: 1, 1: 1}
        work.commit()
    assert [leased.parcel.key for leased in lease(store, now + 10 * MINUTE)] == ["k1", "k0"]


def test_the_state_of_one_notice_leaves_all_others_out(store: Store, now: datetime) -> None:
    digests = [replace(parcel(f"d{age}", now - age * MINUTE, person=age), notice="digest-officer") for age in range(3)]
    put(store, parcel("older", now - 9 * MINUTE), *digests)
    older, oldest, *_ = lease(store, now)
    with store.begin() as work:
        work.outbox.give_up(oldest.id, now, "account closed")
        work.outbox.give_up(older.id, now, "account closed")
        assert work.outbox.state_of("digest-officer", now) == OutboxState(waiting=2, oldest=now - MINUTE, given_up=1)
        assert work.outbox.state_of("digest-officer", now + MINUTE).given_up == 0
        assert work.outbox.state_of("digest-network", now) == OutboxState(0, None, 0)


def test_four_deliverers_never_take_the_same_parcel(store: Store, now: datetime) -> None:
    put(store, *(parcel(f"k{number}", now, person=number % 40) for number in range(200)))

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


def keys(leased: tuple[Leased, ...]) -> list[str]:
    return [taken.parcel.key for taken in leased]


def test_a_parcel_for_one_account_comes_back_with_it(store: Store, now: datetime) -> None:
    account = Account("matrix", "example.org", '@ana,"é:example.org')
    put(store, parcel("k", now, account=account))
    (taken,) = lease(store, now)
    assert taken.parcel.account == account


def test_the_largest_number_that_anything_counts_up_to_is_kept(store: Store, now: datetime) -> None:
    put(store, replace(parcel("k", now), number=2**31 - 1))
    (taken,) = lease(store, now)
    assert taken.parcel.number == 2**31 - 1


def test_nothing_is_taken_while_an_earlier_one_of_its_line_is_leased_or_waits(store: Store, now: datetime) -> None:
    put(store, parcel("first", now))
    (first,) = lease(store, now)
    put(store, parcel("second", now), parcel("other's", now, person=8), parcel("third", now + timedelta(seconds=1)))
    later = now + timedelta(seconds=1)
    assert keys(lease(store, later)) == ["other's"]
    with store.begin() as work:
        work.outbox.postpone(first.id, now + 10 * MINUTE, "try later")
        work.commit()
    assert keys(lease(store, now + 9.5 * MINUTE)) == ["other's"], "its lease ran out; the rest waits"
    assert keys(lease(store, now + 10 * MINUTE)) == ["first", "second", "third"]


def test_the_first_of_a_line_comes_first_even_where_not_all_are_taken(store: Store, now: datetime) -> None:
    put(store, parcel("first", now), parcel("second", now + MINUTE))
    (first,) = lease(store, now)
    with store.begin() as work:
        work.outbox.postpone(first.id, now + 5 * MINUTE, "try later")
        work.commit()
    assert keys(lease(store, now + 6 * MINUTE, most=1)) == ["first"]
    assert keys(lease(store, now + 6 * MINUTE, most=1)) == []


def test_one_that_stumbled_is_not_waited_for(store: Store, now: datetime) -> None:
    put(store, parcel("first", now), parcel("second", now + MINUTE))
    (first,) = lease(store, now)
    with store.begin() as work:
        work.outbox.postpone(first.id, now + 5 * MINUTE, "a bug", stumbled=now)
        work.commit()
    assert keys(lease(store, now + 2 * MINUTE)) == ["second"]
    assert keys(lease(store, now + 5 * MINUTE)) == ["first", "second"]


def test_what_is_for_one_account_alone_is_a_line_of_its_own(store: Store, now: datetime) -> None:
    put(store, parcel("bound", now, account=Account("matrix", "", "a")), parcel("usual", now))
    (bound, _) = lease(store, now)
    with store.begin() as work:
        work.outbox.postpone(bound.id, now + 60 * MINUTE, "no account")
        work.commit()
    assert keys(lease(store, now + 5 * MINUTE)) == ["usual"]


def test_time_in_which_nobody_tried_does_not_count_as_trying(store: Store, now: datetime) -> None:
    put(store, parcel("k", now))
    late = now + 5000 * MINUTE
    (taken,) = lease(store, late)
    assert taken.first_tried == late, "it is not when it was made"
    with store.begin() as work:
        work.outbox.postpone(taken.id, late + 10 * MINUTE, "try later")
        work.commit()
    (again,) = lease(store, late + 10 * MINUTE)
    assert again.first_tried == late
    with store.begin() as work:
        work.outbox.postpone(again.id, late + 20 * MINUTE, "try later")
        work.commit()
    (last,) = lease(store, late + 5000 * MINUTE)
    assert last.first_tried == late + 4980 * MINUTE
