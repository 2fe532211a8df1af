"""`python -m bench [NAMES…] [--quick]`."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

import click

from bench import command, crowd, digests, guard, lists, matrix, memory, slack, start, tick
from bench.databases import databases
from bench.figures import Figure

_ON_DATABASES = {
    "start": start.measure,
    "memory": memory.measure,
    "command": command.measure,
    "crowd": crowd.measure,
    "lists": lists.measure,
    "tick": tick.measure,
    "digests": digests.measure,
}
_ALONE = {
    "matrix": ("Matrix", matrix.measure),
    "slack": ("Slack", slack.measure),
    "guard": ("Guard", guard.measure),
}
"""What has nothing to do with the kind of database, each with its heading."""
_ON_DISK = Path("/var/tmp")  # noqa: S108 - only folders with names of their own are made in it


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("names", nargs=-1, type=click.Choice([*_ON_DATABASES, *_ALONE]))
@click.option("--quick", is_flag=True, help="A few of everything: the figures mean nothing then.")
def main(names: tuple[str, ...], *, quick: bool) -> None:
    """Measure what is named, or everything, on SQLite and on PostgreSQL, and print it. Nothing here can fail.

    “Bare” is one row committed, and nothing else, in the same run and in turns with what stands beside it.
    """
    if not quick and "TMPDIR" not in os.environ and _ON_DISK.is_dir():
        tempfile.tempdir = str(_ON_DISK)  # /tmp may be memory, where making something durable costs nothing
    chosen = names or (*_ON_DATABASES, *_ALONE)
    wanted = [(name, measure) for name, measure in _ON_DATABASES.items() if name in chosen]
    if wanted:
        with databases(careless=quick) as both:
            for database in both:
                click.echo(database.name)
                for _, measure in wanted:
                    _print(measure(database, quick=quick))
    for name, (heading, measured) in _ALONE.items():
        if name in chosen:
            click.echo(heading)
            _print(measured(quick=quick))


def _print(figures: Iterable[Figure]) -> None:
    for figure in figures:
        click.echo(str(figure))


if __name__ == "__main__":
    main()
