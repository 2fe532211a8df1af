"""What time brings, on Slack: reminders, the ladder, and the digests of an officer, of a coordinator, and of rooms."""

import asyncio
from datetime import datetime
from pathlib import Path

import pytest

from liaison_bot.beat import tick
from liaison_bot.chat import Account, Chart, Picture
from liaison_bot.records.digests import DigestRules
from liaison_bot.records.network import Room, RoomClass
from png import CHART
from slack.fake import Person
from slack.test_slack_lifecycle import reference_in
from slack.whole import Whole, link, move, whole
from world import FACTS, World, account, small_network


async def beat(bot: Whole) -> None:
    """Let time bring what is due, and all of it be said."""
    await asyncio.to_thread(tick, bot.world.store, bot.world.services, bot.world.clock)
    bot.delivery.wake()


async def until(bot: Whole, moment: str) -> None:
    """Go on to a moment, hour by hour, with what is due on the way at its time."""
    end = datetime.fromisoformat(moment)
    while bot.world.clock() < end:
        left = (end - bot.world.clock()).total_seconds()
        bot.world.clock.move(seconds=min(left, 3600))
        bot.slack.tick()
        await beat(bot)
        await asyncio.sleep(0.05)


async def reads(bot: Whole, person: Person, words: str, channel: object = None) -> str:
    for _ in range(100):
        for message in reversed(person.sees(channel)):  # type: ignore[arg-type]
            if words in message.shown:
                return message.shown
        bot.world.clock.move(seconds=2)
        bot.slack.tick()
        await beat(bot)
        await asyncio.sleep(0.05)
    raise AssertionError([message.shown for message in person.sees(channel)])  # type: ignore[arg-type]


def test_over_a_holiday_and_a_weekend_an_emergency_is_chased_and_on_monday_everybody_reads_what_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("liaison_bot.charts.draw", lambda chart: Picture(CHART.png, chart.alt))

    async def scenario(world: World) -> None:
        world.limited(digests=DigestRules())
        async with whole(world, elsewhere=True) as bot:
            luis, elena, paula = (bot.slack.person(name) for name in ("luis", "elena", "paula"))
            for person in (luis, elena):
                move(world, person)
            with world.store.begin() as uow:
                uow.members.unlink(account("ana"))
                uow.commit()
            red = bot.slack.channel("red", bot.ana, elena, private=True)
            partners = bot.slack.channel("partners", elena, paula, private=True)
            with world.store.begin() as uow:
                uow.members.save_room(Room("slack", red.id, RoomClass.NETWORK, "en", ""))
                uow.members.save_room(Room("slack", partners.id, RoomClass.SHARED, "fr", ""))
                uow.commit()
            world.clock.now = datetime.fromisoformat("2026-12-24T23:00:00+00:00")  # Christmas is a Friday
            await beat(bot)
            await bot.ana.types(None, f"remisión nueva to=MX urgency=emergency service=family-tracing {FACTS}")
            reference = reference_in((await bot.ana_reads("Borrador")).shown)
            await bot.ana.types(None, f"remisión enviar {reference}")
            await bot.ana_reads("Enviada")
            await until(bot, "2026-12-27T23:00:00+00:00")
            chased = await reads(bot, luis, reference)
            assert reference in chased
            await reads(bot, bot.ana, "ahora se avisó a la coordinación")
            warned = await reads(bot, elena, reference)
            assert "12 a 14" not in warned
            await until(bot, "2026-12-28T14:30:00+00:00")
            assert "México: su resumen" in await reads(bot, luis, "Vencidas (1)")
            digest = await reads(bot, elena, "Plazos vencidos por oficina: México: 1")
            assert "La Red: resumen para la coordinación" in digest
            (said,) = [one for one in elena.sees() if "resumen para la coordinación" in one.shown]
            await bot.slack.until(lambda: any(block["type"] == "image" for block in said.blocks), 10)
            posted = await reads(bot, bot.ana, reference, red)
            assert "The Network: digest for coordinators" in posted
            assert "12 to 14" not in posted
            assert not any(reference in one.shown for one in paula.sees(partners)), "partners read no reference"
            assert bot.slack.complaints == []

    with small_network(tmp_path) as world:
        asyncio.run(scenario(world))


def test_a_test_digest_comes_by_the_way_that_it_always_takes(world: World) -> None:
    async def scenario() -> None:
        async with whole(world) as bot:
            await bot.ana.types(None, "resumen prueba")
            await bot.ana_reads("Envié un resumen de prueba")
            digest = await bot.ana_reads("Honduras: su resumen")
            assert "No hay nada pendiente de su oficina." in digest.shown

    asyncio.run(scenario())


def test_a_chart_is_shown_in_the_answer_to_who_asks_for_a_digest(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = list[Chart]()

    def draw(chart: Chart) -> Picture:
        drawn.append(chart)
        return Picture(CHART.png, chart.alt)

    monkeypatch.setattr("liaison_bot.charts.draw", draw)

    async def scenario() -> None:
        world.limited(digests=DigestRules())
        world.sent("ana", "MX")
        async with whole(world) as bot:
            elena = bot.slack.person("elena")
            link(world, "elena", Account("slack", elena.member.team.id, elena.id))
            await elena.types(None, "resumen ahora")
            said = await elena.waits_for("resumen para la coordinación", seconds=10)
            await bot.slack.until(lambda: any(block["type"] == "image" for block in said.blocks), 10)
        assert drawn

    asyncio.run(scenario())
