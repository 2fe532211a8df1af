"""Nobody is left waiting: a deadline's reminders, and the ladder when nothing follows. Pure.

Reminders go to whoever is on duty at the desk whose turn it is, at parts of the time that they have. When the deadline
has passed, the ladder begins: everybody who acts there, their national supervisor, the Network's coordinators, who see
the reference only. It stops with the next move, which has a deadline of its own. Steps of field practice (escalating
to a supervisor, then to the coordinating body) stand in for the Network's own, which are not public.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from liaison_bot.records.chases import Chase, Hand
from liaison_bot.records.referrals import Referral
from liaison_bot.rulebook import Pace


class Rung(StrEnum):
    """Whom a stage of a chase reaches."""

    ON_DUTY = "on-duty"
    OFFICERS = "officers"
    SUPERVISOR = "supervisor"
    COORDINATORS = "coordinators"


LADDER = (Rung.OFFICERS, Rung.SUPERVISOR, Rung.COORDINATORS)
_OF_FILE = (Rung.OFFICERS,)
"""Where the child's file is, is the two desks' affair: nobody else is told."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One thing to do in a chase: from when on, whom it reaches, and how much of the time has passed, in percent."""

    at: datetime
    rung: Rung
    percent: int

    @property
    def is_late(self) -> bool:
        """Tell whether the deadline has passed by then."""
        return self.percent >= _WHOLE


_WHOLE = 100


def stages(chase: Chase, pace: Pace) -> tuple[Stage, ...]:
    """All that is done while a deadline runs and after it has passed, in order."""
    rules = pace.hours.chase
    whole = pace.between(chase.desk, chase.since, chase.due)
    reminders = (
        Stage(
            pace.after(chase.desk, chase.since, whole * percent / _WHOLE) if percent < _WHOLE else chase.due,
            Rung.ON_DUTY,
            percent,
        )
        for percent in rules.remind
    )
    ladder = _OF_FILE if chase.hand is Hand.FILE else LADDER
    rungs = (
        Stage(pace.after(chase.desk, chase.due, rules.escalate * number), rung, _WHOLE)
        for number, rung in enumerate(ladder, start=1)
    )
    return (*reminders, *rungs)


def changes(before: Referral, after: Referral, at: datetime) -> Iterator[tuple[Hand, Chase | None]]:
    """The chases that a move begins, or ends (None): those whose deadline, turn or level is another than before."""
    for hand in Hand:
        was, now = _deadline(before, hand), _deadline(after, hand)
        if was == now:
            continue
        if now is None:
            yield hand, None
        else:
            desk, due, urgency = now
            yield (
                hand,
                Chase(reference=after.reference, hand=hand, desk=desk, urgency=urgency, since=at, due=due),
            )


def reached(chase: Chase, pace: Pace, now: datetime) -> int:
    """The number of the stage to be done now: the last that is due by then, and never one that was done before."""
    due = (number for number, stage in enumerate(stages(chase, pace)) if stage.at <= now)
    return max(chase.stage, *due)


def scheduled(chase: Chase, pace: Pace, zone: str) -> Chase:
    """The chase with when its next stage is due: never at an hour at which nobody could be expected to read it."""
    left = stages(chase, pace)[chase.stage :]
    return replace(chase, next=pace.readable(chase.desk, zone, left[0].at) if left else None)


def _deadline(referral: Referral, hand: Hand) -> tuple[str, datetime, str] | None:
    desk, due = (referral.turn, referral.due) if hand is Hand.REFERRAL else (referral.file_turn, referral.file_due)
    return None if desk is None or due is None else (desk, due, referral.urgency)
