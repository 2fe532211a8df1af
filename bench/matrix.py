"""From a command to its answer through a real Synapse, beside a bare nio echo and a bare HTTP echo, in turns."""

import asyncio
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import AsyncExitStack, ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.figures import Figure, Times
from bench.people import Asking, sit_down
from liaison_bot import bootstrap
from liaison_bot.chat import Account
from liaison_bot.config import load_config
from liaison_bot.privacy.vault import new_ring, write_keys
from liaison_bot.records.network import DeskKind, Link, Role, Tenure
from matrix.officer import PASSWORD
from matrix.synapse import Synapse, synapse

_PEOPLE, _FEW_PEOPLE = 50, 1
_ASKED, _FEW_ASKED = 80, 1
_ROUNDS, _FEW_ROUNDS = 2, 1
_EACH, _FEW_EACH = 3, 1
_SETTLED_SECONDS, _FEW_SETTLED_SECONDS = 8, 0.1
"""By then the bot has put numbers and receipts under its last answers too."""
_STARTS, _FEW_STARTS = 3, 1
_ONE_BY_ONE = 4
_MOST_RATIO, _LEAST_RATE, _MOST_MB, _MOST_SECONDS = 1.05, 0.9, 90, 2.0
_BOT, _NIO, _RAW = "liaison", "nio", "raw"
_WORDS = {False: "!liaison help", True: "liaison help"}
_HERTZ = 100
"""What the system counts a process's time in, per second."""


@dataclass
class Found:
    """What was measured of one of the three, by whether it was encrypted."""

    waits: dict[bool, list[float]] = field(default_factory=lambda: {False: [], True: []})
    answers: dict[bool, int] = field(default_factory=lambda: {False: 0, True: 0})
    elapsed: dict[bool, float] = field(default_factory=lambda: {False: 0.0, True: 0.0})
    used: dict[bool, float] = field(default_factory=lambda: {False: 0.0, True: 0.0})

    def rate(self, *, encrypted: bool) -> float:
        """Answers in a second."""
        return self.answers[encrypted] / self.elapsed[encrypted]

    def cpu(self, *, encrypted: bool) -> float:
        """The processor's time for each answer, in milliseconds."""
        return self.used[encrypted] * 1000 / self.answers[encrypted]


@dataclass
class Party:
    """One that answers: its account, and how it is started."""

    account: str
    command: tuple[str, ...]
    process: subprocess.Popen[str] | None = None
    found: Found = field(default_factory=Found)

    def start(self) -> None:
        """Start it, and wait until it says that it is ready."""
        self.process = subprocess.Popen(self.command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)  # noqa: S603 - our own programs
        if not any(line.startswith("ready") for line in self.process.stdout or ()):
            raise RuntimeError(f"{self.account} did not say that it is ready")

    def stop(self) -> None:
        """End it and wait until it has ended."""
        if self.process:
            self.process.terminate()
            self.process.communicate()

    @property
    def seconds(self) -> float:
        """The processor's time that it has used so far."""
        fields = self._told("stat").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _HERTZ

    @property
    def resident(self) -> float:
        """How much memory it holds, in megabytes."""
        return int(self._told("status").partition("VmRSS:")[2].split()[0]) / 1024

    def _told(self, file: str) -> str:
        if self.process is None:
            raise RuntimeError(f"{self.account} was not started")
        return Path(f"/proc/{self.process.pid}/{file}").read_text("utf-8")


def measure(*, quick: bool) -> Iterator[Figure]:
    """Ask one by one, then all at once; then start the bot with a question waiting."""
    if not Path("/proc/self/stat").exists():
        yield Figure("Matrix", "not measured: this system does not tell a process's time and memory")
        return
    names = [f"officer-{number}" for number in range(_FEW_PEOPLE if quick else _PEOPLE)]
    with TemporaryDirectory(prefix="liaison-bench-") as folder, _parties(Path(folder), names) as (server, parties):
        memory, first = asyncio.run(_measure(server, parties, names, quick=quick))
    for encrypted in (False, True):
        yield from _figures({name: party.found for name, party in parties.items()}, encrypted=encrypted)
    yield Figure("memory after all that", f"{memory:8.1f} MB", f"<= {_MOST_MB} MB", memory <= _MOST_MB)
    seconds = Times(first).median / 1000
    yield Figure(
        "from run to its first answer", f"{seconds:8.2f} s", f"<= {_MOST_SECONDS:g} s", seconds <= _MOST_SECONDS
    )


@contextmanager
def _parties(folder: Path, names: list[str]) -> Iterator[tuple[Synapse, dict[str, Party]]]:
    (folder / "synapse").mkdir()
    with synapse(folder / "synapse") as server, ExitStack() as stack:
        for name in (_BOT, _NIO, _RAW, "third", *names):
            server.register(name, PASSWORD)
        config = _configure(folder, server, names)
        echo = (sys.executable, "-m", "bench.echo")
        parties = {
            _BOT: Party(server.user_id(_BOT), (sys.executable, "-m", "liaison_bot", "run", "--config", str(config))),
            _NIO: Party(server.user_id(_NIO), (*echo, _NIO, server.url, server.user_id(_NIO))),
            _RAW: Party(server.user_id(_RAW), (*echo, _RAW, server.url, server.user_id(_RAW))),
        }
        for party in parties.values():
            stack.callback(party.stop)
            party.start()
        yield server, parties


def _configure(folder: Path, server: Synapse, names: list[str]) -> Path:
    """A bot's configuration, and a database in which these people have their accounts on Matrix."""
    write_keys(folder / "keys.toml", new_ring().text())
    path = folder / "config.toml"
    table = f'homeserver = "{server.url}"\nuser_id = "{server.user_id(_BOT)}"\npassword = "{PASSWORD}"\n'
    path.write_text(f'[matrix]\n{table}trust = "all"\nmost_rooms = 1000\n', "utf-8")
    config = load_config(path, {})
    bootstrap.prepare_database(config)
    with bootstrap.open_house(config) as house, house.store.begin() as uow:
        seats = [seat for seat in house.services.rulebook.seats if seat.kind is DeskKind.COUNTRY]
        began = (house.clock() - timedelta(days=500)).date()
        for number, name in enumerate(names):
            seat = seats[number % len(seats)]
            person = uow.members.add_person(seat.code, f"Officer {number}", "es", seat.zone)
            uow.members.add_tenure(Tenure(person.id, Role.ALTERNATE, began))
            account = Account("matrix", server.server_name, server.user_id(name))
            uow.members.link(Link(account, person.id, house.clock()))
        uow.commit()
    return path


async def _measure(
    server: Synapse, parties: Mapping[str, Party], names: list[str], *, quick: bool
) -> tuple[float, list[float]]:
    async with AsyncExitStack() as stack, asyncio.TaskGroup() as group:
        # Every one is in as many rooms, whether it can read there or not: the server's work for a sync goes by that.
        people = await sit_down(stack, group, server, names, [party.account for party in parties.values()])
        for encrypted in (False, True):
            those = [party for name, party in parties.items() if not encrypted or name != _RAW]
            await _one_by_one(people[:_ONE_BY_ONE], those, _FEW_ASKED if quick else _ASKED, encrypted=encrypted)
            for number in range(_FEW_ROUNDS if quick else _ROUNDS):
                for party in those if number % 2 else reversed(those):
                    each, settled = (_FEW_EACH, _FEW_SETTLED_SECONDS) if quick else (_EACH, _SETTLED_SECONDS)
                    await _all_at_once(people, party, each, settled, encrypted=encrypted)
        bot = parties[_BOT]
        memory = bot.resident
        first = [await _first(people[0], bot) for _ in range(_FEW_STARTS if quick else _STARTS)]
        for task in group._tasks:  # noqa: SLF001 - those who read along, and no others
            task.cancel()
    return memory, first


async def _one_by_one(people: list[Asking], parties: list[Party], count: int, *, encrypted: bool) -> None:
    """Each of those who answer in turns, so that what else the machine does is shared fairly. The first are to warm."""
    for number in range(count):
        for party in parties:
            wait = await people[number % len(people)].ask(party.account, _WORDS[encrypted], encrypted=encrypted)
            if number >= len(people) or count <= len(people):
                party.found.waits[encrypted].append(wait)


async def _all_at_once(people: list[Asking], party: Party, each: int, settled: float, *, encrypted: bool) -> None:
    async def stream(one: Asking) -> None:
        for _ in range(each):
            await one.ask(party.account, _WORDS[encrypted], encrypted=encrypted)

    used, begun, found = party.seconds, time.perf_counter(), party.found
    await asyncio.gather(*map(stream, people))
    found.elapsed[encrypted] += time.perf_counter() - begun
    await asyncio.sleep(settled)  # what follows an answer, such as a receipt, is nobody else's burden
    found.used[encrypted] += party.seconds - used
    found.answers[encrypted] += len(people) * each


async def _first(one: Asking, bot: Party) -> float:
    """Ask while the bot is away; from its start to its answer, in milliseconds."""
    await asyncio.to_thread(bot.stop)
    asked = asyncio.create_task(one.ask(bot.account, _WORDS[True], encrypted=True))
    await asyncio.sleep(0.5)
    begun = time.perf_counter()
    await asyncio.gather(asyncio.to_thread(bot.start), asked)
    return (time.perf_counter() - begun) * 1000


def _figures(found: Mapping[str, Found], *, encrypted: bool) -> Iterator[Figure]:
    kind = "encrypted" if encrypted else "plain"
    raw = found[_RAW]
    base = Times(raw.waits[False]).median
    for name, told in found.items():
        if not told.waits[encrypted]:
            continue
        times = Times(told.waits[encrypted])
        ratio, wanted = times.median / base, name == _BOT and not encrypted
        said = f"{times.median:7.1f} ms, p95 {times.p95:6.1f}, p99 {times.p99:6.1f}, {ratio:5.2f} x raw"
        line = Figure(f"{name}, {kind}: to the answer", said)
        if wanted:
            line = Figure(line.what, said, f"<= {_MOST_RATIO:g} x", ratio <= _MOST_RATIO)
        yield line
        rate, cpu = told.rate(encrypted=encrypted), told.cpu(encrypted=encrypted)
        share = rate / raw.rate(encrypted=False)
        said = f"{rate:7.1f} answers/s, {share:5.2f} x raw, {cpu:5.1f} ms of CPU each"
        line = Figure(f"{name}, {kind}: everybody at once", said)
        if wanted:
            line = Figure(line.what, said, f">= {_LEAST_RATE:g} x", share >= _LEAST_RATE)
        yield line
