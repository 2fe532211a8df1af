"""What every chat platform keeps to, so that the core need not know which it is.

A new platform is one more function here, and one more entry of `PLATFORMS`.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkdtemp

import pytest

from adapters.matrix import MatrixPlatform, MatrixSettings
from liaison_bot.chat import Account, Audience, ChatPlatform, Message, Telling, TextSent, TryLater, Unreachable, Where
from liaison_bot.testing import FakeClock, FakePlatform
from matrix.conftest import homeserver  # noqa: F401 - a fixture
from matrix.connected import connected, settings
from matrix.officer import PASSWORD, officer
from matrix.synapse import Synapse
from practice.scripted import ROOMS, SEATS, ScriptedCore, platform
from practice.visiting import line, visiting
from slack.connected import installed, running
from slack.fake import FakeSlack, Person

NOTICE = Message(title="aviso", paragraphs=("Hay novedades.",))
OTHER = Message(title="otro aviso")
ABOUT = "R-4K7M2Q"
EVER = Telling(ABOUT, datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))


@dataclass
class Trial:
    """A platform connected to a core that answers “Leí: …”, with a person and rooms of known kinds.

    `write` lets the person write to the bot in their direct conversation. `shown` is the titles and paragraphs of all
    that the bot has said there, replies included.
    """

    platform: ChatPlatform
    core: ScriptedCore
    person: Account
    direct: Where
    rooms: dict[Audience, Where]
    elsewhere: tuple[Account | Where, ...]
    write: Callable[[str], Awaitable[None]]
    shown: Callable[[], Awaitable[list[str]]]


@asynccontextmanager
async def fake() -> AsyncIterator[Trial]:
    """The stand-in of the tests: which places it does not have is for a test to say."""
    core, made = ScriptedCore(), FakePlatform()
    person, direct = Account("fake", "team", "ana"), Where("fake", "direct:ana")
    rooms = {
        Audience.MEMBERS: Where("fake", "network"),
        Audience.OUTSIDERS: Where("fake", "shared"),
        Audience.OPEN: Where("fake", "plaza"),
    }
    elsewhere = (Account("fake", "team", "nobody"), Where("fake", "nowhere"), Where("other", "network"))
    made.audiences.update({where: audience for audience, where in rooms.items()})
    made.audiences.update(dict.fromkeys(elsewhere, Audience.UNKNOWN))
    replies: list[Message] = []

    def fails(to: Account | Where, _key: str) -> None:
        if to in elsewhere:
            raise Unreachable("not on this platform")

    async def write(text: str) -> None:
        event = TextSent(
            id=f"event {len(replies)}", account=person, where=direct, audience=Audience.ONE_PERSON, text=text
        )
        reply = await made.hear(event)
        assert isinstance(reply, Message)
        replies.append(reply)

    async def shown() -> list[str]:
        return [text for message in (*made.said[person], *replies) for text in (message.title, *message.paragraphs)]

    made.fails = fails
    run = asyncio.create_task(made.run(core))
    yield Trial(made, core, person, direct, rooms, elsewhere, write, shown)
    await stopped(run)


@asynccontextmanager
async def practice() -> AsyncIterator[Trial]:
    """The practice network, spoken to over HTTP as its page does."""
    seat = SEATS[0]
    rooms = {room.audience: Where("practice", room.id) for room in ROOMS}
    elsewhere = (
        Account("practice", "practice", "nobody"),
        Account("practice", "elsewhere", seat.user),
        Account("slack", "practice", seat.user),
        Where("practice", "nowhere"),
        Where("practice", "direct:nobody"),
        Where("slack", "network"),
    )
    async with visiting() as visit:

        async def write(text: str) -> None:
            status, _ = await visit.post("/api/say", line(text, seat=seat.user, place=seat.direct))
            assert status == 200

        async def shown() -> list[str]:
            said = [post["message"] for post in await visit.shown() if "message" in post]
            return [text for message in said for text in (message["title"], *message["paragraphs"])]

        where = Where("practice", seat.direct)
        yield Trial(visit.platform, visit.core, seat.account, where, rooms, elsewhere, write, shown)


@asynccontextmanager
async def matrix(server: Synapse, folder: Path) -> AsyncIterator[Trial]:
    """A homeserver, on which somebody writes to the bot in an encrypted direct conversation."""
    name = f"{folder.parent.name}-{folder.name}".lower().replace("_", "-")
    bot, ana = f"bot-{name}", f"ana-{name}"
    for user in (bot, ana, f"luis-{name}"):
        server.register(user, PASSWORD)
    core = ScriptedCore()
    to = settings(server, bot, folder / "store")
    async with connected(to, core) as made, officer(server, ana, server.user_id(bot)) as person:
        direct, members = await person.room(), await person.room(server.user_id(f"luis-{name}"))
        closed = await person.room(server.user_id(f"luis-{name}"), join_rule="public")
        account = Account("matrix", server.server_name, person.id)
        elsewhere = (
            Account("matrix", server.server_name, f"@nobody-{name}:{server.server_name}"),
            Account("matrix", "elsewhere.test", person.id),
            Account("slack", server.server_name, person.id),
            Where("matrix", f"!nowhere:{server.server_name}"),
            Where("slack", direct),
        )

        async def write(text: str) -> None:
            await person.answer(direct, text)

        async def shown() -> list[str]:
            said = [content["body"] for content in await person.history(direct)]
            return [text for body in said for text in body.split("\n\n")]

        rooms = {Audience.MEMBERS: Where("matrix", members), Audience.OPEN: Where("matrix", closed)}
        yield Trial(made, core, account, Where("matrix", direct), rooms, elsewhere, write, shown)


@asynccontextmanager
async def slack() -> AsyncIterator[Trial]:
    """The Slack adapter at the fake Slack, through Slack's own libraries."""
    core = ScriptedCore()
    async with FakeSlack(FakeClock(), installed()) as server:
        ana, ruth = server.person("ana"), server.person("ruth", of=server.workspace("UNICEF"))
        network = server.channel("network", ana, private=True)
        shared = server.channel("partners", ana, ruth, private=True)
        team = ana.member.team.id
        elsewhere = (
            Account("slack", team, "U0NOBODY"),
            Account("slack", "T0ELSEWHERE", ana.id),
            Account("practice", team, ana.id),
            Where("slack", "C0NOWHERE"),
            Where("practice", network.id),
        )
        async with running(server, core, FakeClock()) as made:

            async def write(text: str) -> None:
                before = len(await shown())
                await ana.types(None, text)
                await server.until(lambda: len(_titles_and_paragraphs(ana)) > before)

            async def shown() -> list[str]:
                return _titles_and_paragraphs(ana)

            rooms = {Audience.MEMBERS: Where("slack", network.id), Audience.OUTSIDERS: Where("slack", shared.id)}
            direct = Where("slack", ana.direct.id)
            yield Trial(made, core, Account("slack", team, ana.id), direct, rooms, elsewhere, write, shown)


def _titles_and_paragraphs(person: Person) -> list[str]:
    mine = [message for message in person.sees() if message.user != person.id]
    blocks = [block for message in mine for block in message.blocks if block["type"] in {"header", "section"}]
    return [block["text"]["text"] for block in blocks if "text" in block]


async def stopped(run: asyncio.Task[None]) -> None:
    """Cancel a platform's `run`, which ends by that and by nothing else."""
    assert not run.done()
    run.cancel()
    with suppress(asyncio.CancelledError):
        await asyncio.wait_for(run, 5)
    assert run.cancelled()


PLATFORMS = ("fake", "practice", "matrix", "slack")
Scenario = Callable[[Trial], Awaitable[None]]


@pytest.fixture(params=PLATFORMS)
def on_each(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[Scenario], None]:
    """Play a scenario on a platform."""

    def trial() -> AbstractAsyncContextManager[Trial]:
        if request.param == "matrix":
            return matrix(request.getfixturevalue("homeserver"), tmp_path)
        return {"fake": fake, "practice": practice, "slack": slack}[request.param]()

    opened = trial()

    def play(scenario: Scenario) -> None:
        async def played() -> None:
            async with opened as trial:
                await asyncio.wait_for(scenario(trial), 30)

        asyncio.run(played())

    return play


def test_everything_that_comes_from_it_bears_its_name(on_each: Callable[[Scenario], None]) -> None:
    async def scenario(trial: Trial) -> None:
        await trial.write("hola")
        (event,) = trial.core.heard
        assert event.account == trial.person
        assert event.where == trial.direct
        assert {event.account.platform, event.where.platform} == {trial.platform.name}

    on_each(scenario)


def test_what_somebody_writes_reaches_the_core_in_order_and_each_reply_comes_back(
    on_each: Callable[[Scenario], None],
) -> None:
    async def scenario(trial: Trial) -> None:
        for text in ("hola", "¿qué hay?", "hola"):
            await trial.write(text)
        assert [event.text for event in trial.core.heard if isinstance(event, TextSent)] == [
            "hola",
            "¿qué hay?",
            "hola",
        ]
        assert len({event.id for event in trial.core.heard}) == 3, "three events, though two say the same"
        shown = [text for text in await trial.shown() if text]
        assert shown == ["Leí: hola", "Leí: ¿qué hay?", "Leí: hola"]
        assert all(event.audience is Audience.ONE_PERSON for event in trial.core.heard)

    on_each(scenario)


def test_the_same_key_twice_is_one_message(on_each: Callable[[Scenario], None]) -> None:
    async def scenario(trial: Trial) -> None:
        for _ in range(3):
            await trial.platform.send(trial.person, NOTICE, "parcel-1")
        assert (await trial.shown()).count(NOTICE.title) == 1
        await trial.platform.send(trial.person, OTHER, "parcel-1")
        assert OTHER.title not in await trial.shown(), "the key says which message it is, not its words"

    on_each(scenario)


def test_the_same_key_at_once_is_one_message(on_each: Callable[[Scenario], None]) -> None:
    async def scenario(trial: Trial) -> None:
        await asyncio.gather(*(trial.platform.send(trial.person, NOTICE, "parcel-1") for _ in range(10)))
        assert (await trial.shown()).count(NOTICE.title) == 1

    on_each(scenario)


def test_the_same_words_with_another_key_are_another_message(on_each: Callable[[Scenario], None]) -> None:
    async def scenario(trial: Trial) -> None:
        for number in range(3):
            await trial.platform.send(trial.person, NOTICE, f"parcel-{number}")
        assert (await trial.shown()).count(NOTICE.title) == 3

    on_each(scenario)


def test_it_says_who_can_read_each_place(on_each: Callable[[Scenario], None]) -> None:
    async def scenario(trial: Trial) -> None:
        assert await trial.platform.audience(trial.person) is Audience.ONE_PERSON
        assert await trial.platform.audience(trial.direct) is Audience.ONE_PERSON
        for audience, where in trial.rooms.items():
            assert await trial.platform.audience(where) is audience
        for to in trial.elsewhere:
            assert await trial.platform.audience(to) in {Audience.UNKNOWN, Audience.OPEN}, "nothing is said there"

    on_each(scenario)


def test_a_room_and_a_person_can_each_be_told_under_keys_of_their_own(on_each: Callable[[Scenario], None]) -> None:
    async def scenario(trial: Trial) -> None:
        for audience, where in trial.rooms.items():
            await trial.platform.send(where, NOTICE, f"parcel-{audience}")
        await trial.platform.send(trial.person, OTHER, "parcel")
        assert (await trial.shown()).count(OTHER.title) == 1

    on_each(scenario)


def test_what_it_does_not_have_is_unreachable_and_says_why_without_a_name(on_each: Callable[[Scenario], None]) -> None:
    async def scenario(trial: Trial) -> None:
        for to in trial.elsewhere:
            with pytest.raises(Unreachable) as unreachable:
                await trial.platform.send(to, NOTICE, "parcel-1")
            assert unreachable.value.why
            assert "nobody" not in unreachable.value.why
        await trial.platform.send(trial.person, NOTICE, "parcel-1")
        assert (await trial.shown()).count(NOTICE.title) == 1, "what could not be sent did not use up its key"

    on_each(scenario)


def test_trouble_with_one_message_is_over_with_the_next(on_each: Callable[[Scenario], None]) -> None:
    async def scenario(trial: Trial) -> None:
        with suppress(Unreachable):
            await trial.platform.send(trial.elsewhere[0], NOTICE, "parcel-1")
        await trial.write("hola")
        await trial.platform.send(trial.person, OTHER, "parcel-2")
        assert {OTHER.title, "Leí: hola"} <= set(await trial.shown())

    on_each(scenario)


def test_what_was_said_of_something_is_taken_back_and_nothing_else(on_each: Callable[[Scenario], None]) -> None:
    async def scenario(trial: Trial) -> None:
        for number in range(2):
            await trial.platform.send(trial.person, replace(NOTICE, about=ABOUT), f"parcel-{number}")
        places: tuple[Account | Where, ...] = (trial.person, *trial.rooms.values())
        for number, to in enumerate(places):
            await trial.platform.send(to, replace(OTHER, about="R-7N4D2E"), f"other-{number}")
        await trial.write("hola")
        assert await trial.platform.take_back(trial.person, EVER) == 2
        shown = await trial.shown()
        assert NOTICE.title not in shown
        assert NOTICE.paragraphs[0] not in shown
        assert {OTHER.title, "Leí: hola"} <= set(shown), "what tells of something else stays"
        assert not await trial.platform.take_back(trial.person, EVER), "twice is the same as once"
        for where in trial.rooms.values():
            assert not await trial.platform.take_back(where, EVER), "there was nothing there"

    on_each(scenario)


def test_an_answer_and_a_message_in_a_room_are_taken_back_too(on_each: Callable[[Scenario], None]) -> None:
    async def scenario(trial: Trial) -> None:
        trial.core.about = ABOUT
        await trial.write("hola")
        if trial.platform.name != "fake":  # which keeps no replies
            assert await trial.platform.take_back(trial.person, EVER) == 1
            assert "Leí: hola" not in await trial.shown()
        where = next(iter(trial.rooms.values()))
        await trial.platform.send(where, replace(NOTICE, about=ABOUT), "parcel")
        assert await trial.platform.take_back(where, EVER) == 1
        assert not await trial.platform.take_back(where, EVER)

    on_each(scenario)


def test_what_was_said_at_another_time_stays(on_each: Callable[[Scenario], None]) -> None:
    async def scenario(trial: Trial) -> None:
        await trial.platform.send(trial.person, replace(NOTICE, about=ABOUT), "parcel")
        past = Telling(ABOUT, datetime(2001, 1, 1, tzinfo=UTC), datetime(2001, 2, 1, tzinfo=UTC))
        future = Telling(ABOUT, datetime(2099, 1, 1, tzinfo=UTC), datetime(2099, 2, 1, tzinfo=UTC))
        for telling in (past, future):
            assert not await trial.platform.take_back(trial.person, telling)
        assert NOTICE.title in await trial.shown()

    on_each(scenario)


def test_nothing_can_be_taken_back_from_what_it_does_not_have(on_each: Callable[[Scenario], None]) -> None:
    async def scenario(trial: Trial) -> None:
        for to in trial.elsewhere:
            with pytest.raises(Unreachable) as unreachable:
                await trial.platform.take_back(to, EVER)
            assert unreachable.value.why

    on_each(scenario)


def unconnected() -> ChatPlatform:
    """On a homeserver that is not there."""
    nowhere = MatrixSettings(
        homeserver="http://127.0.0.1:9", user_id="@bot:nowhere", store=Path(mkdtemp()), password="x"
    )
    return MatrixPlatform(nowhere, openings=frozenset(), announce=print, clock=FakeClock())


@pytest.mark.parametrize("made", [FakePlatform, platform, unconnected])
def test_it_runs_until_it_is_cancelled_and_can_be_asked_before(made: Callable[[], ChatPlatform]) -> None:
    async def scenario() -> None:
        tried = made()
        with suppress(TryLater):
            assert await tried.audience(Where("nowhere", "x")) is Audience.UNKNOWN
        run = asyncio.create_task(tried.run(ScriptedCore()))
        await asyncio.sleep(0.1)
        await stopped(run)

    asyncio.run(scenario())
