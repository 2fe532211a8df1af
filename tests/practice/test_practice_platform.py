"""The practice network keeps the port's promises, and stays on this computer."""

import asyncio
import socket
from datetime import UTC, datetime

import pytest

from adapters.practice import PortTakenError, PracticePlatform, Room, Seat
from adapters.practice.feed import KEPT_PER_PLACE, Feed, Said, TakenBack
from liaison_bot.chat import Account, Audience, ChatPlatform, Message, Telling, Unreachable, Where
from practice.scripted import ROOMS, SEATS, ScriptedCore, platform
from practice.visiting import visiting

ANA = Account("practice", "practice", "ana")
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_it_is_a_chat_platform() -> None:
    practice: ChatPlatform = platform()
    assert practice.name == "practice"


def test_it_says_who_can_read_a_place() -> None:
    async def scenario() -> None:
        practice = platform()
        assert await practice.audience(ANA) is Audience.ONE_PERSON
        assert await practice.audience(Where("practice", "direct:ana")) is Audience.ONE_PERSON
        assert await practice.audience(Where("practice", "network")) is Audience.MEMBERS
        assert await practice.audience(Where("practice", "partners")) is Audience.OUTSIDERS
        assert await practice.audience(Where("practice", "elsewhere")) is Audience.UNKNOWN
        assert await practice.audience(Where("slack", "network")) is Audience.UNKNOWN
        assert await practice.audience(Account("practice", "elsewhere", "ana")) is Audience.UNKNOWN

    asyncio.run(scenario())


def test_the_same_key_twice_is_the_same_message() -> None:
    async def scenario() -> None:
        async with visiting() as visit:
            for _ in range(3):
                await visit.platform.send(ANA, Message(title="aviso"), "parcel-1")
            await visit.platform.send(ANA, Message(title="otro"), "parcel-2")
            assert [post["message"]["title"] for post in await visit.shown()] == ["aviso", "otro"]

    asyncio.run(scenario())


@pytest.mark.parametrize(
    "to",
    [
        Account("practice", "practice", "nobody"),
        Account("slack", "practice", "ana"),
        Where("practice", "nowhere"),
        Where("practice", "direct:nobody"),
        Where("matrix", "network"),
    ],
)
def test_nobody_and_nowhere_cannot_be_reached(to: Account | Where) -> None:
    with pytest.raises(Unreachable):
        asyncio.run(platform().send(to, Message(title="aviso"), "parcel"))


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4", "example.org", "", "10.0.0.1"])  # noqa: S104 - refused
def test_an_address_that_others_could_reach_is_refused(host: str) -> None:
    with pytest.raises(ValueError, match="loopback"):
        PracticePlatform(SEATS, ROOMS, host=host, clock=lambda: NOW)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1.2.3", "::1"])
def test_a_loopback_address_is_taken(host: str) -> None:
    PracticePlatform(SEATS, ROOMS, host=host, clock=lambda: NOW)


def test_a_taken_port_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PortTakenError, match=str(port)):
            asyncio.run(platform(port).run(ScriptedCore()))


def test_each_run_of_the_program_has_a_token_of_its_own() -> None:
    async def link() -> str:
        printed: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        practice = PracticePlatform(SEATS, ROOMS, port=0, announce=printed.set_result, clock=lambda: NOW)
        run = asyncio.create_task(practice.run(ScriptedCore()))
        got = await printed
        run.cancel()
        await asyncio.gather(run, return_exceptions=True)
        return got.partition("token=")[2]

    first, second = asyncio.run(link()), asyncio.run(link())
    assert first != second
    assert len(first) > 40


@pytest.mark.parametrize(
    ("seats", "rooms"),
    [
        ([], ROOMS),
        ([*SEATS, SEATS[0]], ROOMS),
        (SEATS, [*ROOMS, ROOMS[0]]),
        ([Seat("eva", "Eva", {}, "es", ("attic",))], ROOMS),
        (SEATS, [*ROOMS, Room("direct:ana", {}, Audience.MEMBERS)]),
    ],
)
def test_a_network_whose_parts_cannot_be_told_apart_is_refused(seats: list[Seat], rooms: list[Room]) -> None:
    with pytest.raises(ValueError, match=r"practice|room|seat"):
        PracticePlatform(seats, rooms, clock=lambda: NOW)


def test_each_place_keeps_its_newest_posts() -> None:
    feed = Feed(["network", "direct:ana"], lambda: NOW)
    feed.add("direct:ana", "ana", Said("antes"), "first")
    for number in range(KEPT_PER_PLACE + 7):
        feed.add("network", "ana", Said(str(number)), number)
    posts = feed.after(0)
    assert len(posts) == KEPT_PER_PLACE + 1
    assert posts[0].place == "direct:ana"
    assert [post.number for post in posts] == sorted(post.number for post in posts)
    assert posts[-1].number == feed.last


def test_it_stops_at_once_while_pages_are_open() -> None:
    async def scenario() -> float:
        loop = asyncio.get_running_loop()
        async with visiting() as visit:
            stream = await visit.session.get(f"{visit.base}/api/stream")
            await stream.content.readline()
            before = loop.time()
        stream.close()
        return loop.time() - before

    assert asyncio.run(scenario()) < 3


def test_what_was_taken_back_keeps_its_place_and_is_told_to_pages_that_saw_it() -> None:
    feed = Feed(["direct:ana"], lambda: NOW)
    for number in range(3):
        feed.add("direct:ana", "", Message(title=f"{number}", about="R-4K7M2Q" if number == 1 else ""), number)
    seen = feed.last
    assert feed.take_back("direct:ana", Telling("R-4K7M2Q", NOW, NOW)) == 1
    assert [post.number for post in feed.after(0)] == [1, 2, 3], "in their order"
    (changed,) = feed.after(seen)
    assert (changed.number, changed.content) == (2, TakenBack())
    feed.add("direct:ana", "", Message(title="1", about="R-4K7M2Q"), 1)
    assert len(feed.after(0)) == 3, "what was said once is not said again"
    assert feed.after(feed.last) == []


def test_a_page_is_told_of_it_and_one_that_comes_back_too() -> None:
    async def scenario() -> None:
        async with visiting() as visit:
            await visit.platform.send(ANA, Message(title="aviso", about="R-4K7M2Q"), "parcel-1")
            await visit.platform.send(ANA, Message(title="otro"), "parcel-2")
            last = max(event_id for event_id, kind, _ in await visit.posts() if kind == "post")
            before = datetime(2000, 1, 1, tzinfo=UTC)
            after = datetime(2100, 1, 1, tzinfo=UTC)
            assert await visit.platform.take_back(ANA, Telling("R-4K7M2Q", before, after)) == 1
            (told,) = [post for _, kind, post in await visit.posts(last) if kind == "post"]
            assert (told["number"], told["gone"], "message" in told) == (1, True, False)
            assert [post.get("gone", False) for post in await visit.shown()] == [True, False]

    asyncio.run(scenario())
