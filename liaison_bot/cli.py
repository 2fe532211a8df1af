"""The command line: what an operator, or anybody who tries the bot, starts it with.

Exit codes: 0 done, 1 something is wrong that `doctor` or the log explains, 2 a wrong option, configuration or key.
"""

import asyncio
import logging
import os
import signal
import sys
import tempfile
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import click

from liaison_bot import cli_matrix, cli_people
from liaison_bot.errors import ConfigError, DatabaseLost, VaultError
from liaison_bot.terminal import CONFIG, each, end, told_plainly


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="To try it without an account anywhere: liaison-bot demo. To run it for real: init, migrate, invite, run "
    "(on Matrix, matrix-setup first). "
    "Exit codes: 0 done; 1 something is wrong, and is named; 2 a wrong option, configuration or key, and nothing was "
    "done.",
)
@click.version_option(package_name="liaison-bot")
def main() -> None:
    """The working desk of the Liaison Officer Network for the Protection of Migrant Boys, Girls and Adolescents.

    liaison-bot carries case referrals between countries inside the chat that each of them uses: who received it, who
    must answer, by when. It carries the reference, never the child.
    """


@main.command(short_help="Open the practice network in a browser.")
@click.option("--port", default=8765, show_default=True, type=click.IntRange(0, 65535), help="0 takes any free port.")
@told_plainly
def demo(port: int) -> None:
    """Open the practice network in a browser, with made-up people and cases.

    Everything is made anew in a temporary folder, served on this computer alone, and gone when it ends (Ctrl-C). It
    needs no configuration and touches none. The page can move the practice network's clock forward, for all at once.
    """
    from liaison_bot import bootstrap  # noqa: PLC0415 - `--help` need not load the rest
    from liaison_bot.config import load_config  # noqa: PLC0415

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # the folder goes, however early it is stopped
    with tempfile.TemporaryDirectory(prefix="liaison-bot-demo-") as name:
        folder = Path(name)
        _write_start(folder, f"[practice]\nport = {port}\n")
        config = load_config(folder / "config.toml", {})
        _log_to_stderr("warning")
        bootstrap.prepare_database(config)
        with bootstrap.open_practice(config) as house:
            _serve(bootstrap.serve(house, bootstrap.platforms(config, house, _connected)))


@main.command(short_help="Run the bot until it is stopped.")
@CONFIG
@told_plainly
def run(config_path: Path) -> None:
    """Run the bot on the platforms that are configured, until it is stopped (Ctrl-C or SIGTERM).

    It says “ready” and the platforms' names on standard output once all of them are connected, and logs on standard
    error. Stopping it at any moment, even without warning, loses nothing: what was answered is kept, and what was not
    said yet is said after the next start.
    """
    from liaison_bot import bootstrap  # noqa: PLC0415
    from liaison_bot.config import load_config  # noqa: PLC0415
    from liaison_bot.heap import keep_little  # noqa: PLC0415

    keep_little()
    config = load_config(config_path, os.environ)
    _log_to_stderr(config.log.level)
    waited = set(bootstrap.configured(config))
    if not waited:
        raise ConfigError(f"{config_path}: no platform is configured; add a table [slack], [matrix] or [practice]")
    names = ", ".join(sorted(waited))

    def connected(name: str, address: str) -> None:
        _connected(name, address)
        waited.discard(name)
        if not waited:
            _say(f"ready: {names}")

    with bootstrap.open_house(config) as house:
        _serve(bootstrap.serve(house, bootstrap.platforms(config, house, connected)))


@main.command(short_help="Write a commented configuration and create the keys.")
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    show_default="this folder",
    help="Where config.toml and keys.toml are written.",
)
@told_plainly
def init(folder: Path) -> None:
    """Write a commented configuration and create the keys. Nothing that is there is overwritten.

    config.toml holds every setting with its meaning and its default, and works as it is; keys.toml holds the key ring,
    which encrypts what referrals say. Both can be read by their owner alone. Keep a copy of keys.toml apart from the
    database's backups: without it nothing can be read.
    """
    from liaison_bot.config import example_config  # noqa: PLC0415

    there = [str(path) for path in (folder / "config.toml", folder / "keys.toml") if os.path.lexists(path)]
    if there:
        raise ConfigError(f"{' and '.join(there)}: there already, and left as it is; move it away to start anew")
    try:
        _write_start(folder, example_config())
    except OSError as wrong:
        raise ConfigError(f"{folder}: cannot be written to: {wrong.strerror}") from None
    click.echo(f"Written: {folder / 'config.toml'}, {folder / 'keys.toml'}")
    click.echo("Keep a copy of keys.toml apart from the database's backups: without it nothing can be read.")
    click.echo(f"Next: liaison-bot migrate --config {folder / 'config.toml'}")


@main.command(short_help="Make the database, or bring its tables up to date.")
@CONFIG
@told_plainly
def migrate(config_path: Path) -> None:
    """Make the database, or bring its tables up to date. Safe to repeat.

    Run it once after `init`, and after every upgrade before `run`, which refuses tables that are not its own. All of it
    happens or nothing. Take a backup before an upgrade.
    """
    from liaison_bot import bootstrap  # noqa: PLC0415
    from liaison_bot.config import load_config  # noqa: PLC0415

    config = load_config(config_path, os.environ)
    bootstrap.vault(config)
    bootstrap.prepare_database(config)
    with bootstrap.open_house(config) as house:
        for name, value in house.store.facts().items():
            click.echo(f"{name}: {value}")


@main.command(short_help="Look at everything that can be wrong and say so.")
@CONFIG
@click.option(
    "--trail-was",
    metavar="COUNT:HASH",
    help="The end of the audit trail as an earlier doctor told it: is it still there?",
)
@told_plainly
def doctor(config_path: Path, trail_was: str | None) -> None:
    """Look at everything that can be wrong without anybody having noticed, and say so.

    One line for each thing: “ok”, or “WARN” for what wants attention. The keys, who can read the files, the database,
    the audit trail from its first entry to its last, what could not be delivered, countries nobody answers for, and on
    Matrix the bot's device and keys, for which the homeserver is given some seconds. Ids and counts only, no content,
    no secret. Exit code 1 when there is a WARN: fit for a timer.

    The audit trail proves that nothing in its middle was altered or removed. Whoever can write to the database could
    cut it off or make it anew: note its end (COUNT:HASH) where they cannot write, and give it with --trail-was.
    """
    from liaison_bot import bootstrap  # noqa: PLC0415
    from liaison_bot.config import load_config  # noqa: PLC0415
    from liaison_bot.privacy.trail import read_note  # noqa: PLC0415

    note = read_note(trail_was) if trail_was is not None else None
    if trail_was is not None and note is None:
        raise ConfigError("--trail-was: COUNT:HASH as doctor tells it, with 16 digits of the hash at least")
    config = load_config(config_path, os.environ)
    _log_to_stderr("error")  # what is wrong is in the lines
    with bootstrap.open_house(config) as house:
        findings = list(bootstrap.findings(config, house, note))
    for finding in findings:
        mark = "ok  " if finding.well else "WARN"
        click.echo(f"{mark}  {finding.about}: {finding.found}")
    if not all(finding.well for finding in findings):
        sys.exit(1)


@main.command("slack-manifest", short_help="Print what the Slack app is made with.")
@click.option(
    "--language",
    type=click.Choice(["es", "en", "fr"]),
    default="es",
    show_default=True,
    help="The language of the commands' descriptions.",
)
@click.option(
    "--guard-channels",
    is_flag=True,
    help="With the right to hear what is typed in channels, for the guard that a coordinator turns on in one.",
)
@told_plainly
def slack_manifest(language: str, guard_channels: bool) -> None:  # noqa: FBT001 - click's way to give a flag
    """Print the manifest that the Slack app is made with: commands, rights, events. It needs no configuration.

    \b
    liaison-bot slack-manifest > manifest.json
    """  # noqa: D301 - click's mark for lines that stay as they are
    from liaison_bot import bootstrap  # noqa: PLC0415

    click.echo(bootstrap.manifest_for_slack(language, guard_channels=guard_channels))


@main.command(short_help="Make a new key and encrypt everything with it.")
@CONFIG
@told_plainly
def rotate(config_path: Path) -> None:
    """Make a new key and encrypt everything with it.

    The key before it stays in the key ring until the next rotation, so that nothing is lost that a bot which is still
    running encrypts with it in the meantime; that bot notices within a minute and stops: start it again. Keys older
    than that are dropped, for nothing is encrypted with them any more. So a key that must go is gone after two
    rotations. If it is interrupted, run it again: it goes on.

    A backup of the database opens only with the key ring of its time: keep that ring as long as the backup, and apart
    from it.

    With the key ring in LIAISON_KEYS, add a new key there first (openssl rand -base64 32), name it in `current`, and
    leave the others: everything is then encrypted with that one.
    """
    from liaison_bot import bootstrap  # noqa: PLC0415
    from liaison_bot.config import load_config  # noqa: PLC0415

    config = load_config(config_path, os.environ)
    done = bootstrap.rotate(config, _show_progress)
    click.echo(f"Everything is encrypted with key “{done.current}”: {done.count} values were encrypted anew.")
    for name in done.kept:
        if config.keys.file is not None:
            click.echo(f"Key “{name}” stays in the key ring until the next rotation, for a bot that is still running.")
        else:
            click.echo(f"Key “{name}” can leave {config.keys.source} once no bot runs with it as its current key.")
    for name in done.dropped:
        click.echo(f"Key “{name}” was dropped from the key ring: nothing is encrypted with it.")
    click.echo("Start the bot again if it runs, and copy the key ring to where its copies are kept.")


def _show_progress(done: int, of: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{done} of {of}", nl=done >= of, err=True)


def _write_start(folder: Path, config: str) -> None:
    """Write a configuration and a key ring into a folder: both, or neither. Raises `OSError`."""
    from liaison_bot.privacy.vault import new_ring, write_keys  # noqa: PLC0415

    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    try:
        for path, text in ((folder / "config.toml", config), (folder / "keys.toml", new_ring().text())):
            write_keys(path, text)
            written.append(path)
    except OSError:
        for path in written:
            path.unlink(missing_ok=True)
        raise


def _connected(name: str, address: str) -> None:
    """A platform is connected: the practice network at an address, another under an account of its own."""
    if name == "practice":
        _say(f"The practice network is open at {address}")
        _say("Everybody and everything in it is made up. Ctrl-C ends it.")
    else:
        _say(f"{name}: connected as {address}")


def _say(line: str) -> None:
    click.echo(line)
    sys.stdout.flush()


def _log_to_stderr(level: str) -> None:
    logging.basicConfig(
        level=level.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s", stream=sys.stderr
    )
    logging.getLogger("apscheduler").setLevel(logging.WARNING)  # every tick is an INFO to it


def _serve(serving: Coroutine[Any, Any, None]) -> None:
    """Run until stopped. What stops one part stops all; of what stopped it, the operator's own matters come first."""
    try:
        asyncio.run(serving)
    except BaseExceptionGroup as group:
        for wrong in each(group):
            if isinstance(wrong, VaultError):
                end(2, f"keys: {wrong}")
            if isinstance(wrong, DatabaseLost):
                end(1, str(wrong))
            if isinstance(wrong, OSError) and wrong.strerror:
                raise ConfigError(wrong.strerror) from None
        raise


for _command in (
    *(cli_people.invite, cli_people.people, cli_people.dismiss, cli_people.unlink, cli_people.desk),
    *(cli_matrix.matrix_setup, cli_matrix.matrix_verify),
):
    main.add_command(_command)
