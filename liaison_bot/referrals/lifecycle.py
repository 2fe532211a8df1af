"""What can happen to a referral: one table of moves, and the pure functions that make them.

    draft ─send─▶ sent ─ack─▶ acknowledged ─accept─▶ accepted ─start─▶ in progress ─complete─▶ completed ─close─▶ closed
      │            │             │  ▲                                     ▲  ▲                   │              │
      └cancel      └── reject ───┘  └answer── info requested              │  └────── return ─────┘              │
                                                                          └────────────── reopen ───────────────┘
    sent … completed ─withdraw─▶ withdrawn, for whose receipt the other side is asked

The same country is never both sides; a sender never accepts; a move whose state has passed is refused, so pressing
twice changes nothing. Field practice behind it: the inter-agency referral form and the inter-agency guidelines for case
management; the Network's own operating mechanism is not public.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol, TypeVar

from liaison_bot.errors import Refused
from liaison_bot.records.referrals import OPEN, OWN, TERMINAL, Clock, Facts, FileState, Referral, State, Step

S = State
_T = TypeVar("_T", datetime, timedelta)


class Side(StrEnum):
    """Which of the two parties."""

    SENDER = "sender"
    RECEIVER = "receiver"


SENDER = frozenset({Side.SENDER})
RECEIVER = frozenset({Side.RECEIVER})
BOTH = SENDER | RECEIVER


class Hours(Protocol):
    """How long each step may take at one level of urgency."""

    @property
    def rank(self) -> int:
        """0 for the most urgent."""
        ...

    @property
    def receipt(self) -> timedelta:
        """From sending to receipt."""
        ...

    @property
    def decision(self) -> timedelta:
        """From sending to acceptance or rejection."""
        ...

    @property
    def answer(self) -> timedelta:
        """From a question to its answer."""
        ...

    @property
    def progress(self) -> timedelta:
        """From acceptance to the first progress."""
        ...

    @property
    def confirmation(self) -> timedelta:
        """From a reported outcome to the sender's confirmation."""
        ...

    @property
    def withdrawal(self) -> timedelta:
        """From a withdrawal to its receipt."""
        ...

    @property
    def file(self) -> timedelta:
        """From acceptance to the file's sending; from its sending to its arrival; from its loss to another sending."""
        ...


class Pace(Protocol):
    """How one level of urgency counts time: day and night, or in the working time of the desk whose turn it is."""

    @property
    def hours(self) -> Hours:
        """How long each step may take."""
        ...

    def after(self, desk: str, start: datetime, length: timedelta) -> datetime:
        """When so much of a desk's time has passed."""
        ...

    def between(self, desk: str, start: datetime, end: datetime) -> timedelta:
        """How much of a desk's time passes; none when the end is not the later one."""
        ...


@dataclass(frozen=True, slots=True)
class Move:
    """One row of the lifecycle. `to` is None where the state stays; `asks` names the code that is mandatory."""

    verb: str
    origins: frozenset[State]
    to: State | None
    by: frozenset[Side]
    asks: str = ""


UNDECIDED = frozenset({S.SENT, S.ACKNOWLEDGED, S.INFO_REQUESTED})
ACTING = frozenset({S.ACCEPTED, S.IN_PROGRESS})
MOVES: Mapping[str, Move] = {
    move.verb: move
    for move in (
        Move("edit", frozenset({S.DRAFT}), None, SENDER),
        Move("cancel", frozenset({S.DRAFT}), S.CANCELLED, SENDER),
        Move("send", frozenset({S.DRAFT}), S.SENT, SENDER),
        Move("ack", frozenset({S.SENT}), S.ACKNOWLEDGED, RECEIVER),
        Move("ask", frozenset({S.SENT, S.ACKNOWLEDGED}), S.INFO_REQUESTED, RECEIVER, asks="question"),
        Move("answer", frozenset({S.INFO_REQUESTED}), S.ACKNOWLEDGED, SENDER),
        Move("accept", frozenset({S.SENT, S.ACKNOWLEDGED}), S.ACCEPTED, RECEIVER, asks="institution"),
        Move("reject", UNDECIDED, S.REJECTED, RECEIVER, asks="rejection"),
        Move("start", frozenset({S.ACCEPTED}), S.IN_PROGRESS, RECEIVER),
        Move("update", ACTING, None, RECEIVER, asks="progress"),
        Move("complete", ACTING, S.COMPLETED, RECEIVER, asks="outcome"),
        Move("close", frozenset({S.COMPLETED}), S.CLOSED, SENDER, asks="closure"),
        Move("return", frozenset({S.COMPLETED}), S.IN_PROGRESS, SENDER, asks="return"),
        Move("reopen", frozenset({S.CLOSED}), S.IN_PROGRESS, BOTH, asks="reopening"),
        Move("file-sent", ACTING | {S.COMPLETED}, None, SENDER, asks="file_channel"),
        Move("file-received", ACTING | {S.COMPLETED}, None, RECEIVER),
        Move("file-missing", ACTING | {S.COMPLETED}, None, RECEIVER),
        Move("withdraw", OPEN, S.WITHDRAWN, SENDER, asks="withdrawal"),
        Move("raise", OPEN, None, BOTH, asks="urgency"),
        Move("lower", OPEN, None, SENDER, asks="lowering"),
        Move("receipt", frozenset({S.WITHDRAWN}), None, RECEIVER),
        Move("erase", TERMINAL, None, SENDER, asks="erasure"),
    )
}
"""Every move by its verb. `receipt` is what `ack` means once a referral was withdrawn."""


def side_of(referral: Referral, desk: str) -> Side | None:
    """Which party a desk is."""
    if desk == referral.from_desk:
        return Side.SENDER
    if desk == referral.to_desk and referral.state not in OWN:
        return Side.RECEIVER
    return None


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the operator decided that moves depend on.

    `ranks` are the levels of urgency, 0 the most urgent; `window` is how long a closed referral can be reopened.
    """

    ranks: Mapping[str, int]
    window: timedelta


def possible(referral: Referral, side: Side, now: datetime, bounds: Bounds) -> list[str]:
    """The verbs this side could use now, in the order of the table."""
    return [move.verb for move in MOVES.values() if _refusal(referral, move, side, now, bounds) is None]


def check(referral: Referral, verb: str, side: Side, now: datetime, bounds: Bounds) -> Move:
    """The move, or a refusal that says why not: the wrong side, a state that has moved on, a level beyond the last."""
    move = MOVES[verb]
    refusal = _refusal(referral, move, side, now, bounds)
    if refusal is not None:
        raise refusal
    return move


@dataclass(frozen=True, slots=True)
class By:
    """Who makes a move, and when."""

    person: int
    desk: str
    at: datetime


def make(referral: Referral, move: Move, by: By, pace: Pace, facts: Facts | None = None) -> tuple[Referral, Step]:
    """Make a move that `check` let through: the referral as it is then, and the step for its history.

    `pace` is that of the urgency that holds after the move.
    """
    after = move.to or referral.state
    moved = replace(
        referral,
        state=after,
        since=by.at if after is not referral.state else referral.since,
        announced=None if after is not referral.state else referral.announced,
        version=referral.version + 1,
    )
    moved = _people(moved, move, by)
    moved = _file(referral, moved, move, by.at, pace)
    moved = _clocks(referral, moved, move, by.at, pace)
    step = Step(
        reference=referral.reference,
        number=moved.version,
        at=by.at,
        person=by.person,
        desk=by.desk,
        did=move.verb,
        before=referral.state,
        after=after,
        facts=dict(facts or {}),
    )
    return moved, step


def _people(referral: Referral, move: Move, by: By) -> Referral:
    if move.verb == "send":
        return replace(referral, sent=by.at, sent_by=by.person)
    if Side.RECEIVER in move.by and Side.SENDER not in move.by and move.verb != "receipt":
        return replace(referral, received_by=by.person)
    return referral


def _file(before: Referral, moved: Referral, move: Move, at: datetime, pace: Pace) -> Referral:
    """Where the child's file is, whose turn it is with it, and by when. What ends the referral stops its clock too."""
    if moved.state in TERMINAL:
        return replace(moved, file_turn=None, file_due=None)
    match move.verb:
        case "accept" | "reopen":
            return _file_waits(moved, at, pace)
        case "file-sent" | "file-missing" | "file-received":
            return _file_waits(replace(moved, file=_FILE_STATES[move.verb]), at, pace)
        case "raise" | "lower" if before.file_due is not None and before.file_turn is not None:
            now = pace.after(before.file_turn, at, pace.hours.file)
            return replace(moved, file_due=_moved(move.verb, before.file_due, now))
        case _:
            return moved


def _file_waits(referral: Referral, at: datetime, pace: Pace) -> Referral:
    """The sender is to send it, or send it again; the receiver is to say whether it came; then nobody is waited for."""
    if referral.file is FileState.RECEIVED:
        return replace(referral, file_turn=None, file_due=None)
    turn = referral.to_desk if referral.file is FileState.SENT else referral.from_desk
    return replace(referral, file_turn=turn, file_due=pace.after(turn, at, pace.hours.file))


_FILE_STATES: Mapping[str, FileState] = {
    "file-sent": FileState.SENT,
    "file-missing": FileState.MISSING,
    "file-received": FileState.RECEIVED,
}


def _moved(verb: str, was: _T, now: _T) -> _T:
    """A deadline, or a length of time, at another level: raised, never more than it was; lowered, never less."""
    return min(was, now) if verb == "raise" else max(was, now)


_TURNS: Mapping[Clock, Side] = {
    Clock.RECEIPT: Side.RECEIVER,
    Clock.DECISION: Side.RECEIVER,
    Clock.ANSWER: Side.SENDER,
    Clock.PROGRESS: Side.RECEIVER,
    Clock.CONFIRMATION: Side.SENDER,
    Clock.WITHDRAWAL: Side.RECEIVER,
}
_STARTS: Mapping[str, Clock] = {
    "send": Clock.RECEIPT,
    "ack": Clock.DECISION,
    "ask": Clock.ANSWER,
    "answer": Clock.DECISION,
    "accept": Clock.PROGRESS,
    "return": Clock.PROGRESS,
    "reopen": Clock.PROGRESS,
    "complete": Clock.CONFIRMATION,
    "withdraw": Clock.WITHDRAWAL,
}
_ENDS = frozenset({"reject", "close", "cancel", "receipt"})
_DECIDES = frozenset({"accept", "reject", "withdraw"})


def _clocks(before: Referral, moved: Referral, move: Move, at: datetime, pace: Pace) -> Referral:
    """Whose turn it is then, and by when. The first progress has a deadline; what follows it has none."""
    moved = _decision(moved, move.verb, at, pace)
    if move.verb in {"raise", "lower"}:
        return _again(before, moved, move.verb, at, pace)
    if move.verb in _ENDS:
        return replace(moved, clock=None, due=None, turn=None)
    clock = Clock.PROGRESS if move.verb == "update" else _STARTS.get(move.verb)
    if clock is None:
        return moved
    turn = moved.from_desk if _TURNS[clock] is Side.SENDER else moved.to_desk
    if clock is Clock.DECISION:
        due = moved.decide_by
    else:
        due = None if move.verb == "update" else pace.after(turn, at, _length(pace.hours, clock))
    return replace(moved, clock=clock, due=due, turn=turn)


def _decision(referral: Referral, verb: str, at: datetime, pace: Pace) -> Referral:
    """The decision's own deadline: set by sending, stopped by a question, gone once decided.

    An answer gives back what was left, and never less than a receipt may take: a decision that was overdue when the
    question was asked is not overdue again at the moment of the answer.
    """
    desk = referral.to_desk
    if verb == "send":
        return replace(referral, decide_by=pace.after(desk, at, pace.hours.decision))
    if verb == "ask":
        left = pace.between(desk, at, referral.decide_by or at)
        return replace(referral, decide_by=None, decision_left=left)
    if verb == "answer":
        left = max(referral.decision_left or timedelta(), pace.hours.receipt)
        return replace(referral, decide_by=pace.after(desk, at, left), decision_left=None)
    if verb in _DECIDES:
        return replace(referral, decide_by=None, decision_left=None)
    return referral


def _length(hours: Hours, clock: Clock) -> timedelta:
    lengths = {
        Clock.RECEIPT: hours.receipt,
        Clock.DECISION: hours.decision,
        Clock.ANSWER: hours.answer,
        Clock.PROGRESS: hours.progress,
        Clock.CONFIRMATION: hours.confirmation,
        Clock.WITHDRAWAL: hours.withdrawal,
    }
    return lengths[clock]


def _again(before: Referral, moved: Referral, verb: str, at: datetime, pace: Pace) -> Referral:
    """Deadlines at another level count from now."""
    if before.decide_by is not None:
        decided = pace.after(before.to_desk, at, pace.hours.decision)
        moved = replace(moved, decide_by=_moved(verb, before.decide_by, decided))
    if before.decision_left is not None:
        moved = replace(moved, decision_left=_moved(verb, before.decision_left, pace.hours.decision))
    if before.clock is None or before.due is None or before.turn is None:
        return moved
    if before.clock is Clock.DECISION:
        return replace(moved, due=moved.decide_by)
    due = pace.after(before.turn, at, _length(pace.hours, before.clock))
    return replace(moved, due=_moved(verb, before.due, due))


def _refusal(referral: Referral, move: Move, side: Side, now: datetime, bounds: Bounds) -> Refused | None:
    """Why a move cannot be made now, if it cannot: what is offered and what is done are decided by the same words."""
    if side not in move.by:
        return Refused("refused-other-side")
    if referral.state not in move.origins:
        return Refused("refused-state", state=referral.state.value, verb=move.verb)
    return _leads_nowhere(referral, move, now, bounds)


_NEED_CONTENTS = {"reopen": "refused-erased", "erase": "refused-erased-already"}


def _leads_nowhere(referral: Referral, move: Move, now: datetime, bounds: Bounds) -> Refused | None:
    """Why a move of the right side in the right state still makes no sense."""
    if move.verb in _NEED_CONTENTS and referral.erased is not None:
        return Refused(_NEED_CONTENTS[move.verb])
    if move.verb == "reopen" and now - referral.since > bounds.window:
        return Refused("refused-too-late", days=bounds.window.days)
    if move.verb.startswith("file-") and not _file_makes_sense(referral, move.verb):
        return Refused(f"refused-file-{referral.file.value}")
    if move.verb == "receipt" and referral.clock is not Clock.WITHDRAWAL:
        return Refused("refused-receipt-given")
    rank = bounds.ranks.get(referral.urgency, 0)
    if move.verb == "raise" and rank == 0:
        return Refused("refused-raise-highest")
    lowest = move.verb == "lower" and rank >= max(bounds.ranks.values())
    return Refused("refused-lower-lowest") if lowest else None


def _file_makes_sense(referral: Referral, verb: str) -> bool:
    """A file is sent once, and again only when it went missing; it arrives, or goes missing, only on its way."""
    if verb == "file-sent":
        return referral.file in {FileState.NONE, FileState.MISSING}
    return referral.file is FileState.SENT or (verb == "file-received" and referral.file is FileState.MISSING)
