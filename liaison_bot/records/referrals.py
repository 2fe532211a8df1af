"""A referral: its skeleton, which the Network may know; its content, which is the two parties' alone; its steps.

The bot carries the reference, never the child. The skeleton holds no fact about a child; the content holds coded facts
(age band, never a date of birth), is encrypted at rest, and is erased before the skeleton is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum


class State(StrEnum):
    """Where a referral stands (the lifecycle's drawing is in `referrals/lifecycle.py`)."""

    DRAFT = "draft"
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    INFO_REQUESTED = "info-requested"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in-progress"
    COMPLETED = "completed"
    CLOSED = "closed"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"


OWN = frozenset({State.DRAFT, State.CANCELLED})
"""States in which a referral exists for its own desk alone."""
TERMINAL = frozenset({State.CLOSED, State.REJECTED, State.WITHDRAWN, State.CANCELLED})
"""Ended."""
OPEN = frozenset(State) - OWN - TERMINAL
"""Sent, and not ended."""


class Clock(StrEnum):
    """What a deadline is for."""

    RECEIPT = "receipt"
    DECISION = "decision"
    ANSWER = "answer"
    PROGRESS = "progress"
    CONFIRMATION = "confirmation"
    WITHDRAWAL = "withdrawal"
    """The receipt that is asked for a withdrawal."""


class FileState(StrEnum):
    """Where the child's file is, which travels outside the bot."""

    NONE = "none"
    SENT = "sent"
    MISSING = "missing"
    RECEIVED = "received"


BROAD_SERVICE = "protection"
"""The code that stands in the skeleton for a service that discloses."""

Facts = Mapping[str, tuple[str, ...]]
"""Coded values and short screened texts by field name. A field with one value has a tuple of one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """A request by one desk that another act for a child.

    `due` is when `turn`, the desk whose turn it is, must have acted, by the `clock` that runs; all three are None where
    nobody is waited for. `decide_by` is the decision's own deadline; while a question is open it is None and
    `decision_left` holds what was left of it. The child's file has a clock of its own (`file_turn`, `file_due`).
    `version` grows with every change. `service` is the broad service that the Network may know; one that discloses
    something about the child is `BROAD_SERVICE` there, and itself in the sealed content.
    `announced` is the day's run in which its desk was told that it will be erased by age (`records.retention`), as long
    as the state has not changed since; `erased` is when its content, and the facts of its steps, went.
    """

    reference: str
    from_desk: str
    to_desk: str
    urgency: str
    service: str
    state: State
    since: datetime
    opened: datetime
    opened_by: int
    sent: datetime | None = None
    sent_by: int | None = None
    received_by: int | None = None
    follows: str | None = None
    turn: str | None = None
    clock: Clock | None = None
    due: datetime | None = None
    decide_by: datetime | None = None
    decision_left: timedelta | None = None
    file: FileState = FileState.NONE
    file_turn: str | None = None
    file_due: datetime | None = None
    version: int = 0
    announced: datetime | None = None
    erased: datetime | None = None
    content: Facts = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One entry of a referral's history: who did what, and how the state moved. `facts` (codes, notes) are sealed."""

    reference: str
    number: int
    at: datetime
    person: int
    desk: str
    did: str
    before: State
    after: State
    facts: Facts = field(default_factory=dict)


PAGE = 10
"""Referrals on a page of one of these lists."""


class Box(StrEnum):
    """The lists a desk keeps of its referrals."""

    WAITING = "waiting"
    SENT = "sent"
    RECEIVED = "received"
    OVERDUE = "overdue"
    CLOSED = "closed"
