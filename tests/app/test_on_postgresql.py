"""What matters most about the door in, once more on PostgreSQL, where people really work side by side."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from cli.operating import Desk, Running, assert_plain, liaison
from liaison_bot.chat import Message
from liaison_bot.privacy.trail import prove
from liaison_bot.records.referrals import State
from world import FACTS, World, small_network

NEW = f"referral new to=MX urgency=urgent service=care {FACTS}"


@pytest.fixture
def world(tmp_path: Path, url: str) -> Iterator[World]:
    with small_network(tmp_path, url=url) as network:
        yield network


def test_the_same_event_twice_gives_the_same_answer_and_one_change(world: World) -> None:
    first = world.say("ana", NEW, event="same")
    assert world.say("ana", NEW, event="same") == first
    assert len(world.told("ana", "referral list sent").items) == 1


def test_a_hundred_events_at_once_half_of_them_duplicates_make_fifty_changes(world: World) -> None:
    events = [f"event {number}" for number in range(50)] * 2

    def open_draft(event: str) -> Message:
        reply = world.say("ana" if int(event.split()[1]) % 2 else "carlos", NEW, event=event)
        assert isinstance(reply, Message)
        return reply

    with ThreadPoolExecutor(16) as threads:
        replies = list(threads.map(open_draft, events))
    assert not any(reply.error for reply in replies)
    assert replies[:50] == replies[50:], "the same event, the same answer"
    assert len({reply.card for reply in replies}) == 50
    with world.store.begin() as uow:
        trail = [found.entry.reference for found in uow.audit.entries() if found.entry.command == "referral-new"]
        proof = prove(uow.audit.entries())
    assert sorted(trail) == sorted({reply.card for reply in replies})
    assert proof.broken is None


def test_a_refusal_undoes_what_was_begun_and_is_kept_itself(world: World) -> None:
    reference = world.sent()
    before = world.referral(reference)
    first = world.say("ana", f"referral accept {reference} consulate", event="same")
    assert isinstance(first, Message)
    assert first.error
    assert world.say("ana", f"referral accept {reference} consulate", event="same") == first
    assert world.referral(reference) == before
    with world.store.begin() as uow:
        refusals = [found.entry.command for found in uow.audit.entries() if found.entry.result.startswith("refused")]
    assert refusals == ["referral-accept"]


def test_an_unexpected_error_undoes_everything_and_a_redelivery_is_tried_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference = world.draft()

    def breaks(*_: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr("liaison_bot.referrals.moves.concerned", breaks)
        world.say("ana", f"referral send {reference}", event="again")
    assert world.referral(reference).state is State.DRAFT
    world.say("ana", f"referral send {reference}", event="again")
    assert world.referral(reference).state is State.SENT


def test_a_referral_goes_from_draft_to_close(world: World) -> None:
    reference = world.draft()
    for user, line, state in (
        ("ana", "send {}", State.SENT),
        ("luis", "ack {}", State.ACKNOWLEDGED),
        ("luis", "accept {} consulate", State.ACCEPTED),
        ("ana", "file {} sent file_channel=encrypted-mail", State.ACCEPTED),
        ("luis", "file {} received", State.ACCEPTED),
        ("luis", "start {}", State.IN_PROGRESS),
        ("luis", "update {} tracing-started", State.IN_PROGRESS),
        ("luis", "complete {} service-delivered", State.COMPLETED),
        ("ana", "close {} goals-met", State.CLOSED),
    ):
        world.told(user, f"referral {line.format(reference)}")
        assert world.referral(reference).state is state, line
    assert [step.did for step in world.steps(reference)][:3] == ["new", "send", "ack"]
    assert reference in world.told("ana", f"referral history {reference}").plain
    assert world.notified() >= {"ana", "luis"}


@pytest.fixture
def bot(tmp_path: Path, url: str, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """An operator's folder whose database is on the server."""
    for name in ("LIAISON_KEYS", "LIAISON_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    assert liaison("init", "--folder", tmp_path / "bot").exit_code == 0
    made = Desk(tmp_path / "bot")
    made.config.write_text(f'[practice]\nport = 0\n[database]\nurl = "{url}"\n', "utf-8")
    return made


def test_the_operators_commands_work_from_the_first_table_on(bot: Desk, url: str) -> None:
    assert "has no tables yet: run `liaison-bot migrate`" in bot.refused("people")
    assert "PostgreSQL 1" in bot.done("migrate").stdout
    assert bot.done("migrate").exit_code == 0
    bot.member("ana", "HN")
    bot.member("luis", "MX")
    reference = bot.say("ana", NEW).card
    bot.say("ana", f"referral send {reference}")
    assert "values were encrypted anew" in bot.done("rotate").stdout
    assert "12 a 14" in bot.say("luis", f"referral show {reference}").plain
    assert len(bot.done("people").stdout.splitlines()) == 3
    told = bot.use("doctor").stdout
    assert "ok    database: PostgreSQL 1" in told
    assert "each tied to the one before" in told
    assert "disk" not in told
    assert url not in told
    with psycopg.connect(url) as connection:
        connection.execute("ALTER TABLE audit DISABLE TRIGGER ALL")
        connection.execute("UPDATE audit SET command = 'x' WHERE number = 2")
    assert "WARN  audit trail: BROKEN at entry 2" in bot.use("doctor").stdout


def test_it_runs_and_stops(bot: Desk) -> None:
    bot.done("migrate")
    with Running("run", "--config", bot.config) as process:
        process.until("ready")
        code, seconds = process.stop()
    assert (code, process.errors) == (0, "")
    assert seconds < 3


@pytest.mark.parametrize("command", ["migrate", "run", "doctor"])
def test_without_the_driver_the_command_that_installs_it_is_named(tmp_path: Path, command: str) -> None:
    desk = Desk(tmp_path)
    (tmp_path / "blocked").mkdir()
    (tmp_path / "blocked" / "psycopg.py").write_text("raise ImportError('blocked')\n", "utf-8")
    desk.config.write_text("[practice]\nport = 0\n", "utf-8")
    env = {
        "PYTHONPATH": os.pathsep.join([str(tmp_path / "blocked"), *filter(None, [os.environ.get("PYTHONPATH")])]),
        "LIAISON_DATABASE_URL": "postgresql://ana:hush@127.0.0.1:1/liaison",
        "LIAISON_KEYS": f'current = "k1"\n[keys]\nk1 = "{"A" * 43}="\n',
    }
    with Running(command, "--config", desk.config, env=env) as process:
        assert process.wait() == 2
    assert process.errors == (
        "liaison-bot: database: PostgreSQL needs its driver: pip install 'liaison-bot[postgresql]'\n"
    )
    assert_plain(process.errors)
