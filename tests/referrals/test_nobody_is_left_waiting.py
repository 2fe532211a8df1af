"""Deadlines that are chased: reminders, the ladder, what the other side is told; each once, and at hours to read it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from liaison_bot.beat import tick
from liaison_bot.records.chases import Hand
from world import News, World


def passing(world: World, hours: float) -> None:
    """Let time pass."""
    world.clock.move(hours=hours)


def beat(world: World) -> list[News]:
    """Let the bot look at what is due, and read every notice of a chase that it made."""
    tick(world.store, world.services, world.clock)
    return read(world)


def read(world: World) -> list[News]:
    """Every notice of a chase that waits, as its reader gets it; what says nothing any more is not among them."""
    return world.news(lambda notice: notice.endswith("-chased"))


def who(news: list[News]) -> set[str]:
    return {one.who for one in news}


def told(news: list[News], user: str) -> str:
    (message,) = [one.message for one in news if one.who == user]
    return message.plain


def at(world: World, zone: str, text: str) -> None:
    """Put the clock on a moment somewhere; it only goes forward."""
    moment = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))
    assert moment >= world.clock()
    world.clock.move(seconds=(moment - world.clock()).total_seconds())


def test_an_emergency_that_nobody_answers_goes_up_the_whole_ladder(world: World) -> None:
    reference = world.sent("luis", "HN", urgency="emergency")
    beat(world)
    passing(world, 0.5)
    half = beat(world)
    assert who(half) == {"ana"}
    assert "50 %" in told(half, "ana")
    passing(world, 0.3)
    assert "80 %" in told(beat(world), "ana")
    passing(world, 0.2)
    late = beat(world)
    assert who(late) == {"ana", "luis"}
    assert "El plazo venció" in told(late, "ana")
    assert "3 veces a la oficina de Honduras: Ana" in told(late, "luis")
    passing(world, 1)
    officers = beat(world)
    assert who(officers) == {"ana", "carlos", "luis"}
    assert "todas las personas que la atienden: Ana y Carlos" in told(officers, "luis")
    passing(world, 1)
    supervisor = beat(world)
    assert who(supervisor) == {"hilda", "luis"}
    passing(world, 1)
    top = beat(world)
    assert who(top) == {"elena", "sofia", "luis"}, "the Secretariat, and the Presidency of El Salvador"
    assert reference in told(top, "elena")
    assert "12 a 14" not in told(top, "elena"), "the reference only"
    assert "12 a 14" in told(top, "luis")
    passing(world, 100)
    assert beat(world) == [], "the ladder has an end"


def test_it_stops_at_an_acknowledgement_and_starts_again_if_nothing_follows(world: World) -> None:
    reference = world.sent("luis", "HN", urgency="emergency")
    passing(world, 0.9)
    beat(world)
    world.told("ana", f"referral ack {reference}")
    read(world)
    passing(world, 5)
    assert beat(world) == [], "the decision has its own time"
    passing(world, 8)
    assert who(beat(world)) == {"ana"}


def test_a_reminder_that_was_overtaken_says_nothing(world: World) -> None:
    reference = world.sent("luis", "HN", urgency="emergency")
    passing(world, 0.5)
    tick(world.store, world.services, world.clock)
    passing(world, 0.01)
    world.told("ana", f"referral ack {reference}")
    assert read(world) == []


def test_a_tick_that_runs_again_changes_nothing(world: World) -> None:
    world.sent("luis", "HN", urgency="emergency")
    passing(world, 0.6)
    assert tick(world.store, world.services, world.clock) == 1
    assert tick(world.store, world.services, world.clock) == 0
    assert len(read(world)) == 1


def test_what_was_missed_while_the_bot_was_down_is_said_late_and_once(world: World) -> None:
    world.sent("luis", "HN", urgency="emergency")
    passing(world, 1.5)
    late = beat(world)
    assert who(late) == {"ana", "luis"}
    assert "PLAZO VENCIDO" in told(late, "ana")
    assert beat(world) == []


def test_traffic_moves_to_the_alternate_while_the_titular_is_away_and_back(world: World) -> None:
    world.told("ana", f"liaison away {world.clock():%Y-%m-%d} {world.clock():%Y-%m-%d}")
    world.sent("luis", "HN", urgency="emergency")
    passing(world, 0.5)
    assert who(beat(world)) == {"carlos"}
    world.told("ana", "liaison back")
    passing(world, 0.3)
    assert who(beat(world)) == {"ana"}


def test_where_everybody_is_away_the_coordinators_are_told_with_the_first_reminder(world: World) -> None:
    for user in ("ana", "carlos"):
        world.told(user, f"liaison away {world.clock():%Y-%m-%d} {world.clock():%Y-%m-%d}")
    world.sent("luis", "HN", urgency="emergency")
    read(world)
    passing(world, 0.5)
    assert {"elena", "sofia"} <= who(beat(world))


def test_a_rung_on_which_nobody_stands_is_passed_over(world: World) -> None:
    """Belize has one officer, no alternate and no supervisor: after them, the coordinators."""
    world.sent("luis", "BZ", urgency="emergency")
    passing(world, 1)
    beat(world)
    passing(world, 1)
    assert who(beat(world)) == {"elena", "sofia", "luis"}


def test_an_urgent_reminder_waits_for_the_morning_where_the_desk_is(world: World) -> None:
    at(world, "America/Tegucigalpa", "2027-06-02 11:00")
    world.sent("luis", "HN", urgency="urgent")
    at(world, "America/Tegucigalpa", "2027-06-02 23:30")
    assert beat(world) == []
    at(world, "America/Tegucigalpa", "2027-06-03 06:59")
    assert beat(world) == []
    at(world, "America/Tegucigalpa", "2027-06-03 07:00")
    assert who(beat(world)) == {"ana"}


def test_a_normal_reminder_comes_in_office_hours_and_not_over_a_weekend(world: World) -> None:
    at(world, "America/Tegucigalpa", "2027-06-04 15:00")  # a Friday
    world.sent("luis", "HN", urgency="normal")
    at(world, "America/Tegucigalpa", "2027-06-06 12:00")
    assert beat(world) == []
    at(world, "America/Tegucigalpa", "2027-06-08 15:30")
    assert who(beat(world)) == {"ana"}


def test_a_bot_that_was_away_until_the_night_waits_for_the_morning(world: World) -> None:
    at(world, "America/Tegucigalpa", "2027-06-02 06:00")
    world.sent("luis", "HN", urgency="urgent")
    at(world, "America/Tegucigalpa", "2027-06-02 23:00")
    assert beat(world) == []
    at(world, "America/Tegucigalpa", "2027-06-03 07:00")
    late = beat(world)
    assert who(late) == {"ana", "luis"}, "by then it is late"
    assert "una vez a la oficina de Honduras" in told(late, "luis"), "what was not said is not counted"


def test_what_nobody_was_reminded_of_is_not_said_to_have_been(world: World) -> None:
    world.sent("luis", "HN", urgency="emergency")
    passing(world, 2)
    late = beat(world)
    assert who(late) == {"ana", "carlos", "luis"}
    assert "La oficina de Honduras no ha respondido; ahora se avisó" in told(late, "luis")


def test_the_childs_file_is_chased_within_the_two_desks_alone(world: World) -> None:
    reference = world.sent("luis", "HN", urgency="emergency")
    world.told("ana", f"referral accept {reference} consulate")
    world.told("ana", f"referral update {reference} tracing-started")
    read(world)
    reached: set[str] = set()
    for _ in range(60):
        passing(world, 1)
        reached |= who(beat(world))
    assert reached == {"luis", "marisol", "ana"}
    with world.store.begin(read_only=True) as uow:
        assert uow.chases.get(reference, Hand.REFERRAL) is None, "after the first progress there is no deadline"
        chase = uow.chases.get(reference, Hand.FILE)
    assert chase
    assert chase.next is None


@pytest.mark.parametrize("end", ["withdraw {ref} other", "cancel"])
def test_what_has_ended_is_not_chased(world: World, end: str) -> None:
    reference = world.draft("luis", "HN", urgency="emergency")
    if end == "cancel":
        world.told("luis", f"referral cancel {reference}")
    else:
        world.told("luis", f"referral send {reference}")
        world.told("luis", f"referral {end.format(ref=reference)}")
        world.told("ana", f"referral ack {reference}")
    read(world)
    passing(world, 1000)
    assert beat(world) == []


def test_raising_the_urgency_begins_the_chase_anew(world: World) -> None:
    reference = world.sent("luis", "HN", urgency="normal")
    world.told("luis", f"referral raise {reference} emergency")
    read(world)
    passing(world, 0.5)
    assert "50 %" in told(beat(world), "ana")


def test_a_referrals_card_tells_both_sides_how_often_it_was_asked(world: World) -> None:
    reference = world.sent("luis", "HN", urgency="emergency")
    assert "Se le recordó" not in world.told("luis", f"referral show {reference}").plain
    passing(world, 0.5)
    beat(world)
    for user in ("luis", "ana"):
        assert (
            "Se le recordó una vez a la oficina de Honduras: Ana"
            in world.told(user, f"referral show {reference}").plain
        )


@pytest.mark.parametrize(
    ("language", "words"),
    [("es", "Recordatorio: ya pasó el 50 %"), ("en", "Reminder: 50 %"), ("fr", "Rappel")],
)
def test_a_reminder_is_in_the_readers_language(world: World, language: str, words: str) -> None:
    world.told("ana", f"liaison language {language}")
    world.sent("luis", "HN", urgency="emergency")
    passing(world, 0.5)
    assert words in told(beat(world), "ana")


def test_the_trail_tells_of_every_stage_without_anybodys_words(world: World) -> None:
    reference = world.sent("luis", "HN", urgency="emergency")
    passing(world, 0.5)
    beat(world)
    with world.store.begin(read_only=True) as uow:
        last = list(uow.audit.entries())[-1].entry
    assert (last.command, last.reference, last.code, last.person) == (
        "referral-chased",
        reference,
        "on-duty 50",
        None,
    )


def test_more_chases_than_fit_into_one_transaction_are_all_done(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("liaison_bot.beat._AT_ONCE", 2)
    for _ in range(5):
        world.sent("luis", "HN", urgency="emergency")
    passing(world, 0.5)
    assert tick(world.store, world.services, world.clock) == 5
    assert len(read(world)) == 5
