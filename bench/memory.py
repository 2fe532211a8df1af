"""How much memory `liaison-bot run` holds with one platform: when it is ready, and after it has worked."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.databases import Database
from bench.figures import Figure
from bench.running import Page, configure, start
from liaison_bot import bootstrap
from liaison_bot.chat import Account, Audience, CommandUsed, Message, Where
from liaison_bot.config import load_config
from liaison_bot.on_practice import PRACTICE
from world import FACTS

_MOST = 120
_REFERRALS, _FEW = 100, 2
_WORK = (
    ("ana", "send", ""),
    ("luis", "ack", ""),
    ("luis", "accept", " consulate"),
    ("ana", "show", ""),
    ("luis", "complete", " service-delivered"),
)


def measure(database: Database, *, quick: bool) -> Iterator[Figure]:
    """Start the bot, look; let two officers work, look again."""
    with TemporaryDirectory(prefix="liaison-bench-") as folder:
        config = configure(Path(folder), database.fresh())
        references = _drafts(config, _FEW if quick else _REFERRALS)
        bot = start(config)
        try:
            yield _figure("memory when ready", bot.resident)
            with closing(Page(bot.address)) as page:
                for reference in references:
                    for user, verb, rest in _WORK:
                        page.say(user, f"referral {verb} {reference}{rest}")
            yield _figure(f"memory after {len(references) * len(_WORK)} commands", bot.resident)
        finally:
            bot.stop()


def _figure(what: str, megabytes: float | None) -> Figure:
    if megabytes is None:
        return Figure(what, "not told by this system")
    return Figure(what, f"{megabytes:8.1f} MB", f"< {_MOST} MB", megabytes < _MOST)


def _drafts(config: Path, count: int) -> list[str]:
    """Drafts for the officers to work on; their references."""
    words = f"referral new to=MX urgency=urgent service=family-tracing {FACTS}"
    ana = Account(PRACTICE, PRACTICE, "ana")
    where = Where(PRACTICE, "direct:ana")
    made = []
    with bootstrap.open_house(load_config(config, {})) as house:
        for number in range(count):
            event = CommandUsed(
                id=f"draft-{number}", account=ana, where=where, audience=Audience.ONE_PERSON, words=words
            )
            reply = house.app.handle(event)
            if isinstance(reply, Message):
                made.append(reply.card)
    return made
