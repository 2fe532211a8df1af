"""From `liaison-bot run` to “ready”, beside a Python that starts and does nothing."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.databases import Database
from bench.figures import Figure, Times, timed
from bench.running import configure, start

_MOST_SECONDS = 2
_ROUNDS, _FEW = 5, 1
_NOTHING = (sys.executable, "-c", "pass")


def measure(database: Database, *, quick: bool) -> Iterator[Figure]:
    """Start both in turns."""
    bare, ready = [], []
    with TemporaryDirectory(prefix="liaison-bench-") as folder:
        config = configure(Path(folder), database.fresh())
        if not quick:
            start(config).stop()  # the first start compiles what has changed
        for _ in range(_FEW if quick else _ROUNDS):
            bare.append(timed(lambda: subprocess.run(_NOTHING, check=True)))  # noqa: S603 - Python itself
            begun = time.perf_counter()
            bot = start(config)
            ready.append((time.perf_counter() - begun) * 1000)
            bot.stop()
    seconds = Times(ready).median / 1000
    found = f"{seconds:8.2f} s, {Times(ready).median / Times(bare).median:5.1f} x a bare Python"
    yield Figure("from run to ready", found, f"<= {_MOST_SECONDS} s", seconds <= _MOST_SECONDS)
