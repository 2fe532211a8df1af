"""What the bot says by itself: once, at Slack's pace, and never held up by another's trouble."""

import asyncio
import logging
from datetime import timedelta

import pytest

from adapters.slack.channels import Channel
from liaison_bot.chat import Account, Audience, Message, TryLater, Unreachable, Where
from slack.connected import ACCEPT, CARD, Bot, card, eventually, play, running

NOTICE = Message(title="Aviso", paragraphs=("Hay novedades.",))


def said(bot: Bot, words: str = "Hay novedades.") -> int:
    return sum(words in message.shown for message in bot.ana.sees())


async def once(bot: Bot, message: Message = NOTICE, key: str = "parcel-1") -> None:
    """Deliver as the core does: again, after the wait that was named, until it is settled."""
    for _ in range(5):
        try:
            await bot.platform.send(bot.account(bot.ana), message, key)
        except TryLater as later:
            await asyncio.sleep(min((later.after or timedelta(seconds=0.1)).total_seconds(), 1))
        else:
            return
    raise AssertionError("not settled")


@pytest.mark.parametrize("stored", [True, False])
@pytest.mark.parametrize("how", ["503", "cut", "internal_error"])
def test_after_an_uncertain_failure_it_is_said_once_and_not_lost(how: str, stored: bool) -> None:  # noqa: FBT001
    async def scenario(bot: Bot) -> None:
        match how:
            case "503":
                bot.slack.faults.status("chat.postMessage", 503, stored=stored)
            case "cut":
                bot.slack.faults.cut("chat.postMessage", stored=stored)
            case _ if stored:
                bot.slack.faults.status("chat.postMessage", 500, stored=True)
            case _:
                bot.slack.faults.error("chat.postMessage", "internal_error")
        await once(bot)
        assert said(bot) == 1
        await once(bot)
        assert said(bot) == 1
        assert len(bot.slack.calls("chat.postMessage")) == (1 if stored else 2), "the library's own retry is off"

    play(scenario)


def test_a_server_that_never_answers_is_asked_what_it_has_before_it_is_told_again() -> None:
    async def scenario(bot: Bot) -> None:
        bot.slack.faults.hang("chat.postMessage", stored=True)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.7):  # as delivery does
                await bot.platform.send(bot.account(bot.ana), NOTICE, "parcel-1")
        bot.slack.faults.release()
        await once(bot)
        assert said(bot) == 1

    play(scenario)


def test_a_bot_that_was_killed_before_it_could_settle_says_nothing_twice() -> None:
    async def scenario(bot: Bot) -> None:
        await once(bot)
        async with running(bot.slack, bot.core, bot.clock) as after:
            await after.send(bot.account(bot.ana), NOTICE, "parcel-1")
            await after.send(bot.account(bot.ana), Message(title="Otro"), "parcel-2")
        assert said(bot) == 1
        assert said(bot, "Otro") == 1

    play(scenario)


def test_a_card_is_found_again_after_a_restart_and_changed_in_place() -> None:
    async def scenario(bot: Bot) -> None:
        await once(bot, card("Enviada", ACCEPT))
        shown = await bot.ana.waits_for("12 a 14 años")
        async with running(bot.slack, bot.core, bot.clock) as after:
            await after.send(bot.account(bot.ana), card("Aceptada"), "parcel-2")
        assert "Aceptada desde hoy" in shown.shown
        news = bot.ana.sees()[-1]
        assert "Aceptada desde hoy" in news.shown
        assert "12 a 14 años" not in news.shown
        assert sum("12 a 14 años" in message.shown for message in bot.ana.sees()) == 1

    play(scenario)


def test_the_first_picture_of_a_card_previews_reference_and_state_alone() -> None:
    async def scenario(bot: Bot) -> None:
        await once(bot, card("Enviada", ACCEPT))
        (posted,) = bot.slack.calls("chat.postMessage")
        assert CARD in str(posted.args)
        assert "12 a 14" not in str(posted.args), "a lock screen shows what was posted first"
        shown = await bot.ana.waits_for("12 a 14 años")
        assert shown.buttons == ["Aceptar"]

    play(scenario)


def test_metadata_holds_a_digest_and_the_reference_alone() -> None:
    async def scenario(bot: Bot) -> None:
        await once(bot, card("Enviada"), "step:R-7KQ2MX:3:17")
        shown = await bot.ana.waits_for("12 a 14 años")
        assert shown.metadata
        payload = shown.metadata["event_payload"]
        assert set(payload) == {"key", "card"}
        assert payload["card"] == CARD
        assert "step" not in payload["key"]

    play(scenario)


def test_a_limit_is_obeyed_and_holds_up_nobody_else() -> None:
    async def scenario(bot: Bot) -> None:
        await once(bot)
        bot.slack.faults.rate_limit("chat.postMessage", bot.ana.direct, retry_after=30)
        with pytest.raises(TryLater) as later:
            await bot.platform.send(bot.account(bot.ana), Message(title="Otro"), "parcel-2")
        assert later.value.after
        assert timedelta(seconds=25) < later.value.after <= timedelta(seconds=30)
        with pytest.raises(TryLater):
            await bot.platform.send(bot.account(bot.ana), Message(title="Otro"), "parcel-2")
        await bot.platform.send(bot.account(bot.luis), NOTICE, "parcel-3")
        assert any("Hay novedades." in message.shown for message in bot.luis.sees())
        assert bot.slack.faults.impatient == []
        assert len(bot.slack.calls("chat.postMessage")) == 3, "the second time, Slack was not even asked"

    play(scenario)


def test_a_channel_takes_about_a_message_a_second_after_a_short_burst() -> None:
    channel, waits = Channel(), []
    for _ in range(5):
        waits.append(max(channel.pause(100.0), 0.0))
        channel.spoke(100.0)
    assert waits == [0.0, 0.0, 0.0, 1.0, 2.0]
    assert channel.pause(104.0) <= 0.0


def test_what_waits_for_the_pace_of_its_channel_is_said_and_what_would_wait_long_comes_back() -> None:
    async def scenario(bot: Bot) -> None:
        sends = [bot.platform.send(bot.account(bot.ana), Message(title="Aviso"), f"parcel-{n}") for n in range(4)]
        await asyncio.gather(*sends)
        assert said(bot, "Aviso") == 4
        bot.slack.faults.rate_limit("chat.postMessage", bot.luis.direct, retry_after=30)
        with pytest.raises(TryLater):
            await bot.platform.send(bot.account(bot.luis), NOTICE, "parcel-9")

    play(scenario)


@pytest.mark.parametrize("gone", ["deactivated", "nobody", "elsewhere", "bot"])
def test_who_cannot_be_written_to_is_told_to_the_operator(gone: str) -> None:
    async def scenario(bot: Bot) -> None:
        account = bot.account(bot.luis)
        if gone == "deactivated":
            bot.slack.deactivates(bot.luis)
        elif gone == "nobody":
            account = Account("slack", account.team, "U0NOBODY")
        elif gone == "elsewhere":
            account = Account("slack", "T0ELSE", account.user)
        else:
            account = bot.account(bot.slack.person("robot", bot=True))
        assert await bot.platform.audience(account) is Audience.UNKNOWN
        with pytest.raises(Unreachable) as unreachable:
            await bot.platform.send(account, NOTICE, "parcel-1")
        assert unreachable.value.why
        assert account.user not in unreachable.value.why
        await bot.platform.send(bot.account(bot.ana), NOTICE, "parcel-2")

    play(scenario)


def test_somebody_of_another_organisation_is_reached_as_long_as_a_channel_is_shared() -> None:
    async def scenario(bot: Bot) -> None:
        unicef = bot.slack.workspace("UNICEF")
        ruth = bot.slack.person("ruth", of=unicef)
        with pytest.raises(Unreachable):
            await bot.platform.send(bot.account(ruth), NOTICE, "parcel-1")
        bot.slack.channel("partners", bot.ana, ruth, private=True)
        await bot.platform.send(bot.account(ruth), NOTICE, "parcel-2")
        assert any("Hay novedades." in message.shown for message in ruth.sees())

    play(scenario)


def test_an_archived_channel_is_settled_and_a_revoked_token_waits_for_a_new_one(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def scenario(bot: Bot) -> None:
        red = bot.slack.channel("red", bot.ana, private=True)
        bot.slack.archives(red)
        with pytest.raises(Unreachable) as unreachable:
            await bot.platform.send(Where("slack", red.id), NOTICE, "parcel-1")
        assert "is_archived" in unreachable.value.why
        await bot.platform.send(bot.account(bot.ana), NOTICE, "parcel-2")
        bot.slack.faults.revoke()
        for _ in range(2):
            with pytest.raises(TryLater) as later:
                await bot.platform.send(bot.account(bot.ana), Message(title="Otro"), "parcel-3")
            assert later.value.after == timedelta(minutes=15)
        told = [record for record in caplog.records if "bot_token" in record.getMessage()]
        assert len(told) == 1, "once, not each time"
        bot.slack.faults.mend_token()
        await bot.platform.send(bot.account(bot.ana), Message(title="Otro"), "parcel-3")

    with caplog.at_level(logging.ERROR):
        play(scenario)


def test_who_reads_a_channel_is_asked_anew_within_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario(bot: Bot) -> None:
        unicef = bot.slack.workspace("UNICEF")
        red = bot.slack.channel("red", bot.ana, private=True)
        where = Where("slack", red.id)
        found = [await bot.platform.audience(where)]
        monkeypatch.setattr("adapters.slack.audience.CHANNEL_SECONDS", 0.0)
        bot.slack.offers(red, unicef)
        found.append(await bot.platform.audience(where))
        bot.slack.shares(red, unicef)
        found.append(await bot.platform.audience(where))
        bot.slack.makes_public(red)
        found.append(await bot.platform.audience(where))
        bot.slack.archives(red)
        found.append(await bot.platform.audience(where))
        offered = shared = Audience.OUTSIDERS
        assert found == [Audience.MEMBERS, offered, shared, Audience.OPEN, Audience.UNKNOWN]
        assert await bot.platform.audience(Where("slack", "C0NOWHERE")) is Audience.UNKNOWN
        bot.slack.faults.status("conversations.info", 503, stored=False)
        with pytest.raises(TryLater):
            await bot.platform.audience(where)

    play(scenario)


def test_a_public_channel_and_the_direct_conversation_of_others_are_no_private_place() -> None:
    async def scenario(bot: Bot) -> None:
        both = bot.slack.group_direct(bot.ana, bot.luis, bot=False)
        await bot.ana.slash(both, "/referral", "list")
        await eventually(lambda: bot.core.heard)
        town = bot.slack.channel("plaza", bot.ana)
        await bot.ana.slash(town, "/referral", "list")
        await eventually(lambda: len(bot.core.heard) == 2)
        assert [event.audience for event in bot.core.heard] == [Audience.UNKNOWN, Audience.OPEN]

    play(scenario)


def test_a_channel_that_goes_on_under_another_id_takes_its_approval_along() -> None:
    async def scenario(bot: Bot) -> None:
        old = bot.slack.channel("red", bot.ana, old_id=True)
        before = old.id
        bot.slack.shares(old, bot.slack.workspace("UNICEF"))
        await eventually(lambda: bot.core.moves)
        assert bot.core.moves == [(Where("slack", before), Where("slack", old.id))]

    play(scenario)
