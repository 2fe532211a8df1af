"""What is done again and again: at once, in turn, and whatever goes wrong."""

import asyncio
import logging
import threading

import pytest

from liaison_bot.errors import DatabaseLost, VaultError
from liaison_bot.ticker import Job, ticking

SOON = 10


def ticked(*jobs: Job, until: threading.Event) -> None:
    """Let jobs run until something has happened."""

    async def played() -> None:
        ticker = asyncio.create_task(ticking(jobs))
        done, _ = await asyncio.wait(
            {ticker, asyncio.create_task(asyncio.to_thread(until.wait, SOON))},
            return_when=asyncio.FIRST_COMPLETED,
        )
        ended = ticker in done
        until.set()
        ticker.cancel()
        if ended:
            await ticker

    asyncio.run(played())
    assert until.is_set()


def test_a_job_is_done_at_once_and_again() -> None:
    times, enough = [0], threading.Event()

    def job() -> None:
        times[0] += 1
        if times[0] == 3:
            enough.set()

    ticked(Job("count", 0.05, job), until=enough)
    assert times[0] >= 3


def test_what_goes_wrong_once_is_logged_without_its_words_and_done_again(caplog: pytest.LogCaptureFixture) -> None:
    times, enough, typed = [0], threading.Event(), "what somebody typed"

    def job() -> None:
        times[0] += 1
        if times[0] == 1:
            raise RuntimeError(typed)
        enough.set()

    with caplog.at_level(logging.ERROR):
        ticked(Job("fails", 0.05, job), until=enough)
    assert "fails: unexpected RuntimeError" in caplog.text
    assert "what somebody typed" not in caplog.text


def test_a_job_that_takes_long_is_not_begun_again_meanwhile() -> None:
    running, enough, most = [0], threading.Event(), [0]

    def job() -> None:
        running[0] += 1
        most[0] = max(most[0], running[0])
        enough.wait(0.3)
        running[0] -= 1
        enough.set()

    ticked(Job("slow", 0.05, job), until=enough)
    assert most[0] == 1


@pytest.mark.parametrize("lost", [VaultError("keys: the ring is another"), DatabaseLost("gone")])
def test_without_keys_or_database_it_ends(lost: Exception) -> None:
    def job() -> None:
        raise lost

    with pytest.raises(type(lost)):
        ticked(Job("keys", 60, job), until=threading.Event())
