"""The practice network's clock is moved: what is due on the way happens in its order and at its time, for everybody."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from liaison_bot.app import App
from liaison_bot.beat import tick
from liaison_bot.chat import Account, Message, Where
from liaison_bot.chat.practising import Move, Standing
from liaison_bot.clock import MovedClock
from liaison_bot.delivery import Delivery
from liaison_bot.errors import DatabaseLost
from liaison_bot.network.joining import stranger
from liaison_bot.rulebook import load_rulebook
from liaison_bot.testing import FakeClock, FakePlatform
from liaison_bot.time_machine import STEP, PracticeTime
from world import PLATFORM, World

SATURDAY = datetime(2026, 11, 28, 20, 7, 11, tzinfo=UTC)
Happen = Callable[[], Awaitable[object]]


async def nothing() -> None:
    """Nothing is due."""


def moved(machine: PracticeTime, *moves: tuple[Move, str], happen: Happen = nothing, tidy: Happen = nothing) -> None:
    """Make moves, one after the other."""

    async def scenario() -> None:
        running = asyncio.create_task(machine.run(happen, tidy))
        for move, desk in moves:
            assert machine.ask(move, desk)
            while machine.standing().until and not running.done():  # noqa: ASYNC110 - what is watched is under test
                await asyncio.sleep(0)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        if not running.cancelled() and (wrong := running.exception()):
            raise wrong

    asyncio.run(asyncio.wait_for(scenario(), 60))


def practice(now: datetime = SATURDAY) -> tuple[MovedClock, PracticeTime]:
    clock = MovedClock(FakeClock(now))
    return clock, PracticeTime(clock, load_rulebook())


def test_the_clock_goes_on_running_and_is_never_moved_back() -> None:
    machines = FakeClock(SATURDAY)
    clock = MovedClock(machines)
    clock.forward(SATURDAY + timedelta(hours=2))
    clock.forward(SATURDAY)
    assert (clock(), clock.moved) == (SATURDAY + timedelta(hours=2), timedelta(hours=2))
    machines.move(minutes=5)
    assert clock() == SATURDAY + timedelta(hours=2, minutes=5)


@pytest.mark.parametrize(
    ("move", "desk", "arrives"),
    [
        (Move.HOUR, "HN", SATURDAY + timedelta(hours=1)),
        (Move.WEEK, "HN", SATURDAY + timedelta(days=7)),
        (Move.MORNING, "HN", datetime(2026, 11, 30, 8, 15, tzinfo=ZoneInfo("America/Tegucigalpa"))),
        (Move.MORNING, "MX", datetime(2026, 11, 30, 9, 15, tzinfo=ZoneInfo("America/Mexico_City"))),
    ],
)
def test_it_arrives_where_it_was_to(move: Move, desk: str, arrives: datetime) -> None:
    clock, machine = practice()
    moved(machine, (move, desk))
    assert clock() == arrives
    assert machine.standing().moved == arrives - SATURDAY


def test_a_week_is_a_week_however_long_the_move_took() -> None:
    machines = FakeClock(SATURDAY)
    clock = MovedClock(machines)

    async def happen() -> None:
        machines.move(seconds=0.1)

    moved(PracticeTime(clock, load_rulebook()), (Move.WEEK, "HN"), happen=happen)
    assert clock.moved == timedelta(days=7)
    assert clock() > SATURDAY + timedelta(days=7)


def test_a_working_morning_passes_over_a_holiday_and_is_never_the_one_that_has_begun() -> None:
    eve = datetime(2026, 12, 24, 8, tzinfo=ZoneInfo("America/Tegucigalpa"))
    clock, machine = practice(eve.astimezone(UTC))
    moved(machine, (Move.MORNING, "HN"))
    assert clock() == eve + timedelta(days=4, minutes=15), (
        "from Thursday's opening, over Christmas and a weekend, to Monday"
    )


def test_every_step_is_a_tick_on_a_whole_five_minutes_until_the_last() -> None:
    clock, machine = practice()
    seen: list[datetime] = []

    async def happen() -> None:
        seen.append(clock())

    moved(machine, (Move.HOUR, "HN"), happen=happen)
    assert seen == [
        *(datetime(2026, 11, 28, 20, minute, tzinfo=UTC) for minute in range(10, 60, 5)),
        *(datetime(2026, 11, 28, 21, minute, tzinfo=UTC) for minute in (0, 5)),
        SATURDAY + timedelta(hours=1),
    ]
    assert max(later - sooner for sooner, later in pairwise(seen)) == STEP


def test_while_it_moves_it_says_how_far_it_is_and_takes_no_other_move() -> None:
    clock, machine = practice()
    told: list[Standing] = []
    refused: list[bool] = []
    machine.watch(lambda: told.append(machine.standing()))

    async def happen() -> None:
        refused.append(machine.ask(Move.WEEK, "HN"))

    moved(machine, (Move.HOUR, "HN"), happen=happen)
    assert refused == [False] * len(refused) != []
    on_the_way, arrived = told[:-1], told[-1]
    assert {one.until for one in on_the_way} == {SATURDAY + timedelta(hours=1)}
    assert [one.share for one in on_the_way] == sorted({one.share for one in on_the_way})
    assert (on_the_way[0].share, on_the_way[-1].share) == (0, 1)
    assert (arrived.until, arrived.now) == (None, clock())
    assert set(arrived.mornings) == {office.desk for office in machine.offices}


def test_an_office_that_does_not_exist_moves_nothing() -> None:
    clock, machine = practice()
    with pytest.raises(KeyError):
        machine.ask(Move.MORNING, "XX")
    assert machine.standing().until is None
    assert clock() == SATURDAY


def test_what_goes_wrong_on_the_way_ends_the_move_where_it_stands_and_the_next_goes_on(
    caplog: pytest.LogCaptureFixture,
) -> None:
    clock, machine = practice()
    times, typed = [0], "what somebody typed"

    async def happen() -> None:
        times[0] += 1
        if times[0] == 2:
            raise RuntimeError(typed)

    moved(machine, (Move.HOUR, "HN"), (Move.HOUR, "HN"), happen=happen)
    assert clock() == datetime(2026, 11, 28, 21, 15, tzinfo=UTC)
    assert "time machine: unexpected RuntimeError" in caplog.text
    assert "what somebody typed" not in caplog.text


def test_without_its_database_it_ends() -> None:
    async def happen() -> None:
        raise DatabaseLost("gone")

    with pytest.raises(DatabaseLost):
        moved(practice()[1], (Move.HOUR, "HN"), happen=happen)


class Diary(FakePlatform):
    """A platform that notes when it was told what."""

    def __init__(self, clock: MovedClock) -> None:
        super().__init__(PLATFORM)
        self.clock = clock
        self.entries: list[tuple[datetime, str, str]] = []

    async def send(self, to: Account | Where, message: Message, key: str) -> None:
        await super().send(to, message, key)
        assert isinstance(to, Account)
        self.entries.append((self.clock(), to.user, message.plain))


def test_an_emergency_that_nobody_answers_goes_up_the_ladder_each_notice_at_its_time(
    world: World,
) -> None:
    clock = MovedClock(world.clock)
    world.app = App(world.store, world.services, clock, stranger)
    machine, diary = PracticeTime(clock, world.services.rulebook), Diary(clock)
    delivery = Delivery(world.store, world.services, clock, {PLATFORM: diary})
    tidied: list[datetime] = []

    async def happen() -> None:
        await asyncio.to_thread(tick, world.store, world.services, clock)
        while await delivery.round():
            continue

    async def tidy() -> None:
        tidied.append(clock())

    world.sent("luis", "HN", urgency="emergency")
    sent = clock()
    moved(machine, *[(Move.HOUR, "HN")] * 5, happen=happen, tidy=tidy)
    assert tidied == [sent + timedelta(hours=hours) for hours in range(1, 6)]
    assert [at for at, _, _ in diary.entries] == sorted(at for at, _, _ in diary.entries)
    ana = [(at - sent, text) for at, user, text in diary.entries if user == "ana"]
    assert [passed for passed, _ in ana] == [timedelta(minutes=minutes) for minutes in (5, 30, 50, 60, 120)]
    assert ["El plazo venció" in text for _, text in ana] == [False, False, False, True, True]
    supervisor, top = ([at - sent for at, user, _ in diary.entries if user == name] for name in ("hilda", "elena"))
    assert (supervisor, top) == ([timedelta(hours=3)], [timedelta(hours=4)])
