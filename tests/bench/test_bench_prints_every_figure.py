"""The benchmark's quick round: every figure is printed. How fast anything was is nobody's business here."""

import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
FIGURES = (
    "from run to ready",
    "memory when ready",
    "memory after",
    "one row, bare",
    "referral ack",
    "referral accept",
    "referral raise",
    "4 people at once",
    "until each is answered",
    "list waiting",
    "list sent",
    "list received",
    "list overdue",
    "list closed",
    "show",
    "tick, nothing due",
    r"tick, \d+ due",
    "tick after an hour away",
    "referral ack, no tick",
    "referral ack, while it catches up",
    "a beat that makes digests",
    "digests due at once",
    "list, while nothing else is done",
    "list, while digests are made",
)
ON_MATRIX = (
    *(
        f"{name}, {kind}: {what}"
        for kind, names in (("plain", ("liaison", "nio", "raw")), ("encrypted", ("liaison", "nio")))
        for name in names
        for what in ("to the answer", "everybody at once")
    ),
    "memory after all that",
    "from run to its first answer",
)
ON_SLACK = ("bare slack-bolt echo, reply", "of which the core", "bot, reply", "bot, acknowledgement", "50 people")


def test_every_figure_is_printed_for_both_databases_and_for_the_guard() -> None:
    told = bench("start", "memory", "command", "crowd", "lists", "tick", "digests", "guard", "--quick")
    sqlite, postgresql = told[1 : told.index("PostgreSQL")], told[told.index("PostgreSQL") + 1 : told.index("Guard")]
    for lines in (sqlite, postgresql):
        holds_figures(lines, FIGURES)
    guard = told[told.index("Guard") + 1 :]
    for language in ("all languages", "en", "es", "fr"):
        assert any(line.startswith(f"  {language}: identifying, caught") for line in guard)
        assert any(line.startswith(f"  {language}: clean, refused") for line in guard)


def test_the_measurements_that_are_named_are_made_and_no_others() -> None:
    told = bench("matrix", "slack", "--quick")
    slack = told.index("Slack")
    assert told[0] == "Matrix"
    holds_figures(told[1:slack], ON_MATRIX)
    holds_figures(told[slack + 1 :], ON_SLACK)


def holds_figures(lines: Sequence[str], figures: Sequence[str]) -> None:
    """Each line is a figure with its number, and no figure is missing."""
    assert len(lines) == len(figures)
    for line, figure in zip(lines, figures, strict=True):
        assert re.match(rf"  {figure}.* \d", line), line


def bench(*arguments: str) -> list[str]:
    ran = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "bench", *arguments], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return ran.stdout.splitlines()
