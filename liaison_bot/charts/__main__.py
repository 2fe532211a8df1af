"""Draws what it is given as JSON, and writes the PNG."""

import json
import sys
from textwrap import fill
from typing import Any, Final

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

_WIDE: Final = 4.0
_DOTS: Final = 240
"""An inch. Shown as wide as a telephone, the words are as large as those around them, and sharp."""
_LABEL: Final = 18
_TITLE: Final = 28
"""Characters in one line."""
_BAR: Final = 0.4
_AROUND: Final = 1.0
"""Inches in height that a bar takes, and all else of a panel."""
_INK: Final = "#1f2933"
_NOW: Final = "#1f6f8b"
_BEFORE: Final = "#b8c4cc"
_ROOM: Final = 1.25
"""How much wider than its longest bar a panel is, so that the values have their place."""


def main() -> None:
    """Draw once."""
    panels = [panel for panel in json.load(sys.stdin) if panel["bars"]]
    heights = [_AROUND + _BAR * len(panel["bars"]) for panel in panels]
    figure = Figure(figsize=(_WIDE, sum(heights)), dpi=_DOTS, layout="constrained", facecolor="white")
    FigureCanvasAgg(figure)
    all_axes = figure.subplots(len(panels), 1, squeeze=False, height_ratios=heights)
    for axes, panel in zip(all_axes[:, 0], panels, strict=True):
        _draw(axes, panel)
    figure.savefig(sys.stdout.buffer, format="png", metadata={"Software": None})


def _draw(axes: Axes, panel: dict[str, Any]) -> None:
    bars = panel["bars"]
    places = range(len(bars))
    longest = max([bar["value"] for bar in bars] + [bar["before"] or 0 for bar in bars]) or 1
    compared = any(bar["before"] is not None for bar in bars)
    if compared:
        axes.barh(places, [bar["before"] or 0 for bar in bars], height=0.8, color=_BEFORE, label=panel["before"])
    axes.barh(places, [bar["value"] for bar in bars], height=0.45, color=_NOW, label=panel["now"])
    for place, bar in zip(places, bars, strict=True):
        end = max(bar["value"], bar["before"] or 0)
        axes.text(end + longest * 0.02, place, bar["shown"], va="center", color=_INK, fontsize=9)
    axes.set_yticks(places, [fill(bar["label"], _LABEL) for bar in bars], fontsize=9, color=_INK)
    axes.set_xlim(0, longest * _ROOM)
    axes.set_ylim(len(bars) - 0.4, -0.6)
    axes.set_title(fill(panel["title"], _TITLE), loc="left", fontsize=10, fontweight="bold", color=_INK)
    axes.xaxis.set_visible(False)
    axes.tick_params(left=False)
    axes.spines[["top", "right", "bottom"]].set_visible(False)
    axes.spines["left"].set_color(_BEFORE)
    if compared:
        below: dict[str, Any] = {"loc": "upper left", "bbox_to_anchor": (0, 0), "ncols": 1}
        axes.legend(**below, frameon=False, fontsize=8, labelcolor=_INK, reverse=True)


if __name__ == "__main__":
    main()
