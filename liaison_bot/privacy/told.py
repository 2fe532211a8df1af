"""What the chats tell of a referral, so that it can be taken back when that is erased.

Each message that tells of one says so (`Message.about`), and where it is said is noted before it is. What tells
contents of no referral yet, such as the summary of a form, is taken back by itself after a week.
"""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from liaison_bot.chat import Account, Message, Telling, Where
from liaison_bot.ids import read_reference
from liaison_bot.store import UnitOfWork

SAID_BY = timedelta(minutes=5)
"""What was being said while it was erased has been said by then: longer than any platform is waited for."""
TAKEN_BACK_AFTER = timedelta(minutes=10)
"""From its erasing on: when that is begun with."""
READ_BY = timedelta(days=7)
"""A summary has been read by then. As long as an answer is kept for an event that comes again."""
_CLOCKS_DIFFER = timedelta(hours=1)
"""Platforms stamp messages by clocks of their own."""


def marked(message: Message, subject: str) -> Message:
    """A message that says what it tells of: the referral that was asked about, or contents that are of none yet."""
    if is_reference(subject):
        return replace(message, about=subject)
    return replace(message, about=f"form:{secrets.token_hex(8)}") if message.tells_contents else message


def note(uow: UnitOfWork, message: Message, places: Iterable[Account | Where], now: datetime) -> None:
    """Note where a marked message is said."""
    if not message.about:
        return
    for place in places:
        if is_reference(message.about):
            uow.told.note(message.about, place, now - _CLOCKS_DIFFER)
        else:
            until = now + READ_BY
            uow.told.recall_one(Telling(message.about, now - _CLOCKS_DIFFER, until), place, until)


def recall(uow: UnitOfWork, references: Sequence[str], now: datetime) -> None:
    """What they tell is erased: so is what was answered about them, and what the chats tell is to be taken back."""
    uow.inbox.forget_answers(references)
    uow.told.recall(references, now + SAID_BY, now + TAKEN_BACK_AFTER)


def is_reference(name: str) -> bool:
    """Tell whether this names a referral, as references are written."""
    return read_reference(name) == name
