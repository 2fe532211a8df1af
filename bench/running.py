"""`liaison-bot run` as a process of its own, on the practice network."""

import re
import subprocess
import sys
from dataclasses import dataclass
from http.client import HTTPConnection
from json import dumps
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

from liaison_bot import bootstrap
from liaison_bot.config import load_config
from liaison_bot.privacy.vault import new_ring, write_keys

_PROGRAM = (sys.executable, "-m", "liaison_bot")
_READY = "ready"
_ADDRESS = re.compile(r"http://\S+")


def configure(folder: Path, url: str) -> Path:
    """Write a configuration with one platform, and lay out the practice network in its database; the file's path."""
    write_keys(folder / "keys.toml", new_ring().text())
    path = folder / "config.toml"
    path.write_text(f'[database]\nurl = "{url}"\n\n[keys]\nfile = "keys.toml"\n\n[practice]\nport = 0\n', "utf-8")
    config = load_config(path, {})
    bootstrap.prepare_database(config)
    with bootstrap.open_house(config) as house:
        bootstrap.seed_practice(house)
    return path


@dataclass(frozen=True, slots=True)
class Running:
    """A bot that is ready. `address` is the link it printed."""

    process: subprocess.Popen[str]
    address: str

    @property
    def resident(self) -> float | None:
        """How much memory it holds, in megabytes; None where the system does not say."""
        status = Path(f"/proc/{self.process.pid}/status")
        if not status.exists():
            return None
        told = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(told["VmRSS"].split()[0]) / 1024

    def stop(self) -> None:
        """End it and wait until it has ended."""
        self.process.terminate()
        self.process.communicate()


def start(config: Path) -> Running:
    """Start the bot and wait until it says that it is ready."""
    process = subprocess.Popen(  # noqa: S603 - our own program
        [*_PROGRAM, "run", "--config", str(config)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    said = ""
    for line in process.stdout or ():
        said += line
        if line.startswith(_READY):
            break
    found = _ADDRESS.search(said)
    if found is None:
        process.kill()
        process.communicate()
        raise RuntimeError("liaison-bot did not say that it is ready, and where")
    return Running(process, found.group())


class Page:
    """The practice network's page, as far as typing a command goes."""

    def __init__(self, address: str) -> None:
        link = urlsplit(address)
        self._connection = HTTPConnection(link.netloc)
        self._connection.request("GET", f"{link.path}?{link.query}")
        opened = self._connection.getresponse()
        opened.read()
        self._headers = {
            "Cookie": (opened.getheader("Set-Cookie") or "").split(";")[0],
            "Content-Type": "application/json",
            "Origin": f"http://{link.netloc}",
        }

    def say(self, user: str, words: str) -> None:
        """Type a command in somebody's direct conversation."""
        said = {"id": str(uuid4()), "seat": user, "place": f"direct:{user}", "text": f"/{words}", "shows_forms": True}
        self._connection.request("POST", "/api/say", dumps(said), self._headers)
        answered = self._connection.getresponse()
        if answered.read() != b'{"reply": "message"}':
            raise RuntimeError(f"the practice network answered {answered.status}, and not with a message")

    def close(self) -> None:
        """Leave."""
        self._connection.close()
