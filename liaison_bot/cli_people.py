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


@click.command(short_help="End somebody's roles, today or on a day.")
@CONFIG
@click.option("--person", required=True, type=int, metavar="NUMBER", help="The number that `people` shows.")
@click.option(
    "--on", default="", metavar="DATE", help="The first day without a role, as 2027-01-31; today if left out."
)
@told_plainly
def dismiss(config_path: Path, person: int, on: str) -> None:
    """End all roles of anybody in the Network, today or on a day: for whoever has to go and whose desk cannot do it.

    The day is counted at their desk. From then on they are a stranger to the bot. Their desk and the coordinators are
    told, once the bot runs; when nobody is left at a desk, that too. Another date replaces the one before, until then.
    """
    from liaison_bot import bootstrap, operating  # noqa: PLC0415
    from liaison_bot.config import load_config  # noqa: PLC0415

    config = load_config(config_path, os.environ)
    with bootstrap.open_house(config) as house:
        done = operating.dismiss(house.store, house.clock(), person=person, on=on)
    ended = "have ended" if done.today else f"end at the start of {done.day}"
    click.echo(f"The roles of {done.person.name} at desk {done.person.desk} {ended}.")
    if done.empty:
        click.echo(f"Nobody who acts is left at desk {done.person.desk} from {done.day}: invite somebody.")


@click.command(short_help="Take somebody's accounts on a platform away.")
@CONFIG
@click.option("--person", required=True, type=int, metavar="NUMBER", help="The number that `people` shows.")
@click.option("--platform", required=True, metavar="NAME", help="The platform, as `people` shows it.")
@told_plainly
def unlink(config_path: Path, person: int, platform: str) -> None:
    """Take somebody's accounts on a platform away: for one that was lost, or that never was theirs.

    Whoever writes from such an account is a stranger to the bot from then on. The person keeps their roles, and their
    accounts on other platforms.
    """
    from liaison_bot import bootstrap, operating  # noqa: PLC0415
    from liaison_bot.config import load_config  # noqa: PLC0415

    config = load_config(config_path, os.environ)
    with bootstrap.open_house(config) as house:
        found, gone, left = operating.unlink(house.store, house.clock(), person=person, platform=platform)
    click.echo(f"{gone} account(s) of {found.name} at desk {found.desk} taken away; {left} left.")
    if not left:
        click.echo("Without an account they cannot use the bot: end their roles and invite them anew.")


@click.command(short_help="Close a desk, or open it again.")
@CONFIG
@click.argument("code", metavar="CODE")
@click.option(
    "--close/--open", "close", default=None, help="Close it: no referral goes there any more; or open it again."
)
@told_plainly
def desk(config_path: Path, code: str, close: bool | None) -> None:  # noqa: FBT001 - click gives it so
    """Close the desk with this CODE (HN, UNICEF), or open it again.

    At a closed desk nobody has access, nothing can be referred to it, and codes for it do not work. What is open there
    stays as it is, and is counted here: let the desk end or withdraw it first. Opening brings everybody back.
    """
    from liaison_bot import bootstrap, operating  # noqa: PLC0415
    from liaison_bot.config import load_config  # noqa: PLC0415

    if close is None:
        raise ConfigError("say --close or --open")
    config = load_config(config_path, os.environ)
    with bootstrap.open_house(config) as house:
        state = operating.set_desk(house.store, house.clock(), code=code, active=not close)
    said = "closed" if close else "open"
    click.echo(
        f"Desk {state.code} is {said}{'' if state.changed else ' already'}; people with a role there: {state.people}."
    )
    click.echo(f"Open referrals there: {state.sent} that it sent, {state.received} that it received.")
    if close and state.sent + state.received:
        click.echo("Nobody can answer those while the desk is closed.")
