"""A picture in a message: shown once Slack has it, said in words, and never in the way of either."""

import logging

import pytest

from liaison_bot.chat import Button, Message
from png import CHART as PICTURE
from slack.connected import Bot, play
from slack.fake.message import Posted

DIGEST = Message(
    title="Resumen semanal", paragraphs=("Siete abiertas.",), buttons=(Button("Ver", "lista"),), picture=PICTURE
)


def images(message: Posted) -> list[str]:
    return [str(block["alt_text"]) for block in message.blocks if block["type"] == "image"]


async def deliver(bot: Bot, message: Message = DIGEST) -> Posted:
    await bot.platform.send(bot.account(bot.ana), message, "parcel-1")
    (said, *_) = bot.ana.sees()
    return said


@pytest.mark.parametrize("looks", [0, 2])
def test_a_picture_is_shown_in_the_message_above_its_buttons_once_slack_has_looked_at_it(looks: int) -> None:
    async def scenario(bot: Bot) -> None:
        bot.slack.memory.file_looks = looks
        said = await deliver(bot)
        assert images(said) == [PICTURE.alt]
        assert said.blocks[-1]["type"] == "actions"
        assert PICTURE.alt in said.text
        (file,) = bot.slack.memory.files.values()
        assert file.content == PICTURE.png
        assert file.alt == PICTURE.alt
        assert len(bot.ana.sees()) == 1

    play(scenario)


@pytest.mark.parametrize("method", ["files.getUploadURLExternal", "files.completeUploadExternal", "chat.update"])
@pytest.mark.parametrize("how", ["missing_scope", "limited", "broken", "cut"])
def test_a_picture_that_slack_does_not_take_costs_the_message_nothing(
    method: str, how: str, caplog: pytest.LogCaptureFixture
) -> None:
    async def scenario(bot: Bot) -> None:
        match how:
            case "limited":
                bot.slack.faults.rate_limit(method, retry_after=30)
            case "broken":
                bot.slack.faults.status(method, 503, stored=False)
            case "cut":
                bot.slack.faults.cut(method, stored=False)
            case _:
                bot.slack.faults.error(method, how)
        said = await deliver(bot)
        assert images(said) == []
        assert PICTURE.alt in said.text
        assert "a picture was not shown" in caplog.text

    with caplog.at_level(logging.WARNING):
        play(scenario)


def test_a_picture_that_slack_never_accepts_is_given_up(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.slack.saying._PAUSES", (0.0, 0.0))

    async def scenario(bot: Bot) -> None:
        bot.slack.memory.file_looks = 99
        assert images(await deliver(bot)) == []
        assert "Slack does not take it" in caplog.text

    with caplog.at_level(logging.WARNING):
        play(scenario)


def test_a_long_message_has_its_picture_in_its_first_part_and_loses_none_of_its_words() -> None:
    async def scenario(bot: Bot) -> None:
        long = Message(title="Resumen", paragraphs=tuple("palabra " * 100 for _ in range(8)), picture=PICTURE)
        said = await deliver(bot, long)
        parts = bot.ana.sees()
        assert len(parts) > 1
        assert images(said) == [PICTURE.alt]
        assert any(PICTURE.alt in part.text for part in parts)

    play(scenario)


def test_an_answer_has_its_picture_too() -> None:
    async def scenario(bot: Bot) -> None:
        bot.core.replies["resumen"] = DIGEST
        await bot.ana.types(None, "resumen")
        said = await bot.ana.waits_for("Siete abiertas.")
        await bot.slack.until(lambda: images(said) == [PICTURE.alt])

    play(scenario)
