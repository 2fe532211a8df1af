"""Digests, on both databases: each once, and what they are made from."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from liaison_bot.chat import Where
from liaison_bot.records.digests import Answered, DigestWish, Kind, Rhythm, Tally
from liaison_bot.records.network import Person
from liaison_bot.records.outbox import NOBODY, Parcel
from liaison_bot.records.referrals import FileState, Referral, State, Step
from liaison_bot.store import Store

DAY = date(2026, 3, 9)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def test_a_digest_is_noted_once(store: Store, now: datetime) -> None:
    for first in (True, False):
        with store.begin() as work:
            assert work.digests.claim(Kind.OFFICER, "person 1", DAY, now) is first
            assert work.digests.claim(Kind.NETWORK, "person 1", DAY, now) is first
            work.commit()
    with store.begin(read_only=True) as work:
        noted = {(Kind.OFFICER, "person 1", DAY), (Kind.NETWORK, "person 1", DAY)}
        assert work.digests.made(DAY) == noted
        assert work.digests.made(DAY + timedelta(days=1)) == frozenset()


def test_what_was_not_committed_is_not_noted(store: Store, now: datetime) -> None:
    with store.begin() as work:
        assert work.digests.claim(Kind.OFFICER, "person 1", DAY, now)
    with store.begin() as work:
        assert work.digests.claim(Kind.OFFICER, "person 1", DAY, now)


def test_old_notes_are_dropped(store: Store, now: datetime) -> None:
    with store.begin() as work:
        work.digests.claim(Kind.OFFICER, "person 1", DAY, now)
        work.digests.claim(Kind.OFFICER, "person 1", DAY + timedelta(days=1), now)
        assert work.digests.forget(DAY + timedelta(days=1)) == 1
        assert len(work.digests.made(DAY)) == 1


def test_what_was_chosen_is_in_the_directory_and_replaced_by_what_is_chosen_next(store: Store, now: datetime) -> None:
    first = DigestWish(kind=Kind.OFFICER, target="person 1", since=now, rhythm=Rhythm.WEEKLY, at=time(7, 30))
    second = DigestWish(kind=Kind.OFFICER, target="person 1", since=now + HOUR, zone="America/Belize")
    for wish in (first, second):
        with store.begin() as work:
            work.members.save_wish(wish)
            assert work.directory.wish(Kind.OFFICER, "person 1") == wish
            work.commit()
        with store.begin(read_only=True) as work:
            assert work.directory.wish(Kind.OFFICER, "person 1") == wish
            assert work.directory.wish(Kind.NETWORK, "person 1") is None


def test_a_desks_work_is_counted(store: Store, now: datetime, make_referral: Callable[..., Referral]) -> None:
    soon, later, late = now + HOUR, now + timedelta(days=3), now - HOUR
    referrals = (
        make_referral("R-AAAAA1", turn="GTM", due=late),
        make_referral("R-AAAAA2", turn="GTM", due=soon),
        make_referral("R-AAAAA3", turn="GTM", due=later),
        make_referral("R-AAAAA4", turn="GTM", state=State.IN_PROGRESS),
        make_referral("R-AAAAA5", turn="HND", due=late, state=State.COMPLETED),
        make_referral("R-AAAAA6", turn="HND", due=late, state=State.COMPLETED, file=FileState.SENT, file_turn="GTM"),
        make_referral("R-AAAAA7", turn="HND", due=soon, state=State.INFO_REQUESTED),
        make_referral("R-AAAAA8", state=State.CLOSED),
        make_referral("R-AAAAA9", state=State.DRAFT),
        make_referral("R-AAAAB1", from_desk="MEX", to_desk="HND", turn="HND", due=late),
    )
    with store.begin() as work:
        for one in referrals:
            work.referrals.add(one)
        work.commit()
    with store.begin(read_only=True) as work:
        until = now + timedelta(hours=9)
        tally = work.digests.tally("GTM", now, until)
        assert tally == Tally(own=5, own_overdue=1, own_today=1, others=2, others_overdue=1)
        assert work.digests.tally("MEX", now, until) == Tally(others=1, others_overdue=1)
        assert work.digests.tally("BLZ", now, until) == Tally()
        assert work.digests.late(now) == {"GTM": 1, "HND": 3}
        assert [one.reference for one in work.digests.overdue(now, 2)] == ["R-AAAAA1", "R-AAAAA5"]
        counts = work.digests.counts()
        assert counts[State.SENT, "urgent"] == 4
        assert (State.CLOSED, "urgent") not in counts
        assert (State.DRAFT, "urgent") not in counts


def test_how_long_the_receiving_desk_took_for_its_first_answer_and_for_the_decision(
    store: Store, now: datetime, make_referral: Callable[..., Referral], make_step: Callable[..., Step]
) -> None:
    moves = (
        ("ack", "GTM", State.SENT, State.ACKNOWLEDGED, HOUR),
        ("raise", "GTM", State.ACKNOWLEDGED, State.ACKNOWLEDGED, 2 * HOUR),
        ("accept", "GTM", State.ACKNOWLEDGED, State.ACCEPTED, 3 * HOUR),
        ("withdraw", "HND", State.ACCEPTED, State.WITHDRAWN, 4 * HOUR),
    )
    with store.begin() as work:
        for reference in ("R-AAAAA1", "R-AAAAA2"):
            work.referrals.add(make_referral(reference, sent=now))
        for number, (did, desk, before, after, took) in enumerate(moves, start=1):
            work.referrals.add_step(
                make_step("R-AAAAA1", number, did=did, desk=desk, before=before, after=after, at=now + took)
            )
        rejected = {"did": "reject", "desk": "GTM", "before": State.SENT, "after": State.REJECTED}
        work.referrals.add_step(make_step("R-AAAAA2", 1, at=now + 5 * HOUR, **rejected))
        withdrawn = {"did": "withdraw", "desk": "HND", "before": State.SENT, "after": State.WITHDRAWN}
        work.referrals.add(make_referral("R-AAAAA3", sent=now))
        work.referrals.add_step(make_step("R-AAAAA3", 1, at=now + HOUR, **withdrawn))
        work.commit()
    with store.begin(read_only=True) as work:
        found = sorted(work.digests.answered(now, now + timedelta(days=1)), key=lambda one: (one.took, one.decided))
        assert found == [
            Answered("GTM", decided=False, took=HOUR),
            Answered("GTM", decided=True, took=3 * HOUR),
            Answered("GTM", decided=False, took=5 * HOUR),
            Answered("GTM", decided=True, took=5 * HOUR),
        ]
        assert work.digests.answered(now + 3 * HOUR, now + 4 * HOUR) == (Answered("GTM", decided=True, took=3 * HOUR),)


def test_a_weeks_figures_are_settled_once(store: Store) -> None:
    for figures in ({"all": 12}, {"all": 13}):
        with store.begin() as work:
            work.digests.keep_figures("2026-W11", figures)
            work.commit()
    with store.begin(read_only=True) as work:
        assert work.digests.figures("2026-W11") == {"all": 12}
        assert work.digests.figures("2026-W12") is None


def test_what_is_unhurried_is_taken_last_and_nothing_waits_for_it(store: Store, now: datetime, ana: Person) -> None:
    def parcel(key: str, made: datetime, **told: object) -> Parcel:
        usual: dict[str, object] = {"person": ana.id, "notice": "n", "subject": "", "number": 1}
        return Parcel(key=key, made=made, **{**usual, **told})  # type: ignore[arg-type]

    room = Where("matrix", "!a:b")
    with store.begin() as work:
        work.outbox.put(
            [
                parcel("digest", now - HOUR, unhurried=True),
                parcel("room", now - HOUR, person=NOBODY, room=room, unhurried=True),
                parcel("answer", now),
                parcel("next", now + MINUTE),
            ]
        )
        work.commit()
    with store.begin() as work:
        (answer,) = work.outbox.lease(now, MINUTE, 1)
        assert answer.parcel.key == "answer"
        unhurried = work.outbox.lease(now, HOUR, 5)
        assert [(one.parcel.key, one.parcel.room) for one in unhurried] == [("digest", None), ("room", room)]
        work.outbox.settle(answer.id, now)
        work.outbox.postpone(unhurried[0].id, now + HOUR, "try later")
        work.commit()
    with store.begin() as work:
        (following,) = work.outbox.lease(now + MINUTE, MINUTE, 5)
        assert following.parcel.key == "next", "a digest that has to wait keeps nothing else waiting"
        assert work.outbox.waiting_for() == {ana.id: 2}, "rooms apart"
