"""`matrix-setup`, `matrix-verify` and `doctor` as an operator uses them, against a real homeserver."""

import asyncio
import os
import pty
import re
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, nullcontext
from dataclasses import dataclass, field
from shutil import rmtree
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Event, Thread

import pytest

from adapters.matrix.device import own_store
from adapters.matrix.keys.secret_storage import RecoveryKey
from adapters.matrix.settings import MatrixSettings
from cli.conftest import desk, migrated, no_settings_from_outside, read_once
from cli.operating import Desk, Running, assert_plain
from matrix.officer import PASSWORD
from matrix.phone import Phone, keys_of_officer, meeting
from matrix.synapse import Synapse

__all__ = ["desk", "migrated", "no_settings_from_outside", "read_once"]

Register = Callable[[str, str], str]
KEY = "LIAISON_MATRIX_RECOVERY_KEY"
OTHER_KEY = RecoveryKey.new().written


@dataclass
class Operator:
    """An operator's folder with a table [matrix]; the recovery key is in the environment once it was shown."""

    desk: Desk
    settings: MatrixSettings
    env: dict[str, str] = field(default_factory=dict)

    def table(self, **changed: str) -> None:
        """Write the table, with these keys changed; an empty one is left out."""
        keys = {"homeserver": self.settings.homeserver, "user_id": self.settings.user_id, "password": PASSWORD}
        lines = [f'{key} = "{value}"' for key, value in (keys | changed).items() if value]
        self.desk.config.write_text("\n".join(["[matrix]", *lines, ""]), "utf-8")

    def set_up(self, *words: str) -> tuple[str, str]:
        """Standard output and standard error of `matrix-setup`; a key that is shown goes into the environment."""
        done = self.desk.done("matrix-setup", *words, env=self.env)
        if done.stdout:
            self.env[KEY] = done.stdout.strip()
        return done.stdout, done.stderr

    def refused(self, command: str, *words: str, **env: str) -> str:
        """What a command says that is refused, in one line."""
        told = self.desk.refused(command, *words, env=self.env | env)
        assert len(told.splitlines()) == 1, told
        assert not any(secret in told for secret in (PASSWORD, *self.env.values(), *env.values()))
        return told

    def doctor(self) -> dict[str, tuple[str, bool]]:
        """What `doctor` says about Matrix, and whether it is well."""
        told = self.desk.use("doctor", env=self.env)
        assert told.stderr == ""
        found = re.findall(r"^(ok  |WARN)  (matrix[^:]*): (.*)$", told.stdout, re.MULTILINE)
        return {about: (said, mark == "ok  ") for mark, about, said in found}


@pytest.fixture
def operator(homeserver: Synapse, newcomer: Register, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Operator:
    for name in ("PASSWORD", "ACCESS_TOKEN", "RECOVERY_KEY"):
        monkeypatch.delenv(f"LIAISON_MATRIX_{name}", raising=False)
    user = homeserver.user_id(newcomer("bot", PASSWORD))
    made = Operator(desk, MatrixSettings(homeserver=homeserver.url, user_id=user, store=desk.folder / "matrix"))
    made.table()
    return made


def fingerprint(told: str) -> str:
    found = re.search(r"^Fingerprint: (.+)$", told, re.MULTILINE)
    assert found, told
    return found[1]


def test_the_recovery_key_stands_alone_on_standard_output_once(operator: Operator) -> None:
    shown, told = operator.set_up()
    assert RecoveryKey.parse(shown).written == shown.strip()
    assert len(shown.splitlines()) == 1
    assert shown.strip() not in told
    for words in ("shown this once", "paper", "apart from the backups", "`run` does not need it", "Identity: made"):
        assert words in " ".join(told.split())
    again, told_again = operator.set_up()
    assert again == ""
    assert "there, and unchanged" in told_again
    assert fingerprint(told_again) == fingerprint(told)


def test_doctor_says_that_the_device_is_signed_and_by_which_identity(operator: Operator) -> None:
    _, told = operator.set_up()
    found = operator.doctor()
    assert found["matrix identity"] == (fingerprint(told), True)
    said, well = found["matrix device"]
    assert well
    assert f"signed by {fingerprint(told)}" in said
    assert found["matrix homeserver"] == (f"{operator.settings.homeserver} answers", True)
    assert found["matrix one-time keys"] == ("50 on the server", True)
    assert found["matrix fallback key"] == ("there", True)
    assert found["matrix last read"] == ("never: `liaison-bot run` has not been connected yet", True)
    assert "platforms: matrix" in operator.desk.use("doctor").stdout


def test_doctor_says_when_the_stream_was_last_read_and_asks_when_that_is_long_ago(operator: Operator) -> None:
    operator.set_up()
    with Running("run", "--config", operator.desk.config) as process:
        process.until("ready: matrix")
        assert process.stop()[0] == 0
    said, well = operator.doctor()["matrix last read"]
    assert well
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC", said)
    for file in operator.settings.store.glob("state.sqlite3*"):
        os.utime(file, (time.time() - 3600,) * 2)
    said, well = operator.doctor()["matrix last read"]
    assert not well
    assert "does `liaison-bot run` run" in said


def test_doctor_warns_of_a_password_that_others_can_read(operator: Operator) -> None:
    operator.desk.config.chmod(0o644)
    assert "WARN  configuration file: " in operator.desk.use("doctor").stdout
    operator.table(password="")
    assert "configuration file" not in operator.desk.use("doctor").stdout


def test_before_setup_doctor_warns_and_says_what_to_do(operator: Operator) -> None:
    said, well = operator.doctor()["matrix device"]
    assert not well
    assert "matrix-setup" in said


def test_without_the_table_doctor_says_nothing_of_matrix(desk: Desk) -> None:
    assert "matrix" not in desk.with_practice().use("doctor").stdout


@contextmanager
def silent_server() -> Iterator[str]:
    """An address where connections are taken and nothing is ever said."""
    over = Event()

    class Silent(BaseRequestHandler):
        def handle(self) -> None:
            over.wait(60)

    with ThreadingTCPServer(("127.0.0.1", 0), Silent) as server:
        listening = Thread(target=server.serve_forever)
        listening.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            over.set()
            server.shutdown()
            listening.join()


def test_a_homeserver_that_says_nothing_is_a_warning_within_seconds(operator: Operator) -> None:
    operator.set_up()
    with silent_server() as silent:
        operator.table(homeserver=silent)
        begun = time.monotonic()
        said, well = operator.doctor()["matrix homeserver"]
        assert time.monotonic() - begun < 15
    assert (said, well) == (f"{silent} does not answer as a homeserver", False)


def test_without_the_library_doctor_warns_and_goes_on(operator: Operator, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("adapters.matrix")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "nio", None)
    ((said, well),) = operator.doctor().values()
    assert not well
    assert "pip install 'liaison-bot[matrix]'" in said
    assert "pip install 'liaison-bot[matrix]'" in operator.refused("matrix-setup")


def test_after_a_lost_store_the_recovery_key_brings_the_identity_back(operator: Operator) -> None:
    _, told = operator.set_up()
    rmtree(operator.settings.store)
    shown, told_again = operator.set_up()
    assert shown == ""
    assert "brought back with the recovery key" in told_again
    assert fingerprint(told_again) == fingerprint(told)
    assert operator.doctor()["matrix device"][1]


def test_a_reset_shows_another_key_and_another_fingerprint(operator: Operator) -> None:
    first, told = operator.set_up()
    second, told_again = operator.set_up("--reset")
    assert second
    assert second != first
    assert fingerprint(told_again) != fingerprint(told)
    assert operator.doctor()["matrix recovery key"] == ("opens what is kept on the server", True)


@pytest.mark.parametrize("command", ["matrix-setup", "matrix-verify"])
def test_without_the_table_both_say_what_to_add(desk: Desk, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("liaison_bot.cli_matrix.at_a_terminal", lambda: True)
    assert desk.refused(command) == (
        f"liaison-bot: {desk.config}: no table [matrix]: add it, with homeserver, user_id and a password\n"
    )


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"password": ""}, "matrix.password is missing"),
        ({"password": "wrong one"}, "matrix.password: the homeserver does not let"),
        ({"homeserver": "http://127.0.0.1:9"}, "does not answer as a homeserver"),
        ({"recovery_key": "EsTc LW2K PGiF"}, "matrix.recovery_key"),
        ({"access_token": "made_up", "device_id": "NONE"}, "matrix.access_token: the homeserver does not know it"),
    ],
)
def test_what_is_wrong_is_one_line_with_exit_code_2(operator: Operator, changed: dict[str, str], told: str) -> None:
    operator.table(**changed)
    assert told in operator.refused("matrix-setup")


def test_a_recovery_key_that_is_missing_or_another_changes_nothing(operator: Operator) -> None:
    operator.set_up()
    known = operator.env.pop(KEY)
    assert "matrix.recovery_key is missing" in operator.refused("matrix-setup")
    assert "Nothing was changed" in operator.refused("matrix-setup", **{KEY: OTHER_KEY})
    operator.env[KEY] = known
    assert "there, and unchanged" in operator.set_up()[1]


def test_both_are_refused_while_another_has_the_store(operator: Operator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("liaison_bot.cli_matrix.at_a_terminal", lambda: True)
    operator.set_up()
    with own_store(operator.settings.store):
        assert "another liaison-bot is using it; end that one first" in operator.refused("matrix-setup")
        assert operator.desk.use("matrix-verify", env=operator.env).stderr.endswith("end that one first\n")


def test_verifying_needs_a_terminal_and_a_whole_account(operator: Operator) -> None:
    assert "needs a terminal" in operator.refused("matrix-verify")
    assert "@ana:ministry.example" in operator.refused("matrix-verify", "--whom", "ana")


@dataclass
class AtTerminal:
    """`matrix-verify` as a process, with somebody at its terminal."""

    process: asyncio.subprocess.Process
    keyboard: int
    said: str = ""

    async def until(self, words: str) -> None:
        assert self.process.stdout
        async with asyncio.timeout(30):
            while words not in self.said:
                more = await self.process.stdout.read(1000)
                assert more, self.said
                self.said += more.decode()

    def types(self, line: str) -> None:
        os.write(self.keyboard, f"{line}\n".encode())

    async def ends(self) -> tuple[int, str]:
        """The exit code, and all that was said."""
        async with asyncio.timeout(30):
            out, errors = await self.process.communicate()
        if errors:
            assert_plain(errors.decode())
        return self.process.returncode or 0, self.said + out.decode()


@asynccontextmanager
async def at_terminal(operator: Operator, *words: str) -> AsyncIterator[AtTerminal]:
    keyboard, terminal = pty.openpty()
    command = ("-m", "liaison_bot", "matrix-verify", "--config", str(operator.desk.config), *words)
    pipe = asyncio.subprocess.PIPE
    try:
        process = await asyncio.create_subprocess_exec(
            sys.executable, *command, stdin=terminal, stdout=pipe, stderr=pipe, env={**os.environ, **operator.env}
        )
        os.close(terminal)
        try:
            yield AtTerminal(process, keyboard)
        finally:
            if process.returncode is None:
                process.kill()
                await process.communicate()
    finally:
        os.close(keyboard)


async def compared(phone: Phone, here: AtTerminal) -> None:
    """From the officer's request until both sides show emoji, the same ones."""
    await here.until("Waiting for somebody to verify")
    await phone.asks()
    await phone.hears("ready")
    await phone.compares_as_beginner()
    await here.until("[y/N] ")
    signs = phone.shows(began=True)
    assert "   ".join(sign for sign, _ in signs) in here.said
    assert " | ".join(name for _, name in signs) in here.said


@pytest.mark.parametrize("runs", [False, True], ids=["alone", "beside the bot that runs"])
def test_an_officer_is_verified_when_the_operator_says_yes(
    homeserver: Synapse, newcomer: Register, operator: Operator, *, runs: bool
) -> None:
    operator.set_up()
    with Running("run", "--config", operator.desk.config) if runs else nullcontext() as process:
        if process:
            process.until("ready: matrix")
        is_verified(homeserver, newcomer, operator)
        if process:
            assert process.stop()[0] == 0


def is_verified(homeserver: Synapse, newcomer: Register, operator: Operator) -> None:

    async def scenario() -> None:
        async with (
            meeting(homeserver, newcomer("ana", PASSWORD), operator.settings, "by device") as (phone, keys),
            at_terminal(operator) as here,
        ):
            await compared(phone, here)
            here.types("y")
            await phone.hears("mac")
            await phone.says("mac", phone.sas.give(keys_of_officer(phone, keys)))
            await phone.hears("done")
            code, said = await here.ends()
            assert code == 0
            assert f"{phone.officer.user} is verified, with every device" in said

    asyncio.run(scenario())


@pytest.mark.parametrize("answer", ["", "n", "maybe", "yess"])
def test_anything_but_yes_verifies_nobody_and_what_was_typed_before_is_no_answer(
    homeserver: Synapse, newcomer: Register, operator: Operator, answer: str
) -> None:
    operator.set_up()

    async def scenario() -> None:
        async with (
            meeting(homeserver, newcomer("ana", PASSWORD), operator.settings, "by device") as (phone, _),
            at_terminal(operator) as here,
        ):
            here.types("y")
            await compared(phone, here)
            here.types(answer)
            assert (await phone.hears("cancel"))["code"] == "m.mismatched_sas"
            code, said = await here.ends()
            assert code == 1
            assert f"{phone.officer.user} is NOT verified: the emoji were not the same" in said

    asyncio.run(scenario())


def test_a_question_that_the_other_side_ends_does_not_wait_for_an_answer(
    homeserver: Synapse, newcomer: Register, operator: Operator
) -> None:
    operator.set_up()

    async def scenario() -> None:
        async with (
            meeting(homeserver, newcomer("ana", PASSWORD), operator.settings, "by device") as (phone, _),
            at_terminal(operator) as here,
        ):
            await compared(phone, here)
            await phone.says("cancel", {"code": "m.user", "reason": "no"})
            code, said = await here.ends()
            assert code == 1
            assert "is NOT verified: it was called off (m.user)" in said

    asyncio.run(scenario())


def test_somebody_who_is_not_there_is_told_at_once(operator: Operator) -> None:
    operator.set_up()

    async def scenario() -> None:
        nobody = f"@nobody:{operator.settings.user_id.partition(':')[2]}"
        async with at_terminal(operator, "--whom", nobody) as here:
            await here.until("is being asked")
            async with asyncio.timeout(30):
                _, errors = await here.process.communicate()
            assert here.process.returncode == 2
            assert (
                errors.decode() == f"liaison-bot: {nobody} has no device that encrypts, or there is no such account\n"
            )

    asyncio.run(scenario())
