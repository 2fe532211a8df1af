"""What the bot asks of its homeserver between a command and its answer: the answer, and nothing besides."""

import asyncio
from pathlib import Path

import pytest

from matrix.officer import Officer
from matrix.proxy import Proxy, proxy
from matrix.scene import scene
from matrix.synapse import Synapse
from practice.scripted import CARD


def asked(between: Proxy, since: int) -> list[str]:
    """What was asked but for the stream itself, without ids: `PUT send`."""
    heard = [one for one in between.asked[since:] if one.what != "sync"]
    return [f"{one.method} {part}" for one in heard for part in (one.what.partition("/")[2].split("/")[1],)]


@pytest.mark.parametrize("encrypted", [True, False])
def test_between_a_command_and_its_answer_there_is_one_request(
    homeserver: Synapse,
    tmp_path: Path,
    encrypted: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    play = scene(homeserver, tmp_path, "ana", "luis")

    async def answered(one: Officer, between: Proxy, room: str, words: str) -> list[str]:
        await asyncio.sleep(1)  # what adorned the answer before has been done
        since = len(between.asked)
        await one.answer(room, words)
        return asked(between, since)

    async def scenario() -> None:
        async with (
            proxy(homeserver.url) as between,
            play.people("ana", "luis") as (ana, luis),
            play.bot(homeserver=between.url),
        ):
            room = await ana.room(luis.id, encrypted=encrypted)
            await ana.until(lambda: luis.id in ana.members(room))
            await ana.answer(room, "!referral list")  # keys go out with the first
            assert await answered(ana, between, room, "!referral list") == ["PUT send"]
            assert await answered(ana, between, room, f"!referral show {CARD}") == ["PUT send"]
            since = len(between.asked)
            await ana.until(lambda: "POST receipt" in asked(between, since))
            await ana.until(lambda: "PUT send" in asked(between, since))  # the numbers, after the answer

    asyncio.run(scenario())
