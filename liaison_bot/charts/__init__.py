"""Small charts: bars beside each other, drawn by a process of their own.

What draws them would hold 60 MB for as long as the bot runs, for a picture a week.
"""

import json
import logging
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from importlib.util import find_spec
from typing import Final

from liaison_bot.chat import Picture

log = logging.getLogger(__name__)

_SECONDS: Final = 60.0
_KEPT: Final = 6
"""Charts that are remembered: the same digest goes to several readers of a language."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: `shown` is its value in words. `before`: its value in the period before, where there was one."""

    label: str
    value: float
    shown: str
    before: float | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """Bars that are compared with each other. `now` and `before` say what is what where both are drawn."""

    title: str
    bars: tuple[Bar, ...]
    now: str = ""
    before: str = ""


def can_draw() -> bool:
    """Tell whether the extra `charts` is installed."""
    return find_spec("matplotlib") is not None


@lru_cache(maxsize=_KEPT)
def draw(panels: tuple[Panel, ...], alt: str) -> Picture | None:
    """Draw panels one below the other; None where that is not possible. `alt` says in words all that they show."""
    if not can_draw() or not any(panel.bars for panel in panels):
        return None
    told = json.dumps([asdict(panel) for panel in panels]).encode()
    try:
        return Picture(_drawn(told), alt)
    except (OSError, subprocess.SubprocessError, ValueError) as wrong:  # the last: what came is no picture
        log.warning("a chart was not drawn: %s", type(wrong).__name__)
        return None


def _drawn(told: bytes) -> bytes:
    with tempfile.TemporaryDirectory(prefix="liaison-bot-chart-") as folder:
        return subprocess.run(  # noqa: S603 - our own program
            _program(),
            input=told,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"MPLCONFIGDIR": folder, "HOME": folder},
            timeout=_SECONDS,
            check=True,
        ).stdout


def _program() -> Sequence[str]:
    return (sys.executable, "-I", "-m", "liaison_bot.charts")
