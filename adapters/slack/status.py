"""How the running bot is connected, in a small file that `doctor` reads: another process cannot ask it."""

import asyncio
import json
import logging
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

log = logging.getLogger(__name__)

SECONDS: Final = 15.0
STALE: Final = timedelta(seconds=90)


@dataclass(frozen=True, slots=True)
class Status:
    """`since`: connected from then on, empty for not connected; `at`: when this was written. Both as ISO 8601."""

    at: str
    since: str = ""
    trouble: str = ""


def write(file: Path, status: Status) -> None:
    """Keep the state; a crash leaves the old or the new."""
    fresh = file.with_name(f"{file.name}.new")
    with os.fdopen(os.open(fresh, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
        json.dump(asdict(status), out)
    fresh.replace(file)


def read(file: Path) -> Status | None:
    """The state that was kept last; None where there is none that can be read."""
    try:
        told = json.loads(file.read_text("utf-8"))
        return Status(**told)
    except (OSError, ValueError, TypeError):
        return None


async def keep(file: Path, now: Callable[[], Status], changed: asyncio.Event) -> None:
    """Write the state now and again, and whenever it has changed, until cancelled.

    A disk that is full or a folder that is gone costs what `doctor` is told, and nothing else.
    """
    well = True
    while True:
        changed.clear()
        try:
            await asyncio.to_thread(write, file, now())
            well = True
        except OSError as wrong:
            if well:
                log.warning("%s: cannot be written: %s", file, wrong.strerror)
            well = False
        with suppress(TimeoutError):
            async with asyncio.timeout(SECONDS):
                await changed.wait()


def told(status: Status | None, now: datetime) -> tuple[str, bool]:
    """The state in words for the operator, and whether it is well."""
    if status is None:
        return "the bot has not been connected yet, or cannot write its status file", False
    written = datetime.fromisoformat(status.at)
    if now - written > STALE:
        return f"not running: last heard of at {written:%Y-%m-%d %H:%M} UTC", False
    if not status.since:
        return f"not connected: {status.trouble or 'connecting'}", False
    since = datetime.fromisoformat(status.since)
    age = str(now - since).partition(".")[0]
    trouble = f"; {status.trouble}" if status.trouble else ""
    return f"connected for {age}, since {since:%Y-%m-%d %H:%M} UTC{trouble}", not status.trouble
