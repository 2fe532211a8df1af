from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from liaison_bot.chat import Account
from liaison_bot.records.network import Invitation, Person, Role
from liaison_bot.store import Store

HOUR = timedelta(hours=1)


def invitation(code_hash: str, now: datetime, issued_by: int | None = None, person: int | None = None) -> Invitation:
    return Invitation(code_hash, "HND", Role.ALTERNATE, "Eva Ejemplo", "es", now + 48 * HOUR, issued_by, person)


def test_an_invitation_is_taken_once_and_as_it_was_made(store: Store, ana: Person, now: datetime) -> None:
    made = invitation("h1", now, issued_by=ana.id, person=ana.id)
    with store.begin() as work:
        work.invitations.add(made)
        work.commit()
    with store.begin() as work:
        assert work.invitations.take("h1", now) == made
        assert work.invitations.take("h1", now) is None
    with store.begin() as work:
        assert work.invitations.take("h1", now) == made
        work.commit()
    with store.begin() as work:
        assert work.invitations.take("h1", now) is None


def test_an_unknown_or_expired_code_is_nobodys(store: Store, ana: Person, now: datetime) -> None:
    with store.begin() as work:
        work.invitations.add(invitation("h1", now, ana.id))
        assert work.invitations.take("h2", now) is None
        assert work.invitations.take("h1", now + 48 * HOUR) is None
        assert work.invitations.take("h1", now + 48 * HOUR - timedelta(microseconds=1)) is not None


def test_of_many_who_use_a_code_at_once_one_is_let_in(store: Store, ana: Person, now: datetime) -> None:
    with store.begin() as work:
        work.invitations.add(invitation("h1", now, ana.id))
        work.commit()

    def use(_: int) -> bool:
        with store.begin() as work:
            taken = work.invitations.take("h1", now)
            work.commit()
            return taken is not None

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(use, range(16))) == 1


def test_tries_are_counted_by_account_and_only_since_a_moment(store: Store, now: datetime) -> None:
    one, other = Account("slack", "T1", "U1"), Account("slack", "T1", "U2")
    with store.begin() as work:
        assert work.invitations.tried(one, now - 2 * HOUR, now - 3 * HOUR) == 1
        assert work.invitations.tried(one, now - HOUR, now - 2 * HOUR) == 2
        assert work.invitations.tried(other, now - HOUR, now - 2 * HOUR) == 1
        assert work.invitations.tried(one, now, now - HOUR) == 2


def test_those_that_can_still_be_used_are_listed_in_the_order_in_which_they_expire(
    store: Store, ana: Person, now: datetime
) -> None:
    later, sooner = invitation("h1", now + HOUR, ana.id), invitation("h2", now, ana.id)
    with store.begin() as work:
        for made in (later, sooner, invitation("h3", now - 48 * HOUR), invitation("h4", now)):
            work.invitations.add(made)
        work.invitations.take("h4", now)
        assert work.invitations.open(now) == (sooner, later)
        assert work.invitations.open(now + 48 * HOUR) == (later,)


def test_a_code_that_was_cancelled_never_works_and_one_that_was_used_stays_used(
    store: Store, ana: Person, now: datetime
) -> None:
    with store.begin() as work:
        for code in ("h1", "h2"):
            work.invitations.add(invitation(code, now, ana.id))
        assert work.invitations.take("h2", now)
        for code in ("h1", "h2", "h3"):
            work.invitations.cancel(code)
        assert work.invitations.open(now) == ()
        assert work.invitations.take("h1", now) is None
        assert work.invitations.take("h2", now) is None
