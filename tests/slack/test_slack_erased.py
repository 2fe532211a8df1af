"""Ninety days after a referral was closed, its contents are erased in a night; and in both desks' chats with it."""

import asyncio
from pathlib import Path

from liaison_bot.beat import tick
from liaison_bot.records.network import Room, RoomClass
from liaison_bot.records.referrals import State
from liaison_bot.taking_back import TakingBack
from slack.fake import Person
from slack.test_slack_lifecycle import reference_in
from slack.whole import Whole, move, whole
from world import FACTS, World, account, small_network

SECRET = "12 a 14"


async def beat(bot: Whole) -> None:
    await asyncio.to_thread(tick, bot.world.store, bot.world.services, bot.world.clock)
    bot.delivery.wake()


async def days(bot: Whole, count: int) -> None:
    """Let days pass, with the bot up."""
    for _ in range(count):
        await bot.passes(hours=24)
        await beat(bot)


async def reads(bot: Whole, person: Person, words: str) -> None:
    """Wait until they can read this, whatever time that takes."""
    for _ in range(40):
        if any(words in said for said in told(person)):
            return
        await bot.passes(seconds=2)
    raise AssertionError((words, told(person)))


def told(person: Person) -> list[str]:
    """All that the bot has said to somebody directly and that still stands, in threads too."""
    return [each.shown for each in person.direct.messages if each.bot and not each.deleted]


async def lived(bot: Whole, luis: Person) -> str:
    """A referral from its draft to its close, looked at in all the ways in which officers do."""
    world, ana = bot.world, bot.ana
    institution = world.services.rulebook.codes("institution").codes[0].code
    await ana.types(None, f"remisión nueva to=MX urgency=urgent service=family-tracing {FACTS}")
    reference = reference_in((await bot.ana_reads("Borrador")).shown)
    await ana.types(None, f"referral send {reference}")
    await reads(bot, luis, reference)
    thread = await luis.types(None, f"referral show {reference}")
    await reads(bot, luis, SECRET)
    await luis.types(None, f"referral accept {reference} {institution}", thread=thread)
    await bot.ana_reads("Aceptada")
    await luis.types(None, f"referral complete {reference} other")
    await bot.ana_reads("por confirmar")
    await ana.types(None, f"referral history {reference}")
    await bot.ana_reads("Historia")
    red = bot.slack.channel("red", ana, luis, private=True)
    with world.store.begin() as uow:
        uow.members.save_room(Room("slack", red.id, RoomClass.NETWORK, "es", ""))
        uow.commit()
    await ana.types(red, f"@liaison referral show {reference}")
    await ana.waits_for(reference, red)
    await ana.types(None, f"referral close {reference} goals-met")
    await bot.ana_reads("Cerrada")
    await reads(bot, luis, "Cerrada")
    assert world.referral(reference).state is State.CLOSED
    return reference


def test_when_contents_are_erased_at_night_neither_officer_s_conversation_tells_of_them_any_more(
    tmp_path: Path,
) -> None:
    async def scenario(world: World) -> None:
        async with whole(world, elsewhere=True) as bot:
            luis = bot.slack.person("luis")
            move(world, luis)
            with world.store.begin() as uow:
                uow.members.unlink(account("ana"))
                uow.commit()
            reference = await lived(bot, luis)
            for person in (bot.ana, luis):
                assert any(SECRET in said for said in told(person))
            taking_back = TakingBack(world.store, world.clock, bot.platform)
            await days(bot, 89)
            assert not await taking_back.round()
            assert any(SECRET in said for said in told(luis))
            await days(bot, 2)
            assert world.referral(reference).content == {}
            assert not await taking_back.round(), "what was being said meanwhile is waited for"
            world.clock.move(minutes=10)
            assert await taking_back.round()
            for person in (bot.ana, luis):
                assert not any(SECRET in said for said in told(person))
            assert not any(reference in said for said in told(luis))
            (announced,) = [said for said in told(bot.ana) if reference in said]
            assert "Se borrará" in announced, "what told her desk of it, without a word of its contents"
            assert not await taking_back.round()
            await bot.ana.types(None, f"referral show {reference}")
            assert reference in (await bot.ana_reads("Su contenido se borró")).shown
            assert set(bot.slack.refusals) == {("conversations.history", "missing_scope")}, "of the room"
            assert bot.slack.complaints == []

    with small_network(tmp_path) as world:
        asyncio.run(scenario(world))
