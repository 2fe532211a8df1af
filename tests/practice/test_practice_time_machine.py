"""The time machine over HTTP: asked for by the page, once for each press; what is not a move is refused."""

import asyncio
import uuid
from datetime import UTC, datetime, timedelta

import pytest

from liaison_bot.clock import MovedClock
from liaison_bot.rulebook import load_rulebook
from liaison_bot.testing import FakeClock
from liaison_bot.time_machine import PracticeTime
from practice.visiting import Visit, visiting

SATURDAY = datetime(2026, 11, 28, 20, 0, tzinfo=UTC)


def machine() -> PracticeTime:
    """One whose moves nobody carries out: it stays on its way."""
    return PracticeTime(MovedClock(FakeClock(SATURDAY)), load_rulebook())


def asked(**fields: object) -> dict[str, object]:
    return {"id": str(uuid.uuid4()), "move": "hour", "desk": "HN", **fields}


async def clock(visit: Visit) -> dict[str, object]:
    """How the clock stands, as a page is told that has just been opened."""
    (told,) = [data for _, event, data in await visit.posts() if event == "clock"]
    return told


def test_a_page_is_told_how_the_clock_stands_and_every_time_it_is_opened_anew() -> None:
    async def scenario() -> None:
        time = machine()
        async with visiting(time) as visit:
            _, world = await visit.get("/api/world")
            (honduras,) = [office for office in world["offices"] if office["desk"] == "HN"]
            assert honduras["names"] == {"es": "Honduras", "en": "Honduras", "fr": "Honduras"}
            assert honduras["zone"] == "America/Tegucigalpa"
            assert len(world["offices"]) == 11
            told = await clock(visit)
            assert (told["now"], told["moved"], told["until"]) == ("2026-11-28T20:00:00+00:00", 0, None)
            assert await visit.post("/api/move", asked(move="morning")) == (200, {"reply": "moving"})
            for _ in range(2):
                assert (await clock(visit))["until"] == "2026-11-30T14:15:00+00:00"
            running = asyncio.create_task(time.run(nothing, nothing))
            while time.standing().until:  # noqa: ASYNC110 - as a page sees it
                await asyncio.sleep(0)
            told = await clock(visit)
            assert (told["now"], told["moved"]) == ("2026-11-30T14:15:00+00:00", 42 * 3600 + 900)
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)

    asyncio.run(scenario())


def test_the_same_press_sent_again_is_the_same_move_and_another_one_meanwhile_is_refused() -> None:
    async def scenario() -> None:
        time = machine()
        async with visiting(time) as visit:
            press = asked()
            assert await visit.post("/api/move", press) == (200, {"reply": "moving"})
            assert await visit.post("/api/move", press) == (200, {"reply": "moving"})
            status, said = await visit.post("/api/move", asked(move="week"))
            assert (status, said["error"]) == (409, "busy")
            assert time.standing().until == SATURDAY + timedelta(hours=1)

    asyncio.run(scenario())


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"move": "year"}, "move: none of hour, morning, week"),
        ({"move": "-week"}, "move: none of hour, morning, week"),
        ({"move": None}, "move: a text is missing"),
        ({"move": 3600}, "move: a text is missing"),
        ({"desk": "XX"}, "desk: not a country whose time is kept"),
        ({"desk": "UNICEF"}, "desk: not a country whose time is kept"),
        ({"desk": ["HN"]}, "desk: a text is missing"),
        ({"id": "again"}, "id: not a UUID in lower case"),
        ({"id": None}, "id: a text is missing"),
    ],
)
def test_what_is_no_move_moves_nothing(fields: dict[str, object], why: str) -> None:
    async def scenario() -> None:
        time = machine()
        async with visiting(time) as visit:
            assert await visit.post("/api/move", asked(**fields)) == (400, {"error": "malformed", "why": why})
            assert await visit.post("/api/move", b"{") == (
                400,
                {"error": "malformed", "why": "the body is not JSON"},
            )
            status, _ = await visit.post("/api/move", asked(), Origin="http://elsewhere.example")
            assert status == 403
            assert (await visit.get("/api/move"))[0] == 405
            assert (time.standing().until, time.standing().moved) == (None, timedelta())

    asyncio.run(scenario())


def test_where_there_is_no_machine_the_page_knows_of_none_and_nothing_can_be_asked() -> None:
    async def scenario() -> None:
        async with visiting() as visit:
            assert (await visit.get("/api/world"))[1]["offices"] is None
            assert (await visit.post("/api/move", asked()))[0] == 404
            assert {event for _, event, _ in await visit.posts()} == {"reset", "ready"}

    asyncio.run(scenario())


async def nothing() -> None:
    """Nothing is due."""
