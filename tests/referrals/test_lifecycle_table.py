"""The lifecycle as pure functions: every state, every verb, both sides; and what holds whatever happens."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_bot.errors import Refused
from liaison_bot.records.referrals import OPEN, OWN, TERMINAL, Clock, FileState, Referral, State
from liaison_bot.referrals.lifecycle import MOVES, Bounds, By, Side, check, make, possible, side_of
from liaison_bot.rulebook import Pace, load_rulebook

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
RULES = load_rulebook()
HOURS = {level.code: level for level in RULES.urgencies}
PACES = {code: Pace(level, {}) for code, level in HOURS.items()}
"""Hours of day and night, so that the clocks can be read off."""
BOUNDS = Bounds({level.code: level.rank for level in RULES.urgencies}, timedelta(days=90))
SENDER, RECEIVER = (
    {"edit", "cancel", "send", "answer", "close", "return", "withdraw", "lower", "file-sent", "erase"},
    {
        "ack",
        "ask",
        "accept",
        "reject",
        "start",
        "update",
        "complete",
        "file-received",
        "file-missing",
        "receipt",
    },
)
BOTH = {"reopen", "raise"}
ALLOWED = {
    State.DRAFT: {"edit", "cancel", "send"},
    State.SENT: {"ack", "ask", "accept", "reject", "withdraw", "raise", "lower"},
    State.ACKNOWLEDGED: {"ask", "accept", "reject", "withdraw", "raise", "lower"},
    State.INFO_REQUESTED: {"answer", "reject", "withdraw", "raise", "lower"},
    State.ACCEPTED: {"start", "update", "complete", "withdraw", "raise", "lower", "file-sent"},
    State.IN_PROGRESS: {"update", "complete", "withdraw", "raise", "lower", "file-sent"},
    State.COMPLETED: {"close", "return", "withdraw", "raise", "lower", "file-sent"},
    State.CLOSED: {"reopen", "erase"},
    State.REJECTED: {"erase"},
    State.WITHDRAWN: {"erase"},
    State.CANCELLED: {"erase"},
}
"""What the table of the lifecycle says, written down a second time: the two must agree."""


def referral(state: State = State.DRAFT, urgency: str = "urgent") -> Referral:
    return Referral(
        reference="R-7KQ2MX",
        from_desk="HN",
        to_desk="MX",
        urgency=urgency,
        service="family-tracing",
        state=state,
        since=NOW,
        opened=NOW,
        opened_by=1,
    )


def moved(start: Referral, verb: str, at: datetime = NOW) -> Referral:
    side = Side.SENDER if Side.SENDER in MOVES[verb].by else Side.RECEIVER
    move = check(start, verb, side, at, BOUNDS)
    after, _ = make(start, move, By(1, "HN" if side is Side.SENDER else "MX", at), PACES[start.urgency])
    return after


def through(*verbs: str, urgency: str = "urgent") -> Referral:
    at = referral(urgency=urgency)
    for verb in verbs:
        at = moved(at, verb)
    return at


def test_the_table_names_every_verb_on_one_side_or_both() -> None:
    assert set(MOVES) == SENDER | RECEIVER | BOTH


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("verb", list(MOVES))
def test_a_verb_works_in_its_own_states_and_on_its_own_side_alone(state: State, verb: str) -> None:
    for side in Side:
        sides = {Side.SENDER} if verb in SENDER else {Side.RECEIVER} if verb in RECEIVER else set(Side)
        allowed = verb in ALLOWED[state] and side in sides
        start = referral(state)
        if verb in {"file-received", "file-missing"} and state in {
            State.ACCEPTED,
            State.IN_PROGRESS,
            State.COMPLETED,
        }:
            continue  # depends on the file; tried below
        try:
            check(start, verb, side, NOW, BOUNDS)
        except Refused:
            assert not allowed, (state, verb, side)
        else:
            assert allowed, (state, verb, side)


def test_a_sender_never_accepts() -> None:
    with pytest.raises(Refused, match="refused-other-side"):
        check(referral(State.SENT), "accept", Side.SENDER, NOW, BOUNDS)


def test_a_draft_is_not_the_receivers_yet() -> None:
    assert side_of(referral(), "MX") is None
    assert side_of(referral(State.SENT), "MX") is Side.RECEIVER
    assert side_of(referral(State.SENT), "GT") is None


@pytest.mark.parametrize(
    ("urgency", "receipt", "decision"), [("emergency", 1, 24), ("urgent", 24, 72), ("normal", 72, 240)]
)
def test_sending_starts_the_clocks_of_its_urgency(urgency: str, receipt: int, decision: int) -> None:
    sent = through("send", urgency=urgency)
    assert (sent.clock, sent.turn) == (Clock.RECEIPT, "MX")
    assert sent.due == NOW + timedelta(hours=receipt)
    assert sent.decide_by == NOW + timedelta(hours=decision)


def test_receipt_hands_over_to_the_decision_clock_that_runs_since_sending() -> None:
    acknowledged = moved(through("send"), "ack", NOW + timedelta(hours=5))
    assert acknowledged.clock is Clock.DECISION
    assert acknowledged.due == NOW + timedelta(hours=72)


def test_a_question_stops_the_decision_clock_and_its_answer_lets_it_run_on() -> None:
    asked = moved(through("send", "ack"), "ask", NOW + timedelta(hours=10))
    assert (asked.clock, asked.turn, asked.decide_by) == (Clock.ANSWER, "HN", None)
    assert asked.due == NOW + timedelta(hours=10) + HOURS["urgent"].answer
    assert asked.decision_left == timedelta(hours=62)
    answered = moved(asked, "answer", NOW + timedelta(hours=100))
    assert answered.state is State.ACKNOWLEDGED
    assert (answered.turn, answered.due) == ("MX", NOW + timedelta(hours=162))


def test_a_decision_overdue_when_the_question_was_asked_is_not_overdue_again_at_the_answer() -> None:
    asked = moved(through("send", "ack"), "ask", NOW + timedelta(hours=100))
    assert asked.decision_left == timedelta()
    answered = moved(asked, "answer", NOW + timedelta(hours=110))
    assert answered.due == NOW + timedelta(hours=110) + HOURS["urgent"].receipt


def test_accepting_starts_the_progress_clock_and_the_files() -> None:
    accepted = through("send", "accept")
    assert (accepted.clock, accepted.turn) == (Clock.PROGRESS, "MX")
    assert (accepted.file_turn, accepted.file_due) == ("HN", NOW + HOURS["urgent"].file)
    assert accepted.decide_by is None


def test_after_the_first_progress_it_stays_the_receivers_turn_without_a_deadline() -> None:
    assert (through("send", "accept", "start").due) == NOW + HOURS["urgent"].progress
    updated = through("send", "accept", "start", "update")
    assert (updated.turn, updated.due) == ("MX", None)


def test_an_outcome_is_the_senders_to_confirm_and_can_be_given_back() -> None:
    completed = through("send", "accept", "complete")
    assert (completed.clock, completed.turn) == (Clock.CONFIRMATION, "HN")
    given_back = moved(completed, "return")
    assert (given_back.state, given_back.turn) == (State.IN_PROGRESS, "MX")
    closed = moved(completed, "close")
    assert (closed.state, closed.turn, closed.due) == (State.CLOSED, None, None)


def test_a_closed_referral_reopens_within_the_window_and_not_after() -> None:
    closed = through("send", "accept", "complete", "close")
    for side in Side:
        assert check(closed, "reopen", side, NOW + timedelta(days=90), BOUNDS).to is State.IN_PROGRESS
        with pytest.raises(Refused, match="refused-too-late"):
            check(closed, "reopen", side, NOW + timedelta(days=90, seconds=1), BOUNDS)
    assert moved(closed, "reopen").state is State.IN_PROGRESS


@pytest.mark.parametrize("state", sorted(OPEN))
def test_withdrawing_works_until_closed_and_asks_the_other_side_for_a_receipt(state: State) -> None:
    start = replace(referral(state), clock=Clock.RECEIPT, turn="MX", due=NOW)
    withdrawn = moved(start, "withdraw")
    assert (withdrawn.state, withdrawn.clock, withdrawn.turn) == (State.WITHDRAWN, Clock.WITHDRAWAL, "MX")
    given = moved(withdrawn, "receipt")
    assert (given.state, given.turn) == (State.WITHDRAWN, None)
    with pytest.raises(Refused, match="refused-receipt-given"):
        check(given, "receipt", Side.RECEIVER, NOW, BOUNDS)


def test_the_files_journey_is_sent_missing_sent_received() -> None:
    accepted = through("send", "accept")
    for verb in ("file-received", "file-missing"):
        with pytest.raises(Refused, match="refused-file-none"):
            check(accepted, verb, Side.RECEIVER, NOW, BOUNDS)
    sent = moved(accepted, "file-sent")
    assert (sent.file, sent.file_turn) == (FileState.SENT, "MX")
    with pytest.raises(Refused, match="refused-file-sent"):
        check(sent, "file-sent", Side.SENDER, NOW, BOUNDS)
    missing = moved(sent, "file-missing")
    assert (missing.file, missing.file_turn) == (FileState.MISSING, "HN")
    assert moved(missing, "file-received").file is FileState.RECEIVED
    received = moved(moved(missing, "file-sent"), "file-received")
    assert (received.file, received.file_turn, received.file_due) == (FileState.RECEIVED, None, None)
    assert received.turn == "MX", "the file's clock is its own"


def test_reopening_waits_for_the_file_again_unless_it_has_arrived() -> None:
    later = NOW + timedelta(days=3)
    never_sent = moved(through("send", "accept", "complete", "close"), "reopen", later)
    assert (never_sent.file_turn, never_sent.file_due) == ("HN", later + HOURS["urgent"].file)
    on_its_way = moved(through("send", "accept", "file-sent", "complete", "close"), "reopen", later)
    assert (on_its_way.file_turn, on_its_way.file_due) == ("MX", later + HOURS["urgent"].file)
    arrived = moved(through("send", "accept", "file-sent", "file-received", "complete", "close"), "reopen", later)
    assert (arrived.file_turn, arrived.file_due) == (None, None)


def test_the_files_deadline_follows_the_urgency() -> None:
    accepted = through("send", "accept", urgency="normal")
    raised, _ = make(replace(accepted, urgency="emergency"), MOVES["raise"], By(1, "HN", NOW), PACES["emergency"])
    assert raised.file_due == NOW + HOURS["emergency"].file
    lowered, _ = make(replace(raised, urgency="normal"), MOVES["lower"], By(1, "HN", NOW), PACES["normal"])
    assert lowered.file_due == NOW + HOURS["normal"].file


def test_there_is_no_level_above_the_most_urgent_and_none_below_the_least() -> None:
    with pytest.raises(Refused, match="refused-raise-highest"):
        check(referral(State.SENT, "emergency"), "raise", Side.SENDER, NOW, BOUNDS)
    with pytest.raises(Refused, match="refused-lower-lowest"):
        check(referral(State.SENT, "normal"), "lower", Side.SENDER, NOW, BOUNDS)


def test_raising_brings_deadlines_forward_and_never_back() -> None:
    normal = through("send", urgency="normal")
    raised, _ = make(
        replace(normal, urgency="emergency"), MOVES["raise"], By(1, "HN", NOW + timedelta(hours=1)), PACES["emergency"]
    )
    assert raised.due == NOW + timedelta(hours=2)
    assert raised.decide_by == NOW + timedelta(hours=25)
    late, _ = make(
        replace(normal, urgency="urgent"), MOVES["raise"], By(1, "HN", NOW + timedelta(hours=71)), PACES["urgent"]
    )
    assert late.due == NOW + timedelta(hours=72)


def test_lowering_gives_more_time_and_never_less() -> None:
    emergency = through("send", urgency="emergency")
    lowered, _ = make(replace(emergency, urgency="normal"), MOVES["lower"], By(1, "HN", NOW), PACES["normal"])
    assert lowered.due == NOW + timedelta(hours=72)


@given(st.lists(st.sampled_from(sorted(MOVES)), max_size=25), st.sampled_from(sorted(HOURS)))
def test_whatever_is_pressed_the_referral_keeps_its_promises(verbs: list[str], urgency: str) -> None:
    at = referral(urgency=urgency)
    version, now = 0, NOW
    for verb in verbs:
        now += timedelta(hours=7)
        side = Side.SENDER if Side.SENDER in MOVES[verb].by else Side.RECEIVER
        try:
            move = check(at, verb, side, now, BOUNDS)
        except Refused:
            continue
        at, step = make(at, move, By(1, "HN" if side is Side.SENDER else "MX", now), PACES[at.urgency])
        version += 1
        assert at.version == version == step.number
        assert step.after is at.state
        assert (at.clock is None) == (at.turn is None)
        assert at.turn in {None, "HN", "MX"}
        if at.state in TERMINAL | OWN and at.clock is not Clock.WITHDRAWAL:
            assert at.turn is None
        if at.state in TERMINAL:
            assert at.file_turn is None
        if at.state in OPEN:
            assert at.turn, "somebody is always responsible for an open referral"
        assert at.decide_by is None or at.decision_left is None
    for side in Side:
        for verb in possible(at, side, now, BOUNDS):
            assert check(at, verb, side, now, BOUNDS).verb == verb, "what is offered as a button works"
