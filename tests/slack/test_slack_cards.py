"""One card for each referral in a direct conversation: what of it a locked screen shows, where it is, and how new."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.slack.journal import Journal
from liaison_bot.chat import Account, Fact, Item, Message
from liaison_bot.testing import FakeClock
from slack.connected import ACCEPT, CARD, Bot, Script, card, eventually, installed, play, running
from slack.fake import FakeSlack
from slack.fake.message import Posted

SECRET = "12 a 14"


def posted(bot: Bot) -> str:
    """All that notifications could show."""
    return str([call.args for call in bot.slack.calls("chat.postMessage")])


def pictures(bot: Bot) -> list[Posted]:
    return [message for message in bot.ana.sees() if SECRET in message.shown]


def after_a_restart(scenario: Callable[[Bot], Awaitable[None]]) -> None:
    """Play a scenario in which a bot that has ended since had sent Ana a card."""

    async def played() -> None:
        clock, core = FakeClock(), Script()
        async with FakeSlack(clock, installed()) as slack:
            ana = slack.person("ana")
            async with running(slack, core, clock) as before:
                await before.send(Account("slack", ana.member.team.id, ana.id), card("Enviada", ACCEPT), "parcel-1")
                await ana.waits_for(SECRET)
            async with running(slack, core, clock) as after:
                await asyncio.wait_for(scenario(Bot(slack, core, after, clock, ana, slack.person("luis"))), 30)

    asyncio.run(played())


def test_an_answer_with_contents_is_posted_without_them() -> None:
    async def scenario(bot: Bot) -> None:
        bot.core.replies["ver"] = card("Enviada", ACCEPT)
        await bot.ana.types(None, "ver")
        shown = await bot.ana.waits_for(SECRET)
        assert shown.buttons == ["Aceptar"]
        assert CARD in posted(bot)
        assert SECRET not in posted(bot)

    play(scenario)


def test_what_is_said_to_tell_contents_is_posted_by_its_title_alone() -> None:
    async def scenario(bot: Bot) -> None:
        summary = Message(title="Remitir un caso", paragraphs=("1. Edad: 12 a 14 años",), tells_contents=True)
        bot.core.replies["ver"] = summary
        await bot.ana.types(None, "ver")
        await bot.ana.waits_for(SECRET)
        assert "Remitir un caso" in posted(bot)
        assert SECRET not in posted(bot)

    play(scenario)


def test_a_long_answer_with_contents_shows_none_of_its_parts_on_a_locked_screen() -> None:
    async def scenario(bot: Bot) -> None:
        bot.core.replies["ver"] = Message(
            title="Caso", paragraphs=tuple("12 a 14 años " * 60 for _ in range(12)), tells_contents=True
        )
        await bot.ana.types(None, "ver")
        await eventually(lambda: len(pictures(bot)) > 1)
        await bot.settled()
        assert all(SECRET in message.shown for message in bot.ana.sees()[1:])
        assert SECRET not in posted(bot)

    play(scenario)


def test_an_answer_brings_the_card_down_and_the_earlier_picture_only_points_to_it() -> None:
    async def scenario(bot: Bot) -> None:
        await bot.platform.send(bot.account(bot.ana), card("Enviada", ACCEPT), "parcel-1")
        first = await bot.ana.waits_for(SECRET)
        bot.core.replies["ver"] = card("Aceptada")
        await bot.ana.types(None, "ver")
        await bot.slack.until(lambda: "↓" in first.shown)
        assert first.buttons == []
        (only,) = pictures(bot)
        assert only.ts != first.ts
        assert "Aceptada desde hoy" in only.shown
        bot.core.replies["otra"] = card("Iniciada")
        await bot.ana.types(None, "otra")
        await bot.slack.until(lambda: "↓" in only.shown)
        assert len(pictures(bot)) == 1

    play(scenario)


def test_after_a_restart_too_an_answer_leaves_one_picture() -> None:
    async def scenario(bot: Bot) -> None:
        first = bot.ana.sees()[-1]
        bot.core.replies["ver"] = card("Aceptada")
        await bot.ana.types(None, "ver")
        await bot.slack.until(lambda: "↓" in first.shown)
        await bot.settled()
        assert len(pictures(bot)) == 1

    after_a_restart(scenario)


def test_a_button_of_a_short_notice_leaves_the_notice_and_brings_the_card_down() -> None:
    async def scenario(bot: Bot) -> None:
        await bot.platform.send(bot.account(bot.ana), card("Enviada", ACCEPT), "parcel-1")
        first = await bot.ana.waits_for(SECRET)
        await bot.platform.send(bot.account(bot.ana), card("Recordada", ACCEPT), "parcel-2")
        notice = bot.ana.sees()[-1]
        assert notice is not first
        bot.core.replies[ACCEPT.words] = card("Aceptada")
        await bot.ana.presses(notice, "Aceptar")
        await bot.slack.until(lambda: "↓" in first.shown)
        assert "Recordada desde hoy" in notice.shown
        (only,) = pictures(bot)
        assert "Aceptada desde hoy" in only.shown

    play(scenario)


def test_a_button_of_a_list_leaves_the_list() -> None:
    async def scenario(bot: Bot) -> None:
        row = Item(f"{CARD} · urgente", button=ACCEPT)
        bot.core.replies["lista"] = Message(title="Esperan su respuesta", items=(row,))
        bot.core.replies[ACCEPT.words] = card("Aceptada")
        await bot.ana.types(None, "lista")
        listed = await bot.ana.waits_for("Esperan su respuesta")
        await bot.ana.presses(listed, "Aceptar")
        await bot.ana.waits_for(SECRET)
        assert "Esperan su respuesta" in listed.shown

    play(scenario)


def test_a_stale_card_from_before_a_restart_is_brought_up_to_date() -> None:
    async def scenario(bot: Bot) -> None:
        shown = bot.ana.sees()[-1]
        bot.core.replies[ACCEPT.words] = Message(paragraphs=("Ya fue aceptada.",), error=True)
        bot.core.replies[CARD] = card("Aceptada")
        await bot.ana.presses(shown, "Aceptar")
        await bot.ana.waits_for("Ya fue aceptada.")
        await bot.slack.until(lambda: "Aceptada desde hoy" in shown.shown)

    after_a_restart(scenario)


def test_a_card_from_before_a_restart_changes_where_it_stands() -> None:
    async def scenario(bot: Bot) -> None:
        shown = bot.ana.sees()[-1]
        bot.core.replies[ACCEPT.words] = card("Aceptada")
        await bot.ana.presses(shown, "Aceptar")
        await bot.slack.until(lambda: "Aceptada desde hoy" in shown.shown)
        await bot.settled()
        assert bot.ana.sees() == [shown]

    after_a_restart(scenario)


def test_an_answer_that_slack_took_late_does_not_cover_what_is_newer() -> None:
    async def scenario(bot: Bot) -> None:
        await bot.platform.send(bot.account(bot.ana), card("Enviada", ACCEPT), "parcel-1")
        shown = await bot.ana.waits_for(SECRET)
        bot.core.replies[ACCEPT.words] = card("Aceptada")
        bot.core.replies["lenta"] = Message(paragraphs=("Otra cosa",))
        bot.slack.faults.slow("chat.postMessage", 1.0)
        await bot.ana.types(None, "lenta")  # holds the turn of the conversation
        await bot.slack.until(lambda: bot.slack.calls("chat.postMessage")[-1].args.get("text") == "Otra cosa")
        await bot.ana.presses(shown, "Aceptar")
        await bot.asked("accept")
        await asyncio.sleep(0.1)
        await bot.platform.send(bot.account(bot.ana), card("Iniciada"), "parcel-2")
        await bot.settled()
        assert "Iniciada desde hoy" in shown.shown

    play(scenario)


def test_a_button_that_is_pressed_while_the_card_moves_down_changes_the_card_below() -> None:
    async def scenario(bot: Bot) -> None:
        await bot.platform.send(bot.account(bot.ana), card("Enviada", ACCEPT), "parcel-1")
        first = await bot.ana.waits_for(SECRET)
        bot.core.replies["ver"] = card("Enviada", ACCEPT)
        bot.core.replies[ACCEPT.words] = card("Aceptada")
        bot.slack.faults.slow("chat.postMessage", 1.0)
        await bot.ana.types(None, "ver")
        await bot.asked("ver")
        await bot.ana.presses(first, "Aceptar")
        await eventually(lambda: [one for one in pictures(bot) if "Aceptada" in one.shown])
        await bot.settled()
        (only,) = pictures(bot)
        assert "Aceptada desde hoy" in only.shown
        assert "↓" in first.shown

    play(scenario)


@pytest.mark.parametrize("how", ["limited", "503"])
def test_an_earlier_picture_that_could_not_be_changed_is_changed_the_next_time(how: str) -> None:
    async def scenario(bot: Bot) -> None:
        await bot.platform.send(bot.account(bot.ana), card("Enviada", ACCEPT), "parcel-1")
        first = await bot.ana.waits_for(SECRET)
        bot.core.replies["ver"] = replace(card("Recibida"), facts=())
        if how == "limited":
            bot.slack.faults.rate_limit("chat.update", retry_after=1, times=1)
        else:
            bot.slack.faults.status("chat.update", 503, stored=False)
        await bot.ana.types(None, "ver")
        await bot.ana.waits_for("Recibida")
        await bot.settled()
        assert SECRET in first.shown
        await asyncio.sleep(1.0)
        bot.core.replies["otra"] = card("Aceptada")
        await bot.ana.types(None, "otra")
        await bot.slack.until(lambda: "↓" in first.shown)

    play(scenario)


def test_a_card_stays_while_the_next_picture_has_no_contents_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.slack.sending.LOOK_AFTER", 0.0)

    async def scenario(bot: Bot) -> None:
        await bot.platform.send(bot.account(bot.ana), card("Enviada", ACCEPT), "parcel-1")
        first = await bot.ana.waits_for(SECRET)
        bot.slack.faults.status("chat.update", 503, stored=False, times=4)
        bot.core.replies["ver"] = card("Aceptada")
        await bot.ana.types(None, "ver")
        await bot.ana.waits_for("Aceptada")
        await bot.settled()
        assert SECRET in first.shown
        await bot.platform.send(bot.account(bot.ana), card("Iniciada"), "parcel-2")
        (only,) = pictures(bot)
        assert "Iniciada desde hoy" in only.shown
        assert "↓" in first.shown

    play(scenario)


def test_what_the_core_said_before_the_news_does_not_cover_them_however_long_slack_takes() -> None:
    async def scenario(bot: Bot) -> None:
        shown = bot.ana.sees()[-1]
        bot.core.replies[ACCEPT.words] = card("Aceptada")
        bot.slack.faults.slow("conversations.history", 1.0)
        await bot.ana.presses(shown, "Aceptar")
        await bot.asked("accept")
        await asyncio.sleep(0.1)
        await bot.platform.send(bot.account(bot.ana), card("Iniciada"), "parcel-2")
        await bot.ana.waits_for("Aceptada desde hoy")
        await bot.settled()
        (only,) = pictures(bot)
        assert "Iniciada desde hoy" in only.shown

    after_a_restart(scenario)


def test_what_an_earlier_run_was_asked_is_answered_in_short_and_the_card_shows_today(tmp_path: Path) -> None:
    async def played() -> None:
        clock, core = FakeClock(), Script()
        async with FakeSlack(clock, installed()) as slack:
            ana = slack.person("ana")
            account = Account("slack", ana.member.team.id, ana.id)
            async with running(slack, core, clock) as before:
                await before.send(account, card("Enviada", ACCEPT), "parcel-1")
                shown = await ana.waits_for(SECRET)
                core.replies[ACCEPT.words] = card("Aceptada")
                pressed = await ana.presses(shown, "Aceptar")
                await slack.until(lambda: "Aceptada" in shown.shown)
                await before.send(account, card("Iniciada"), "parcel-2")
            assert pressed.delivery
            with closing(Journal(tmp_path / "journal", slack.app.bot_token)) as journal:  # killed before its mark
                journal.keep(pressed.delivery.payload, clock().timestamp())
            core.replies[CARD] = card("Iniciada")
            async with running(slack, core, clock, journal=tmp_path / "journal"):
                await eventually(lambda: CARD in str(core.heard[-1]))
                await eventually(lambda: "Aceptada desde hoy" in ana.sees()[-1].shown)
                await asyncio.sleep(0.3)
            assert "Iniciada desde hoy" in shown.shown
            assert SECRET not in ana.sees()[-1].shown

    asyncio.run(played())


def test_in_a_thread_a_card_is_an_answer_and_the_card_stays_where_it_is() -> None:
    async def scenario(bot: Bot) -> None:
        await bot.platform.send(bot.account(bot.ana), card("Enviada", ACCEPT), "parcel-1")
        shown = await bot.ana.waits_for(SECRET)
        root = await bot.ana.types(None, "hola")
        bot.core.replies["ver"] = card("Aceptada")
        await bot.ana.types(None, "ver", thread=root)
        await eventually(lambda: SECRET in bot.ana.sees(thread=root)[-1].shown)
        await bot.platform.send(bot.account(bot.ana), card("Iniciada"), "parcel-2")
        assert "Iniciada desde hoy" in shown.shown
        assert len(pictures(bot)) == 1

    play(scenario)


def test_a_card_is_one_message_however_long() -> None:
    async def scenario(bot: Bot) -> None:
        facts = tuple(Fact(f"F{number}", "12 a 14 años " * 60) for number in range(8))
        bot.core.replies["ver"] = replace(card("Enviada", ACCEPT), facts=facts)
        await bot.ana.types(None, "ver")
        shown = await bot.ana.waits_for(SECRET)
        await bot.settled()
        assert len(pictures(bot)) == 1
        assert shown.buttons == ["Aceptar"]
        assert "…" in shown.shown

    play(scenario)


def test_where_nothing_may_be_edited_a_notice_counts_as_said_and_the_operator_is_told(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def scenario(bot: Bot) -> None:
        bot.slack.faults.error("chat.update", "edit_window_closed", times=9)
        await bot.platform.send(bot.account(bot.ana), card("Enviada", ACCEPT), "parcel-1")
        assert "Enviada desde hoy" in bot.ana.sees()[-1].shown
        assert caplog.text.count("has to be allowed to edit its messages") == 1

    with caplog.at_level(logging.ERROR):
        play(scenario)


def test_one_person_is_answered_in_the_order_in_which_they_asked() -> None:
    async def scenario(bot: Bot) -> None:
        bot.core.replies["uno"] = card("Enviada")
        bot.slack.faults.slow("conversations.history", 1.0)  # asked for the first card alone
        await bot.ana.types(None, "uno")
        await bot.ana.types(None, "dos")
        await bot.ana.waits_for("Leí: dos")
        said = [one.shown for one in bot.ana.sees() if one.user != bot.ana.id]
        assert ["Enviada" in said[0], "Leí: dos" in said[1]] == [True, True]

    play(scenario)
