"""The benchmark's quick round: every figure is printed. How fast anything was is nobody's business here."""

import re
import subprocess
import sys
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
    "50 people at once",
    "until each is answered",
    "list waiting",
    "list sent",
    "list received",
    "list overdue",
    "list closed",
    "show",
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


def test_every_figure_is_printed_for_both_databases_each_platform_and_the_guard() -> None:
    told = bench("--quick")
    sqlite, postgresql = told[1 : told.index("PostgreSQL")], told[told.index("PostgreSQL") + 1 : told.index("Matrix")]
    for lines in (sqlite, postgresql):
        assert len(lines) == len(FIGURES)
        for line, figure in zip(lines, FIGURES, strict=True):
            assert re.match(rf"  {figure}.* \d", line), line
    matrix = told[told.index("Matrix") + 1 : told.index("Slack")]
    assert len(matrix) == len(ON_MATRIX)
    for line, figure in zip(matrix, ON_MATRIX, strict=True):
        assert re.match(rf"  {figure}.* \d", line), line
    slack = told[told.index("Slack") + 1 : told.index("Guard")]
    assert len(slack) == len(ON_SLACK)
    for line, figure in zip(slack, ON_SLACK, strict=True):
        assert re.match(rf"  {figure}.* \d", line), line
    guard = told[told.index("Guard") + 1 :]
    for language in ("all languages", "en", "es", "fr"):
        assert any(line.startswith(f"  {language}: identifying, caught") for line in guard)
        assert any(line.startswith(f"  {language}: clean, refused") for line in guard)


def test_one_measurement_can_be_named() -> None:
    assert bench("guard", "--quick")[0] == "Guard"


def bench(*arguments: str) -> list[str]:
    ran = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "bench", *arguments], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return ran.stdout.splitlines()
