"""The guard in rooms on Matrix: the author reads it in their direct conversation, and nobody in the room."""

import asyncio
from pathlib import Path

from liaison_bot.chat import Where
from liaison_bot.records.network import Room, RoomClass
from liaison_bot.testing import FakePlatform
from matrix.scene import scene
from matrix.synapse import Synapse
from matrix.test_matrix_lifecycle import move_to_matrix, running
from world import World

CHILD = "la niña se llama Rosa Pérez y nació el 3 de mayo de 2014"


def test_whoever_types_about_a_child_in_a_guarded_room_is_told_alone(
    homeserver: Synapse, tmp_path: Path, world: World
) -> None:
    play = scene(homeserver, tmp_path, "ana", "luis")

    async def scenario() -> None:
        async with play.people("ana", "luis") as (ana, luis), running(play, world, FakePlatform()):
            move_to_matrix(world, "ana", ana, homeserver.server_name)
            room = await ana.room(luis.id)
            with world.store.begin() as uow:
                uow.members.save_room(Room("matrix", room, RoomClass.DESK, "es", "HN"))
                uow.commit()
            await luis.say(room, CHILD)
            told = await ana.answer(room, "!enlace sala aviso sí")
            assert "leo lo que se escribe en esta sala" in told.body
            with world.store.begin(read_only=True) as uow:
                here = uow.directory.room(Where("matrix", room))
            assert here
            assert here.guarded
            await ana.say(room, CHILD)
            await ana.until(lambda: [one for one in ana.messages() if one.room != room])
            warned = next(one for one in ana.messages() if one.room != room)
            assert "bórrelo allí" in warned.body
            assert "Rosa" not in warned.body
            assert warned.encrypted
            assert not [one for one in ana.messages(room) if "bórrelo" in one.body]
            assert not [one for one in luis.messages() if "bórrelo" in one.body], "it was said before the guard was on"

    asyncio.run(scenario())
