"""The fake Slack does as Slack does, through the real slack-bolt and slack_sdk."""

import asyncio

from slack.echo import add_echo, bolt
from slack.fake import FakeSlack


def test_a_bare_bolt_app_answers_commands_and_messages() -> None:
    async def scenario() -> None:
        async with FakeSlack() as slack, bolt(slack) as app:
            add_echo(app)
            ana, ben = slack.person("ana"), slack.person("ben")
            red = slack.channel("red", ana, ben)
            outcome = await ana.slash(red, "/referral", "list <b>")
            assert not outcome.error
            assert (await ana.waits_for("echo: list <b>", red)).only_for == ana.id
            assert ben.sees(red) == []
            await ben.types(None, "hola")
            answer = await ben.waits_for("echo: hola")
            assert answer.user == slack.memory.bot.id
            assert slack.complaints == []
            assert slack.refusals == []

    asyncio.run(scenario())
