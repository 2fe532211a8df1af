"""kill -9 at any moment of a stream of commands: what was answered is there, nothing is twice, every notice arrives."""

import contextlib
import json
import os
import queue
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

from liaison_bot.privacy.vault import Vault
from storage import open_store
from world import FACTS, KEY, small_network

KILLS = 12
TESTS = Path(__file__).parent.parent
NEW = f"referral new to=MX urgency=urgent service=care {FACTS}"
PATIENCE_SECONDS = 60


class Process:
    """One life of the process under test."""

    def __init__(self, folder: Path) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own script
            [sys.executable, str(Path(__file__).with_name("crashing_process.py")), str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(TESTS)},
        )
        self.answers: queue.Queue[dict[str, str]] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def tell(self, event: str, user: str, words: str) -> None:
        """Send an event; a process that was killed in between does not hear it."""
        assert self._process.stdin
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.write(json.dumps({"id": event, "user": user, "words": words}) + "\n")
            self._process.stdin.flush()

    def kill(self) -> None:
        """End it without any warning."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        assert self._process.stdin
        assert self._process.stdout
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.close()

    def _listen(self) -> None:
        assert self._process.stdout
        with self._process.stdout as lines:
            for line in lines:
                if line.endswith("\n"):
                    self.answers.put(json.loads(line))


def answered(process: Process, wanted: set[str], seconds: float) -> dict[str, str]:
    """The cards of the events that were answered within this time."""
    got: dict[str, str] = {}
    until = time.monotonic() + seconds
    while wanted - set(got) and (left := until - time.monotonic()) > 0:
        try:
            answer = process.answers.get(timeout=left)
        except queue.Empty:
            break
        assert not answer["error"], answer
        got[answer["id"]] = answer["card"]
    return got


def test_nothing_is_lost_and_nothing_is_doubled(tmp_path: Path) -> None:
    with small_network(tmp_path):
        pass
    chance = random.Random(8)  # noqa: S311 - when to kill is no secret
    cards: dict[str, str] = {}
    asked: dict[str, tuple[str, str]] = {}
    for life in range(KILLS):
        process = Process(tmp_path)
        for number in range(8):
            asked[f"new-{life}-{number}"] = ("ana" if number % 2 else "carlos", NEW)
        for event, card in list(cards.items()):
            if event.startswith("new") and f"send-{event}" not in asked:
                asked[f"send-{event}"] = ("ana", f"referral send {card}")
        _deliver_again(process, asked, cards, seconds=0.8 + chance.random())
        process.kill()
    process = Process(tmp_path)
    for event, card in list(cards.items()):
        if event.startswith("new"):
            asked.setdefault(f"send-{event}", ("ana", f"referral send {card}"))
    _deliver_again(process, asked, cards, seconds=PATIENCE_SECONDS)
    assert set(cards) == set(asked), "every event is answered in the end"
    sent = {card for event, card in cards.items() if event.startswith("send")}
    _wait_for_notices(tmp_path / "notices", len(sent))
    process.kill()
    _check_what_is_kept(tmp_path, cards, sent)


def _deliver_again(process: Process, asked: dict[str, tuple[str, str]], cards: dict[str, str], seconds: float) -> None:
    """Redeliver, as a platform does, all that was not answered; and, now and then, what was."""
    wanted = [event for event in asked if event not in cards]
    for event in wanted:
        process.tell(event, *asked[event])
    repeated = list(cards)[-3:]
    for event in repeated:
        process.tell(event, *asked[event])
    got = answered(process, {*wanted, *repeated}, seconds)
    for event, card in got.items():
        assert cards.setdefault(event, card) == card, "the same event gives the same answer, in another life too"


def _wait_for_notices(file: Path, count: int) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and len(_keys(file)) < count:
        time.sleep(0.1)


def _keys(file: Path) -> list[str]:
    """The notices to the receiving officer."""
    keys = [line.split()[0] for line in file.read_text().splitlines() if line.startswith("referral-step:")]
    return [key for key in keys if key.endswith(f":{_LUIS}")]


def _check_what_is_kept(folder: Path, cards: dict[str, str], sent: set[str]) -> None:
    store = open_store(f"sqlite:///{folder / 'test.sqlite3'}", Vault("k1", {"k1": KEY}))
    with store.begin() as uow:
        made = [found.entry.reference for found in uow.audit.entries() if found.entry.command == "referral-new"]
        steps = {card: [step.did for step in uow.referrals.steps(card)] for card in made}
    store.close()
    opened = {card for event, card in cards.items() if event.startswith("new")}
    assert Counter(made) == Counter(opened), "one referral for each event"
    assert all(steps[card] == ["new", "send"] for card in sent)
    told = Counter(key.split(":")[1] for key in _keys(folder / "notices"))
    assert told == Counter(sent), "one notice for each"


_LUIS = 4
"""The number of the receiving officer: the fourth of the cast."""
