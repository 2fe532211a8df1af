"""What becomes, in an officer's conversation on Matrix, of a referral whose contents age erases: the whole bot."""

import asyncio
from datetime import timedelta
from pathlib import Path

from liaison_bot.beat import tick
from liaison_bot.taking_back import TakingBack
from liaison_bot.testing import FakePlatform
from matrix.scene import scene
from matrix.synapse import Synapse
from matrix.test_matrix_lifecycle import answered, move_to_matrix, running
from matrix.test_matrix_taken_back import read, standing
from world import World

FACT = "edad: 12 a 14"
EVER = timedelta(days=36_500)
"""The officer's client has no clock that moves by hand."""


def test_ninety_days_after_its_close_nothing_in_the_officers_room_tells_of_it(
    homeserver: Synapse, tmp_path: Path, world: World
) -> None:
    play, elsewhere = scene(homeserver, tmp_path, "luis"), FakePlatform()
    play.clock = world.clock

    async def days(count: int) -> None:
        for _ in range(count):
            world.clock.move(hours=24)
            await asyncio.to_thread(tick, world.store, world.services, world.clock)

    async def scenario() -> None:
        async with (
            play.people("luis") as (luis,),
            running(play, world, elsewhere, oldest_command=EVER) as platform,
        ):
            taking_back = TakingBack(world.store, world.clock, platform)
            move_to_matrix(world, "luis", luis, homeserver.server_name)
            reference = world.sent()
            await luis.until(luis.messages)
            room = luis.messages()[0].room
            institution = world.services.rulebook.codes("institution").codes[0].code
            for words in ("show {}", "history {}", f"accept {{}} {institution}", "complete {} other", "show {}"):
                told = await luis.answer(room, f"!referral {words.format(reference)}")
                assert reference in told.body, told.body
            world.told("ana", f"referral close {reference} goals-met")
            await luis.until(lambda: "Cerrada" in luis.shown(told.id))
            await answered(luis, room, await luis.answer(room, "!remisión nueva"))
            assert "¿Es correcto?" in await read(luis, room)

            await days(8)
            await taking_back.round()
            assert "¿Es correcto?" not in await read(luis, room), "a summary goes after a week"
            assert FACT in await read(luis, room)
            assert reference in await read(luis, room)

            await days(80)
            while world.referral(reference).content:
                await days(1)
            await taking_back.round()
            assert reference in await read(luis, room), "what is being said while it is erased is waited for"
            world.clock.move(minutes=11)
            await taking_back.round()
            said = await read(luis, room)
            assert reference not in said
            assert FACT not in said
            assert len(await standing(luis, room)) == len(await luis.history(room)), "nor anything that cannot be read"

            shown = await luis.answer(room, f"!referral show {reference}")
            assert "Su contenido se borró" in shown.body
            with world.store.begin(read_only=True) as uow:
                assert "matrix" not in uow.told.overdue(world.clock())

    asyncio.run(scenario())
