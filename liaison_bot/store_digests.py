"""The storage port's part for digests (see `store`)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Protocol

from liaison_bot.records.digests import Answered, Counts, Kind, Tally
from liaison_bot.records.referrals import Referral


class Digests(Protocol):
    """Which digests were made, and what they are made from."""

    def claim(self, kind: Kind, target: str, day: date, now: datetime) -> bool:
        """Note a digest as made for a local day; False when it is noted already."""
        ...

    def made(self, first: date) -> frozenset[tuple[Kind, str, date]]:
        """Those that were made for this day or a later one."""
        ...

    def forget(self, before: date) -> int:
        """Drop the notes of days before this one; how many."""
        ...

    def tally(self, desk: str, now: datetime, until: datetime) -> Tally:
        """What waits for a desk, what of it is due until then, and what the desk waits for."""
        ...

    def counts(self) -> Counts:
        """All that is open, by state and urgency."""
        ...

    def late(self, now: datetime) -> Mapping[str, int]:
        """How many deadlines have passed, by the desk whose turn it is; the clocks of children's files apart."""
        ...

    def overdue(self, now: datetime, most: int) -> tuple[Referral, ...]:
        """Those whose deadline has passed, longest overdue first."""
        ...

    def answered(self, start: datetime, end: datetime) -> tuple[Answered, ...]:
        """How long receiving desks took, from sending, for what they first answered and decided within this time."""
        ...

    def figures(self, week: str) -> Mapping[str, int] | None:
        """What is shown to partners in a week, if it is settled already."""
        ...

    def keep_figures(self, week: str, figures: Mapping[str, int]) -> None:
        """Settle what partners are shown in a week; what was settled first stays."""
        ...
