"""What nobody expected: an exit code, where it came from, and nothing of anybody's case."""

import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest
from sqlalchemy.exc import IntegrityError

from cli.operating import Desk, Running
from liaison_bot import operating

SECRET = "María Secreta, 12 años"


def raises(bug: BaseException) -> Callable[..., None]:
    def call(*_: object) -> None:
        raise bug

    return call


@pytest.mark.parametrize(
    "bug",
    [
        ValueError(SECRET),
        KeyError(SECRET),
        IntegrityError(f"INSERT {SECRET}", {"name": SECRET}, sqlite3.IntegrityError(SECRET)),
        ExceptionGroup(SECRET, [ValueError(SECRET), ExceptionGroup(SECRET, [KeyError(SECRET)])]),
    ],
)
def test_an_unexpected_error_tells_its_kind_and_place_and_not_what_it_says(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, bug: Exception
) -> None:
    monkeypatch.setattr(operating, "people", raises(bug))
    told = desk.use("people")
    assert told.exit_code == 1
    assert told.stdout == ""
    assert "Secreta" not in told.stderr
    assert "liaison-bot: unexpected " in told.stderr
    kinds = {type(one).__name__ for one in getattr(bug, "exceptions", [bug])} - {"ExceptionGroup"}
    assert all(kind in told.stderr for kind in kinds)


def test_what_the_disk_says_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for bug in (sqlite3.OperationalError("database or disk is full"), OSError(28, "No space left on device")):
        monkeypatch.setattr(operating, "people", raises(bug))
        told = desk.use("people")
        assert told.exit_code == 1
        assert str(bug) in told.stderr


def test_a_reader_that_has_had_enough_is_no_error(desk: Desk) -> None:
    for number in range(3):
        desk.member(f"user{number}")
    program = (
        "import os, sys; from liaison_bot.cli import main; os.close(1); sys.stdout = open(os.pipe()[1], 'w'); main()"
    )
    with Running("people", "--config", desk.config, python=("-c", program)) as process:
        assert process.wait() == 0
    assert process.errors == ""


def test_a_table_that_vanishes_while_it_runs_shows_nothing_of_what_was_in_it(desk: Desk, card: str) -> None:
    quick = "import liaison_bot.delivery as d; d.PAUSE_SECONDS = 0.05; from liaison_bot.cli import main; main()"
    desk.with_practice()
    with Running("run", "--config", desk.config, python=("-c", quick)) as process:
        process.until("ready")
        with closing(sqlite3.connect(desk.database)) as other:
            other.execute("DROP TABLE outbox")
            other.commit()
        process.until_error("unexpected")
        if process.process.poll() is None:
            process.stop()
    told = "".join(process.stdout) + process.errors
    for content in (card, "12-14", "family-tracing", "Ana", "Luis", "SELECT", "INSERT"):
        assert content not in told.replace("practice network", "")
