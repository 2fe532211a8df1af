"""The commands about the bot's account on Matrix: its identity, and the comparing of emoji with people."""

from __future__ import annotations

import asyncio
import os
import sys
import termios
from pathlib import Path
from typing import TYPE_CHECKING

import click

from liaison_bot.errors import ConfigError
from liaison_bot.terminal import CONFIG, told_plainly

if TYPE_CHECKING:
    from adapters.matrix.keys.verifying import Question
    from liaison_bot.config_matrix import Matrix

_YES = frozenset({"y", "yes"})
_WHY = {
    "m.mismatched_sas": "the emoji were not the same",
    "m.timeout": "it took too long",
    "m.user": "it was called off",
    "m.unknown_method": "the other client compares in no way that the bot knows",
    "m.key_mismatch": "the other client has other keys than the homeserver named: find out why before you trust it",
    "m.mismatched_commitment": "the other client's key was changed on the way: find out why before you trust it",
}
_KEEP = (
    "This is the recovery key. It is shown this once. Keep it on paper or in the ministry's password safe, apart\n"
    "from the backups of the store. It brings the identity back when the store is lost; whoever has it and the\n"
    "password can be the bot. matrix-verify needs it, in the place of any former one: in LIAISON_MATRIX_RECOVERY_KEY,\n"
    "or in a file that recovery_key_file names. `run` does not need it.\n"
)


@click.command(short_help="Give the bot's Matrix account its identity, once.")
@CONFIG
@click.option(
    "--reset",
    is_flag=True,
    help="Make a new identity where the recovery key is lost: everybody who verified the bot is warned.",
)
@told_plainly
def matrix_setup(config_path: Path, reset: bool) -> None:  # noqa: FBT001 - click gives it so
    """Sign the bot in to its homeserver and give it the identity without which clients shut it out of encrypted rooms.

    Once, before the first `run`, and safe to repeat: it finishes what was cut short, and changes nothing where all is
    there. It makes the keys of cross-signing, signs the bot's device with them, and keeps them encrypted, in the store
    and on the homeserver, under a recovery key.

    The recovery key is printed once, alone on standard output, before anything depends on it; all else goes to standard
    error. Where the store is lost, the same command with the recovery key brings the identity back, and nobody has to
    verify the bot again. An identity that is there already, made in Element perhaps, is joined with its recovery key,
    and never replaced but with --reset.

    \b
    liaison-bot matrix-setup --config config.toml
    """  # noqa: D301 - click's mark for lines that stay as they are
    from liaison_bot import on_matrix  # noqa: PLC0415

    wanted = _wanted(config_path)

    def show(key: str) -> None:
        click.echo(_KEEP, err=True)
        click.echo(key)
        sys.stdout.flush()

    done = on_matrix.set_up(wanted, show, reset=reset)
    what = "made" if done.made else "brought back with the recovery key" if done.restored else "there, and unchanged"
    click.echo(f"Account:     {done.user_id}", err=True)
    click.echo(f"Device:      {done.device_id}, signed by the identity", err=True)
    click.echo(f"Identity:    {what}", err=True)
    click.echo(f"Fingerprint: {done.fingerprint}", err=True)
    if done.made or done.restored:
        click.echo(f"Next: liaison-bot doctor --config {config_path}", err=True)


@click.command(short_help="Compare emoji with somebody on Matrix.")
@CONFIG
@click.option(
    "--whom",
    default="",
    metavar="ACCOUNT",
    help="Ask this person, as @ana:ministry.example; without it, wait for whoever asks the bot.",
)
@told_plainly
def matrix_verify(config_path: Path, whom: str) -> None:
    """Prove, by comparing seven emoji with somebody, that no homeserver has put itself between them and the bot.

    The officer asks the bot in their client (its profile, “verify”), or the bot asks them with --whom. Compare what
    appears here with what their client shows, by telephone or side by side and never in the chat itself. Only your own
    “y” verifies; anything else ends it. `run` may go on meanwhile, on this machine; its messages pass through it.

    It needs a terminal, and the recovery key in the configuration. It waits for a quarter of an hour, and ends with 1
    when nobody was verified.
    """
    from liaison_bot import on_matrix  # noqa: PLC0415
    from liaison_bot.config_matrix import is_account  # noqa: PLC0415

    if whom and not is_account(whom):
        raise ConfigError(f"--whom: {whom!r} will not do; a whole account such as @ana:ministry.example will")
    if not at_a_terminal():
        raise ConfigError("matrix-verify asks whether emoji are the same: it needs a terminal to ask at")
    wanted = _wanted(config_path)
    who = (
        f"{whom} is being asked; let them accept in their client."
        if whom
        else (f"Waiting for somebody to verify {wanted.user_id} in their client.")
    )
    outcome = on_matrix.verify(wanted, _ask, lambda: click.echo(f"{who} Ctrl-C ends it."), whom=whom)
    if outcome is None:
        click.echo("Nobody came; nothing was verified.")
    elif not outcome.verified:
        why = _WHY.get(outcome.code)
        click.echo(f"{outcome.user} is NOT verified: {f'{why} ({outcome.code})' if why else outcome.code}.")
    elif outcome.identity:
        click.echo(f"{outcome.user} is verified, with every device that they have signed or will sign.")
    else:
        click.echo(f"Device {outcome.device} of {outcome.user} is verified, and no other: they have no cross-signing.")
    if outcome is None or not outcome.verified:
        sys.exit(1)


def at_a_terminal() -> bool:
    """Tell whether somebody can be asked."""
    return sys.stdin.isatty()


async def _ask(question: Question) -> bool:
    """Show what the other side should see, and wait for a yes that is typed after it was shown."""
    one, two, three = question.shown.decimals
    click.echo(f"\n{question.user}, device {question.device}, should see:\n")
    click.echo("   ".join(sign for sign, _ in question.shown.emoji))
    click.echo(" | ".join(name for _, name in question.shown.emoji))
    click.echo(f"\nor, where there are no emoji, {one} {two} {three}.\n")
    termios.tcflush(sys.stdin, termios.TCIFLUSH)  # what was typed before cannot have been an answer
    click.echo("The same, in the same order, compared by telephone or side by side? [y/N] ", nl=False)
    sys.stdout.flush()
    loop, typed = asyncio.get_running_loop(), asyncio.Event()
    loop.add_reader(sys.stdin, typed.set)
    try:
        await typed.wait()
    finally:
        loop.remove_reader(sys.stdin)
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.strip().lower() in _YES


def _wanted(config_path: Path) -> Matrix:
    """The table [matrix]. Raises `ConfigError` where there is none."""
    from liaison_bot.config import load_config  # noqa: PLC0415

    config = load_config(config_path, os.environ)
    if config.matrix is None:
        raise ConfigError(f"{config_path}: no table [matrix]: add it, with homeserver, user_id and a password")
    return config.matrix
