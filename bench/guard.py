"""The guard on free text: what it catches of the labelled sentences, what it wrongly refuses, and what a call costs."""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from bench.figures import Figure, Times, timed
from liaison_bot.privacy.guard import screen
from privacy.guard_measure import Figures, Sentence, sentences
from privacy.guard_measure import measure as measure_guard

_LEAST_CAUGHT, _MOST_REFUSED = 0.95, 0.05
_ROUNDS, _QUICK_ROUNDS = 5, 1


def measure(*, quick: bool) -> Iterator[Figure]:
    """Screen every sentence, as a whole and by language."""
    found = measure_guard()
    spoken = attrgetter("language")
    by_language = {language: list(group) for language, group in groupby(sorted(sentences(), key=spoken), key=spoken)}
    yield from _figures("all languages", found.overall)
    for language, figures in found.by_language.items():
        yield from _figures(language, figures)
        yield _cost(language, by_language[language], _QUICK_ROUNDS if quick else _ROUNDS)


def _figures(who: str, figures: Figures) -> Iterator[Figure]:
    caught, refused = figures.caught_share, figures.refused_share
    yield Figure(
        f"{who}: identifying, caught",
        f"{caught:8.1%} of {figures.identifying}",
        f">= {_LEAST_CAUGHT:.0%}",
        caught >= _LEAST_CAUGHT,
    )
    yield Figure(
        f"{who}: clean, refused",
        f"{refused:8.1%} of {figures.clean}",
        f"<= {_MOST_REFUSED:.0%}",
        refused <= _MOST_REFUSED,
    )


def _cost(language: str, spoken: list[Sentence], rounds: int) -> Figure:
    calls = [timed(screen, one.text) for _ in range(rounds) for one in spoken]
    times = Times(calls)
    return Figure(f"{language}: one call", f"{times.median * 1000:8.0f} µs, p99 {times.p99 * 1000:5.0f} µs")
