"""A referral from its form to its close, between an officer on Slack and one on the practice page."""

import asyncio
import re

import pytest

from liaison_bot.chat import Where
from liaison_bot.records.network import Room, RoomClass
from liaison_bot.records.referrals import State
from slack.fake import Posted
from slack.whole import FORM, Whole, whole
from world import World


def reference_in(text: str) -> str:
    found = re.search(r"R-[0-9A-Z]{6}", text)
    assert found, text
    return found[0]


async def refer(bot: Whole) -> tuple[str, Posted]:
    """Fill in the form, and send what it made."""
    await bot.ana.slash(None, "/referral", "nueva")
    modal = await bot.ana.waits_for_modal("Nueva remisión", seconds=10)
    outcome = await bot.ana.submits(modal, FORM)
    assert not outcome.errors, outcome.errors
    shown = await bot.ana_reads("Borrador")
    reference = reference_in(shown.shown)
    outcome = await bot.ana.presses(shown, "Enviar")
    assert f"¿Enviar {reference} ahora?" in outcome.asked
    await bot.slack.until(lambda: "Enviada" in shown.shown)
    return reference, shown


@pytest.mark.parametrize("trouble", ["", "twice", "limits", "stored", "sockets"])
def test_a_referral_from_its_form_to_its_close_in_two_languages(world: World, trouble: str) -> None:
    async def scenario() -> None:
        async with whole(world) as bot:
            if trouble == "twice":
                bot.slack.sockets.twice = True
            reference, shown = await refer(bot)
            assert "Honduras" in await bot.marie_reads(reference)
            assert world.referral(reference).state is State.SENT
            if trouble == "limits":
                bot.slack.faults.rate_limit("chat.postMessage", retry_after=20)
                bot.slack.faults.rate_limit("chat.update", retry_after=5)
            if trouble == "stored":
                bot.slack.faults.status("chat.postMessage", 503, stored=True)
            if trouble == "sockets":
                await bot.slack.sockets.disconnect("refresh_requested")
                await bot.slack.connected()

            await bot.marie(f"referral accept {reference} consulate")
            await bot.ana_reads("Aceptada")
            await bot.slack.until(lambda: "Aceptada" in shown.shown)
            await bot.marie(f"referral start {reference}")
            await bot.ana_reads("En curso")
            await bot.marie(f"referral complete {reference} reunified-origin")
            await bot.ana_reads("por confirmar")
            assert world.referral(reference).state is State.COMPLETED

            await bot.slack.until(lambda: "Confirmar y cerrar" in shown.buttons)
            await bot.ana.presses(shown, "Confirmar y cerrar")
            modal = await bot.ana.waits_for_modal("Motivo del cierre", seconds=10)
            outcome = await bot.ana.submits(modal, {"field:closure": "goals-met"})
            assert not outcome.errors
            await bot.ana_reads("Cerrada")
            assert world.referral(reference).state is State.CLOSED
            await bot.marie_reads("Close")
            steps = [step.did for step in world.steps(reference)]
            assert steps == ["new", "send", "accept", "start", "complete", "close"]
            assert bot.slack.complaints == []
            assert bot.slack.faults.impatient == []
            told_ana = [message for message in bot.ana.sees() if message.user != bot.ana.id]
            for said in ("Aceptada", "En curso"):
                assert sum(said in message.shown and reference in message.shown for message in told_ana) <= 2

    asyncio.run(scenario())


def test_in_a_channel_nothing_of_a_case_is_said_and_the_form_is_private_all_the_same(world: World) -> None:
    async def scenario() -> None:
        async with whole(world) as bot:
            luis = bot.slack.person("luis")
            red = bot.slack.channel("red", bot.ana, luis, private=True)
            with world.store.begin() as uow:
                uow.members.save_room(Room("slack", red.id, RoomClass.NETWORK, "es", ""))
                uow.commit()
            reference, _ = await refer(bot)
            await bot.ana.types(red, f"@liaison ver {reference}")
            seen = await bot.ana.waits_for("Honduras → Canadá", red, seconds=10)
            assert seen.only_for == bot.ana.id
            assert "12 a 14" not in seen.shown, "the age band stays in private"
            assert [message.user for message in luis.sees(red)] == [bot.ana.id]
            await bot.ana.slash(red, "/referral", f"retirar {reference}")
            modal = await bot.ana.waits_for_modal(reference, seconds=10)
            outcome = await bot.ana.submits(modal, {"field:withdrawal": "solved-otherwise"})
            assert not outcome.errors, outcome.errors
            await bot.ana_reads("Retirada")
            assert not any("Retirada" in message.shown for message in bot.ana.sees(red))

    asyncio.run(scenario())


def test_an_approval_ends_when_a_channel_is_shared_with_others(world: World) -> None:
    async def scenario() -> None:
        async with whole(world) as bot:
            red = bot.slack.channel("red", bot.ana, private=True)
            with world.store.begin() as uow:
                uow.members.save_room(Room("slack", red.id, RoomClass.NETWORK, "es", ""))
                uow.commit()
            bot.slack.offers(red, bot.slack.workspace("UNICEF"))
            await bot.ana.types(red, "@liaison lista")
            await bot.slack.until(lambda: any(message.user != bot.ana.id for message in bot.ana.sees(red)))
            with world.store.begin() as uow:
                assert uow.directory.room(Where("slack", red.id)) is None

    asyncio.run(scenario())


def test_a_form_that_was_closed_half_way_is_there_after_a_restart_of_the_bot(world: World) -> None:
    async def scenario() -> None:
        async with whole(world) as bot:
            await bot.ana.slash(None, "/referral", "nueva")
            modal = await bot.ana.waits_for_modal("Nueva remisión", seconds=10)
            await bot.ana.chooses(modal, "field:to", "CA")
            await bot.ana.chooses(modal, "field:action", "document-check")
            await bot.ana.closes(modal)
        async with whole(world) as bot:
            await bot.ana.slash(None, "/referral", "nueva")
            again = await bot.ana.waits_for_modal("había dejado a medias", seconds=10)
            assert again.inputs["field:to"]["element"]["initial_option"]["value"] == "CA"
            outcome = await bot.ana.submits(again, {key: value for key, value in FORM.items() if key != "field:to"})
            assert not outcome.errors, outcome.errors
            await bot.ana_reads("Borrador")
            await bot.ana.slash(None, "/referral", "nueva")
            fresh = await bot.ana.waits_for_modal("Nueva remisión", seconds=10)
            assert "initial_option" not in fresh.inputs["field:to"]["element"]

    asyncio.run(scenario())


def test_somebody_new_is_told_how_to_join_in_the_language_of_their_slack_first(world: World) -> None:
    async def scenario() -> None:
        async with whole(world) as bot:
            for locale, first in (("fr-CA", "rejoindre"), ("en-US", "join"), ("de-DE", "unirse")):
                newcomer = bot.slack.person(f"new-{locale[:2]}", locale=locale)
                await newcomer.types(None, "hola")
                seen = await newcomer.waits_for("unirse", seconds=10)
                assert first in seen.shown.split("\n")[0]

    asyncio.run(scenario())


def test_what_tells_of_a_child_is_answered_to_them_alone_and_never_repeated(world: World) -> None:
    async def scenario() -> None:
        async with whole(world) as bot:
            luis = bot.slack.person("luis")
            red = bot.slack.channel("red", bot.ana, luis, private=True)
            said = "@liaison la niña se llama Rosa Pérez y nació el 3 de mayo de 2014"
            await bot.ana.types(red, said)
            answer = await bot.ana.waits_for("No se guardó nada", red, seconds=10)
            assert answer.only_for == bot.ana.id
            assert "Rosa" not in answer.shown
            await bot.ana.types(None, said.removeprefix("@liaison "))
            answer = await bot.ana.waits_for("No se guardó nada", seconds=10)
            assert "Rosa" not in answer.shown

    asyncio.run(scenario())
