"""The Matrix adapter, made from the operator's settings. It is imported only where it is configured."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from liaison_bot.chat import ChatPlatform
from liaison_bot.clock import Clock
from liaison_bot.config_matrix import Matrix
from liaison_bot.doctor import Finding
from liaison_bot.errors import ConfigError

if TYPE_CHECKING:
    from adapters.matrix import MatrixSettings
    from adapters.matrix.keys.setup import SetupResult
    from adapters.matrix.keys.verifying import Outcome, Question

MATRIX = "matrix"
_SILENT = timedelta(minutes=10)
"""A bot that runs hears of its homeserver every half a minute, even where nothing happens."""


def matrix_platform(
    wanted: Matrix, openings: frozenset[str], announce: Callable[[str], None], clock: Clock
) -> ChatPlatform:
    """The bot's account on its homeserver. Raises `ConfigError` where the libraries for it are not installed."""
    with _told():
        from adapters.matrix import MatrixPlatform  # noqa: PLC0415 - only where configured

        return MatrixPlatform(_settings(wanted), openings=openings, announce=announce, clock=clock)


def set_up(wanted: Matrix, show: Callable[[str], None], *, reset: bool) -> SetupResult:
    """Sign the bot in, and make or restore its identity. `show` is given a new recovery key. Raises `ConfigError`."""
    with _told():
        from adapters.matrix.keys.setup import setup  # noqa: PLC0415 - only where configured

        return asyncio.run(setup(_settings(wanted), show, reset=reset))


def verify(
    wanted: Matrix, ask: Callable[[Question], Awaitable[bool]], ready: Callable[[], None], *, whom: str
) -> Outcome | None:
    """Compare emoji with somebody; how it ended, None where nobody came. Raises `ConfigError`.

    `ready` is called once somebody who asks is heard.
    """
    with _told():
        from adapters.matrix.keys.comparing import verify as compare  # noqa: PLC0415 - only where configured

        return asyncio.run(compare(_settings(wanted), ask, whom=whom, ready=ready))


def findings(wanted: Matrix, now: datetime) -> Iterator[Finding]:
    """What `doctor` tells of the account, the device and its keys; within seconds, whatever the homeserver does."""
    try:
        with _told():
            from adapters.matrix.keys.setup import examine, last_read  # noqa: PLC0415 - only where configured

            told = asyncio.run(examine(_settings(wanted)))
            read = last_read(wanted.store)
    except ConfigError as missing:
        yield Finding(MATRIX, str(missing), well=False)
        return
    yield from (Finding(about, found, well) for about, found, well in told)
    if read is None:
        yield Finding("matrix last read", "never: `liaison-bot run` has not been connected yet")
        return
    late = now - read > _SILENT
    asked = "; does `liaison-bot run` run, and reach the homeserver?" if late else ""
    yield Finding("matrix last read", f"{read:%Y-%m-%d %H:%M} UTC{asked}", well=not late)


def _settings(wanted: Matrix) -> MatrixSettings:
    from adapters.matrix import MatrixSettings, Trust  # noqa: PLC0415 - only where configured

    return MatrixSettings(
        homeserver=wanted.homeserver,
        user_id=wanted.user_id,
        store=wanted.store,
        password=wanted.password.reveal(),
        access_token=wanted.access_token.reveal(),
        device_id=wanted.device_id,
        recovery_key=wanted.recovery_key.reveal(),
        inviters=wanted.inviters,
        servers=wanted.servers,
        most_rooms=wanted.most_rooms,
        trust=Trust(wanted.trust),
        oldest_command=timedelta(hours=wanted.oldest_command_hours),
    )


@contextmanager
def _told() -> Iterator[None]:
    """Turn what is the operator's to mend into `ConfigError`."""
    try:
        from adapters.matrix import MatrixStartError  # noqa: PLC0415 - only where configured
    except ModuleNotFoundError as missing:
        told = f"[matrix] needs the library {missing.name}, which is not installed: pip install 'liaison-bot[matrix]'"
        raise ConfigError(told) from None
    try:
        yield
    except MatrixStartError as wrong:
        raise ConfigError(str(wrong.strerror)) from None
