"""Thousands of digests due at once: how long a beat takes, and how long a command waits meanwhile."""

import threading
import time
from collections.abc import Iterator

from bench.databases import Database
from bench.figures import Figure, Times, timed
from bench.network import add_officers, add_referrals, command, handled, network
from liaison_bot.beat import tick
from world import World

_PEOPLE, _QUICK_PEOPLE = 5_000, 150
_REFERRALS, _QUICK_REFERRALS = 10_000, 50
_ALONE, _QUICK_ALONE = 200, 3
_BEAT_SECONDS = 20
_MOST_IN_A_BEAT = 100
_PAUSE = 0.005


def measure(database: Database, *, quick: bool) -> Iterator[Figure]:
    """Go on to a morning on which everybody's digest is due, beat until all are made, and use commands beside it."""
    with network(database.fresh()) as world:
        people = _QUICK_PEOPLE if quick else _PEOPLE
        add_officers(world, people)
        add_referrals(world, _QUICK_REFERRALS if quick else _REFERRALS)
        world.clock.move(hours=22)
        tick(world.store, world.services, world.clock)  # the day's erasing, which is measured by nobody
        world.clock.move(hours=2)
        alone = [_asked(world) for _ in range(_QUICK_ALONE if quick else _ALONE)]
        counts: list[int] = []
        beats: list[float] = []
        beside: list[float] = []
        while not counts or counts[-1]:
            count, took, waits = _beat(world)
            counts.append(count)
            beats.append(took)
            beside += waits
            world.clock.move(seconds=_BEAT_SECONDS)
    yield Figure("a beat that makes digests", str(Times(beats[:-1])))
    told = f"{sum(counts):8,} in {len(beats[:-1]) * _BEAT_SECONDS:,} s, {max(counts)} in a beat at most"
    yield Figure("digests due at once", told, f"<= {_MOST_IN_A_BEAT} in a beat", max(counts) <= _MOST_IN_A_BEAT)
    yield Figure("list, while nothing else is done", str(Times(alone)))
    yield Figure("list, while digests are made", str(Times(beside)))


def _beat(world: World) -> tuple[int, float, list[float]]:
    """One beat, on a thread as in earnest, and commands meanwhile: how many it made, how long it and they took."""
    made: list[tuple[int, float]] = []

    def beat() -> None:
        begun = time.perf_counter()
        count = tick(world.store, world.services, world.clock)
        made.append((count, (time.perf_counter() - begun) * 1000))

    thread = threading.Thread(target=beat)
    thread.start()
    waits = [_asked(world)]
    while thread.is_alive():
        waits.append(_asked(world))
        time.sleep(_PAUSE)
    thread.join()
    ((count, took),) = made
    return count, took, waits


def _asked(world: World) -> float:
    return timed(handled, world, command(world, "ana", "referral list"))
