"""What is still to be said to anyone but the person who asked.

A parcel holds no words: only what happened, and to whom it is to be told. Its message is made at the moment of
delivery, from what disclosure lets through then; so nothing of a case lies in the outbox, and a right that ended
yesterday shows nothing today.
"""

from dataclasses import dataclass
from datetime import datetime

from liaison_bot.chat.inbound import Account, Where

NOBODY = 0
"""No person's number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """One notice to one person, or to one room.

    `notice` names what is told, `subject` what about (a reference), `number` which step of it. `key` is unique: making
    the same parcel twice makes one. It goes to the account that the person linked last, or where `account` is told, to
    that very one as long as it is theirs: an answer belongs where it was asked for.
    """

    key: str
    person: int
    notice: str
    subject: str
    number: int
    made: datetime
    account: Account | None = None
    room: Where | None = None
    unhurried: bool = False


@dataclass(frozen=True, slots=True)
class Leased:
    """A parcel that one deliverer works on. `attempts` counts this one too.

    `first_tried` is when it was first tried, moved on by the time in which it lay due and nobody tried.
    """

    id: int
    parcel: Parcel
    attempts: int
    first_tried: datetime
