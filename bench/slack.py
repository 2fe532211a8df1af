"""Slack: how soon the bot acknowledges and answers, beside a bare slack-bolt echo, at the same fake Slack."""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from adapters.slack import SlackPlatform, SlackSettings
from bench.figures import Figure, Times
from bench.network import add_officers, network
from liaison_bot.chat import Account, Audience, CommandUsed, Where
from liaison_bot.front import Front
from liaison_bot.records.network import Link, Room, RoomClass
from slack.connected import installed
from slack.echo import add_echo, bolt
from slack.fake import Channel, FakeSlack, Person
from world import World
from world import account as made_account

_PEOPLE = 50
_ONE_BY_ONE, _FEW = 100, 4
_ROUNDS = 4
_EACH = 4
_ACK_MOST = 300.0
_REPLY_MOST = 1.5
_PATIENCE = 60.0


def measure(*, quick: bool) -> Iterator[Figure]:
    """Ask one by one, in turns with the echo, and then fifty at once."""
    with tempfile.TemporaryDirectory() as folder, network(f"sqlite:///{folder}/bench.sqlite3") as world:
        yield from asyncio.run(_measured(world, Path(folder), few=quick))


async def _measured(world: World, folder: Path, *, few: bool) -> list[Figure]:
    async with AsyncExitStack() as stack:
        echoing = await stack.enter_async_context(FakeSlack(world.clock, installed()))
        add_echo(await stack.enter_async_context(bolt(echoing)))
        answering = await stack.enter_async_context(FakeSlack(world.clock, installed()))
        people = _people(world, answering)
        red = answering.channel("red", *people, private=True)
        with world.store.begin() as uow:
            uow.members.save_room(Room("slack", red.id, RoomClass.NETWORK, "es", ""))
            uow.commit()
        await stack.enter_async_context(_bot(world, answering, folder))
        ana = echoing.person("ana")
        town = echoing.channel("red", ana)
        times: dict[str, list[float]] = {"echo": [], "bot": []}
        for _ in range(_ROUNDS):
            for _ in range((_FEW if few else _ONE_BY_ONE) // _ROUNDS):
                times["echo"].append(await _asked(echoing, ana, town))
                times["bot"].append(await _asked(answering, people[0], red))
        alone = await _core_alone(world, people[0], red, _FEW if few else _ONE_BY_ONE)
        begun = time.perf_counter()
        await asyncio.gather(*(_stream(answering, person, 1 if few else _EACH) for person in people))
        seconds = time.perf_counter() - begun
        echo, bot = Times(times["echo"]), Times(times["bot"])
        acks = Times([(one.acknowledged_after or 0) * 1000 for one in answering.sockets.deliveries])
        crowd = len(people) * (1 if few else _EACH)
        ratio = bot.median / echo.median
        return [
            Figure("bare slack-bolt echo, reply", _spread(echo)),
            Figure("of which the core, durably", _spread(alone)),
            Figure("bot, reply", f"{_spread(bot)}, {ratio:.1f} x echo", f"<= {_REPLY_MOST} x", ratio <= _REPLY_MOST),
            Figure(
                "bot, acknowledgement",
                _spread(acks),
                f"p99 < {_ACK_MOST:.0f} ms",
                acks.p99 < _ACK_MOST,
            ),
            Figure(f"{_PEOPLE} people at once on Slack", f"{crowd / seconds:8.0f} commands/s"),
        ]


def _spread(times: Times) -> str:
    ordered: Sequence[float] = sorted(times.each)
    p95 = ordered[min(int(len(ordered) * 0.95), len(ordered) - 1)]
    return f"{times.median:6.1f} ms, p95 {p95:6.1f}, p99 {times.p99:6.1f}"


def _people(world: World, slack: FakeSlack) -> list[Person]:
    """Fifty officers with an account there."""
    people = []
    for user in add_officers(world, _PEOPLE):
        person = slack.person(user)
        with world.store.begin() as uow:
            actor = uow.directory.actor(made_account(user), world.clock())
            if actor is None:
                raise LookupError(user)
            number = actor.person.id
            uow.members.link(Link(Account("slack", person.member.team.id, person.id), number, world.clock()))
            uow.commit()
        people.append(person)
    return people


@asynccontextmanager
async def _bot(world: World, slack: FakeSlack, folder: Path) -> AsyncIterator[None]:
    settings = SlackSettings(
        bot_token=slack.app.bot_token,
        app_token=slack.app.app_token,
        api_url=slack.api_url,
        journal=folder / "journal.sqlite3",
    )
    ready = asyncio.Event()
    platform = SlackPlatform(settings, announce=lambda _me: ready.set(), clock=world.clock)
    front = Front(world.app, handled=lambda: None)
    run = asyncio.create_task(platform.run(front))
    try:
        await asyncio.wait_for(ready.wait(), _PATIENCE)
        yield
    finally:
        run.cancel()
        await asyncio.gather(run, return_exceptions=True)
        front.close()


async def _core_alone(world: World, person: Person, channel: Channel, count: int) -> Times:
    """The same command through the core's own door, without any Slack."""
    front, waits = Front(world.app, handled=lambda: None), []
    account = Account("slack", person.member.team.id, person.id)
    for number in range(count):
        event = CommandUsed(
            id=f"alone {number}",
            account=account,
            where=Where("slack", channel.id),
            audience=Audience.MEMBERS,
            words="referral ayuda",
        )
        begun = time.perf_counter()
        await front.handle(event)
        waits.append((time.perf_counter() - begun) * 1000)
    front.close()
    return Times(waits)


async def _asked(slack: FakeSlack, person: Person, channel: Channel) -> float:
    """How long until one command is answered, in milliseconds."""
    before = len(channel.messages)
    begun = time.perf_counter()
    asking = asyncio.create_task(person.slash(channel, "/referral", "ayuda"))
    await slack.until(lambda: len(channel.messages) > before, _PATIENCE)
    waited = (time.perf_counter() - begun) * 1000
    await asking
    return waited


async def _stream(slack: FakeSlack, person: Person, count: int) -> None:
    """One person's commands, each when the one before is answered, in the direct conversation."""
    place = slack.channel(f"de-{person.member.handle}", person, private=True)
    for _ in range(count):
        await _asked(slack, person, place)
