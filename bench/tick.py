"""A tick over many open referrals, and what commands wait for while a tick has much to do."""

import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

from bench.databases import Database
from bench.figures import Figure, Times, compared, timed
from bench.network import add_officers, add_open, command, handled, network
from liaison_bot.beat import tick
from world import World

_OPEN, _FEW_OPEN = 100_000, 200
_OFFICERS = 50
_SPREAD = timedelta(hours=20)
"""The next stages of all are spread over so long: of 100,000, twenty-eight fall due between two ticks."""
_TICK_SECONDS = 20
_TICKS, _FEW_TICKS = 30, 2
_AWAY_HOURS = 1
"""So long the bot was down: of 100,000, five thousand fell due."""
_COMMANDS, _FEW_COMMANDS = 400, 4
_MOST_SECONDS = 1


def measure(database: Database, *, quick: bool) -> Iterator[Figure]:
    """Tick when nothing is due, as it goes by day, and after an hour away, with commands beside it."""
    address = database.fresh()
    with network(address) as world:
        add_officers(world, _OFFICERS)
        add_open(world, _FEW_OPEN if quick else _OPEN, _SPREAD)
        references = [world.sent() for _ in range(_FEW_COMMANDS if quick else _COMMANDS)]
        _tick(world)  # the day's erasing, which is no part of this
        database.settle(address)
        yield from _by_day(world, database, _FEW_TICKS if quick else _TICKS)
        yield from _after_an_hour(world, database, references)


def _tick(world: World) -> int:
    return tick(world.store, world.services, world.clock)


def _by_day(world: World, database: Database, rounds: int) -> Iterator[Figure]:
    """In turns: a bare row, a tick for which nothing is due, a tick twenty seconds later."""
    bare: list[float] = []
    idle: list[float] = []
    busy: list[float] = []
    done = 0
    for _ in range(rounds):
        bare.append(timed(database.bare))
        idle.append(timed(_tick, world))
        world.clock.move(seconds=_TICK_SECONDS)
        begun = time.perf_counter()
        done += _tick(world)
        busy.append((time.perf_counter() - begun) * 1000)
    yield compared("tick, nothing due", Times(idle), Times(bare))
    seconds = Times(busy).p99 / 1000
    line = compared(f"tick, {done / rounds:.0f} due", Times(busy), Times(bare))
    yield replace(line, wanted=f"p99 <= {_MOST_SECONDS} s", met=seconds <= _MOST_SECONDS)


def _after_an_hour(world: World, database: Database, references: list[str]) -> Iterator[Figure]:
    """Commands alone, then beside a tick that catches up."""
    half = len(references) // 2
    bare, alone = [], []
    for reference in references[:half]:
        bare.append(timed(database.bare))
        alone.append(_acknowledged(world, reference))
    world.clock.move(hours=_AWAY_HOURS)
    beside: list[float] = []
    with ThreadPoolExecutor(1) as aside:
        begun = time.perf_counter()
        ticking = aside.submit(_tick, world)
        for reference in references[half:]:
            beside.append(_acknowledged(world, reference))
            if ticking.done():
                break
            time.sleep(random.uniform(0, 0.02))  # noqa: S311 - people do not press in step with a tick
        done = ticking.result()
        seconds = time.perf_counter() - begun
    yield Figure(
        f"tick after an hour away, {done} due", f"{seconds:8.2f} s, {seconds * 1000 / max(done, 1):.2f} ms each"
    )
    yield compared("referral ack, no tick", Times(alone), Times(bare))
    yield compared("referral ack, while it catches up", Times(beside), Times(bare))


def _acknowledged(world: World, reference: str) -> float:
    return timed(handled, world, command(world, "luis", f"referral ack {reference}"))
