"""A channel that others can read is noticed when it happens, and not at the next command in it."""

import asyncio
from collections.abc import Callable

import pytest

from liaison_bot.chat import Account, Audience, Where
from liaison_bot.records.network import Room, RoomClass
from slack.connected import Bot, eventually, play
from slack.whole import link, whole
from world import World


def approve(world: World, channel: str, kind: RoomClass = RoomClass.NETWORK) -> None:
    with world.store.begin() as uow:
        uow.members.save_room(Room("slack", channel, kind, "es"))
        uow.commit()


def approved(world: World, channel: str) -> Room | None:
    with world.store.begin(read_only=True) as uow:
        return uow.directory.room(Where("slack", channel))


def test_a_channel_that_is_shared_loses_its_approval_and_the_coordinators_hear_of_it(world: World) -> None:
    async def scenario() -> None:
        async with whole(world) as bot:
            elena = bot.slack.person("elena")
            link(world, "elena", Account("slack", elena.member.team.id, elena.id))
            red = bot.slack.channel("red", bot.ana, private=True)
            approve(world, red.id)
            bot.slack.shares(red, bot.slack.workspace("UNICEF"))
            told = await elena.waits_for(red.id, seconds=10)
            assert "Retiré la aprobación" in told.shown
            assert approved(world, red.id) is None
            assert bot.ana.sees(red) == [], "nothing is said in the channel itself"

    asyncio.run(scenario())


def test_a_channel_that_gets_another_id_by_being_shared_takes_no_approval_along_that_does_not_fit(world: World) -> None:
    async def scenario() -> None:
        async with whole(world) as bot:
            red = bot.slack.channel("red", bot.ana, old_id=True)
            old = red.id
            approve(world, old)
            bot.slack.shares(red, bot.slack.workspace("UNICEF"))
            await eventually(lambda: approved(world, old) is None and approved(world, red.id) is None)
            with world.store.begin(read_only=True) as uow:
                trail = [chained.entry.command for chained in uow.audit.entries()]
            assert trail == ["room-moved", "room-suspended"]

    asyncio.run(scenario())


def test_a_channel_that_is_approved_to_be_shared_stays_so_when_it_is(world: World) -> None:
    async def scenario() -> None:
        async with whole(world) as bot:
            red = bot.slack.channel("partners", bot.ana, private=True)
            approve(world, red.id, RoomClass.SHARED)
            bot.slack.shares(red, bot.slack.workspace("UNICEF"))
            other = bot.slack.channel("red", bot.ana, private=True)
            approve(world, other.id)
            bot.slack.shares(other, bot.slack.workspace("RNCOM"))
            await eventually(lambda: approved(world, other.id) is None)
            assert approved(world, red.id)

    asyncio.run(scenario())


def test_each_event_about_a_channel_is_looked_into_at_once() -> None:
    async def scenario(bot: Bot) -> None:
        unicef = bot.slack.workspace("UNICEF")
        red = bot.slack.channel("red", bot.ana, private=True)
        happenings: tuple[tuple[Callable[[], None], Audience], ...] = (
            (lambda: bot.slack.shares(red, unicef), Audience.OUTSIDERS),
            (lambda: bot.slack.unshares(red, unicef), Audience.MEMBERS),
            (lambda: bot.slack.archives(red), Audience.UNKNOWN),
            (lambda: bot.slack.unarchives(red), Audience.MEMBERS),
            (lambda: bot.slack.joins(red, bot.luis), Audience.MEMBERS),
        )
        for happens, audience in happenings:
            bot.core.read_by.clear()
            happens()
            await eventually(lambda: (red.id, audience) in bot.core.read_by)  # noqa: B023 - it is waited for here
        assert bot.slack.refusals == []

    play(scenario, look=600.0)


def test_a_bot_that_is_invited_looks_at_the_channel_at_once() -> None:
    async def scenario(bot: Bot) -> None:
        plaza = bot.slack.channel("plaza", bot.ana, bot=False)
        bot.slack.joins(plaza, None)
        await eventually(lambda: (plaza.id, Audience.OPEN) in bot.core.read_by)

    play(scenario, look=600.0)


def test_what_slack_sends_no_event_for_is_seen_at_the_next_look_around() -> None:
    async def scenario(bot: Bot) -> None:
        red, desk = (bot.slack.channel(name, bot.ana, private=True) for name in ("red", "oficina"))
        elsewhere = bot.slack.channel("de otros", bot.ana, private=True, bot=False)
        bot.slack.makes_public(red)
        bot.slack.offers(desk, bot.slack.workspace("UNICEF"))
        await eventually(lambda: (red.id, Audience.OPEN) in bot.core.read_by)
        await eventually(lambda: (desk.id, Audience.OUTSIDERS) in bot.core.read_by)
        assert elsewhere.id not in dict(bot.core.read_by)
        bot.slack.faults.status("users.conversations", 503, stored=False)
        bot.slack.makes_public(desk)
        await eventually(lambda: (desk.id, Audience.OPEN) in bot.core.read_by)

    play(scenario, look=0.05)


def test_what_happened_while_the_bot_was_away_is_seen_when_it_is_connected_again() -> None:
    async def scenario(bot: Bot) -> None:
        red = bot.slack.channel("red", bot.ana, private=True)
        await bot.slack.sockets.disconnect("refresh_requested")
        await eventually(lambda: (red.id, Audience.MEMBERS) in bot.core.read_by)

    play(scenario, look=600.0)


def test_many_channels_are_looked_at_page_by_page(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario(bot: Bot) -> None:
        monkeypatch.setattr("adapters.slack.web._CHANNELS_ON_A_PAGE", 2)
        channels = {bot.slack.channel(f"red-{number}", bot.ana, private=True).id for number in range(5)}
        await eventually(lambda: channels <= dict(bot.core.read_by).keys())

    play(scenario, look=0.05)
