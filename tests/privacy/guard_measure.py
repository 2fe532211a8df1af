"""Measure the guard on the labelled sentences: how much it catches, and how often it refuses a clean one."""

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from liaison_bot.privacy.guard import Kind, screen

FILES = ("guard_sentences.toml", "guard_sentences_held_out.toml")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A labelled sentence; no kinds means that it is clean."""

    text: str
    language: str
    part: str
    kinds: frozenset[Kind]


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of one group of sentences; a sentence is caught when every kind it is labelled with was found."""

    caught: int
    identifying: int
    refused: int
    clean: int

    @property
    def caught_share(self) -> float:
        """Share of the identifying sentences that were caught, 0 to 1; 1 when there are none."""
        return self.caught / self.identifying if self.identifying else 1.0

    @property
    def refused_share(self) -> float:
        """Share of the clean sentences that were refused, 0 to 1; 0 when there are none."""
        return self.refused / self.clean if self.clean else 0.0


@dataclass(frozen=True, slots=True)
class Measurement:
    """The figures as a whole and by part, language, part and language, and kind."""

    overall: Figures
    by_part: dict[str, Figures]
    by_language: dict[str, Figures]
    by_part_and_language: dict[str, Figures]
    by_kind: dict[str, Figures]


def sentences() -> list[Sentence]:
    """Return the labelled sentences of every file."""
    here = Path(__file__).parent
    return [
        Sentence(text, group["language"], group["part"], frozenset(map(Kind, group["kinds"])))
        for name in FILES
        for group in tomllib.loads((here / name).read_text(encoding="utf-8"))["group"]
        for text in group["sentences"]
    ]


def is_caught(sentence: Sentence) -> bool:
    """Whether every kind the sentence is labelled with was found."""
    return sentence.kinds <= set(screen(sentence.text))


def measure() -> Measurement:
    """Screen every sentence and count."""
    every = sentences()
    identifying = [sentence for sentence in every if sentence.kinds]
    return Measurement(
        overall=_figures(every),
        by_part=_by(every, lambda sentence: sentence.part),
        by_language=_by(every, lambda sentence: sentence.language),
        by_part_and_language=_by(every, lambda sentence: f"{sentence.part} {sentence.language}"),
        by_kind=_by(identifying, lambda sentence: "+".join(sorted(sentence.kinds))),
    )


def _by(chosen: Iterable[Sentence], key: Callable[[Sentence], str]) -> dict[str, Figures]:
    groups: dict[str, list[Sentence]] = {}
    for sentence in chosen:
        groups.setdefault(key(sentence), []).append(sentence)
    return {name: _figures(members) for name, members in sorted(groups.items())}


def _figures(chosen: Iterable[Sentence]) -> Figures:
    caught = identifying = refused = clean = 0
    for sentence in chosen:
        if sentence.kinds:
            identifying += 1
            caught += is_caught(sentence)
        else:
            clean += 1
            refused += bool(screen(sentence.text))
    return Figures(caught, identifying, refused, clean)


def report(measurement: Measurement) -> str:
    """Return the figures as a table."""
    rows = {"overall": measurement.overall}
    rows |= measurement.by_part | measurement.by_language | measurement.by_part_and_language | measurement.by_kind
    lines = [f"{'':<18}{'caught':>16}{'clean refused':>18}"]
    lines += [
        f"{name:<18}{_share(each.caught, each.identifying)}{_share(each.refused, each.clean):>18}"
        for name, each in rows.items()
    ]
    return "\n".join(lines)


def _share(part: int, whole: int) -> str:
    return f"{part:>5}/{whole:<4}{100 * part / whole:5.1f}%".rjust(16) if whole else "-".rjust(16)


def main() -> None:
    """Print the figures."""
    print(report(measure()))  # noqa: T201 - this is what it is run for


if __name__ == "__main__":
    main()
