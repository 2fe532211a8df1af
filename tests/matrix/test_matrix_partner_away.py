"""A partner's homeserver that does not answer: nobody else waits for it, and its people miss nothing."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from adapters.matrix.homeserver import Homeserver
from liaison_bot.chat import Account, NotTaken, TryLater
from matrix.conftest import Federation
from matrix.officer import Officer
from matrix.test_matrix_coming_and_going import NOTICE, rooms_of, until_so
from matrix.test_matrix_federation import across, knows_the_bot


def test_who_is_on_a_homeserver_that_was_down_reads_everything_afterwards_once_and_nobody_else_waited(
    federation: Federation, tmp_path: Path
) -> None:
    play = across(federation, tmp_path, "ana", "luis", abroad=("ruth", "rosa"))

    async def scenario() -> None:
        async with (
            play.people("ana", "luis") as (ana, luis),
            play.people("ruth", on=federation.partner) as (ruth,),
        ):
            async with play.bot() as platform:
                room = await ana.room(luis.id)
                await ana.client.room_invite(room, ruth.id)
                await ana.until(lambda: ruth.id in ana.members(room))
                await ruth.until(lambda: ruth.id in ruth.members(room))  # her own homeserver has taken it in too

                federation.partner.stop()
                told = await ana.answer(room, "!referral list")
                assert told.encrypted
                await luis.answer(room, "uno.", **mention(ana.bot))

                # A notice to somebody there waits, without leaving rooms behind; one to somebody here does not.
                rosa = Account("matrix", federation.partner.server_name, federation.partner.user_id(play.name("rosa")))
                there = await rooms_of(play)
                for key in ("one", "two"):
                    with pytest.raises(TryLater):
                        await platform.send(rosa, NOTICE, key)
                assert await rooms_of(play) == there
                await platform.send(Account("matrix", play.server.server_name, luis.id), NOTICE, "three")
                await luis.until(lambda: [one for one in luis.messages() if one.room != room])
            # What is owed outlives the bot.
            async with play.bot():
                await ana.answer(room, "dos.", **mention(ana.bot))
                federation.partner.start()
                await ana.answer(
                    room, "tres.", **mention(ana.bot)
                )  # the first word that is said brings the others along
                await knows_the_bot(ruth)
                await ruth.say(room, "cuatro.", **mention(ana.bot))
                said = [
                    "Remisiones abiertas\n\n• R-7KQ2MX · México",
                    "Leí: uno.",
                    "Leí: dos.",
                    "Leí: tres.",
                    "Leí: cuatro.",
                ]
                await until_so(lambda: reads(ruth, room, said))
                await ana.until(lambda: "Leí: cuatro." in ana.said(room))
                assert Counter(ana.said(room)) == Counter(set(ana.said(room))), "nothing twice"

    asyncio.run(scenario())


def test_one_that_hangs_holds_up_nobody_elses_answer_and_its_peoples_words_are_asked_for_again(
    federation: Federation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    play = across(federation, tmp_path, "ana", "luis", abroad=("ruth",))
    hers, answers = federation.partner.user_id(play.name("ruth")), asyncio.Event()
    post = Homeserver.post

    async def slowly(self: Homeserver, *path: str, body: Mapping[str, Any], **more: Any) -> Any:
        if path in {("keys", "query"), ("keys", "claim")} and hers in str(body):
            await answers.wait()
        return await post(self, *path, body=body, **more)

    async def scenario() -> None:
        monkeypatch.setattr(Homeserver, "post", slowly)
        async with (
            play.people("ana", "luis") as (ana, luis),
            play.people("ruth", on=federation.partner) as (ruth,),
            play.bot(),
        ):
            room = await ana.room(luis.id, ruth.id)
            await ana.until(lambda: {luis.id, ruth.id} < ana.members(room))
            await ana.answer(room, "uno.", **mention(ana.bot))
            await luis.until(lambda: luis.said(room) == ["Leí: uno."])
            await luis.answer(room, "dos.", **mention(ana.bot))

            # Whose device her words came from cannot be asked: they are nobody's, and she is asked for them again.
            await knows_the_bot(ruth)
            await ruth.say(room, "!referral list", **mention(ana.bot))
            await ana.until(lambda: len(ana.said(room)) == 3)
            assert ana.said(room)[-1] == "No: unreadable"
            assert not [one for one in play.core.heard if one.account.user == hers and not isinstance(one, NotTaken)]

            answers.set()
            said = ["Leí: uno.", "Leí: dos.", "No: unreadable"]
            await until_so(lambda: reads(ruth, room, said))
            assert (await ruth.answer(room, "tres.", **mention(ana.bot))).body == "Leí: tres."

    asyncio.run(scenario())


async def reads(one: Officer, room: str, said: list[str]) -> bool:
    """Whether somebody finds exactly this of the bot in a room, and can read it."""
    return [content["body"] for content in await one.history(room)] == said


def mention(user: str) -> dict[str, Any]:
    return {"m.mentions": {"user_ids": [user]}}
