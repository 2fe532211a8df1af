"""What an operator is told when Matrix cannot be started."""

import asyncio
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner

from adapters.matrix.homeserver import Homeserver, patiently
from liaison_bot.cli import main

MATRIX = '[matrix]\nhomeserver = "http://127.0.0.1:9"\nuser_id = "@liaison:ministry.test"\n'


def told(folder: Path, table: str) -> str:
    """What `run` says before it ends with exit code 2."""
    runner = CliRunner(catch_exceptions=False)
    assert runner.invoke(main, ["init", "--folder", str(folder)]).exit_code == 0
    config = folder / "config.toml"
    config.write_text(table, encoding="utf-8")
    assert runner.invoke(main, ["migrate", "--config", str(config)]).exit_code == 0
    done = runner.invoke(main, ["run", "--config", str(config)])
    assert done.exit_code == 2
    return done.stderr


def test_without_a_password_it_says_what_the_first_start_needs(tmp_path: Path) -> None:
    assert told(tmp_path, MATRIX) == (
        "liaison-bot: matrix.password is missing: it is needed for the first start, or access_token and device_id\n"
    )


def test_without_the_library_it_says_how_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("adapters.matrix")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "nio", None)
    assert told(tmp_path, MATRIX) == (
        "liaison-bot: [matrix] needs the library nio, which is not installed: pip install 'liaison-bot[matrix]'\n"
    )


def test_a_homeserver_that_is_not_there_is_told_once_and_asked_again(caplog: pytest.LogCaptureFixture) -> None:
    async def scenario() -> None:
        async with Homeserver("http://127.0.0.1:9") as nowhere:
            with suppress(TimeoutError):
                await asyncio.wait_for(patiently(lambda: nowhere.get("account", "whoami")), 1.2)

    asyncio.run(scenario())
    assert caplog.text.count("http://127.0.0.1:9 does not answer as it should") == 1


def test_the_drivers_of_other_databases_stay_out_of_memory_and_can_be_loaded_afterwards() -> None:
    loaded = "import sys, adapters.matrix; assert 'peewee' in sys.modules; assert 'psycopg' not in sys.modules"
    loaded += "; import psycopg"
    done = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=False)  # noqa: S603 - ours
    assert done.returncode == 0, done.stderr
