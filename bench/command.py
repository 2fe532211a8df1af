"""A state-changing command through the core's door, beside a bare commit of one row."""

from collections.abc import Iterator

from bench.databases import Database
from bench.figures import Figure, Times, compared, timed
from bench.network import command, handled, network

_MOST = 8
_STEPS = (("luis", "ack", ""), ("luis", "accept", " consulate"), ("ana", "raise", " emergency"))
_REFERRALS, _FEW = 400, 5
_WARM = 0.1


def measure(database: Database, *, quick: bool) -> Iterator[Figure]:
    """Receive, accept and raise referrals, one row committed barely before each."""
    count = _FEW if quick else _REFERRALS
    bare: list[float] = []
    taken: dict[str, list[float]] = {verb: [] for _, verb, _ in _STEPS}
    with network(database.fresh()) as world:
        references = [world.sent() for _ in range(count)]
        for reference in references:
            for user, verb, rest in _STEPS:
                world.clock.move(minutes=1)  # every command has a moment of its own to word
                event = command(world, user, f"referral {verb} {reference}{rest}")
                bare.append(timed(database.bare))
                taken[verb].append(timed(handled, world, event))
    warm = int(count * _WARM)
    alone = Times(bare[warm * len(_STEPS) :])
    yield Figure("one row, bare", str(alone))
    for verb, each in taken.items():
        yield compared(f"referral {verb}", Times(each[warm:]), alone, _MOST)
