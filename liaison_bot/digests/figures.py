"""Figures that may be shown to anybody: counts from which no small one can be worked out. Pure.

What is counted is a tree: all of it, parts of that, parts of those. The parts of a whole are shown only where each of
them counts five or more; otherwise the whole is shown as one. So there is never a part missing beside others that are
there, which could be had by subtracting. Which parts belong together is fixed, and does not depend on the counts: even
who knows this rule learns of a part that is not shown no more than that it, or a sibling of it, is small.

Two trees that count the same things have their total in common and nothing else. Figures of different weeks have
nothing in common at all: only what is open is counted, never what came, went, or changed.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

LEAST = 5
"""A count below this is shown to nobody."""


@dataclass(frozen=True, slots=True)
class Part:
    """Something counted by itself (no `parts`), or the sum of its parts, of which there are two or more."""

    name: str
    parts: tuple["Part", ...] = ()

    @property
    def leaves(self) -> tuple[str, ...]:
        """What is counted by itself in it."""
        return tuple(name for part in self.parts for name in part.leaves) or (self.name,)


def shown(whole: Part, counts: Mapping[str, int]) -> dict[str, int]:
    """What may be shown of a tree, by the names of its parts, from counts of its leaves; nothing where it is small."""
    total = _total(whole, counts)
    return {whole.name: total, **dict(_below(whole, counts))} if total >= LEAST else {}


def in_order(whole: Part, figures: Mapping[str, int]) -> Iterator[tuple[Part, int | None]]:
    """The finest parts that are shown, in order; None for those of which nothing is."""
    if not any(part.name in figures for part in whole.parts):
        yield whole, figures.get(whole.name)
        return
    for part in whole.parts:
        yield from in_order(part, figures)


def together(parts: Iterable[str]) -> Part:
    """Some parts as a tree in which each two, from the first on, are shown as one rather than not at all."""
    first, *rest = (Part(name) for name in parts)
    for part in rest:
        first = Part(f"{first.name}+{part.name}", (first, part))
    return first


def _below(whole: Part, counts: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    sums = [_total(part, counts) for part in whole.parts]
    if any(count < LEAST for count in sums):
        return
    for part, count in zip(whole.parts, sums, strict=True):
        yield part.name, count
        yield from _below(part, counts)


def _total(part: Part, counts: Mapping[str, int]) -> int:
    return sum(counts.get(name, 0) for name in part.leaves)
