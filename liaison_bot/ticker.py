"""What is done again and again while the bot runs. APScheduler is the ticker only: what is due stands in our tables."""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from liaison_bot.app import frames
from liaison_bot.errors import DatabaseLost, VaultError

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """Something to do every so many seconds, on a thread. The first time at once."""

    name: str
    seconds: float
    call: Callable[[], object]


async def ticking(jobs: Iterable[Job]) -> None:
    """Do jobs until cancelled, none of them twice at the same time.

    What goes wrong with the database now may not the next time, and is logged. Without the right keys, or without its
    database, nothing more is to be done: raises `VaultError` and `DatabaseLost`.
    """
    from apscheduler.schedulers.asyncio import AsyncIOScheduler  # noqa: PLC0415 - the platforms are up before it loads

    stopped: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    scheduler = AsyncIOScheduler(timezone=UTC)
    for job in jobs:
        scheduler.add_job(
            _once,
            "interval",
            (job, stopped),
            seconds=job.seconds,
            id=job.name,
            next_run_time=datetime.now(UTC),
            misfire_grace_time=None,  # late is better than never: by default a second late is dropped
            coalesce=True,
            max_instances=1,
        )
    scheduler.start()
    try:
        await stopped
    finally:
        scheduler.shutdown(wait=False)


async def _once(job: Job, stopped: "asyncio.Future[None]") -> None:
    try:
        with contextlib.suppress(asyncio.CancelledError):  # the bot stops, which is no news
            await asyncio.to_thread(job.call)
    except (VaultError, DatabaseLost) as lost:
        if not stopped.done():
            stopped.set_exception(lost)
    except Exception as bug:  # noqa: BLE001 - a server that restarts must not take the bot with it
        log.error("%s: unexpected %s\n%s", job.name, type(bug).__name__, frames(bug))
