"""The command line: what an operator, or anybody who tries the bot, starts it with.

Exit codes: 0 done, 1 something is wrong that `doctor` or the log explains, 2 a wrong option, configuration or key.
"""

import asyncio
import contextlib
import logging
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import Any

import click

from liaison_bot.errors import ConfigError, Refused, VaultError

_CONFIG = click.option(
    "--config",
    "config_path",
    type=click.Path(path_type=Path),
    default=Path("config.toml"),
    show_default=True,
    help="The configuration file that `init` wrote.",
)


@contextlib.contextmanager
def _operator_errors() -> Iterator[None]:
    """Say what is wrong in plain words, and end with exit code 2."""
    try:
        yield
    except ConfigError as wrong:
        for problem in wrong.problems:
            click.echo(f"liaison-bot: {problem}", err=True)
        sys.exit(2)
    except VaultError as wrong:
        click.echo(f"liaison-bot: keys: {wrong}. Nothing was changed.", err=True)
        sys.exit(2)


def _told_plainly(command: Callable[..., None]) -> Callable[..., None]:
    @wraps(command)
    def told(*args: Any, **options: Any) -> None:
        with _operator_errors():
            command(*args, **options)

    return told


@click.group(
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="To try it without an account anywhere: liaison-bot demo. To run it for real: init, migrate, invite, run.",
)
@click.version_option(package_name="liaison-bot")
def main() -> None:
    """The working desk of the Liaison Officer Network for the Protection of Migrant Boys, Girls and Adolescents.

    liaison-bot carries case referrals between countries inside the chat that each of them uses: who received it, who
    must answer, by when. It carries the reference, never the child.
    """


@main.command()
@click.option("--port", default=8765, show_default=True, type=click.IntRange(0, 65535), help="0 takes any free port.")
@_told_plainly
def demo(port: int) -> None:
    """Open the practice network in a browser, with made-up people and cases.

    Everything is made anew in a temporary folder, served on this computer alone, and gone when it ends (Ctrl-C).
    """
    from liaison_bot import bootstrap  # noqa: PLC0415 - `--help` need not load the rest
    from liaison_bot.config import load_config  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="liaison-bot-demo-") as name:
        folder = Path(name)
        _write_start(folder, f"[practice]\nport = {port}\n")
        config = load_config(folder / "config.toml", {})
        _log_to_stderr("warning")
        bootstrap.prepare_database(config)
        with bootstrap.open_house(config) as house:
            bootstrap.seed_practice(house)
            _serve(bootstrap.serve(house, bootstrap.platforms(config, house, _announce_practice)))


@main.command()
@_CONFIG
@_told_plainly
def run(config_path: Path) -> None:
    """Run the bot on the platforms that are configured, until it is stopped (Ctrl-C or SIGTERM)."""
    from liaison_bot import bootstrap  # noqa: PLC0415
    from liaison_bot.config import load_config  # noqa: PLC0415

    config = load_config(config_path, os.environ)
    _log_to_stderr(config.log.level)
    with bootstrap.open_house(config) as house:
        connected = bootstrap.platforms(config, house, _announce_practice)
        if not connected:
            raise ConfigError(f"{config_path}: no platform is configured; add the table [practice]")
        click.echo(f"ready: {', '.join(sorted(connected))}")
        _serve(bootstrap.serve(house, connected))


@main.command()
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    show_default="this folder",
    help="Where config.toml and keys.toml are written.",
)
@_told_plainly
def init(folder: Path) -> None:
    """Write a commented configuration and create the keys. Nothing that is there is overwritten."""
    from liaison_bot.config import example_config  # noqa: PLC0415

    there = [str(path) for path in (folder / "config.toml", folder / "keys.toml") if path.exists()]
    if there:
        raise ConfigError(f"{' and '.join(there)}: there already, and left as it is; move it away to start anew")
    try:
        _write_start(folder, example_config())
    except OSError as wrong:
        raise ConfigError(f"{folder}: cannot be written to: {wrong.strerror}") from None
    click.echo(f"Written: {folder / 'config.toml'}, {folder / 'keys.toml'}")
    click.echo("Keep a copy of keys.toml apart from the database's backups: without it nothing can be read.")
    click.echo(f"Next: liaison-bot migrate --config {folder / 'config.toml'}")


@main.command()
@_CONFIG
@_told_plainly
def migrate(config_path: Path) -> None:
    """Make the database, or bring its tables up to date. Safe to repeat."""
    from liaison_bot import bootstrap  # noqa: PLC0415
    from liaison_bot.config import load_config  # noqa: PLC0415

    config = load_config(config_path, os.environ)
    bootstrap.vault(config)
    bootstrap.prepare_database(config)
    with bootstrap.open_house(config) as house:
        for name, value in house.store.facts().items():
            click.echo(f"{name}: {value}")


@main.command()
@_CONFIG
@click.option("--desk", required=True, help="A country's code (HN), or an organisation's (UNICEF, ST).")
@click.option("--role", required=True, help="titular, alternate, supervisor, secretariat, partner …")
@click.option("--name", required=True, help="The person's name, as colleagues will read it.")
@click.option("--language", required=True, help="es, en or fr.")
@_told_plainly
def invite(config_path: Path, desk: str, role: str, name: str, language: str) -> None:
    """Print a one-time code, alone, that somebody joins with: `liaison join CODE`."""
    from liaison_bot import bootstrap  # noqa: PLC0415
    from liaison_bot.config import load_config  # noqa: PLC0415

    config = load_config(config_path, os.environ)
    with bootstrap.open_house(config) as house:
        try:
            code, expires = bootstrap.invite(house, desk=desk, role=role, name=name, language=language)
        except Refused as refused:
            raise ConfigError(house.services.catalogues.of("en")(refused.key, **refused.values)) from None
    click.echo(f"It works once, until {expires:%Y-%m-%d %H:%M} UTC.", err=True)
    click.echo(code)


@main.command()
@_CONFIG
@_told_plainly
def people(config_path: Path) -> None:
    """List who is in the Network: desk, name, roles, language, and whether they have joined."""
    from liaison_bot import bootstrap  # noqa: PLC0415
    from liaison_bot.config import load_config  # noqa: PLC0415

    config = load_config(config_path, os.environ)
    with bootstrap.open_house(config) as house:
        rows = list(bootstrap.people(house))
    if not rows:
        click.echo("Nobody yet. Invite somebody: liaison-bot invite --desk HN --role titular --name … --language es")
    for row in rows:
        click.echo("\t".join(row))


@main.command()
@_CONFIG
@_told_plainly
def doctor(config_path: Path) -> None:
    """Look at everything that can be wrong and say so. Exit code 1 when something is."""
    from liaison_bot import bootstrap  # noqa: PLC0415
    from liaison_bot.config import load_config  # noqa: PLC0415

    config = load_config(config_path, os.environ)
    with bootstrap.open_house(config) as house:
        findings = list(bootstrap.findings(house))
    for finding in findings:
        mark = "ok  " if finding.well else "WARN"
        click.echo(f"{mark}  {finding.about}: {finding.found}")
    if not all(finding.well for finding in findings):
        sys.exit(1)


@main.command()
@_CONFIG
@_told_plainly
def rotate(config_path: Path) -> None:
    """Make a new key, encrypt everything with it, and retire the old ones. Stop `run` first.

    The former key ring is kept beside the new one until everything is encrypted anew, and then named for removal.
    """
    from liaison_bot import bootstrap  # noqa: PLC0415
    from liaison_bot.config import load_config  # noqa: PLC0415

    config = load_config(config_path, os.environ)
    if config.keys.file is None:
        raise ConfigError(f"the keys come from {config.keys.source}: add a new key there yourself, then run this again")

    def progress(done: int, of: int) -> None:
        click.echo(f"\r{done} of {of}", nl=False, err=True)

    count, former = bootstrap.rotate(config, progress)
    click.echo(f"\r{count} values are encrypted with the new key.", err=True)
    click.echo(f"Destroy the former key ring when no backup needs it any more: {former}")


def _write_start(folder: Path, config: str) -> None:
    """Write a configuration and a key ring into a folder."""
    from liaison_bot.privacy.vault import new_keys, write_keys  # noqa: PLC0415

    folder.mkdir(parents=True, exist_ok=True)
    write_keys(folder / "keys.toml", new_keys("k1"))
    (folder / "config.toml").write_text(config, "utf-8")


def _announce_practice(address: str) -> None:
    click.echo(f"The practice network is open at {address}")
    click.echo("Everybody and everything in it is made up. Ctrl-C ends it.")
    sys.stdout.flush()


def _log_to_stderr(level: str) -> None:
    logging.basicConfig(
        level=level.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s", stream=sys.stderr
    )


def _serve(serving: Any) -> None:
    try:
        asyncio.run(serving)
    except* OSError as group:
        raise ConfigError(*(str(wrong) for wrong in group.exceptions)) from None
