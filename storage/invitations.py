"""One-time codes, and how often strangers tried one."""

from datetime import datetime

from sqlalchemy import bindparam, delete, func, or_, select, update

from liaison_bot.chat.inbound import Account
from liaison_bot.records.network import Invitation
from storage.statement import Statement, insert_row
from storage.tables import attempt, invitation
from storage.transaction import Transaction, names_of

_NAMES = names_of(Invitation)
_ADD = insert_row(invitation, *_NAMES)
_TAKE = Statement(
    update(invitation)
    .where(
        invitation.c.code_hash == bindparam("its_code_hash"),
        invitation.c.used.is_(None),
        invitation.c.expires > bindparam("now"),
    )
    .values(used=bindparam("now"))
    .returning(*(invitation.c[name] for name in _NAMES))
)
_OPEN = Statement(
    select(*(invitation.c[name] for name in _NAMES))
    .where(invitation.c.used.is_(None), invitation.c.expires > bindparam("now"))
    .order_by(invitation.c.expires, invitation.c.code_hash)
)
_CANCEL = Statement(
    delete(invitation).where(invitation.c.code_hash == bindparam("its_code_hash"), invitation.c.used.is_(None))
)
_PRUNE = Statement(delete(attempt).where(attempt.c.at < bindparam("since")))
_FORGET = Statement(
    delete(invitation).where(or_(invitation.c.used < bindparam("before"), invitation.c.expires < bindparam("before")))
)
_TRIED = insert_row(attempt, "platform", "team", "user", "at")
_COUNT = Statement(
    select(func.count()).where(
        attempt.c.platform == bindparam("platform"),
        attempt.c.team == bindparam("team"),
        attempt.c.user == bindparam("user"),
        attempt.c.at >= bindparam("since"),
    )
)


class SqlInvitations:
    """Invitations by the hash of their code; the code itself is nowhere."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, invitation: Invitation) -> None:
        """Keep an invitation."""
        self._transaction.change(_ADD, {name: getattr(invitation, name) for name in _NAMES})

    def take(self, code_hash: str, now: datetime) -> Invitation | None:
        """The invitation of this code, used up by one statement: of two who try at once, one has it."""
        row = self._transaction.row(_TAKE, {"its_code_hash": code_hash, "now": now})
        return None if row is None else Invitation(*row)

    def open(self, now: datetime) -> tuple[Invitation, ...]:
        """Those that can still be used, the first to expire first."""
        return tuple(Invitation(*row) for row in self._transaction.rows(_OPEN, {"now": now}))

    def cancel(self, code_hash: str) -> None:
        """Let a code that was not used yet never work: nothing of it stays."""
        self._transaction.change(_CANCEL, {"its_code_hash": code_hash})

    def tried(self, account: Account, at: datetime, since: datetime) -> int:
        """Note one try by an account; how many there have been since, this one included. Older tries are dropped."""
        whose = {"platform": account.platform, "team": account.team, "user": account.user}
        self._transaction.change(_PRUNE, {"since": since})
        self._transaction.change(_TRIED, {**whose, "at": at})
        count: int = self._transaction.one(_COUNT, {**whose, "since": since})[0]
        return count

    def forget(self, over_before: datetime, tried_before: datetime) -> int:
        """Drop invitations used or run out before one moment, and tries before another; how many."""
        over = self._transaction.change(_FORGET, {"before": over_before})
        return over + self._transaction.change(_PRUNE, {"since": tried_before})
