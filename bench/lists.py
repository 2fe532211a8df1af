"""Lists and cards with few referrals and with many: a page must cost the same."""

import random
from collections.abc import Callable, Iterator

from bench.databases import Database
from bench.figures import Figure, Times, timed
from bench.network import add_referrals, command, handled, network
from liaison_bot.records.referrals import Box
from world import World

_COUNTS, _QUICK_COUNTS = (1_000, 100_000), (50, 100)
_ROUNDS, _QUICK_ROUNDS = 200, 3
_MOST = 1.5


def measure(database: Database, *, quick: bool) -> Iterator[Figure]:
    """Ask for every list and for single referrals, in turns with few referrals and with many."""
    few, many = _QUICK_COUNTS if quick else _COUNTS
    rounds = _QUICK_ROUNDS if quick else _ROUNDS
    addresses = database.fresh(), database.fresh()
    with network(addresses[0]) as small, network(addresses[1]) as large:
        ask_small, ask_large = _asking(small, few), _asking(large, many)
        for address in addresses:
            database.settle(address)
        for question in (*(f"list {box.value}" for box in Box), "show"):
            bare, with_few, with_many = [], [], []
            for _ in range(rounds):
                bare.append(timed(database.bare))
                with_few.append(ask_small(question))
                with_many.append(ask_large(question))
            yield _figure(f"{question}, {few:,} and {many:,}", Times(with_few), Times(with_many), Times(bare))


def _asking(world: World, count: int) -> Callable[[str], float]:
    """What asks one question as a busy officer, about a referral picked at random, and tells how long it took."""
    add_referrals(world, count)
    with world.store.begin() as uow:
        closed = uow.referrals.page(Box.CLOSED, "HN", world.clock(), skip=0, most=count)
    references = [referral.reference for referral in closed]
    chance = random.Random(count)  # noqa: S311 - any one will do

    def ask(question: str) -> float:
        world.clock.move(seconds=1)
        words = f"{question} {chance.choice(references)}" if question == "show" else question
        event = command(world, "ana", f"referral {words}")
        return timed(handled, world, event)

    return ask


def _figure(what: str, few: Times, many: Times, bare: Times) -> Figure:
    ratio = many.median / few.median
    found = f"{few.median:8.2f} ms, {many.median:7.2f} ms, {many.median / bare.median:5.1f} x bare, ratio {ratio:.2f}"
    return Figure(what, found, f"<= {_MOST:g}", ratio <= _MOST)
