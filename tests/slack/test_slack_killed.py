"""A bot that is killed: what it had acknowledged is handled by the next one, and nothing is said twice."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from adapters.slack.journal import Journal
from liaison_bot.chat import FormSubmitted, Inbound, NotTaken, Reply
from liaison_bot.testing import FakeClock
from slack.connected import FORM, Script, eventually, installed, running
from slack.fake import FakeSlack


class Dying(Script):
    """A core in which nothing comes to an end: the bot is killed before."""

    async def handle(self, inbound: Inbound) -> Reply:
        self.heard.append(inbound)
        await asyncio.sleep(3600)
        return None


def test_what_was_acknowledged_and_not_handled_is_handled_after_the_next_start(tmp_path: Path) -> None:
    async def scenario() -> None:
        clock, dying, core, file = FakeClock(), Dying(), Script(), tmp_path / "journal"
        async with FakeSlack(clock, installed()) as slack:
            ana = slack.person("ana")
            red = slack.channel("red", ana, private=True)
            platform = running(slack, dying, clock, journal=file)
            await platform.__aenter__()
            await ana.types(None, "hola")
            assert not (await ana.slash(red, "/referral", "list")).error
            assert not (await ana.slash(None, "/referral", FORM.id.partition(" ")[2])).error
            await eventually(lambda: dying.heard)
            await slack.until(lambda: not slack.sockets.waiting)
            snapshot = tmp_path / "snapshot"
            with closing(sqlite3.connect(file)) as before, closing(sqlite3.connect(snapshot)) as after:
                before.backup(after)
            await platform.__aexit__(None, None, None)
            assert b"hola" not in snapshot.read_bytes(), "what people typed is sealed"

            async with running(slack, core, clock, journal=snapshot):
                await ana.waits_for("Leí: hola")
                await ana.waits_for("Orden: referral list")
                await ana.waits_for("País que recibe (1 de 3)")
            assert core.fresh == 3
            async with running(slack, core, clock, journal=snapshot):
                await asyncio.sleep(0.3)
            assert core.fresh == 3, "what is handled has left the journal"

    asyncio.run(scenario())


def test_an_answer_that_was_given_before_the_kill_is_not_given_again(tmp_path: Path) -> None:
    async def scenario() -> None:
        clock, core, file = FakeClock(), Script(), tmp_path / "journal"
        async with FakeSlack(clock, installed()) as slack:
            ana = slack.person("ana")
            async with running(slack, core, clock):
                await ana.types(None, "hola")
                await ana.waits_for("Leí: hola")
                payload = slack.sockets.deliveries[0].payload
            with closing(Journal(file, slack.app.bot_token)) as journal:  # killed between the answer and its mark
                journal.keep(payload, clock().timestamp())
            async with running(slack, core, clock, journal=file):
                await eventually(lambda: len(core.heard) == 2)
                await asyncio.sleep(1.5)
            assert core.fresh == 1
            assert sum("Leí: hola" in message.shown for message in ana.sees()) == 1

    asyncio.run(scenario())


def test_a_form_that_was_submitted_to_a_bot_that_died_is_not_lost(tmp_path: Path) -> None:
    async def scenario() -> None:
        clock, core, file = FakeClock(), Script(), tmp_path / "journal"
        async with FakeSlack(clock, installed()) as slack:
            ana = slack.person("ana")
            async with running(slack, core, clock):
                await ana.slash(None, "/referral", "new")
                modal = await ana.waits_for_modal("País que recibe")
                core.seen.clear()
                await ana.submits(modal, {"field:to": "MX", "field:action": ["a"]})
                payload = slack.sockets.deliveries[-1].payload
                await ana.waits_for("Borrador para MX")
            with closing(Journal(file, slack.app.bot_token)) as journal:
                journal.keep(payload, clock().timestamp())
            async with running(slack, core, clock, journal=file):
                await eventually(lambda: sum(isinstance(event, FormSubmitted) for event in core.heard) == 2)
                await asyncio.sleep(1.5)
            assert len({event.id for event in core.heard if isinstance(event, FormSubmitted)}) == 1
            assert sum("Borrador para MX" in message.shown for message in ana.sees()) == 1

    asyncio.run(scenario())


def test_what_waited_too_long_is_told_so(tmp_path: Path) -> None:
    async def scenario() -> None:
        clock, core, file = FakeClock(), Script(), tmp_path / "journal"
        async with FakeSlack(clock, installed()) as slack:
            ana = slack.person("ana")
            dying = running(slack, Dying(), clock, journal=file)
            await dying.__aenter__()
            await ana.slash(None, "/referral", "list")
            await asyncio.sleep(0.2)
            await dying.__aexit__(None, None, None)
            clock.move(hours=3)
            async with running(slack, core, clock, journal=file):
                await ana.waits_for("No: too-old")
            assert isinstance(core.heard[0], NotTaken)

    asyncio.run(scenario())


def test_another_token_opens_nothing_of_an_old_journal(tmp_path: Path) -> None:
    file = tmp_path / "journal"
    with closing(Journal(file, "xoxb-1")) as journal:
        journal.keep({"command": "/referral"}, 1.0)
    with closing(Journal(file, "xoxb-2")) as journal:
        assert list(journal.left()) == []
    with closing(Journal(file, "xoxb-1")) as journal:
        assert list(journal.left()) == []
    assert file.stat().st_mode & 0o077 == 0


def test_a_journal_that_somebody_else_holds_keeps_nobody_waiting_and_is_cleared_later(tmp_path: Path) -> None:
    with closing(Journal(tmp_path / "journal", "secret")) as journal:
        first, second = journal.keep({"text": "hola"}, 1.0), journal.keep({"text": "adiós"}, 2.0)
        with closing(sqlite3.connect(tmp_path / "journal", isolation_level=None)) as other:
            other.execute("begin immediate")
            journal.done(first)
            with pytest.raises(sqlite3.OperationalError):
                journal.keep({"text": "ahora"}, 3.0)
            other.execute("rollback")
        assert [taken.number for taken in journal.left()] == [first, second]
        journal.done(second)
        assert list(journal.left()) == []
