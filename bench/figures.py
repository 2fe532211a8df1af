"""What was found, and how it is printed."""

import math
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_WHAT, _FOUND = 36, 54


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table. `met` is None where nothing is wanted of it."""

    what: str
    found: str
    wanted: str = ""
    met: bool | None = None

    def __str__(self) -> str:
        verdict = {None: "", True: f"wanted {self.wanted}: met", False: f"wanted {self.wanted}: NOT MET"}[self.met]
        return f"  {self.what:<{_WHAT}}{self.found:<{_FOUND}}{verdict}".rstrip()


@dataclass(frozen=True, slots=True)
class Times:
    """How long something took each time, in milliseconds."""

    each: Sequence[float]

    @property
    def median(self) -> float:
        """Half of the times were shorter."""
        return statistics.median(self.each)

    @property
    def p95(self) -> float:
        """All but one in twenty were no longer."""
        return self._least(0.95)

    @property
    def p99(self) -> float:
        """All but one in a hundred were no longer."""
        return self._least(0.99)

    def _least(self, share: float) -> float:
        return sorted(self.each)[math.ceil(len(self.each) * share) - 1]

    def __str__(self) -> str:
        return f"{self.median:8.2f} ms, p99 {self.p99:7.2f} ms"


def timed(call: Callable[..., object], *given: object) -> float:
    """How long a call takes, in milliseconds."""
    begun = time.perf_counter()
    call(*given)
    return (time.perf_counter() - begun) * 1000


def compared(what: str, times: Times, bare: Times, most: float | None = None) -> Figure:
    """A figure of times beside those of a bare commit. `most`: the ratio of the medians that is wanted at most."""
    ratio = times.median / bare.median
    found = f"{times}, {ratio:5.1f} x bare"
    return Figure(what, found) if most is None else Figure(what, found, f"<= {most:g} x", ratio <= most)
