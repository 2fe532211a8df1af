"""What is dropped by age, and what stays."""

from datetime import datetime, timedelta

import pytest

from liaison_bot.chat import Account
from liaison_bot.chat.conversations import LEFT, Conversation
from liaison_bot.records.network import Invitation, Person, Role
from liaison_bot.records.outbox import Parcel
from liaison_bot.store import Store
from liaison_bot.tidying import tidy

DAY = timedelta(days=1)
ANA, BETO = Account("slack", "T1", "U1"), Account("slack", "T1", "U2")


def parcel(key: str, made: datetime) -> Parcel:
    return Parcel(key=key, person=len(key), notice="referral-step", subject="R-AAAAAA", number=1, made=made)


def conversation() -> Conversation:
    return Conversation(form="referral new", asking="to", answers={})


def test_parcels_that_were_said_or_given_up_go_after_a_month_and_those_that_wait_stay(
    store: Store, now: datetime
) -> None:
    with store.begin() as work:
        work.outbox.put([parcel(key, now - 60 * DAY) for key in ("a", "bb", "ccc", "dddd", "eeeee")])
        said, recent, lost, lately, _ = work.outbox.lease(now, timedelta(0), 10)
        work.outbox.settle(said.id, now - 31 * DAY)
        work.outbox.settle(recent.id, now - 29 * DAY)
        work.outbox.give_up(lost.id, now - 31 * DAY, "gone")
        work.outbox.give_up(lately.id, now - 29 * DAY, "gone")
        work.commit()
    tidy(store, now)
    with store.begin() as work:
        assert work.outbox.state(now - 90 * DAY).given_up == 1
        assert work.outbox.waiting_for() == {5: 1}
        work.outbox.put([parcel(key, now) for key in ("a", "bb", "ccc", "dddd", "eeeee")])
        work.commit()
    with store.begin() as work:
        assert sorted(leased.parcel.key for leased in work.outbox.lease(now, timedelta(0), 10)) == ["a", "ccc", "eeeee"]


def test_a_form_that_nobody_went_on_with_for_a_week_is_dropped(store: Store, now: datetime) -> None:
    with store.begin() as work:
        work.conversations.keep(ANA, conversation(), now - 8 * DAY)
        work.conversations.keep(BETO, conversation(), now - 8 * DAY)
        work.conversations.keep(BETO, conversation(), now - 6 * DAY)
        for days in (6, 8):
            work.conversations.keep(ANA, Conversation(f"left for {days}", LEFT, {}), now - days * DAY)
        work.commit()
    tidy(store, now)
    with store.begin(read_only=True) as work:
        assert work.conversations.of(ANA, "left for 8") is None
        assert work.conversations.of(ANA, "left for 6")
        assert work.conversations.get(ANA) is None
        assert work.conversations.get(BETO) == conversation()


def test_an_event_that_was_handled_is_known_for_a_week(store: Store, now: datetime) -> None:
    with store.begin() as work:
        work.inbox.first("slack", "old", now - 8 * DAY)
        work.inbox.first("slack", "new", now - 6 * DAY)
        work.commit()
    tidy(store, now)
    with store.begin() as work:
        assert [work.inbox.first("slack", event, now) for event in ("old", "new")] == [True, False]


@pytest.mark.usefixtures("ana")
def test_invitations_go_a_month_after_they_ran_out_or_were_used(store: Store, ana: Person, now: datetime) -> None:
    def invitation(code: str, expires: datetime) -> Invitation:
        return Invitation(code, "HND", Role.ALTERNATE, "Beto Ejemplo", "es", expires, ana.id)

    with store.begin() as work:
        for code, expires in (("ran-out", now - 31 * DAY), ("lately", now - 29 * DAY), ("good", now + DAY)):
            work.invitations.add(invitation(code, expires))
        work.invitations.add(invitation("used", now + 90 * DAY))
        assert work.invitations.take("used", now - 31 * DAY)
        work.commit()
    tidy(store, now)
    with store.begin() as work:
        for gone in ("ran-out", "used"):
            work.invitations.add(invitation(gone, now + DAY))  # its row is free again
        assert work.invitations.take("lately", now - 30 * DAY)
        assert work.invitations.take("good", now)
