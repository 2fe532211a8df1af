"""A referral from its form to its close, between an officer on Matrix and one elsewhere, in two languages."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

from adapters.matrix import MatrixPlatform
from liaison_bot.chat import Account
from liaison_bot.delivery import Delivery
from liaison_bot.front import Front
from liaison_bot.records.network import Room, RoomClass
from liaison_bot.records.referrals import State
from liaison_bot.testing import FakePlatform
from matrix.officer import Heard, Officer
from matrix.scene import Scene, scene
from matrix.synapse import Synapse
from world import World, account


def _wake(deliveries: list[Delivery]) -> None:
    for delivery in deliveries:
        delivery.wake()


@asynccontextmanager
async def running(play: Scene, world: World, elsewhere: FakePlatform, **more: Any) -> AsyncIterator[MatrixPlatform]:
    """The whole bot: the core, its delivery, Matrix, and a platform that stands for another."""
    deliveries: list[Delivery] = []
    front = Front(world.app, partial(_wake, deliveries))
    try:
        async with play.bot(front, **more) as platform:
            delivery = Delivery(world.store, world.services, world.clock, {"matrix": platform, "fake": elsewhere})
            deliveries.append(delivery)
            delivering = asyncio.create_task(delivery.run())
            yield platform
            delivering.cancel()
            await asyncio.gather(delivering, return_exceptions=True)
    finally:
        front.close()


def move_to_matrix(world: World, user: str, one: Officer, server: str) -> None:
    """Somebody has their account on Matrix, and none where they had it before."""
    world.moved(user, Account("matrix", server, one.id))


def number(message: str, label: str) -> str:
    """The number of a choice by its label, or of a question's option."""
    found = re.search(rf"^\s*(\d+)\. {re.escape(label)}(?: –|$)", message, re.MULTILINE)
    assert found, message
    return found[1]


async def answered(ana: Officer, room: str, question: Heard) -> Heard:
    """Answer one question after another, until all of it is there to be confirmed."""
    for _ in range(30):
        body = question.body
        if "¿Es correcto?" in body:
            return question
        if "Responda con el número" in body or "Responda con los números" in body:
            typed = number(body, "Belice") if "Belice" in body else "1"
        elif "omitir" in body:
            typed = "omitir"
        else:
            typed = "2026-12-24"
        question = await ana.answer(room, typed)
    raise AssertionError(ana.said(room))


def test_a_referral_from_a_form_begun_in_a_room_to_its_close(homeserver: Synapse, tmp_path: Path, world: World) -> None:
    play, elsewhere = scene(homeserver, tmp_path, "ana", "luis"), FakePlatform()
    grace = account("grace")

    async def scenario() -> None:
        async with play.people("ana", "luis") as (ana, luis), running(play, world, elsewhere):
            move_to_matrix(world, "ana", ana, homeserver.server_name)
            room = await ana.room(luis.id)
            with world.store.begin() as uow:
                uow.members.save_room(Room("matrix", room, RoomClass.NETWORK, "es", ""))
                uow.commit()
            assert (await ana.answer(room, "!remisión nueva")).body == (
                "Le escribí en nuestra conversación directa para continuar allí."
            )
            await ana.until(lambda: [one for one in ana.messages() if one.room != room])
            question = next(one for one in ana.messages() if one.room != room)
            direct = question.room
            assert question.encrypted
            summary = await answered(ana, direct, question)
            back = await ana.answer(direct, "atrás")
            assert "¿Es correcto?" not in back.body
            summary = await answered(ana, direct, back)
            assert "Belice" in summary.body
            draft = await ana.answer(direct, "sí")
            found = re.search(r"R-[0-9A-Z]{6}", draft.body)
            assert found
            reference = found[0]
            asked = await ana.answer(direct, number(draft.body, "Enviar"))
            assert asked.body.startswith(f"¿Enviar {reference} ahora?")
            sent = await ana.answer(direct, "1")
            assert world.referral(reference).state is State.SENT, sent.body
            await ana.until(lambda: ana.shown(draft.id).endswith(" ↓"))

            await ana.until(lambda: elsewhere.said[grace])
            assert reference in elsewhere.said[grace][0].plain
            world.told("grace", f"referral accept {reference} consulate")
            await ana.until(lambda: "Aceptada" in ana.shown(sent.id))
            await ana.until(lambda: ana.messages(direct)[-1] is not sent)
            news = ana.messages(direct)[-1]
            assert news.content["m.relates_to"]["m.in_reply_to"]["event_id"] == sent.id
            assert reference in news.body
            world.told("grace", f"referral start {reference}")
            await ana.until(lambda: "En curso" in ana.shown(sent.id))
            world.told("grace", f"referral complete {reference} reunified-origin")
            await ana.until(lambda: "Confirmar y cerrar" in ana.messages(direct)[-1].body)
            newest = ana.messages(direct)[-1]
            question = await ana.answer(direct, number(newest.body, "Confirmar y cerrar"))
            await answered(ana, direct, question)
            closed = await ana.answer(direct, "sí")
            assert world.referral(reference).state is State.CLOSED, closed.body
            await ana.until(lambda: "Closed" in elsewhere.said[grace][-1].plain)
            assert not [one for one in ana.messages(room) if reference in one.body], "nothing of it in the room"

    asyncio.run(scenario())
