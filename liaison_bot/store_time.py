"""The storage port, as far as the door of time asks for it: chases, retention, digests, and how regularly it opens."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Protocol

from liaison_bot.chat.inbound import Account, Where
from liaison_bot.chat.platform import Telling
from liaison_bot.records.beats import Lateness
from liaison_bot.records.chases import Chase, Hand, Snooze
from liaison_bot.records.digests import Answered, Counts, Kind, Tally
from liaison_bot.records.referrals import Referral
from liaison_bot.records.retention import Kept
from liaison_bot.records.told import Recall


class Chases(Protocol):
    """The deadlines that are chased, at most one for each hand of a referral's clock."""

    def get(self, reference: str, hand: Hand) -> Chase | None:
        """The chase that is on."""
        ...

    def keep(self, chase: Chase) -> None:
        """Begin a chase, or keep how far it has gone; another of the same hand is over."""
        ...

    def drop(self, reference: str, hand: Hand) -> None:
        """It is over."""
        ...

    def due(self, now: datetime, most: int) -> tuple[Chase, ...]:
        """Those with something to be done by now, longest overdue first; nobody else is given them meanwhile."""
        ...

    def waiting(self, now: datetime) -> int:
        """How many have something to be done by now."""
        ...

    def snooze(self, asked: Snooze) -> None:
        """Put somebody's reminders off; another time they asked for is replaced."""
        ...

    def snoozed(self, reference: str) -> Mapping[int, Snooze]:
        """Who asked for it, by person; whether it still holds is to be seen."""
        ...


class Retention(Protocol):
    """What age ends. Everything is asked desk by desk: by the desk that sent, or drafted."""

    def finished(self) -> datetime | None:
        """The day's run (`records.retention.last_run`) that was done last, to its end."""
        ...

    def finish(self, run: datetime) -> None:
        """A day's run is done."""
        ...

    def announce(self, kind: Kept, desk: str, until: datetime, run: datetime) -> int:
        """Note that a desk is told of all that has stood so since `until` and was not announced; how many it is."""
        ...

    def announced(self, kind: Kept, desk: str, run: datetime, most: int) -> tuple[tuple[Referral, ...], int]:
        """What a run announced and is still so, those that ended first at the front; and how many there are."""
        ...

    def due(self, kind: Kept, desk: str, until: datetime, announced: datetime, most: int) -> tuple[str, ...]:
        """What has stood so since `until` and was announced by `announced`; nobody else is given it meanwhile."""
        ...

    def erase(self, kind: Kept, references: Iterable[str], now: datetime) -> None:
        """Erase them: contents and the facts of steps, or all there is. Forms under way about them go too."""
        ...

    def lingers(self) -> datetime | None:
        """When something was erased last that may still be found in the database's files (see `Store.purge`)."""
        ...


class Told(Protocol):
    """Where the chats tell of what, so that it can be taken back when that is erased."""

    def note(self, about: str, place: Account | Where, now: datetime) -> None:
        """It is told there from now on; where it is already, nothing changes."""
        ...

    def known(self, about: str, place: Account | Where) -> bool:
        """Tell whether that is noted."""
        ...

    def recall(self, abouts: Iterable[str], until: datetime, due: datetime) -> None:
        """What was told of them up to a moment is to be taken back from `due` on, wherever it was told.

        What is told of them after that moment is noted anew. What is to go from the same places by itself, later, goes
        then too, for it may be of them; what was answered so is dropped.
        """
        ...

    def recall_one(self, telling: Telling, place: Account | Where, due: datetime) -> None:
        """What is told in one place is to be taken back from it from `due` on."""
        ...

    def due(self, platform: str, now: datetime, most: int) -> tuple[Recall, ...]:
        """What is to be taken back by now on one platform, the longest due first."""
        ...

    def put_off(self, recall: int, until: datetime, *, failed: bool) -> None:
        """It could not be done now; whether that counts as a try."""
        ...

    def drop(self, recall: int) -> None:
        """It was done, or cannot be."""
        ...

    def forget(self) -> int:
        """Drop the notes of referrals that there are no more, such as of the answer that said so; how many."""
        ...

    def overdue(self, now: datetime) -> Mapping[str, tuple[int, datetime]]:
        """By platform: in how many places something was to be taken back by now, and since when the first of it."""
        ...


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


class Beats(Protocol):
    """How regularly somebody looked at what is due, and up to when the operator's room was told what went wrong."""

    def last(self) -> datetime | None:
        """When somebody last looked; None where nobody ever did."""
        ...

    def note(self, now: datetime) -> None:
        """Somebody looks now."""
        ...

    def lateness(self) -> Lateness | None:
        """The last time nobody looked for longer than the operator allows."""
        ...

    def note_late(self, late: Lateness) -> None:
        """Nobody looked for so long."""
        ...

    def told(self) -> datetime | None:
        """Up to when the operator's room was told; None where it never was."""
        ...

    def tell(self, now: datetime) -> None:
        """The operator's room was told of everything up to now."""
        ...
