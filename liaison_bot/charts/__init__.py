"""Charts are drawn by a process of its own.

What draws would hold 60 MB for as long as the bot runs, for a picture a week. And whoever makes a message holds the
database: so the message has the figures, and they are drawn once it is made.
"""

import json
import logging
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, replace
from functools import lru_cache
from importlib.util import find_spec
from typing import Final

from liaison_bot.chat import Chart, Message, Picture

log = logging.getLogger(__name__)

_SECONDS: Final = 10.0
"""Delivery gives a message twenty in all."""
_KEPT: Final = 6
"""Charts that are remembered: the same digest goes to several readers of a language."""


def can_draw() -> bool:
    """Tell whether the extra `charts` is installed."""
    return find_spec("matplotlib") is not None


def with_picture(message: Message) -> Message:
    """A message whose chart is drawn. Where that is not possible, it goes without: its words tell the same."""
    if message.chart is None:
        return message
    return replace(message, chart=None, picture=draw(message.chart))


@lru_cache(maxsize=_KEPT)
def draw(chart: Chart) -> Picture | None:
    """Draw a chart, in a second or two; None where that is not possible."""
    if not can_draw() or not any(panel.bars for panel in chart.panels):
        return None
    told = json.dumps([asdict(panel) for panel in chart.panels]).encode()
    try:
        return Picture(_drawn(told), chart.alt)
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
