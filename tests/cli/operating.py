"""What an operator does: commands, and a bot that runs as a process of its own on this machine."""

import contextlib
import os
import queue
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Self

from click.testing import CliRunner, Result

from liaison_bot import bootstrap
from liaison_bot.chat import Account, Audience, CommandUsed, Message, Where
from liaison_bot.cli import main
from liaison_bot.config import load_config

PATIENCE_SECONDS = 30
PRACTICE = "[practice]\nport = {port}\n"
NEW = (
    "referral new to=MX urgency=urgent service=family-tracing action=document-check age_band=12-14"
    " accompaniment=unaccompanied consent_basis=caregiver-consent consent_by=parent"
)


def liaison(*words: object, env: Mapping[str, str] | None = None) -> Result:
    """Use a command in this process. Errors that the command lets through are the test's."""
    return CliRunner(catch_exceptions=False).invoke(main, [str(word) for word in words], env=dict(env or {}))


def refused(*words: object, env: Mapping[str, str] | None = None) -> str:
    """Use a command that ends with exit code 2, and says why on standard error, plainly, and nothing else."""
    done = liaison(*words, env=env)
    assert done.exit_code == 2, done.output
    assert done.stdout == ""
    assert_plain(done.stderr)
    return done.stderr


def assert_plain(told: str) -> None:
    """What is told is for people who never saw the code."""
    assert told.startswith(("liaison-bot: ", "Usage: "))
    for sign in ("Traceback", 'File "', "Error:", "sqlalchemy", "sqlite3."):
        assert sign not in told or told.startswith("Usage: ")


class Desk:
    """An operator's folder: a configuration, a key ring, a database."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.config = folder / "config.toml"
        self.keys = folder / "keys.toml"
        self.database = folder / "liaison.sqlite3"

    def use(self, command: str, *words: object, env: Mapping[str, str] | None = None) -> Result:
        """Use a command with this configuration."""
        return liaison(command, "--config", self.config, *words, env=env)

    def done(self, command: str, *words: object, env: Mapping[str, str] | None = None) -> Result:
        """Use a command that does what it is asked."""
        result = self.use(command, *words, env=env)
        assert result.exit_code == 0, result.output
        return result

    def refused(self, command: str, *words: object, env: Mapping[str, str] | None = None) -> str:
        """Use a command that is refused; what is said."""
        return refused(command, "--config", self.config, *words, env=env)

    def invite(self, desk: str = "HN", role: str = "titular", name: str = "Ana", language: str = "es") -> str:
        """Invite somebody; the code."""
        told = self.done("invite", "--desk", desk, "--role", role, "--name", name, "--language", language)
        return told.stdout.strip()

    @contextmanager
    def house(self) -> Iterator[bootstrap.House]:
        """The core on this database, as `run` opens it."""
        with bootstrap.open_house(load_config(self.config, {})) as house:
            yield house

    def say(self, user: str, words: str, event: str = "") -> Message:
        """Somebody uses a command through the core's door."""
        with self.house() as house:
            return say(house, user, words, event)

    def member(self, user: str, desk: str = "HN", role: str = "titular") -> None:
        """Let somebody join."""
        joined = self.say(user, f"liaison join {self.invite(desk, role, user.title())}")
        assert not joined.error, joined.plain

    def connect(self) -> "closing[sqlite3.Connection]":
        """The database as somebody with the file sees it."""
        return closing(sqlite3.connect(self.database, isolation_level=None))

    def content(self) -> list[str]:
        """All that the database holds."""
        with self.connect() as connection:
            return list(connection.iterdump())

    def with_practice(self, port: int = 0) -> Self:
        """Configure the practice network as the platform."""
        self.config.write_text(PRACTICE.format(port=port), "utf-8")
        return self


def say(house: bootstrap.House, user: str, words: str, event: str = "") -> Message:
    """Somebody uses a command in their direct conversation."""
    reply = house.app.handle(
        CommandUsed(
            id=event or f"{time.monotonic_ns()}",
            account=Account("practice", "practice", user),
            where=Where("practice", f"direct:{user}"),
            audience=Audience.ONE_PERSON,
            words=words,
        )
    )
    assert isinstance(reply, Message), reply
    return reply


class Running:
    """liaison-bot as a process. What it says is kept, line by line."""

    def __init__(self, *words: object, env: Mapping[str, str] | None = None, python: tuple[str, ...] = ()) -> None:
        start = python or ("-m", "liaison_bot")
        self.process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-W", "error", *start, *map(str, words)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**{name: value for name, value in os.environ.items() if "LIAISON" not in name}, **(env or {})},
        )
        self.said: queue.Queue[str] = queue.Queue()
        self.stdout: list[str] = []
        self.stderr: list[str] = []
        self._threads = [threading.Thread(target=self._read_stdout), threading.Thread(target=self._read_stderr)]
        for thread in self._threads:
            thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()
        self.wait()

    def until(self, start: str) -> str:
        """Wait for a line that starts like this, on standard output."""
        end = time.monotonic() + PATIENCE_SECONDS
        while (left := end - time.monotonic()) > 0:
            with contextlib.suppress(queue.Empty):
                line = self.said.get(timeout=min(left, 0.2))
                if line.startswith(start):
                    return line
            if self.process.poll() is not None and self.said.empty():
                break
        raise AssertionError(f"never said {start!r}: {self.stdout} {self.stderr}")

    def until_error(self, words: str) -> None:
        """Wait until something is said on standard error."""
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end:
            if words in self.errors:
                return
            time.sleep(0.05)
        raise AssertionError(f"never said {words!r}: {self.errors}")

    def stop(self, number: signal.Signals = signal.SIGTERM) -> tuple[int, float]:
        """Ask it to stop; its exit code, and how long it took."""
        began = time.monotonic()
        self.process.send_signal(number)
        code = self.wait()
        return code, time.monotonic() - began

    def wait(self) -> int:
        """Wait for it to end; its exit code."""
        code = self.process.wait(PATIENCE_SECONDS)
        for thread in self._threads:
            thread.join()
        for pipe in (self.process.stdout, self.process.stderr):
            if pipe:
                pipe.close()
        return code

    @property
    def errors(self) -> str:
        """Standard error, so far."""
        return "".join(self.stderr)

    def _read_stdout(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.stdout.append(line)
            self.said.put(line)

    def _read_stderr(self) -> None:
        assert self.process.stderr
        for line in self.process.stderr:
            self.stderr.append(line)


@contextmanager
def taken_port() -> Iterator[int]:
    """A port that somebody else listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]
