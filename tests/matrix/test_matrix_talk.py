"""What officers type and tap on Matrix, and what the bot does with it."""

import asyncio
from pathlib import Path

from liaison_bot.chat import Account, Audience, CommandUsed, Inbound, NotTaken, Reason, Reply, TextSent
from matrix.scene import scene
from matrix.synapse import Synapse
from practice.scripted import CARD, SENT, ScriptedCore, picture

SHOW = f"!referral show {CARD}"


def test_choices_are_typed_or_tapped_and_what_cannot_be_undone_is_confirmed(
    homeserver: Synapse, tmp_path: Path
) -> None:
    play = scene(homeserver, tmp_path, "ana")

    async def scenario() -> None:
        async with play.bot(), play.people("ana") as (ana,):
            room = await ana.room()
            card = await ana.answer(room, SHOW)
            assert card.encrypted
            assert card.body.endswith(
                "1. Aceptar – accept R-7KQ2MX\n2. Pedir más datos – referral new\n3. Retirar – withdraw R-7KQ2MX"
            )
            await ana.until(lambda: ana.numbers(card.id) == ["1️⃣", "2️⃣", "3️⃣"])
            asked = await ana.answer(room, "3")
            assert asked.body == "¿Retirar la remisión R-7KQ2MX? México lo verá.\n\n1. Retirar – withdraw R-7KQ2MX"
            assert [event.words for event in play.core.heard if isinstance(event, CommandUsed)] == [
                f"referral show {CARD}"
            ]
            assert "No conozco" in (await ana.answer(room, "!liaison bla")).body
            assert (await ana.answer(room, "3")).body == "Leí: 3", "a mistake is no answer to a question either"
            await ana.tap(room, card.id, "1️⃣")
            await ana.until(lambda: len(ana.messages(room)) == 5)
            assert "Aceptada por México" in ana.said(room)[-1]
            await ana.until(lambda: ana.shown(card.id) == f"Remisión {CARD} ↓")
            await ana.tap(room, asked.id, "1️⃣")  # the question was left for something else
            asked = await ana.answer(room, "1")
            withdrawn = await ana.answer(room, "1")
            assert "Retirada" in withdrawn.body
            assert (await ana.answer(room, "1")).body == "Leí: 1", "there is nothing to choose any more"
            words = [event.words for event in play.core.heard if isinstance(event, CommandUsed)]
            assert words == [f"referral show {CARD}", "liaison bla", f"accept {CARD}", f"withdraw {CARD}"]

    asyncio.run(scenario())


def test_a_mistake_leaves_what_can_be_chosen_as_it_was(homeserver: Synapse, tmp_path: Path) -> None:
    play = scene(homeserver, tmp_path, "ana")

    async def scenario() -> None:
        async with play.bot(), play.people("ana") as (ana,):
            room = await ana.room()
            await ana.answer(room, SHOW)
            assert "No conozco" in (await ana.answer(room, "!liaison bla")).body
            assert "Aceptada por México" in (await ana.answer(room, "1")).body

    asyncio.run(scenario())


def test_a_command_that_is_corrected_at_once_gets_a_hint_and_other_corrections_do_not(
    homeserver: Synapse, tmp_path: Path
) -> None:
    play = scene(homeserver, tmp_path, "ana", "luis")

    async def scenario() -> None:
        async with play.bot(), play.people("ana", "luis") as (ana, luis):
            room = await ana.room(luis.id)
            await ana.until(lambda: luis.id in ana.members(room))
            talk = await ana.say(room, "hola, Luis")
            await ana.edit(room, talk, "hola, Luis: ¿qué tal?")
            await ana.answer(room, "!referral list")
            sent = await ana.say(room, SHOW)
            await ana.until(lambda: len(ana.messages(room)) == 2)
            await ana.edit(room, sent, "!referral show R-222222")
            await ana.until(lambda: len(ana.messages(room)) == 3)
            hints = [event for event in play.core.heard if isinstance(event, NotTaken)]
            assert [event.why for event in hints] == [Reason.EDITED]
            assert len(play.core.heard) == 3

    asyncio.run(scenario())


def test_in_a_room_it_hears_its_commands_its_name_and_replies_with_a_number_and_nothing_else(
    homeserver: Synapse, tmp_path: Path
) -> None:
    play = scene(homeserver, tmp_path, "ana", "luis")

    async def scenario() -> None:
        async with play.bot(), play.people("ana", "luis") as (ana, luis):
            room = await ana.room(luis.id)
            await ana.until(lambda: luis.id in ana.members(room))
            await ana.say(room, "buenos días a todas y todos")
            asked = await ana.say(room, SHOW)
            await ana.until(lambda: ana.messages(room))
            card = ana.messages(room)[0]
            assert card.content["m.relates_to"]["m.in_reply_to"] == {"event_id": asked}
            await luis.until(lambda: luis.messages(room))
            await luis.say(room, "1")
            reply = {"m.relates_to": {"m.in_reply_to": {"event_id": card.id}}}
            await luis.answer(room, "1", **reply)
            await luis.say(room, "de acuerdo", **reply)
            mentioned = await luis.answer(room, f"{luis.bot}: help", **{"m.mentions": {"user_ids": [luis.bot]}})
            assert mentioned.body.startswith("Lo que puedes pedir")
            told = [(event.account.user, event.where.id, event.audience) for event in play.core.heard]
            assert told == [(ana.id, room, Audience.MEMBERS), *([(luis.id, room, Audience.MEMBERS)] * 2)]
            assert isinstance(play.core.heard[1], CommandUsed)
            assert play.core.heard[1].words == f"accept {CARD}"
            assert isinstance(play.core.heard[2], TextSent)

    asyncio.run(scenario())


def test_who_asks_in_a_thread_is_answered_in_it(homeserver: Synapse, tmp_path: Path) -> None:
    play = scene(homeserver, tmp_path, "ana")

    async def scenario() -> None:
        async with play.bot(), play.people("ana") as (ana,):
            room = await ana.room()
            first = await ana.answer(room, "hola")
            thread = {"rel_type": "m.thread", "event_id": first.id, "is_falling_back": True}
            inside = await ana.answer(room, "¿y aquí?", **{"m.relates_to": thread})
            assert inside.content["m.relates_to"]["event_id"] == first.id
            assert inside.content["m.relates_to"]["rel_type"] == "m.thread"

    asyncio.run(scenario())


def test_nothing_is_taken_in_a_direct_conversation_without_encryption_and_one_with_it_is_offered(
    homeserver: Synapse, tmp_path: Path
) -> None:
    play = scene(homeserver, tmp_path, "ana")

    async def scenario() -> None:
        async with play.bot(), play.people("ana") as (ana,):
            plain = await ana.room(encrypted=False)
            await ana.answer(plain, SHOW)
            (event,) = play.core.heard
            assert isinstance(event, NotTaken)
            assert event.why is Reason.UNPROTECTED
            await ana.until(lambda: ana.invited)
            (offered,) = ana.invited
            await ana.until(lambda: ana.id in ana.members(offered))
            assert (await ana.answer(offered, "hola")).encrypted

    asyncio.run(scenario())


def test_a_room_without_encryption_is_answered_as_one_whose_readers_are_unknown(
    homeserver: Synapse, tmp_path: Path
) -> None:
    play = scene(homeserver, tmp_path, "ana", "luis")

    async def scenario() -> None:
        async with play.bot(), play.people("ana", "luis") as (ana, luis):
            room = await ana.room(luis.id, encrypted=False)
            assert not (await ana.answer(room, SHOW)).encrypted
            assert play.core.heard[0].audience is Audience.UNKNOWN

    asyncio.run(scenario())


def test_it_shows_that_it_works_on_something_and_how_far_it_has_read(homeserver: Synapse, tmp_path: Path) -> None:
    play = scene(homeserver, tmp_path, "ana")
    play.core.seconds = 2.5

    async def scenario() -> None:
        async with play.bot(), play.people("ana") as (ana,):
            room = await ana.room()
            seen = await ana.say(room, "hola")
            await ana.until(lambda: ana.bot in ana.client.rooms[room].typing_users)
            await ana.until(lambda: ana.messages(room))
            await ana.until(lambda: not ana.client.rooms[room].typing_users)
            receipts = ana.client.rooms[room].read_receipts
            await ana.until(lambda: receipts.get(ana.bot) is not None and receipts[ana.bot].event_id == seen)

    asyncio.run(scenario())


def test_news_of_a_card_change_it_where_it_stands_and_ring(homeserver: Synapse, tmp_path: Path) -> None:
    play = scene(homeserver, tmp_path, "ana")

    async def scenario() -> None:
        async with play.bot() as platform, play.people("ana") as (ana,):
            room = await ana.room()
            card = await ana.answer(room, SHOW)
            person = Account("matrix", homeserver.server_name, ana.id)
            for _ in range(2):
                await platform.send(person, picture("Aceptada por México", SENT.buttons[1]), "parcel-1")
            await ana.until(lambda: len(ana.messages(room)) == 2)
            await ana.until(lambda: "Estado: Aceptada por México" in ana.shown(card.id))
            news = ana.messages(room)[1]
            assert news.content["msgtype"] == "m.text", "telephones keep silent about notices"
            assert news.content["m.relates_to"]["m.in_reply_to"]["event_id"] == card.id
            assert news.body.startswith(f"Remisión {CARD}\n\nDe Honduras a México.")
            assert "Estado" not in news.body
            await ana.until(lambda: ana.numbers(news.id) == ["1️⃣"])
            await asyncio.sleep(0.3)
            assert len(ana.messages(room)) == 2
            await ana.tap(room, card.id, "1️⃣")  # what the card offers now
            await ana.until(lambda: len(ana.messages(room)) == 3)
            assert play.core.heard[-1] == CommandUsed(
                id=play.core.heard[-1].id,
                account=person,
                where=play.core.heard[-1].where,
                audience=Audience.ONE_PERSON,
                words="referral new",
            )

    asyncio.run(scenario())


def test_different_people_are_answered_side_by_side_and_one_person_in_order(
    homeserver: Synapse, tmp_path: Path
) -> None:
    core = HeldUp()
    play = scene(homeserver, tmp_path, "ana", "luis")

    async def scenario() -> None:
        async with play.bot(core), play.people("ana", "luis") as (ana, luis):
            first, second = await ana.room(), await luis.room()
            core.person, questions = ana.id, [f"pregunta {number}." for number in range(4)]
            for question in questions:
                await ana.say(first, question)
            await ana.until(lambda: core.waiting)
            for question in questions:
                await luis.say(second, question)
            await luis.until(lambda: len(luis.messages(second)) == 4)
            assert (ana.said(first), core.waiting) == ([], 1), "hers waits, and her next ones behind it"
            core.goes_on.set()
            await ana.until(lambda: len(ana.messages(first)) == 4)
            for one, room in ((ana, first), (luis, second)):
                assert one.said(room) == [f"Leí: {question}" for question in questions]

    asyncio.run(scenario())


class HeldUp(ScriptedCore):
    """A core that one person's events have to wait for. `waiting` counts those that do."""

    def __init__(self) -> None:
        super().__init__()
        self.person = ""
        self.waiting = 0
        self.goes_on = asyncio.Event()

    async def handle(self, inbound: Inbound) -> Reply:
        if inbound.account.user == self.person:
            self.waiting += 1
            await self.goes_on.wait()
            self.waiting -= 1
        return await super().handle(inbound)
