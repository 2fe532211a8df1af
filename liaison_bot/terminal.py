"""What the commands of the command line share: the configuration's option, how they say what went wrong, columns."""

import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn

import click

from liaison_bot.errors import ConfigError, VaultError

CONFIG = click.option(
    "--config",
    "config_path",
    type=click.Path(path_type=Path),
    default=Path("config.toml"),
    show_default=True,
    help="The configuration file that `init` wrote.",
)
_GAP = "  "


def told_plainly(command: Callable[..., None]) -> Callable[..., None]:
    """Say what goes wrong in plain words, with the exit code that belongs to it, and never with a case's content."""

    @wraps(command)
    def told(*args: Any, **options: Any) -> None:
        try:
            command(*args, **options)
        except ConfigError as wrong:
            end(2, *wrong.problems)
        except VaultError as wrong:
            end(2, f"keys: {wrong}. Nothing was changed.")
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as bug:  # noqa: BLE001 - whatever it is, its own words could hold what somebody typed
            end(1, *(line for one in each(bug) for line in _unexpected(one)))

    return told


def end(code: int, *lines: str) -> NoReturn:
    """Say what went wrong on standard error, and end with this exit code."""
    for line in lines:
        click.echo(f"liaison-bot: {line}", err=True)
    sys.exit(code)


def each(bug: BaseException) -> Iterator[BaseException]:
    """The errors that a group holds, however deep; or the one that is none."""
    if isinstance(bug, BaseExceptionGroup):
        for one in bug.exceptions:
            yield from each(one)
    else:
        yield bug


def _unexpected(bug: BaseException) -> Iterator[str]:
    """What can be told of an error: its kind, where it came from, and from the system or SQLite also why."""
    from liaison_bot.app import frames  # noqa: PLC0415 - hardly ever needed

    original = getattr(bug, "orig", bug)  # what SQLAlchemy wraps
    known = isinstance(original, sqlite3.OperationalError | OSError)  # these speak of files and space, never of rows
    yield f"unexpected {type(bug).__name__}{f': {original}' if known else ''}"
    yield f"it came from\n{frames(bug)}"


def in_columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows as lines, each column as wide as its widest cell."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield _GAP.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
