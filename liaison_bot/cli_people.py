"""The commands about the Network's people and desks: what an operator does at the machine, without a chat."""

import os
from pathlib import Path

import click

from liaison_bot.errors import ConfigError, Refused
from liaison_bot.terminal import CONFIG, in_columns, told_plainly

_HEADINGS = ("DESK", "NAME", "NUMBER", "ROLES", "LANGUAGE", "ACCOUNTS")


@click.command(short_help="Print a one-time code that somebody joins with.")
@CONFIG
@click.option("--desk", required=True, help="A country's code (HN), or an organisation's (UNICEF, ST).")
@click.option(
    "--role",
    required=True,
    help="At a country: titular, alternate, supervisor, auditor. At the Secretariat: secretariat, administrator, "
    "auditor. At an organisation: partner, civil-society.",
)
@click.option("--name", required=True, help="The person's name, as colleagues will read it.")
@click.option("--language", required=True, help="The language they are written to in: es, en or fr.")
@told_plainly
def invite(config_path: Path, desk: str, role: str, name: str, language: str) -> None:
    """Print a one-time code, alone, that somebody joins with by writing to the bot: liaison join CODE.

    The code stands alone on standard output; until when it works is told on standard error. It works once. Only its
    hash is kept: a code that was lost is replaced by a new one. Begin with the Technical Secretariat, who can invite
    everybody else from the chat.

    \b
    liaison-bot invite --desk ST --role secretariat --name "Elena Vargas" --language es
    """  # noqa: D301 - click's mark for lines that stay as they are
    from liaison_bot import bootstrap, operating  # noqa: PLC0415
    from liaison_bot.config import load_config  # noqa: PLC0415

    config = load_config(config_path, os.environ)
    with bootstrap.open_house(config) as house:
        try:
            code, expires = operating.invite(
                house.store, house.services, house.clock(), desk=desk, role=role, name=name, language=language
            )
        except Refused as refused:
            catalogues = house.services.catalogues
            english = catalogues.all.get("en") or catalogues.of(catalogues.default)
            raise ConfigError(english(refused.key, **refused.values)) from None
    click.echo(f"It works once, until {expires:%Y-%m-%d %H:%M} UTC.", err=True)
    click.echo(code)


@click.command(short_help="List who is in the Network.")
@CONFIG
@told_plainly
def people(config_path: Path) -> None:
    """List who is in the Network: desk, name, number, roles today, language, and the platforms they have an account on.

    Somebody who was invited appears here once they have joined.
    """
    from liaison_bot import bootstrap, operating  # noqa: PLC0415
    from liaison_bot.config import load_config  # noqa: PLC0415

    config = load_config(config_path, os.environ)
    with bootstrap.open_house(config) as house:
        rows = list(operating.people(house.store, house.clock()))
    if not rows:
        example = 'liaison-bot invite --desk ST --role secretariat --name "…" --language es'
        click.echo(f"Nobody has joined yet. Invite somebody: {example}")
        return
    for line in in_columns([_HEADINGS, *rows]):
        click.echo(line)
