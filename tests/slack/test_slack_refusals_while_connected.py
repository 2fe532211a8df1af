"""What fails beside a connection that works costs neither the connection nor anybody else's time."""

import asyncio
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest

from adapters.slack.connection import Connection
from adapters.slack.status import Status, keep, read
from adapters.slack.web import LimitedError, UncertainError

MOST = 50


class Refusing:
    """Slack's word on a new socket, again and again; whoever asks too often is stopped."""

    def __init__(self, no: Exception) -> None:
        self.no = no
        self.asked = 0

    async def socket(self) -> str:
        self.asked += 1
        if self.asked > MOST:
            raise asyncio.CancelledError
        raise self.no


class Living:
    """A socket that is open."""

    async def is_connected(self) -> bool:
        return True


@pytest.mark.parametrize("no", [LimitedError(300), UncertainError()], ids=["limited", "in trouble"])
def test_a_new_socket_that_is_refused_while_the_former_lives_is_asked_for_with_pauses(no: Exception) -> None:
    async def scenario() -> None:
        web = Refusing(no)
        connection = Connection(cast(Any, web), cast(Any, None), lambda: datetime.now(UTC), lambda: None)
        connection._current = cast(Any, Living())  # noqa: SLF001 - the former socket, which goes on
        running = asyncio.create_task(connection.run())
        for _ in range(MOST * 10):  # whoever never pauses keeps everybody else from their turn
            await asyncio.sleep(0)
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
        assert web.asked == 1

    asyncio.run(scenario())


def test_a_status_file_that_cannot_be_written_is_told_once_and_written_again_when_it_can(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "gone" / "slack.status"

    async def scenario() -> None:
        changed, written = asyncio.Event(), 0

        def now() -> Status:
            nonlocal written
            written += 1
            return Status(at="2026-11-28T12:00:00+00:00")

        async def again(times: int) -> None:
            while written < times:
                changed.set()
                await asyncio.sleep(0.01)

        running = asyncio.create_task(keep(file, now, changed))
        await again(3)
        assert not running.done()
        file.parent.mkdir()
        await again(6)
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running

    asyncio.run(scenario())
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert read(file)


def test_a_socket_that_opens_and_never_greets_leaves_nothing_running() -> None:
    async def scenario() -> None:
        connection = Connection(cast(Any, None), cast(Any, None), lambda: datetime.now(UTC), lambda: None)

        class Silent:
            greeted = asyncio.Event()

        before = asyncio.all_tasks()
        with suppress(TimeoutError):
            async with asyncio.timeout(0.05):
                await connection._first_word(cast(Any, Silent()))  # noqa: SLF001 - what a silent server leaves behind
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert asyncio.all_tasks() == before

    asyncio.run(scenario())
