"""What was said of something that is erased is deleted from Slack: every message that tells of it, and no other."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.slack import SlackPlatform, SlackSettings
from adapters.slack.channels import metadata
from liaison_bot.chat import Account, Message, Telling, TryLater, Unreachable, Where
from liaison_bot.testing import FakeClock
from slack.connected import ACCEPT, CARD, Bot, card, installed, play, running
from slack.fake import Person, Posted
from slack.fake.chat_methods import put
from slack.fake.workspace import Channel

SECRET = "12 a 14"
OTHER = "R-9WD4HC"
FORM = "form:0123456789abcdef"
NEWS = Message(title="Aviso", paragraphs=(f"{CARD}: hay novedades.",), about=CARD)


def telling(bot: Bot, about: str = CARD, *, before: timedelta = timedelta(hours=1)) -> Telling:
    """What was said up to now."""
    return Telling(about, bot.clock() - before, bot.clock() + timedelta(minutes=5))


def of_it(state: str) -> Message:
    return replace(card(state, ACCEPT), about=CARD)


def stands(person: Person, channel: Channel | None = None) -> list[str]:
    """All that the bot has said there and that can still be read, in threads too."""
    place = channel or person.direct
    return [each.shown for each in place.messages if each.bot and not each.deleted and not each.only_for]


def earlier(bot: Bot, words: str, about: str, *, thread: Posted | None = None, card: str = "") -> Posted:
    """What an earlier run has said to Ana."""
    memory, direct = bot.slack.memory, bot.ana.direct
    ts = memory.ts()
    said = Posted(ts, direct.id, memory.bot.id, memory.team.id, text=words, bot=memory.bot_profile)
    said.metadata = metadata(f"key {ts}", card, about)
    said.thread_ts = thread.ts if thread else ""
    put(memory, bot.slack.events, direct, said)
    return said


async def pointers(bot: Bot, count: int) -> None:
    """Wait until so many of the messages only point to the card."""
    await bot.slack.until(lambda: sum("↓" in said for said in stands(bot.ana)) == count)


async def until_done(bot: Bot, wanted: Telling) -> tuple[int, int]:
    """Take it back, as the core does: again after the wait that was named. How often it had to wait, and how many."""
    for waits in range(20):
        try:
            count = await bot.platform.take_back(bot.account(bot.ana), wanted)
        except TryLater as later:
            wait = (later.after or timedelta()).total_seconds()
            bot.clock.move(seconds=wait)
            await asyncio.sleep(wait)
        else:
            return waits, count
    raise AssertionError("never done")


def where_it_may_read(scenario: Callable[[Bot], Awaitable[None]]) -> None:
    """Play it where the app may read channels: with the guard's rights."""
    play(scenario, app=installed(guard_channels=True))


def test_a_card_goes_with_its_news_and_with_all_that_points_to_it() -> None:
    async def scenario(bot: Bot) -> None:
        await bot.platform.send(bot.account(bot.ana), of_it("Enviada"), "parcel-1")
        await bot.platform.send(bot.account(bot.ana), of_it("Recordada"), "parcel-2")
        bot.core.replies["ver"] = of_it("Aceptada")
        for times in (1, 2):
            await bot.ana.types(None, "ver")
            await pointers(bot, times)
        assert len(stands(bot.ana)) == 4
        assert await bot.platform.take_back(bot.account(bot.ana), telling(bot)) == 4
        assert stands(bot.ana) == []
        assert [message.shown for message in bot.ana.sees()] == ["ver", "ver"], "what she wrote is hers"
        assert bot.slack.refusals == []

    play(scenario)


def test_twice_is_the_same_as_once() -> None:
    async def scenario(bot: Bot) -> None:
        await bot.platform.send(bot.account(bot.ana), of_it("Enviada"), "parcel-1")
        assert await bot.platform.take_back(bot.account(bot.ana), telling(bot)) == 1
        assert not await bot.platform.take_back(bot.account(bot.ana), telling(bot))
        assert bot.slack.refusals == []

    play(scenario)


def test_each_part_of_a_long_history_goes() -> None:
    async def scenario(bot: Bot) -> None:
        told = tuple(f"{SECRET} años " * 60 for _ in range(12))
        bot.core.replies["ver"] = Message(title=CARD, paragraphs=told, about=CARD, tells_contents=True)
        await bot.ana.types(None, "ver")
        await bot.slack.until(lambda: len(stands(bot.ana)) > 1)
        await bot.settled()
        parts = len(stands(bot.ana))
        assert await bot.platform.take_back(bot.account(bot.ana), telling(bot)) == parts
        assert stands(bot.ana) == []

    play(scenario)


def test_what_tells_of_something_else_stays_and_so_does_what_tells_of_nothing() -> None:
    async def scenario(bot: Bot) -> None:
        await bot.platform.send(bot.account(bot.ana), replace(NEWS, title=OTHER, about=OTHER), "parcel-1")
        await bot.platform.send(bot.account(bot.ana), Message(title="Su resumen"), "parcel-2")
        await bot.platform.send(bot.account(bot.ana), NEWS, "parcel-3")
        await bot.platform.take_back(bot.account(bot.ana), telling(bot))
        assert len(stands(bot.ana)) == 2
        assert await bot.platform.take_back(bot.account(bot.ana), telling(bot)) == 0
        assert await bot.platform.take_back(bot.account(bot.ana), telling(bot, OTHER)) == 1

    play(scenario)


def test_an_answer_in_a_thread_goes_even_where_its_first_message_was_deleted() -> None:
    async def scenario(bot: Bot) -> None:
        bot.core.replies["ver"] = of_it("Aceptada")
        first, second = await bot.ana.types(None, "un hilo"), await bot.ana.types(None, "otro hilo")
        await bot.settled()
        bot.clock.move(days=20)
        for parent in (first, second):
            await bot.ana.types(None, "ver", thread=parent)
        await bot.slack.until(lambda: sum(SECRET in said for said in stands(bot.ana)) == 2)
        await bot.settled()
        await bot.ana.deletes(second)
        assert await bot.platform.take_back(bot.account(bot.ana), telling(bot)) == 2
        assert not [said for said in stands(bot.ana) if CARD in said]
        assert bot.slack.refusals == []

    play(scenario)


def test_the_answers_below_a_card_go_with_it_and_what_she_wrote_there_stays() -> None:
    async def scenario(bot: Bot) -> None:
        await bot.platform.send(bot.account(bot.ana), of_it("Enviada"), "parcel-1")
        shown = await bot.ana.waits_for(SECRET)
        bot.core.replies["aceptar"] = of_it("Aceptada")
        await bot.ana.types(None, "aceptar", thread=shown)
        await bot.slack.until(lambda: any("Aceptada" in said for said in stands(bot.ana)))
        await bot.settled()
        assert await bot.platform.take_back(bot.account(bot.ana), telling(bot)) == 2
        assert stands(bot.ana) == []
        assert [message.shown for message in bot.ana.sees(thread=shown)] == ["aceptar"]
        assert not await bot.platform.take_back(bot.account(bot.ana), telling(bot))

    play(scenario)


def test_the_summary_of_a_form_goes_wherever_it_was_filled_in() -> None:
    async def scenario(bot: Bot) -> None:
        bot.core.replies["nueva"] = Message(title="Caso", paragraphs=(SECRET,), about=FORM, tells_contents=True)
        await bot.ana.types(None, "nueva")
        asked = await bot.ana.types(None, "aquí")
        await bot.ana.types(None, "nueva", thread=asked)
        await bot.slack.until(lambda: sum(SECRET in said for said in stands(bot.ana)) == 2)
        await bot.settled()
        assert await bot.platform.take_back(bot.account(bot.ana), telling(bot, FORM)) == 2
        assert stands(bot.ana) == ["Leí: aquí"]

    play(scenario)


def test_what_an_earlier_run_said_goes_too() -> None:
    async def scenario(bot: Bot) -> None:
        await bot.platform.send(bot.account(bot.ana), of_it("Enviada"), "parcel-1")
        await bot.platform.send(bot.account(bot.ana), of_it("Recordada"), "parcel-2")
        bot.core.replies["ver"] = of_it("Aceptada")
        await bot.ana.types(None, "ver")
        await pointers(bot, 1)
        async with running(bot.slack, bot.core, bot.clock) as after:
            assert await after.take_back(bot.account(bot.ana), telling(bot)) == 3
        assert stands(bot.ana) == []

    play(scenario)


def test_what_an_earlier_version_said_counts_by_its_card() -> None:
    async def scenario(bot: Bot) -> None:
        earlier(bot, f"{CARD} · urgente", "", card=CARD)
        earlier(bot, f"{OTHER} · urgente", "", card=OTHER)
        assert await bot.platform.take_back(bot.account(bot.ana), telling(bot)) == 1
        assert stands(bot.ana) == [f"{OTHER} · urgente"]

    play(scenario)


def test_all_pages_of_a_conversation_are_gone_through() -> None:
    async def scenario(bot: Bot) -> None:
        oldest = earlier(bot, f"{CARD} primera", CARD)
        for number in range(1_050):
            earlier(bot, f"{number}", OTHER)
        earlier(bot, f"{CARD} última", CARD)
        assert await bot.platform.take_back(bot.account(bot.ana), telling(bot)) == 2
        assert oldest.deleted
        assert len(stands(bot.ana)) == 1_050
        assert len(bot.slack.calls("conversations.history")) == 2

    play(scenario)


def test_what_is_older_than_anything_to_be_taken_back_is_not_even_read() -> None:
    async def scenario(bot: Bot) -> None:
        for number in range(1_050):
            earlier(bot, f"{number}", CARD)
        bot.clock.move(days=60)
        earlier(bot, CARD, CARD)
        assert await bot.platform.take_back(bot.account(bot.ana), telling(bot)) == 1
        assert len(bot.slack.calls("conversations.history")) == 1
        assert len(stands(bot.ana)) == 1_050

    play(scenario)


def test_when_slack_wants_a_pause_what_is_done_stays_done_and_the_rest_follows() -> None:
    async def scenario(bot: Bot) -> None:
        for number in range(53):
            earlier(bot, f"{CARD} {number}", CARD)
        bot.slack.faults.limit_methods = True
        wanted = telling(bot)
        with pytest.raises(TryLater) as later:
            await bot.platform.take_back(bot.account(bot.ana), wanted)
        assert later.value.after == timedelta(seconds=2), "as Slack named it"
        assert len(stands(bot.ana)) == 3
        waits, count = await until_done(bot, wanted)
        assert waits
        assert count == 53, "what went before the pause counts"
        assert stands(bot.ana) == []
        assert bot.slack.faults.impatient == []

    play(scenario)


def test_threads_that_were_gone_through_before_a_pause_are_not_read_again() -> None:
    async def scenario(bot: Bot) -> None:
        for _ in range(4):
            parent = earlier(bot, "un hilo", OTHER)
            earlier(bot, CARD, CARD, thread=parent)
        wanted = telling(bot)
        bot.slack.faults.error("chat.delete", "internal_error", times=1)
        with pytest.raises(TryLater):
            await bot.platform.take_back(bot.account(bot.ana), wanted)
        for _ in range(2):
            bot.slack.faults.slow("conversations.replies", 0)  # two go well
        bot.slack.faults.rate_limit("conversations.replies", retry_after=1, times=1)
        with pytest.raises(TryLater):
            await bot.platform.take_back(bot.account(bot.ana), wanted)
        await asyncio.sleep(1)
        assert await bot.platform.take_back(bot.account(bot.ana), wanted) == 4
        assert [call.error for call in bot.slack.calls("conversations.replies")] == ["", "", "", "ratelimited", "", ""]
        assert not [said for said in stands(bot.ana) if CARD in said]

    play(scenario)


def test_the_conversation_with_somebody_whose_account_was_closed_is_cleaned() -> None:
    async def scenario(bot: Bot) -> None:
        await bot.platform.send(bot.account(bot.ana), of_it("Enviada"), "parcel-1")
        direct = bot.ana.direct
        bot.slack.deactivates(bot.ana)
        async with running(bot.slack, bot.core, bot.clock) as after:
            assert await after.take_back(bot.account(bot.ana), telling(bot)) == 1
        assert all(message.deleted for message in direct.messages)
        assert bot.slack.refusals == []

    play(scenario)


def test_nobody_is_written_to_only_to_find_that_nothing_was_said_to_them() -> None:
    async def scenario(bot: Bot) -> None:
        with pytest.raises(Unreachable):
            await bot.platform.take_back(bot.account(bot.luis), telling(bot))
        assert bot.slack.calls("conversations.open") == []

    play(scenario)


def test_in_a_room_without_the_right_to_read_what_was_said_in_this_run_goes(caplog: pytest.LogCaptureFixture) -> None:
    async def scenario(bot: Bot) -> None:
        red = bot.slack.channel("red", bot.ana, private=True)
        for number in range(2):
            await bot.platform.send(Where("slack", red.id), NEWS, f"parcel-{number}")
        await bot.platform.send(Where("slack", red.id), replace(NEWS, about=OTHER), "parcel-other")
        with caplog.at_level(logging.WARNING):
            assert await bot.platform.take_back(Where("slack", red.id), telling(bot)) == 2
            assert not await bot.platform.take_back(Where("slack", red.id), telling(bot))
        assert len(stands(bot.ana, red)) == 1
        assert not caplog.records, "that it may not read is nothing that anybody has to mend"

    play(scenario)


def test_in_a_room_that_it_may_read_what_an_earlier_run_said_goes_and_what_others_wrote_stays() -> None:
    async def scenario(bot: Bot) -> None:
        red = bot.slack.channel("red", bot.ana, private=True)
        await bot.platform.send(Where("slack", red.id), NEWS, "parcel-1")
        await bot.ana.types(red, f"¿Qué hay de {CARD}?")
        async with running(bot.slack, bot.core, bot.clock) as after:
            assert await after.take_back(Where("slack", red.id), telling(bot)) == 1
        assert [message.shown for message in bot.ana.sees(red)] == [f"¿Qué hay de {CARD}?"]

    where_it_may_read(scenario)


def test_what_slack_refuses_to_delete_is_asked_for_again_and_the_rest_goes_at_once() -> None:
    async def scenario(bot: Bot) -> None:
        parent = earlier(bot, "un hilo", OTHER)
        answer = earlier(bot, f"{CARD} en el hilo", CARD, thread=parent)
        for number in range(3):
            earlier(bot, f"{CARD} {number}", CARD)
        wanted = telling(bot)
        for times in range(2):
            bot.slack.faults.error("chat.delete", "cant_delete_message")
            with pytest.raises(TryLater) as later:
                await bot.platform.take_back(bot.account(bot.ana), wanted)
            assert later.value.after is None, "less and less often"
            assert stands(bot.ana) == ["un hilo", answer.shown], times
        assert await bot.platform.take_back(bot.account(bot.ana), wanted) == 4, "each counted once"
        assert stands(bot.ana) == ["un hilo"]

    play(scenario)


def test_what_slack_refuses_to_delete_in_a_room_where_it_may_not_read_is_not_forgotten() -> None:
    async def scenario(bot: Bot) -> None:
        red = bot.slack.channel("red", bot.ana, private=True)
        for number in range(2):
            await bot.platform.send(Where("slack", red.id), NEWS, f"parcel-{number}")
        wanted = telling(bot)
        bot.slack.faults.error("chat.delete", "cant_delete_message")
        with pytest.raises(TryLater):
            await bot.platform.take_back(Where("slack", red.id), wanted)
        assert await bot.platform.take_back(Where("slack", red.id), wanted) == 2
        assert stands(bot.ana, red) == []

    play(scenario)


def test_where_slack_refuses_more_than_it_takes_in_a_minute_the_rest_is_come_to_all_the_same() -> None:
    async def scenario(bot: Bot) -> None:
        for number in range(60):
            earlier(bot, f"{CARD} {number}", CARD)
        wanted = telling(bot)
        bot.slack.faults.error("chat.delete", "cant_delete_message", times=50)
        bot.slack.faults.rate_limit("chat.delete", retry_after=1, times=1)
        with pytest.raises(TryLater) as later:
            await bot.platform.take_back(bot.account(bot.ana), wanted)
        assert later.value.after == timedelta(seconds=1)
        await asyncio.sleep(1)
        bot.slack.faults.error("chat.delete", "cant_delete_message", times=5)
        with pytest.raises(TryLater) as later:
            await bot.platform.take_back(bot.account(bot.ana), wanted)
        assert later.value.after is None
        assert len(stands(bot.ana)) == 55, "those refused before the pause were not asked for again after it"
        assert await bot.platform.take_back(bot.account(bot.ana), wanted) == 60

    play(scenario)


@pytest.mark.parametrize(
    ("code", "todo"),
    [("cant_delete_message", "Message Deletion"), ("compliance_exports_prevent_deletion", "chat.delete")],
)
def test_the_log_says_once_of_each_message_why_it_stays_and_what_to_do(
    code: str, todo: str, caplog: pytest.LogCaptureFixture
) -> None:
    async def scenario(bot: Bot) -> None:
        said = [earlier(bot, f"{CARD}, y más {number}", CARD) for number in range(2)]
        wanted = telling(bot)
        for _ in range(3):
            bot.slack.faults.error("chat.delete", code, times=2)
            with pytest.raises(TryLater):
                await bot.platform.take_back(bot.account(bot.ana), wanted)
        for one in said:
            (warned,) = [record.message for record in caplog.records if one.ts in record.message]
            assert code in warned
            assert todo in warned
            assert CARD not in warned

    play(scenario)


def test_what_others_let_carry_the_bot_s_mark_is_theirs_and_holds_nothing_up() -> None:
    async def scenario(bot: Bot) -> None:
        red = bot.slack.channel("red", bot.ana, private=True)
        said = await bot.ana.types(red, f"{CARD}, y más")
        said.metadata = metadata("forged", CARD, CARD)
        await bot.platform.send(Where("slack", red.id), NEWS, "parcel-1")
        assert await bot.platform.take_back(Where("slack", red.id), telling(bot)) == 1
        assert [message.shown for message in bot.ana.sees(red)] == [f"{CARD}, y más"]
        assert bot.slack.refusals == []

    where_it_may_read(scenario)


def test_what_went_for_an_erasure_that_was_given_up_does_not_count_for_the_next() -> None:
    async def scenario(bot: Bot) -> None:
        for number in range(3):
            earlier(bot, f"{CARD} {number}", CARD)
        bot.slack.faults.error("chat.delete", "cant_delete_message")
        with pytest.raises(TryLater):
            await bot.platform.take_back(bot.account(bot.ana), telling(bot))
        bot.clock.move(days=31)
        earlier(bot, CARD, CARD)
        assert await bot.platform.take_back(bot.account(bot.ana), telling(bot)) == 1

    play(scenario)


def test_what_went_before_a_room_was_out_of_reach_does_not_count_when_it_is_back() -> None:
    async def scenario(bot: Bot) -> None:
        red = bot.slack.channel("red", bot.ana, private=True)
        for number in range(2):
            await bot.platform.send(Where("slack", red.id), NEWS, f"parcel-{number}")
        wanted = telling(bot)
        bot.slack.faults.slow("chat.delete", 0)  # the first goes well
        bot.slack.faults.error("chat.delete", "internal_error")
        with pytest.raises(TryLater):
            await bot.platform.take_back(Where("slack", red.id), wanted)
        bot.slack.faults.error("chat.delete", "channel_not_found")
        with pytest.raises(Unreachable):
            await bot.platform.take_back(Where("slack", red.id), wanted)
        assert await bot.platform.take_back(Where("slack", red.id), wanted) == 1

    play(scenario)


def test_what_went_before_a_pause_counts_though_more_is_to_be_taken_back_there_by_then() -> None:
    async def scenario(bot: Bot) -> None:
        parent = earlier(bot, "un hilo", "")
        for told in (CARD, OTHER, FORM):
            earlier(bot, f"{told} en el hilo", told, thread=parent)
        for number in range(2):
            earlier(bot, f"{CARD} {number}", CARD)
        wanted, other = telling(bot), telling(bot, OTHER)
        for _ in range(2):
            bot.slack.faults.slow("chat.delete", 0)  # two go well: the answer, and one more
        bot.slack.faults.error("chat.delete", "internal_error")
        with pytest.raises(TryLater):
            await bot.platform.take_back(bot.account(bot.ana), wanted)
        assert await bot.platform.take_back(bot.account(bot.ana), telling(bot, FORM)) == 1
        assert await bot.platform.take_back(bot.account(bot.ana), other) == 1, "from the thread that was gone through"
        assert await bot.platform.take_back(bot.account(bot.ana), wanted) == 3
        assert stands(bot.ana) == ["un hilo"]

    play(scenario)


def test_what_somebody_deleted_meanwhile_is_gone_already() -> None:
    async def scenario(bot: Bot) -> None:
        await bot.platform.send(bot.account(bot.ana), NEWS, "parcel-1")
        await bot.platform.send(bot.account(bot.ana), NEWS, "parcel-2")
        bot.slack.faults.error("chat.delete", "message_not_found")
        assert await bot.platform.take_back(bot.account(bot.ana), telling(bot)) == 1

    play(scenario)


def test_a_room_that_the_bot_has_left_is_out_of_reach() -> None:
    async def scenario(bot: Bot) -> None:
        red, plaza = bot.slack.channel("red", bot.ana, private=True), bot.slack.channel("plaza", bot.ana)
        for channel in (red, plaza):
            await bot.platform.send(Where("slack", channel.id), NEWS, "parcel-1")
            bot.slack.leaves(channel, None)
        async with running(bot.slack, bot.core, bot.clock) as after:
            for channel in (red, plaza):
                with pytest.raises(Unreachable):
                    await after.take_back(Where("slack", channel.id), telling(bot))

    play(scenario)


def test_what_the_operator_has_to_mend_makes_it_wait() -> None:
    async def scenario(bot: Bot) -> None:
        await bot.platform.send(bot.account(bot.ana), NEWS, "parcel-1")
        bot.slack.faults.revoke()
        with pytest.raises(TryLater) as later:
            await bot.platform.take_back(bot.account(bot.ana), telling(bot))
        assert later.value.after == timedelta(minutes=15)
        bot.slack.faults.mend_token()
        assert await bot.platform.take_back(bot.account(bot.ana), telling(bot)) == 1

    play(scenario)


@pytest.mark.parametrize("method", ["users.conversations", "users.info", "conversations.history", "chat.delete"])
def test_whatever_slack_does_not_answer_is_asked_again_later(method: str) -> None:
    async def scenario(bot: Bot) -> None:
        await bot.platform.send(bot.account(bot.ana), NEWS, "parcel-1")
        async with running(bot.slack, bot.core, bot.clock) as after:
            bot.slack.faults.status(method, 503, stored=False, times=10)
            with pytest.raises(TryLater):
                await after.take_back(bot.account(bot.ana), telling(bot))
            bot.slack.faults.clear()
            assert await after.take_back(bot.account(bot.ana), telling(bot)) == 1

    play(scenario)


def test_a_card_that_is_asked_for_after_it_was_taken_back_is_posted_anew() -> None:
    async def scenario(bot: Bot) -> None:
        await bot.platform.send(bot.account(bot.ana), of_it("Enviada"), "parcel-1")
        await bot.platform.take_back(bot.account(bot.ana), telling(bot))
        bot.clock.move(hours=1)
        await bot.platform.send(bot.account(bot.ana), of_it("Abierta"), "parcel-2")
        (shown,) = stands(bot.ana)
        assert "Abierta desde hoy" in shown
        assert SECRET in shown, "the whole card, and not the news alone"
        bot.core.replies["ver"] = of_it("Aceptada")
        await bot.ana.types(None, "ver")
        await pointers(bot, 1)
        assert bot.slack.refusals == []

    play(scenario)


def test_a_card_that_is_redrawn_while_it_is_taken_back_is_not_lost() -> None:
    async def scenario(bot: Bot) -> None:
        await bot.platform.send(bot.account(bot.ana), of_it("Enviada"), "parcel-1")
        wanted = telling(bot)
        bot.clock.move(hours=1)
        bot.slack.faults.slow("chat.delete", 0.3)
        taking = asyncio.create_task(bot.platform.take_back(bot.account(bot.ana), wanted))
        await bot.slack.until(lambda: bot.slack.calls("chat.delete"))
        await bot.platform.send(bot.account(bot.ana), of_it("Abierta"), "parcel-2")
        assert await taking == 1
        (shown,) = stands(bot.ana)
        assert SECRET in shown
        assert bot.slack.refusals == []

    play(scenario)


def test_after_it_was_taken_back_the_home_is_drawn_as_it_is_now() -> None:
    async def scenario(bot: Bot) -> None:
        await bot.ana.opens_home()
        await bot.slack.until(lambda: bot.ana.home)
        await bot.platform.send(bot.account(bot.ana), NEWS, "parcel-1")
        await bot.slack.until(lambda: bot.ana.home and "hoy 2" in bot.ana.home.shown)
        await bot.platform.take_back(bot.account(bot.ana), telling(bot))
        await bot.slack.until(lambda: bot.ana.home and "hoy 3" in bot.ana.home.shown)

    play(scenario)


def test_before_it_is_connected_it_waits() -> None:
    async def scenario() -> None:
        settings = SlackSettings(bot_token="x", app_token="y", api_url="http://127.0.0.1:9/api/")
        clock = FakeClock()
        platform = SlackPlatform(settings, announce=print, clock=clock)
        with pytest.raises(TryLater):
            await platform.take_back(Account("slack", "T1", "U1"), Telling(CARD, clock(), clock()))

    asyncio.run(scenario())
