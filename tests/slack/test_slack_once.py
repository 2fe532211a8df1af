"""Delivered again, in disorder, or while Slack is in trouble: each thing is done once, in its order, and answered."""

import asyncio
import logging
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, cast

import pytest

from adapters.slack.audience import Audiences
from liaison_bot.chat import Audience, Button, CommandUsed, FormLeft, Message, TextSent, TryLater, Unreachable, Where
from liaison_bot.testing import FakeClock
from slack.connected import ACCEPT, CARD, FORM, Bot, Script, card, eventually, installed, play, running
from slack.fake import FakeSlack
from slack.test_slack_sending import NOTICE, once, said


def typed(bot: Bot) -> list[str]:
    """What the core was told in words, in the order in which it was told."""
    return [str(getattr(event, "text", getattr(event, "words", ""))) for event in bot.core.heard]


@pytest.mark.parametrize("slow", [0.0, 1.2])
def test_a_command_for_a_form_that_comes_twice_opens_one_form_and_asks_no_questions(slow: float) -> None:
    async def scenario(bot: Bot) -> None:
        bot.core.slow = slow
        outcome = await bot.ana.slash(None, "/referral", "new")
        bot.again(outcome)
        await bot.ana.waits_for_modal("País que recibe")
        bot.again(outcome)
        await bot.settled()
        assert bot.ana.sees() == []
        assert len(bot.core.heard) == 1

    play(scenario)


@pytest.mark.parametrize("how", ["mention", "slash"])
def test_what_is_delivered_again_in_a_channel_is_answered_once(how: str) -> None:
    async def scenario(bot: Bot) -> None:
        bot.slack.sockets.twice = True
        red = bot.slack.channel("red", bot.ana, private=True)
        if how == "mention":
            await bot.ana.types(red, "@liaison referral list")
        else:
            await bot.ana.slash(red, "/referral", "list")
        await bot.ana.waits_for("referral list", red)
        await bot.settled()
        assert sum("referral list" in one.shown and bool(one.only_for) for one in bot.ana.sees(red)) == 1
        assert bot.ana.sees() == []

    play(scenario)


def test_what_failed_is_done_when_it_comes_again(caplog: pytest.LogCaptureFixture) -> None:
    class Failing(Script):
        async def handle(self, inbound: object) -> object:  # type: ignore[override]
            if not self.heard:
                self.heard.append(inbound)  # type: ignore[arg-type]
                raise RuntimeError
            return await super().handle(inbound)  # type: ignore[arg-type]

    async def scenario(bot: Bot) -> None:
        outcome = await bot.ana.slash(None, "/referral", "list")
        await eventually(lambda: "unexpected RuntimeError" in caplog.text)
        bot.again(outcome)
        await bot.ana.waits_for("Orden: referral list")

    with caplog.at_level(logging.ERROR):
        play(scenario, core=Failing())


def test_one_persons_words_are_heard_in_their_order_whatever_slack_takes_to_say_who_they_are() -> None:
    async def scenario(bot: Bot) -> None:
        red = bot.slack.channel("red", bot.ana, private=True)
        bot.slack.faults.slow("users.info", 0.5)
        bot.slack.faults.slow("conversations.info", 0.5)
        await bot.ana.types(red, "@liaison uno")
        await bot.ana.types(None, "dos")
        await bot.ana.types(None, "tres")
        await bot.luis.types(None, "luis")
        await bot.ana.waits_for("Leí: tres")
        assert [text for text in typed(bot) if text != "luis"] == ["uno", "dos", "tres"]

    play(scenario)


def test_a_form_does_not_wait_for_slack_to_say_what_the_channel_is() -> None:
    async def scenario(bot: Bot) -> None:
        red = bot.slack.channel("red", bot.ana, private=True)
        bot.slack.faults.slow("conversations.info", 2.0)
        await bot.ana.slash(red, "/referral", "new")
        await bot.ana.waits_for_modal("⏳", seconds=1.8)
        await bot.ana.waits_for_modal("País que recibe")

    play(scenario)


@pytest.mark.parametrize("stored", [True, False])
def test_after_an_uncertain_failure_in_a_thread_it_is_said_once(stored: bool) -> None:  # noqa: FBT001
    async def scenario(bot: Bot) -> None:
        root = await bot.ana.types(None, "hola")
        await bot.ana.waits_for("Leí: hola")
        bot.slack.faults.status("chat.postMessage", 503, stored=stored)
        await bot.ana.types(None, "¿y ahora?", thread=root)
        await eventually(lambda: len(bot.ana.sees(thread=root)) == 2)
        await asyncio.sleep(1.5)
        await bot.settled()
        assert [one.shown for one in bot.ana.sees(thread=root)[1:]] == ["Leí: ¿y ahora?"]

    play(scenario)


def test_a_press_in_a_thread_is_answered_in_it() -> None:
    async def scenario(bot: Bot) -> None:
        root = await bot.ana.types(None, "hola")
        bot.core.replies["lista"] = Message(title="Lista", buttons=(Button("Ver", "referral list"),))
        await bot.ana.types(None, "lista", thread=root)
        await eventually(lambda: len(bot.ana.sees(thread=root)) == 2)
        await bot.ana.presses(bot.ana.sees(thread=root)[-1], "Ver")
        await eventually(lambda: "Orden: referral list" in bot.ana.sees(thread=root)[-1].shown)
        assert not any("Orden" in one.shown for one in bot.ana.sees())

    play(scenario)


def test_where_channels_may_not_be_read_a_notice_is_rather_said_twice_than_never() -> None:
    async def scenario(bot: Bot) -> None:
        red = bot.slack.channel("red", bot.ana, private=True)
        bot.slack.faults.cut("chat.postMessage", stored=False)
        with pytest.raises(TryLater):
            await bot.platform.send(Where("slack", red.id), NOTICE, "parcel-1")
        await bot.platform.send(Where("slack", red.id), NOTICE, "parcel-1")
        assert any("Hay novedades." in one.shown for one in bot.ana.sees(red))

    play(scenario)


def test_a_limit_of_the_whole_workspace_is_obeyed_for_every_channel() -> None:
    async def scenario(bot: Bot) -> None:
        await once(bot, card("Enviada", ACCEPT))
        await bot.platform.send(bot.account(bot.luis), card("Enviada", ACCEPT), "parcel-2")
        bot.slack.faults.rate_limit("chat.update", retry_after=30)
        for person in (bot.ana, bot.luis):
            with pytest.raises(TryLater):
                await bot.platform.send(bot.account(person), card("Aceptada"), "parcel-3")
        assert bot.slack.faults.impatient == []

    play(scenario)


def test_who_somebody_is_is_asked_once_however_many_want_to_know() -> None:
    async def scenario(bot: Bot) -> None:
        bot.slack.faults.slow("users.info", 0.3)
        sends = (bot.platform.send(bot.account(bot.ana), NOTICE, f"parcel-{number}") for number in range(3))
        await asyncio.gather(*sends)
        assert len(bot.slack.calls("users.info")) == 1
        assert said(bot) == 3

    play(scenario)


@pytest.mark.parametrize("code", ["token_revoked", "missing_scope"])
@pytest.mark.parametrize("method", ["users.info", "conversations.open", "chat.postMessage"])
def test_an_app_that_has_to_be_mended_costs_no_notice_and_the_operator_is_told_once(
    method: str, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    async def scenario(bot: Bot) -> None:
        bot.slack.faults.error(method, code, times=2)
        for _ in range(2):
            with pytest.raises(TryLater) as later:
                await bot.platform.send(bot.account(bot.ana), NOTICE, "parcel-1")
            assert later.value.after
            assert later.value.after.total_seconds() == 15 * 60
        told = [record.getMessage() for record in caplog.records if code in record.getMessage()]
        assert len(told) == 1
        assert method in told[0]
        await once(bot)
        assert said(bot) == 1

    with caplog.at_level(logging.ERROR):
        play(scenario)


def test_a_channel_is_not_taken_for_unreadable_while_the_app_has_to_be_mended() -> None:
    async def scenario(bot: Bot) -> None:
        red = bot.slack.channel("red", bot.ana, private=True)
        bot.slack.faults.error("conversations.info", "token_revoked")
        with pytest.raises(TryLater):
            await bot.platform.audience(Where("slack", red.id))

    play(scenario)


def test_who_has_no_direct_conversation_is_told_to_the_operator_and_settled() -> None:
    async def scenario(bot: Bot) -> None:
        bot.slack.faults.error("conversations.open", "user_disabled")
        with pytest.raises(Unreachable):
            await bot.platform.send(bot.account(bot.ana), NOTICE, "parcel-1")

    play(scenario)


def test_an_address_for_answers_that_says_no_is_no_answer() -> None:
    async def scenario(bot: Bot) -> None:
        red = bot.slack.channel("red", bot.ana, private=True)
        bot.slack.responses.refuses = "expired_url"
        await bot.ana.slash(red, "/referral", "list")
        await bot.ana.waits_for("Orden: referral list")

    play(scenario)


def test_a_late_form_with_mistakes_that_somebody_has_closed_says_them_and_keeps_what_was_in_it() -> None:
    async def scenario(bot: Bot) -> None:
        await bot.ana.slash(None, "/referral", "new")
        modal = await bot.ana.waits_for_modal("País que recibe")
        bot.core.slow, bot.core.wrong = 2.5, {"to": "Ese país no recibe ahora."}
        await bot.ana.submits(modal, {"field:to": "MX", "field:action": ["b"]})
        assert bot.ana.modal
        await bot.ana.closes(bot.ana.modal)
        await eventually(lambda: len(bot.core.heard) > 1)
        bot.core.slow = 0.0
        told = await bot.ana.waits_for("País que recibe: Ese país no recibe ahora.")
        assert told.buttons == [FORM.title]
        kept = next(event for event in bot.core.heard if isinstance(event, FormLeft))
        assert kept.answers["to"] == ("MX",)

    play(scenario)


def test_who_closes_the_view_that_waits_is_asked_no_questions() -> None:
    async def scenario(bot: Bot) -> None:
        bot.core.slow = 1.5
        await bot.ana.slash(None, "/referral", "new")
        waiting = await bot.ana.waits_for_modal("⏳")
        await bot.ana.closes(waiting)
        await asyncio.sleep(1.0)
        await bot.settled()
        assert bot.ana.sees() == []
        assert [event for event in bot.core.heard if isinstance(event, CommandUsed)] == bot.core.heard
        assert len(bot.core.heard) == 1

    play(scenario)


def test_what_was_filled_in_is_answered_though_slack_does_not_say_who_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.slack.audience.PERSON_SECONDS", 0.0)

    async def scenario(bot: Bot) -> None:
        await bot.ana.types(None, "hola")
        await bot.ana.waits_for("Leí: hola")
        await bot.ana.slash(None, "/referral", "new")
        modal = await bot.ana.waits_for_modal("País que recibe")
        await bot.settled()
        bot.slack.faults.status("users.info", 503, stored=False, times=9)
        await bot.ana.submits(modal, {"field:to": "MX", "field:action": ["b"]})
        await bot.ana.waits_for("Borrador para MX")

    play(scenario)


def test_who_has_no_direct_conversation_yet_is_answered_when_slack_can_again() -> None:
    async def scenario(bot: Bot) -> None:
        bot.slack.faults.error("chat.postEphemeral", "user_not_in_channel", times=9)
        red = bot.slack.channel("red", bot.ana, private=True)
        await bot.ana.types(red, "@liaison hola")
        bot.slack.faults.status("conversations.open", 503, stored=False)
        await bot.ana.waits_for("Leí: hola")

    play(scenario)


def test_a_channel_that_changes_while_slack_is_asked_about_it_is_asked_about_anew() -> None:
    async def scenario() -> None:
        answers, asked = [asyncio.Event(), asyncio.Event()], 0

        class Slow:
            async def channel(self, _channel: str) -> dict[str, object]:
                nonlocal asked
                number, asked = asked, asked + 1
                await answers[number].wait()
                return {"is_private": True, "is_ext_shared": number > 0}

        audiences = Audiences(cast(Any, Slow()))
        before = asyncio.create_task(audiences.here("C1", "U1"))
        await asyncio.sleep(0)
        audiences.forget("C1")
        after = asyncio.create_task(audiences.here("C1", "U1"))
        await asyncio.sleep(0)
        for answer in reversed(answers):
            answer.set()
        assert (await before, await after) == (Audience.MEMBERS, Audience.OUTSIDERS)
        assert await audiences.here("C1", "U1") is Audience.OUTSIDERS, "what was asked before the change is not kept"

    asyncio.run(scenario())


def test_where_their_conversation_is_is_asked_again_when_slack_allows_it() -> None:
    async def scenario(bot: Bot) -> None:
        bot.slack.faults.rate_limit("users.info", retry_after=3, times=1)
        await bot.ana.slash(None, "/referral", "new")
        modal = await bot.ana.waits_for_modal("País que recibe")
        await bot.ana.submits(modal, {"field:to": "MX", "field:action": ["b"]})
        await bot.ana.waits_for("Borrador para MX", seconds=15)

    play(scenario)


def test_a_form_delivered_again_does_not_cover_what_has_become_of_it() -> None:
    async def scenario(bot: Bot) -> None:
        await bot.ana.slash(None, "/referral", "new")
        modal = await bot.ana.waits_for_modal("País que recibe")
        outcome = await bot.ana.submits(modal, {"field:to": "MX", "field:action": ["b"]})
        shown = await bot.ana.waits_for("Borrador para MX")
        await bot.platform.send(bot.account(bot.ana), card("Cerrada"), "parcel-1")
        bot.core.replies[CARD] = card("Cerrada")
        bot.again(outcome)
        await bot.asked(CARD)
        await asyncio.sleep(1.2)
        await bot.settled()
        assert "Cerrada desde hoy" in shown.shown
        assert shown.buttons == []

    play(scenario)


def test_what_was_begun_together_keeps_its_order_whatever_kind_it_is(tmp_path: Path) -> None:
    async def scenario() -> None:
        clock, dying, core, file = FakeClock(), Script(slow=60.0), Script(), tmp_path / "journal"
        async with FakeSlack(clock, installed()) as slack:
            ana = slack.person("ana")
            async with running(slack, core, clock):
                await ana.slash(None, "/referral", "new")
                modal = await ana.waits_for_modal("País que recibe")
            core.heard.clear()
            async with running(slack, dying, clock, journal=file):
                await ana.types(None, "uno")
                await ana.slash(None, "/referral", "dos")
                await ana.closes(modal)
                await slack.until(lambda: not slack.sockets.waiting)
                with closing(sqlite3.connect(file)) as before, closing(sqlite3.connect(tmp_path / "copy")) as after:
                    before.backup(after)
            async with running(slack, core, clock, journal=tmp_path / "copy"):
                await eventually(lambda: len(core.heard) == 3)
            assert [type(event) for event in core.heard] == [TextSent, CommandUsed, FormLeft]

    asyncio.run(scenario())
