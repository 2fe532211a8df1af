"""Partners on a homeserver of their own, for real: two Synapses that speak to each other, and people on both."""

import asyncio
from datetime import date, timedelta
from pathlib import Path

from adapters.matrix import Trust
from adapters.matrix.homeserver import Homeserver
from adapters.matrix.render import content
from adapters.matrix.rooms import Room
from liaison_bot.chat import Account, Audience, Where
from liaison_bot.records.network import RoomClass
from liaison_bot.testing import FakePlatform
from matrix.conftest import Federation
from matrix.independent import Json
from matrix.officer import PASSWORD, Officer
from matrix.officer_with_keys import Officer as WithKeys
from matrix.officer_with_keys import officer as with_keys
from matrix.scene import Scene, scene
from matrix.test_matrix_coming_and_going import MovingCore, asked, rooms_of, until_in, until_so
from matrix.test_matrix_lifecycle import move_to_matrix, number, running
from matrix.test_matrix_pictures import opened, pictures
from matrix.test_matrix_trust import Bot, at_work, set_up
from png import CHART
from practice.scripted import DIGEST
from world import World


def across(federation: Federation, folder: Path, *names: str, abroad: tuple[str, ...] = ()) -> Scene:
    """Accounts for the bot and for these people on its homeserver, and for those abroad on the partner's."""
    play = scene(federation.home, folder, *names)
    for name in abroad:
        federation.partner.register(play.name(name), PASSWORD)
    return play


async def knows_the_bot(one: Officer) -> None:
    await one.until(lambda: list(one.client.device_store.active_user_devices(one.bot)))


def approved(world: World, room: str) -> RoomClass | None:
    with world.store.begin() as uow:
        found = uow.directory.room(Where("matrix", room))
    return found.kind if found else None


async def says_when_she_is_away(paula: Officer, direct: str, day: date) -> None:
    """Answer a form step by step, with a step back, in the conversation that the bot made for it."""
    assert paula.client.rooms[direct].encrypted
    assert paula.members(direct) == {paula.id, paula.bot}
    # Said before she was in, it is not told her client as news: whoever opens the room sees it.
    await until_so(lambda: shows(paula, direct, "question 1 of 2"))
    await hears(paula, direct, f"{day}", "question 2 of 2")
    await hears(paula, direct, "back", "question 1 of 2")
    await hears(paula, direct, f"{day}", "question 2 of 2")
    await hears(paula, direct, f"{day}", "Is this right?")
    await hears(paula, direct, "yes", f"{day:%-d}")


async def has_spoken(play: Scene, room: str) -> bool:
    told = await asked(play, "rooms", room, "messages", query={"dir": "b"})
    return any(event["type"] == "m.room.encrypted" for event in told["chunk"])


async def shows(one: Officer, room: str, words: str) -> bool:
    return any(words in content["body"] for content in await one.history(room))


async def hears(one: Officer, room: str, typed: str, words: str) -> None:
    """Type something, and be told something with these words in it."""

    def told() -> int:
        return sum(words in body for body in one.said(room))

    before = told()
    await one.say(room, typed)
    await one.until(lambda: told() > before)


async def taps_her_language(paula: Officer, direct: str) -> None:
    """Choose by a number under a message."""
    question = await paula.answer(direct, "!liaison language")
    french = number(question.body, "français")
    await paula.until(lambda: len(paula.numbers(question.id)) == 3)
    before = len(paula.messages(direct))
    await paula.tap(direct, question.id, paula.numbers(question.id)[int(french) - 1])
    await paula.until(lambda: len(paula.messages(direct)) > before)
    assert "français" in paula.messages(direct)[-1].body


def test_a_partner_in_a_room_makes_it_shared_and_is_served_in_a_conversation_of_their_own(
    federation: Federation, tmp_path: Path, world: World
) -> None:
    play = across(federation, tmp_path, "ana", "elena", abroad=("paula",))

    async def scenario() -> None:
        async with (
            play.people("ana", "elena") as (ana, elena),
            play.people("paula", on=federation.partner, joins=False) as (paula,),
            running(play, world, FakePlatform()) as platform,
        ):
            for user, one, server in (("ana", ana, play.server), ("elena", elena, play.server)):
                move_to_matrix(world, user, one, server.server_name)
            move_to_matrix(world, "paula", paula, federation.partner.server_name)
            room = await ana.room(elena.id)
            where = Where("matrix", room)
            await elena.answer(room, "!liaison room network")
            assert approved(world, room) is RoomClass.NETWORK

            # Invited, she may read it at any moment: what it was approved for holds no longer.
            await ana.client.room_invite(room, paula.id)
            await ana.until(lambda: paula.id in ana.client.rooms[room].invited_users)
            assert await platform.audience(where) is Audience.OUTSIDERS
            await ana.answer(room, "!referral list")
            assert approved(world, room) is None
            await elena.until(lambda: [one for one in elena.messages() if one.room != room and room in one.body])
            assert elena.messages()[-1].encrypted

            await paula.client.join(room)
            await ana.until(lambda: paula.id in ana.members(room))
            await elena.answer(room, "!liaison room shared")
            assert approved(world, room) is RoomClass.SHARED
            await paula.until(lambda: paula.said(room))

            # In the room, nothing about any referral; what concerns her alone, in a conversation that the bot makes.
            await knows_the_bot(paula)
            told = await paula.answer(room, "!referral list")
            assert "En esta sala no se dice nada sobre remisiones." in told.body
            told = await paula.answer(room, "!liaison absence")
            assert told.body == "Le escribí en nuestra conversación directa para continuar allí."
            await paula.until(lambda: paula.invited - {room})
            [direct] = paula.invited - {room}
            await until_so(
                lambda: has_spoken(play, direct)
            )  # faster than any person, her server would miss what it says
            await paula.client.join(direct)
            await paula.until(lambda: len(paula.members(direct)) == 2)
            await says_when_she_is_away(paula, direct, (world.clock() + timedelta(days=30)).date())
            await taps_her_language(paula, direct)
            assert paula.unread == []
            assert not [one for one in ana.messages(room) if "(" in one.body and "of 2)" in one.body]

            await paula.client.room_leave(room)
            await ana.until(lambda: paula.id not in ana.members(room))
            assert await platform.audience(where) is Audience.MEMBERS

    asyncio.run(scenario())


def test_partners_invite_it_where_they_may_and_it_follows_a_room_of_theirs_to_its_successor(
    federation: Federation, tmp_path: Path
) -> None:
    play, core = across(federation, tmp_path, "ana", abroad=("ruth", "rosa")), MovingCore()

    async def scenario() -> None:
        async with (
            play.people("ana") as (ana,),
            play.people("ruth", "rosa", on=federation.partner) as (ruth, rosa),
            play.bot(core, inviters=frozenset({ana.id, ruth.id})) as platform,
        ):
            await rosa.client.room_create(invite=[rosa.bot])
            old = await ruth.room()
            await ruth.client.room_invite(old, ana.id)
            await ana.until(lambda: {ana.id, ruth.id, ana.bot} == ana.members(old))
            await until_so(lambda: answered(play))
            assert await rooms_of(play) == {old}, "Rosa's was declined"
            assert await platform.audience(Where("matrix", old)) is Audience.OUTSIDERS

            # Nobody of the bot's homeserver is in the new room: the way there goes through the partner's.
            await ana.client.room_leave(old)
            await ruth.client.room_put_state(old, "m.room.join_rules", {"join_rule": "public"})
            async with Homeserver(federation.partner.url) as server:
                server.token = ruth.client.access_token
                told = await server.post("rooms", old, "upgrade", body={"new_version": "12"})
            new = told["replacement_room"]
            await ruth.until(lambda: core.moves)
            assert core.moves == [(Where("matrix", old), Where("matrix", new))]
            await until_in(play, {new})

    asyncio.run(scenario())


def test_a_partners_devices_are_known_by_the_signatures_on_them_and_no_other_server_lends_them_a_voice(
    federation: Federation, tmp_path: Path
) -> None:
    play = across(federation, tmp_path, "ana", abroad=("ruth",))
    (tmp_path / "store").mkdir()
    settings = set_up(play.settings(trust=Trust.CROSS_SIGNED))

    async def scenario() -> None:
        async with (
            at_work(settings) as bot,
            with_keys(federation.home, play.name("ana")) as ana,
            with_keys(federation.partner, play.name("ruth")) as ruth,
            with_keys(federation.partner, play.name("ruth")) as new,
        ):
            keys = await ruth.has_identity()
            room = await ruth.room_with(settings.user_id, ana.user)
            await ana.client.join(room)
            await bot.server.post("rooms", room, "join", body={})
            here = Room.of(room, await bot.server.get("rooms", room, "state"))
            event = await said(bot, here, "one")
            assert await come(ruth, event) == "one"
            await new.sync()
            assert new.reads(event) is None, "it is not hers as far as anybody has signed"

            await new.signs_with(keys)
            await until_so(lambda: changed(bot, ruth.user))
            event = await said(bot, here, "two")
            assert await come(new, event) == "two"

            for one, words in ((ruth, "!referral list"), (ana, "!referral send")):
                await one.sync()
                await one.trusts_only_the_cross_signed(settings.user_id, ruth.user, ana.user)
                event = await one.says(room, words)
                while await bot.reads(room, event) is None:
                    await bot.sync()
                opened = await bot.encryption.open(room, event)
                assert opened
                assert opened.trusted
            # Her server can put her name to what Ana's device sealed, and nobody takes it for hers.
            lent = await bot.encryption.open(room, {**event, "sender": ruth.user})
            assert lent
            assert not lent.trusted

    asyncio.run(scenario())


async def answered(play: Scene) -> bool:
    """Whether the bot has followed or declined every invitation."""
    told = await asked(play, "sync")
    return not told.get("rooms", {}).get("invite")


async def said(bot: Bot, room: Room, words: str) -> Json:
    sealed = await bot.says(room, words)
    return sealed | {"sender": "@bot:home.test", "event_id": f"${words}", "origin_server_ts": 1}


async def changed(bot: Bot, user: str) -> bool:
    return user in ((await bot.sync()).get("device_lists") or {}).get("changed", ())


async def come(one: WithKeys, event: Json) -> str | None:
    """An event's words, once its key has come from the other homeserver."""
    async with asyncio.timeout(30):
        while one.reads(event) is None:
            await one.sync()
            await asyncio.sleep(0.05)
    return one.reads(event)


def test_a_partner_fetches_a_picture_through_their_own_homeserver(federation: Federation, tmp_path: Path) -> None:
    play = across(federation, tmp_path, abroad=("paula",))

    async def scenario() -> None:
        async with play.people("paula", on=federation.partner) as (paula,), play.bot() as platform:
            account = Account("matrix", federation.partner.server_name, paula.id)
            await platform.audience(account)
            await platform.send(account, DIGEST, "parcel-1")
            await paula.until(lambda: pictures(paula))
            assert paula.said()[0] == content(DIGEST)["body"]
            (picture,) = pictures(paula)
            assert picture.encrypted
            assert await opened(paula, picture.content) == CHART.png

    asyncio.run(scenario())
