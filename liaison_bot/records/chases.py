"""A deadline that is chased: who is reminded of it, and how far up the ladder it has gone."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Hand(StrEnum):
    """A referral's clock has two hands: the referral's own, and that of the child's file."""

    REFERRAL = "referral"
    FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chase:
    """One running deadline. A move that changes it begins another chase, or ends this one.

    `desk` is whose turn it is, `urgency` the level whose rules chase it. `stage` counts what was done of it, reminders
    first and then the rungs of the ladder; `next` is when the next is due, None when nothing is left. `reminded` counts
    the reminders that were made: those that a bot which was down missed are not.
    """

    reference: str
    hand: Hand
    desk: str
    urgency: str
    since: datetime
    due: datetime
    stage: int = 0
    reminded: int = 0
    next: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Snooze:
    """Somebody's reminders of a referral, put off. `since` is that of the chase it was asked for: another ends it."""

    reference: str
    person: int
    since: datetime
    until: datetime

    def covers(self, chase: Chase, moment: datetime) -> bool:
        """Tell whether this person wants no reminder of that moment: one that comes with its end is made already."""
        return self.since == chase.since and moment < self.until
