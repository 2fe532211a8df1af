"""`liaison-bot run`, `doctor` and `slack-manifest` as an operator uses them, against the fake Slack."""

import asyncio
import json
import random
import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from adapters.slack.manifest import EVENTS, GUARD_EVENTS, GUARD_SCOPES, SCOPES
from cli.operating import NEW, Desk, Running, liaison
from liaison_bot.testing import FakeClock
from lives import Life
from slack.connected import installed
from slack.fake import FakeSlack, Person, SlackApp

SCHEMA = Path(__file__).parent / "data" / "manifest.schema.1.0.0.json"
OPERATORS = Path(__file__).parent.parent.parent / "docs" / "operators.md"
ROUNDS = 4
MESSAGES = 5


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    liaison("init", "--folder", tmp_path)
    made = Desk(tmp_path)
    made.config.write_text("", "utf-8")
    made.done("migrate")
    return made


def configure(desk: Desk, slack: FakeSlack, **other: str) -> None:
    told = {"bot_token": slack.app.bot_token, "app_token": slack.app.app_token, "api_url": slack.api_url, **other}
    desk.config.write_text("[slack]\n" + "".join(f'{key} = "{value}"\n' for key, value in told.items()), "utf-8")
    desk.config.chmod(0o600)


def printed(language: str = "es") -> dict[str, Any]:
    done = liaison("slack-manifest", "--language", language)
    assert done.exit_code == 0, done.output
    manifest: dict[str, Any] = json.loads(done.stdout)
    return manifest


@pytest.mark.parametrize("language", ["es", "en", "fr"])
def test_the_manifest_is_what_slack_takes(language: str) -> None:
    manifest = printed(language)
    jsonschema.Draft7Validator(json.loads(SCHEMA.read_text())).validate(manifest)
    assert SlackApp.from_manifest(manifest).commands == {"/referral": False, "/liaison": False}
    assert len(manifest["display_information"]["description"]) <= 140
    for command in manifest["features"]["slash_commands"]:
        assert command["description"]
        assert command["usage_hint"]


def test_the_manifest_asks_for_no_right_to_read_what_is_said_in_channels() -> None:
    scopes = printed()["oauth_config"]["scopes"]["bot"]
    assert not {"channels:history", "groups:history", "mpim:history", "files:read", "users:read.email"} & set(scopes)


def test_with_the_guard_in_channels_it_asks_for_the_right_to_hear_them_and_no_other() -> None:
    plain, done = printed(), liaison("slack-manifest", "--guard-channels")
    asked = json.loads(done.stdout)
    jsonschema.Draft7Validator(json.loads(SCHEMA.read_text())).validate(asked)
    assert SlackApp.from_manifest(asked).commands
    more = set(asked["oauth_config"]["scopes"]["bot"]) - set(plain["oauth_config"]["scopes"]["bot"])
    assert more == {"channels:history", "groups:history"}
    told = [one["settings"]["event_subscriptions"]["bot_events"] for one in (asked, plain)]
    assert set(told[0]) - set(told[1]) == {"message.channels", "message.groups"}


def test_every_scope_and_event_stands_in_the_operators_guide() -> None:
    told = OPERATORS.read_text()
    for one in (*SCOPES, *GUARD_SCOPES, *EVENTS, *GUARD_EVENTS, "connections:write"):
        assert f"`{one}`" in told, one


async def joined(slack: FakeSlack, desk: Desk, handle: str, country: str) -> Person:
    """Somebody who has joined by a code, in their direct conversation."""
    person = slack.person(handle)
    code = await asyncio.to_thread(desk.invite, country, "titular", handle.title())
    await person.types(None, f"unirse {code}")
    await person.waits_for(handle.title(), seconds=15)
    return person


def test_it_says_when_it_is_ready_answers_and_stops(desk: Desk) -> None:
    async def scenario() -> None:
        async with FakeSlack(FakeClock(datetime.now(UTC)), installed(), ticking=True) as slack:
            configure(desk, slack)
            with Running("run", "--config", desk.config) as bot:
                assert slack.memory.bot.id in await asyncio.to_thread(bot.until, "slack: connected as")
                await asyncio.to_thread(bot.until, "ready: slack")
                ana = await joined(slack, desk, "ana", "HN")
                await ana.slash(None, "/referral", "lista")
                await ana.waits_for("No hay nada pendiente", seconds=15)
                told = await asyncio.to_thread(desk.use, "doctor")
                assert re.search(r"ok +slack connection: connected for 0:00:\d\d", told.stdout), told.stdout
                assert "ok    slack tokens: good, for workspace" in told.stdout
                assert "ok    slack accounts that cannot be reached: none" in told.stdout
                slack.deactivates(ana)
                told = await asyncio.to_thread(desk.use, "doctor")
                assert "WARN  slack accounts that cannot be reached: person 1" in told.stdout
                slack.faults.revoke()
                told = await asyncio.to_thread(desk.use, "doctor")
                assert "WARN  slack tokens: bot_token: Slack does not take it (token_revoked)" in told.stdout
                slack.faults.mend_token()
                code, seconds = await asyncio.to_thread(bot.stop)
                assert code == 0, bot.errors
                assert seconds < 10
            everything = "".join([*bot.stdout, *bot.stderr, told.output])
            assert slack.app.bot_token not in everything
            assert slack.app.app_token not in everything
            assert slack.complaints == []

    asyncio.run(scenario())


@pytest.mark.parametrize(
    ("key", "wrong", "told"),
    [
        ("bot_token", "xoxb-wrong", "slack.bot_token: Slack does not take it (invalid_auth)"),
        ("app_token", "xapp-wrong", "slack.app_token: Slack does not take it (invalid_auth)"),
        ("team_id", "T0ANOTHER1", "slack.team_id: the bot token belongs to workspace"),
    ],
)
def test_a_wrong_token_ends_the_start_with_one_line_and_exit_code_2(
    desk: Desk, key: str, wrong: str, told: str
) -> None:
    async def scenario() -> None:
        async with FakeSlack(FakeClock(datetime.now(UTC)), installed()) as slack:
            configure(desk, slack, **{key: wrong})
            with Running("run", "--config", desk.config) as bot:
                assert await asyncio.to_thread(bot.wait) == 2
            (line,) = bot.stderr
            assert line.startswith("liaison-bot: ")
            assert told in line
            assert wrong not in line or key == "team_id"

    asyncio.run(scenario())


def test_killed_at_any_moment_it_loses_nothing_and_does_nothing_twice(desk: Desk) -> None:
    chance = random.Random(4)  # noqa: S311 - when to kill is no secret
    clock = FakeClock(datetime.now(UTC))
    desk.member("luis", "MX")

    async def scenario() -> None:
        async with FakeSlack(clock, installed()) as slack:
            configure(desk, slack)
            said: list[str] = []
            ana: Person | None = None
            for life in range(ROUNDS):
                bot = await Life.begun(desk.config, "slack")
                ana = ana or await joined(slack, desk, "ana", "HN")
                slack.tick()
                for number in range(MESSAGES):
                    text = f"{NEW} record=K{life}{number}"
                    said.append(text)
                    await ana.types(None, text)
                await asyncio.sleep(chance.random() * 0.8)
                await bot.killed()
                for seconds in (4, 1):
                    clock.move(seconds=seconds)
                    slack.tick()
            assert ana
            with Running("run", "--config", desk.config) as last:
                await asyncio.to_thread(last.until, "ready: slack")
                person = ana

                def drafts() -> Counter[str]:
                    seen = [message.shown for message in person.sees() if message.user != person.id]
                    found = [re.search(r"R-[0-9A-Z]{6}", text) for text in seen if "12 a 14" in text]  # and whole
                    return Counter(one[0] for one in found if one)

                for _ in range(150):
                    if len(drafts()) == len(said):
                        break
                    clock.move(seconds=10)
                    slack.tick()
                    await asyncio.sleep(0.2)
                assert len(drafts()) == len(said), (len(drafts()), len(said), last.errors)
                await asyncio.sleep(1)
                assert set(drafts().values()) == {1}, "each is answered once"
            with desk.connect() as database:
                (count,) = database.execute("select count(*) from referral").fetchone()
            assert count == len(said)

    asyncio.run(scenario())
