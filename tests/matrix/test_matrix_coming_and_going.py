"""Which rooms the bot is in: invitations, rooms that end, and the conversation with one person."""

import asyncio
import shutil
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from adapters.matrix.device import read_device
from adapters.matrix.homeserver import Homeserver
from liaison_bot.chat import Account, Audience, Message, TryLater, Where
from matrix.officer import Officer
from matrix.proxy import Asked, Fault, Proxy, proxy
from matrix.scene import Scene, scene
from matrix.synapse import Synapse
from practice.scripted import ScriptedCore

NOTICE = Message(title="Aviso", paragraphs=("Hay novedades.",))


async def asked(play: Scene, *path: str, query: Mapping[str, str] | None = None) -> Any:
    """What the homeserver tells the bot's own account."""
    device = read_device(play.folder / "store")
    assert device
    async with Homeserver(play.server.url) as server:
        server.token = device.token
        return await server.get(*path, query=query)


async def rooms_of(play: Scene) -> set[str]:
    return set((await asked(play, "joined_rooms"))["joined_rooms"])


async def membership(one: Officer, room: str) -> str:
    told = await one.client.room_get_state_event(room, "m.room.member", one.bot)
    return str(told.content["membership"])


async def until_so(true: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(30):
        while not await true():  # noqa: ASYNC110 - only the homeserver knows
            await asyncio.sleep(0.05)


async def until_left(one: Officer, room: str) -> None:
    async def left() -> bool:
        return await membership(one, room) == "leave"

    await until_so(left)


async def until_in(play: Scene, rooms: set[str]) -> None:
    async def there() -> bool:
        return await rooms_of(play) == rooms

    await until_so(there)


def test_invitations_are_followed_from_those_who_may_invite_and_declined_from_others(
    homeserver: Synapse, tmp_path: Path
) -> None:
    play = scene(homeserver, tmp_path, "ana", "luis")

    async def scenario() -> None:
        async with play.people("ana", "luis") as (ana, luis), play.bot(inviters=frozenset({ana.id})):
            made = await luis.client.room_create(invite=[luis.bot])
            await until_left(luis, made.room_id)
            room = await ana.room()
            assert await rooms_of(play) == {room}

    asyncio.run(scenario())


def test_a_room_whose_homeserver_does_not_answer_is_given_up_and_can_be_offered_again(
    homeserver: Synapse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.matrix.lobby.JOIN_SECONDS", 1.0)
    play = scene(homeserver, tmp_path, "ana")

    async def scenario() -> None:
        async with (
            proxy(homeserver.url) as between,
            play.people("ana") as (ana,),
            play.bot(homeserver=between.url),
        ):
            between.fault = lambda asked: Fault.BAD_GATEWAY if asked.what.endswith("/join") else Fault.NONE
            made = await ana.client.room_create(invite=[ana.bot])
            await until_left(ana, made.room_id)
            between.fault = lambda _: Fault.NONE
            await ana.client.room_invite(made.room_id, ana.bot)
            await until_in(play, {made.room_id})

    asyncio.run(scenario())


def test_it_is_in_as_many_rooms_as_it_was_told_and_no_more(homeserver: Synapse, tmp_path: Path) -> None:
    play = scene(homeserver, tmp_path, "ana")

    async def scenario() -> None:
        async with play.people("ana") as (ana,), play.bot(most_rooms=1):
            first = await ana.room()
            made = await ana.client.room_create(invite=[ana.bot])
            await until_left(ana, made.room_id)
            assert await rooms_of(play) == {first}

    asyncio.run(scenario())


def test_it_leaves_where_everybody_else_has_left(homeserver: Synapse, tmp_path: Path) -> None:
    play = scene(homeserver, tmp_path, "ana", "luis")

    async def scenario() -> None:
        async with play.people("ana", "luis") as (ana, luis), play.bot() as platform:
            room = await ana.room(luis.id)
            await ana.until(lambda: luis.id in ana.members(room))
            await luis.client.room_leave(room)
            await ana.answer(room, "hola")  # it is alone with Ana now: still here
            await ana.client.room_leave(room)
            await until_in(play, set())
            assert await platform.audience(Where("matrix", room)) is Audience.UNKNOWN

    asyncio.run(scenario())


def test_a_room_that_it_is_leaving_is_unknown_whatever_the_server_still_says_of_it(
    homeserver: Synapse, tmp_path: Path
) -> None:
    play = scene(homeserver, tmp_path, "ana", "luis")

    async def scenario() -> None:
        async with proxy(homeserver.url) as between, play.people("ana", "luis") as (ana, luis):
            asked, answers, leaves = asyncio.Event(), asyncio.Event(), asyncio.Event()

            async def before(what: Asked) -> None:
                if what.what.endswith("/leave"):
                    leaves.set()
                    await asyncio.sleep(1)

            async def after(what: Asked) -> None:
                if what.what.endswith("/state") and asked.is_set():
                    await answers.wait()

            between.before, between.after = before, after
            async with play.bot(homeserver=between.url) as platform:
                room = await ana.room(luis.id)
                await ana.answer(room, "!referral list")
                asked.set()
                old = asyncio.create_task(platform.audience(Where("matrix", room)))
                await luis.client.room_leave(room)
                await ana.client.room_leave(room)
                await leaves.wait()
                assert await platform.audience(Where("matrix", room)) is Audience.UNKNOWN, "it has not left yet"
                answers.set()
                assert await old is Audience.UNKNOWN, "what was asked before, answered after"
                await until_in(play, set())
                await until_so(lambda: forgotten(between))

    async def forgotten(between: Proxy) -> bool:
        return any(one.what.endswith("/forget") for one in between.asked)

    asyncio.run(scenario())


def test_a_room_with_people_of_another_organisations_server_is_one_with_outsiders(
    homeserver: Synapse, tmp_path: Path
) -> None:
    play = scene(homeserver, tmp_path, "ana", "luis")

    async def scenario() -> None:
        own, inviters = frozenset({"organisation.test"}), frozenset({play.id("ana")})
        async with (
            play.people("ana", "luis") as (ana, luis),
            play.bot(servers=own, inviters=inviters) as platform,
        ):
            room = await ana.room(luis.id)
            await ana.until(lambda: luis.id in ana.members(room))
            await ana.answer(room, "!referral list")
            assert play.core.heard[-1].audience is Audience.OUTSIDERS
            assert await platform.audience(Where("matrix", room)) is Audience.OUTSIDERS

    asyncio.run(scenario())


class MovingCore(ScriptedCore):
    """Remembers which rooms it was told go on as which."""

    def __init__(self) -> None:
        super().__init__()
        self.moves: list[tuple[Where, Where]] = []

    async def moved(self, old: Where, new: Where) -> None:
        self.moves.append((old, new))


def test_it_follows_a_room_that_is_upgraded_and_says_so(homeserver: Synapse, tmp_path: Path) -> None:
    play = scene(homeserver, tmp_path, "ana", "luis")
    core = MovingCore()

    async def scenario() -> None:
        async with play.people("ana", "luis") as (ana, luis), play.bot(core, inviters=frozenset({luis.id, ana.id})):
            old = await ana.room(luis.id)
            await ana.answer(old, "!referral list")
            async with Homeserver(homeserver.url) as server:
                server.token = ana.client.access_token
                told = await server.post("rooms", old, "upgrade", body={"new_version": "12"})
            new = told["replacement_room"]
            await ana.client.room_invite(new, ana.bot)
            await ana.until(lambda: ana.bot in ana.members(new))
            await ana.until(lambda: core.moves)
            assert core.moves == [(Where("matrix", old), Where("matrix", new))]
            await ana.answer(new, "!referral list")
            await until_in(play, {new})

    asyncio.run(scenario())


def test_a_successor_that_does_not_say_whom_it_follows_takes_nobodys_place(homeserver: Synapse, tmp_path: Path) -> None:
    play = scene(homeserver, tmp_path, "ana", "luis")
    core = MovingCore()

    async def scenario() -> None:
        async with play.people("ana", "luis") as (ana, luis), play.bot(core):
            old, other = await ana.room(luis.id), await ana.room(luis.id)
            await ana.client.room_put_state(old, "m.room.tombstone", {"body": "…", "replacement_room": other})
            await until_in(play, {other})
            assert core.moves == []

    asyncio.run(scenario())


def test_somebody_is_written_to_alone_and_encrypted_and_found_again_when_the_store_is_lost(
    homeserver: Synapse, tmp_path: Path
) -> None:
    play = scene(homeserver, tmp_path, "ana")

    async def scenario() -> None:
        async with play.people("ana") as (ana,):
            person = Account("matrix", homeserver.server_name, ana.id)
            async with play.bot() as platform:
                assert await platform.audience(person) is Audience.ONE_PERSON
                await platform.send(person, NOTICE, "one")
                await ana.until(ana.messages)
                (first,) = ana.messages()
                assert first.encrypted
                assert set((await asked(play, "user", ana.bot, "account_data", "m.direct"))[ana.id]) == {first.room}
                await ana.until(lambda: ana.members(first.room) == {ana.id, ana.bot})
                told = await asked(play, "rooms", first.room, "state", "m.room.history_visibility")
                assert told == {"history_visibility": "invited"}
                refused = await ana.client.room_invite(first.room, "@somebody:ministry.test")
                assert "power" in str(refused) or "permission" in str(refused), "nobody can be brought in"
            shutil.rmtree(play.folder / "store")
            async with play.bot() as platform:
                await platform.send(person, NOTICE, "two")
                await ana.until(lambda: len(ana.messages()) == 2)
                assert ana.messages()[1].room == first.room
                assert ana.unread == []

    asyncio.run(scenario())


def test_while_an_invitation_cannot_be_given_no_second_conversation_is_made(
    homeserver: Synapse, tmp_path: Path
) -> None:
    play = scene(homeserver, tmp_path, "ana")

    async def scenario() -> None:
        async with proxy(homeserver.url) as between, play.people("ana") as (ana,):
            person = Account("matrix", homeserver.server_name, ana.id)
            between.fault = lambda asked: Fault.BAD_GATEWAY if "/state/m.room.member/" in asked.what else Fault.NONE
            for key in ("one", "two"):  # again after a restart, too
                async with play.bot(homeserver=between.url) as platform:
                    with pytest.raises(TryLater):
                        await platform.send(person, NOTICE, key)
            between.fault = lambda _: Fault.NONE
            async with play.bot(homeserver=between.url) as platform:
                await platform.send(person, NOTICE, "two")
                await ana.until(ana.messages)
                assert await rooms_of(play) == {ana.messages()[0].room}

    asyncio.run(scenario())


def test_who_has_left_the_conversation_is_invited_to_a_new_one(homeserver: Synapse, tmp_path: Path) -> None:
    play = scene(homeserver, tmp_path, "ana")

    async def scenario() -> None:
        async with play.people("ana") as (ana,), play.bot() as platform:
            person = Account("matrix", homeserver.server_name, ana.id)
            room = await ana.room()
            await ana.answer(room, "hola")
            await ana.client.room_leave(room)
            await until_in(play, set())
            await platform.send(person, NOTICE, "one")
            await ana.until(lambda: any(one.body.startswith("Aviso") for one in ana.messages()))
            assert ana.messages()[-1].room != room

    asyncio.run(scenario())


def test_a_conversation_that_a_third_joins_is_no_longer_one_and_a_notice_goes_to_a_new_one(
    homeserver: Synapse, tmp_path: Path
) -> None:
    play = scene(homeserver, tmp_path, "ana", "luis")

    async def scenario() -> None:
        async with play.people("ana", "luis") as (ana, luis), play.bot() as platform:
            person, room = Account("matrix", homeserver.server_name, ana.id), await ana.room()
            await ana.answer(room, "hola")
            assert await platform.audience(Where("matrix", room)) is Audience.ONE_PERSON
            await ana.client.room_invite(room, luis.id)
            await asyncio.sleep(3.1)  # as long as an answer of the server counts as fresh
            assert await platform.audience(Where("matrix", room)) is Audience.MEMBERS
            assert await platform.audience(person) is Audience.ONE_PERSON
            await platform.send(person, NOTICE, "one")
            await ana.until(lambda: len(ana.messages()) == 2)
            assert ana.messages()[-1].room != room
            assert luis.said() == ["Leí: hola"] or luis.said() == []

    asyncio.run(scenario())


def test_two_at_once_on_one_store_is_refused_and_a_device_that_is_unknown_too(
    homeserver: Synapse, tmp_path: Path
) -> None:
    play = scene(homeserver, tmp_path)

    async def start() -> str:
        try:
            async with play.bot():
                return ""
        except OSError as told:
            return str(told.strerror)

    async def scenario() -> None:
        async with play.bot():
            assert "another liaison-bot is using it" in await start()
            kept = list((play.folder / "store").iterdir())
            assert len(kept) > 4
            assert not [path for path in (play.folder / "store", *kept) if path.stat().st_mode & 0o077]
        assert await start() == ""
        device = play.folder / "store" / "device.json"
        was = device.read_text()
        (play.folder / "store" / "keys.sqlite3").unlink()
        assert "the keys are not those of this device" in await start()
        device.write_text(was.replace('"token": "', '"token": "x'))
        assert "does not know this device any more" in await start()
        device.write_text("{")
        assert "cannot be read" in await start()

    asyncio.run(scenario())


class Watching(ScriptedCore):
    """A core that keeps who can read the rooms of several, as it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[tuple[str, Audience]] = []

    async def readers(self, where: Where, audience: Audience) -> None:
        self.told.append((where.id, audience))


def test_who_can_read_a_room_is_told_when_it_changes_and_after_a_start(homeserver: Synapse, tmp_path: Path) -> None:
    core = Watching()
    play = scene(homeserver, tmp_path, "ana", "luis")

    async def scenario() -> None:
        async with play.people("ana", "luis") as (ana, luis):
            async with play.bot(core):
                room = await ana.room(luis.id)
                await ana.until(lambda: (room, Audience.MEMBERS) in core.told)
                await ana.client.room_put_state(room, "m.room.join_rules", {"join_rule": "public"})
                await ana.until(lambda: core.told[-1] == (room, Audience.OPEN))
                assert core.heard == [], "nobody has said anything"
            core.told.clear()
            await ana.client.room_put_state(room, "m.room.join_rules", {"join_rule": "invite"})
            async with play.bot(core):
                await ana.until(lambda: (room, Audience.MEMBERS) in core.told)

    asyncio.run(scenario())
