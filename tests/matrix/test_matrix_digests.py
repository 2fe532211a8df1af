"""What time brings, on Matrix: reminders, and digests, a coordinator's with its chart."""

import asyncio
from datetime import datetime
from pathlib import Path

import pytest

from liaison_bot.beat import tick
from liaison_bot.chat import Picture
from liaison_bot.records.digests import DigestRules
from liaison_bot.testing import FakePlatform
from matrix.officer import Officer
from matrix.scene import scene
from matrix.synapse import Synapse
from matrix.test_matrix_lifecycle import move_to_matrix, running
from png import CHART
from world import World


def test_over_a_holiday_and_a_weekend_an_officer_is_reminded_and_on_monday_the_coordinator_reads_where_it_is_stuck(
    homeserver: Synapse, tmp_path: Path, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("liaison_bot.charts.draw", lambda chart: Picture(CHART.png, chart.alt))
    world.limited(digests=DigestRules())
    play = scene(homeserver, tmp_path, "luis", "elena")

    async def until(moment: str) -> None:
        """Go on, hour by hour, with what is due on the way at its time."""
        end = datetime.fromisoformat(moment)
        while world.clock() < end:
            world.clock.move(seconds=min((end - world.clock()).total_seconds(), 3600))
            await asyncio.to_thread(tick, world.store, world.services, world.clock)

    async def reads(one: Officer, words: str) -> None:
        """Time goes on until somebody reads this: digests are spread over the minutes after their hour."""
        async with asyncio.timeout(30):
            while not any(words in heard.body for heard in one.messages()):
                world.clock.move(seconds=5)
                await asyncio.sleep(0.1)

    async def scenario() -> None:
        async with play.people("luis", "elena") as (luis, elena), running(play, world, FakePlatform()):
            for one, user in ((luis, "luis"), (elena, "elena")):
                move_to_matrix(world, user, one, homeserver.server_name)
            world.clock.now = datetime.fromisoformat("2026-12-24T23:00:00+00:00")  # Christmas is a Friday
            reference = world.sent("ana", "MX", urgency="emergency")
            await until("2026-12-28T14:30:00+00:00")
            await reads(luis, "México: su resumen")
            await reads(elena, "La Red: resumen para la coordinación")
            assert any(reference in one.body and "PLAZO VENCIDO" in one.body for one in luis.messages())
            digest = next(one for one in elena.messages() if "resumen para la coordinación" in one.body)
            assert digest.encrypted
            assert "Plazos vencidos por oficina: México: 1" in digest.body
            assert "12 a 14" not in digest.body
            assert "Remisiones abiertas por estado: Enviada – pendiente de acuse: 1" in digest.body
            await elena.until(lambda: [one for one in elena.messages() if one.content["msgtype"] == "m.image"])

    asyncio.run(scenario())
