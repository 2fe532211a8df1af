"""Many people at once: what the core does in a second, and how long each of them waits."""

import asyncio
import time
from collections.abc import Iterator, Sequence

from bench.databases import Database
from bench.figures import Figure, Times, timed
from bench.network import add_officers, command, done, network
from liaison_bot.chat import CommandUsed
from liaison_bot.front import Front
from world import World

_PEOPLE, _FEW_PEOPLE = 50, 4
_EACH, _FEW = 6, 1
_BARE = 200
_COMMANDS = ("ack", "accept", "start", "update", "complete")
_ANSWERS = {"accept": " consulate", "update": " tracing-started", "complete": " service-delivered"}


def measure(database: Database, *, quick: bool) -> Iterator[Figure]:
    """Let everybody work on referrals of their own, the next command sent when the last one is answered."""
    people = _FEW_PEOPLE if quick else _PEOPLE
    with network(database.fresh()) as world:
        streams = [
            [command(world, user, words) for words in _work(world, desk, _FEW if quick else _EACH)]
            for user, desk in add_officers(world, people).items()
        ]
        bare = [timed(database.bare) for _ in range(_BARE)]
        begun = time.perf_counter()
        waits = asyncio.run(_all_at_once(world, streams))
        seconds = time.perf_counter() - begun
        bare += [timed(database.bare) for _ in range(_BARE)]
    rate, bare_rate = len(waits) / seconds, 1000 / Times(bare).median
    yield Figure(f"{people} people at once", f"{rate:8.0f} commands/s, each {bare_rate / rate:.1f} x bare")
    yield Figure("until each is answered", str(Times(waits)))


def _work(world: World, desk: str, referrals: int) -> Iterator[str]:
    """What a desk's officer does with referrals that another desk has sent."""
    sender = "luis" if desk != "MX" else "ana"
    for _ in range(referrals):
        reference = world.sent(sender, desk)
        for verb in _COMMANDS:
            yield f"referral {verb} {reference}{_ANSWERS.get(verb, '')}"


async def _all_at_once(world: World, streams: Sequence[Sequence[CommandUsed]]) -> list[float]:
    front = Front(world.app, handled=lambda: None)

    async def work(stream: Sequence[CommandUsed]) -> list[float]:
        waits = []
        for event in stream:
            begun = time.perf_counter()
            done(await front.handle(event))
            waits.append((time.perf_counter() - begun) * 1000)
        return waits

    try:
        return [wait for waits in await asyncio.gather(*map(work, streams)) for wait in waits]
    finally:
        front.close()
