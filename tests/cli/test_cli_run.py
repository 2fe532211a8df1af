"""`run` and `demo` as processes: what stops them at the start, and how they end."""

import json
import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

from cli.operating import Desk, Running, assert_plain, taken_port
from liaison_bot.privacy.vault import new_ring, read_ring


def ends_at_once(desk: Desk, **env: str) -> str:
    """`run` ends with exit code 2; what it says, on standard error only, plainly."""
    with Running("run", "--config", desk.config, env=env) as process:
        assert process.wait() == 2
    assert process.stdout == []
    assert_plain(process.errors)
    return process.errors


def status(link: str) -> int:
    """What a page answers with."""
    parts = urlsplit(link)
    with closing(HTTPConnection(parts.hostname or "", parts.port, timeout=5)) as connection:
        connection.request("GET", f"{parts.path}?{parts.query}")
        return connection.getresponse().status


def test_it_says_ready_once_it_can_be_reached_and_stops_when_asked(desk: Desk) -> None:
    desk.with_practice()
    for number in (signal.SIGTERM, signal.SIGINT):
        with Running("run", "--config", desk.config) as process:
            link = process.until("The practice network is open at").split()[-1]
            assert process.until("ready") == "ready: practice\n"
            assert status(link) == HTTPStatus.SEE_OTHER, "the link lets in, and leads to the page"
            code, seconds = process.stop(number)
        assert (code, process.errors) == (0, "")
        assert seconds < 3


@pytest.mark.parametrize(("command", "moved"), [("run", HTTPStatus.NOT_FOUND), ("demo", HTTPStatus.OK)])
def test_the_clock_can_be_moved_where_one_practises_and_never_in_a_bot_that_runs(
    desk: Desk, command: str, moved: HTTPStatus
) -> None:
    words = ("run", "--config", desk.with_practice().config) if command == "run" else ("demo", "--port", "0")
    with Running(*words) as process:
        link = urlsplit(process.until("The practice network is open at").split()[-1])
        with closing(HTTPConnection(link.hostname or "", link.port, timeout=5)) as connection:
            connection.request("GET", f"{link.path}?{link.query}")
            opened = connection.getresponse()
            opened.read()
            ours = {
                "Cookie": (opened.getheader("Set-Cookie") or "").split(";")[0],
                "Content-Type": "application/json",
                "Origin": f"http://{link.netloc}",
            }
            asked = {"id": str(uuid4()), "move": "week", "desk": "HN"}
            connection.request("POST", "/api/move", json.dumps(asked), ours)
            assert connection.getresponse().status == moved
        process.stop()


def test_it_stops_when_asked_twice(desk: Desk) -> None:
    with Running("run", "--config", desk.with_practice().config) as process:
        process.until("ready")
        process.process.send_signal(signal.SIGTERM)
        code, _ = process.stop()
    assert (code, process.errors) == (0, "")


def test_a_second_one_on_the_same_port_is_told_so_and_the_first_goes_on(desk: Desk) -> None:
    with taken_port() as port:
        pass
    desk.with_practice(port)
    with Running("run", "--config", desk.config) as first:
        first.until("ready")
        assert f"port {port}: Address already in use" in ends_at_once(desk)
        assert first.process.poll() is None
        assert first.stop()[0] == 0


@pytest.mark.parametrize("command", ["run", "demo"])
def test_a_taken_port_is_one_clear_line_and_never_ready(desk: Desk, command: str) -> None:
    with taken_port() as port:
        words = ("run", "--config", desk.with_practice(port).config) if command == "run" else ("demo", "--port", port)
        with Running(*words) as process:
            assert process.wait() == 2
    assert process.stdout == []
    (told,) = process.errors.splitlines()
    assert told.startswith(
        f"liaison-bot: the practice network cannot listen on 127.0.0.1 port {port}: Address already in use"
    )


def test_without_a_platform_it_says_what_to_add(desk: Desk) -> None:
    told = ends_at_once(desk)
    assert (
        told == f"liaison-bot: {desk.config}: no platform is configured; add a table [slack], [matrix] or [practice]\n"
    )


def no_database(desk: Desk) -> None:
    desk.database.unlink()


def empty_database(desk: Desk) -> None:
    desk.database.write_bytes(b"")


def older_database(desk: Desk) -> None:
    with desk.connect() as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0000'")


def newer_database(desk: Desk) -> None:
    with desk.connect() as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


def no_database_at_all(desk: Desk) -> None:
    desk.database.write_text("Estimada colega: " * 100)


def no_keys(desk: Desk) -> None:
    desk.keys.unlink()


def empty_keys(desk: Desk) -> None:
    desk.keys.write_text("")


def binary_keys(desk: Desk) -> None:
    desk.keys.write_bytes(bytes(range(256)))


def other_keys(desk: Desk) -> None:
    desk.keys.write_text(new_ring().text())


def another_name(desk: Desk) -> None:
    desk.keys.write_text(desk.keys.read_text().replace("k1", "k9"))


def broken_keys(desk: Desk) -> None:
    desk.keys.write_text(desk.keys.read_text().replace('k1 = "', 'k1 = "AA'))


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (no_database, "run `liaison-bot migrate`"),
        (empty_database, "run `liaison-bot migrate`"),
        (older_database, "run `liaison-bot migrate`"),
        (newer_database, "from a newer liaison-bot"),
        (no_database_at_all, "not a database"),
        (no_keys, "there is no such file"),
        (empty_keys, "the file is empty"),
        (binary_keys, "not UTF-8"),
        (other_keys, "is not the key “k1” that the database was sealed with. Nothing was changed."),
        (another_name, "“k1”, which is not in the key ring (it has “k9”): put it back. Nothing was changed."),
        (broken_keys, "every key is 32 bytes in base64. Nothing was changed."),
    ],
)
def test_what_is_missing_or_wrong_stops_the_start_in_one_line_and_changes_nothing(
    desk: Desk, spoil: Callable[[Desk], None], told: str
) -> None:
    desk.member("ana")
    desk.with_practice()
    spoil(desk)
    before = {path.name: path.read_bytes() for path in desk.folder.iterdir()}
    said = desk.refused("run") if spoil is not other_keys else ends_at_once(desk)
    assert told in said
    assert len(said.splitlines()) == 1
    after = {path.name: path.read_bytes() for path in desk.folder.iterdir()}
    if spoil is not empty_database:  # SQLite writes its mark at the head of an empty file
        assert after == before


@pytest.mark.parametrize("command", ["migrate", "people", "doctor", "rotate"])
def test_the_wrong_keys_stop_every_other_command_too(desk: Desk, command: str) -> None:
    desk.member("ana")
    other_keys(desk)
    before, ring = desk.content(), desk.keys.read_bytes()
    assert "Nothing was changed" in desk.refused(command)
    assert desk.content() == before
    assert desk.keys.read_bytes() == ring
    assert sorted(path.name for path in desk.folder.iterdir()) == ["config.toml", "keys.toml", "liaison.sqlite3"]


def test_a_mistake_in_the_configuration_is_told_with_its_line(desk: Desk) -> None:
    desk.config.write_text("[practice]\nport = 1\nprot = 2\n[log]\nlevel = 'loud'\n", "utf-8")
    lines = ends_at_once(desk).splitlines()
    assert len(lines) == 2
    assert all(str(desk.config) in line for line in lines)
    assert any("line 3" in line and "prot" in line for line in lines)


def test_demo_prints_the_address_and_leaves_nothing_behind(tmp_path: Path) -> None:
    with Running("demo", "--port", "0", env={"TMPDIR": str(tmp_path)}) as process:
        assert "http://127.0.0.1:" in process.until("The practice network is open at")
        assert len(list(tmp_path.iterdir())) == 1
        code, seconds = process.stop()
    assert (code, process.errors) == (0, "")
    assert seconds < 3
    assert list(tmp_path.iterdir()) == []


def test_demo_touches_no_database_of_ones_own(desk: Desk) -> None:
    before = desk.content()
    env = {"LIAISON_DATABASE_URL": f"sqlite:///{desk.database}", "LIAISON_KEYS": "none of its business"}
    with Running("demo", "--port", "0", env=env) as process:
        process.until("The practice network is open at")
        process.stop()
    assert desk.content() == before


def test_a_bot_whose_keys_were_rotated_under_it_stops_and_says_to_start_it_again(desk: Desk) -> None:
    hurried = "import liaison_bot.bootstrap as b; b.KEYS_SECONDS = 0.2; from liaison_bot.cli import main; main()"
    desk.with_practice()
    with Running("run", "--config", desk.config, python=("-c", hurried)) as process:
        process.until("ready")
        desk.done("rotate")
        assert process.wait() == 2
    assert "key “k2”, which is not in the key ring" in process.errors
    assert "start it again" in process.errors
    assert_plain(process.errors)
    with Running("run", "--config", desk.config) as process:
        process.until("ready")
        assert process.stop()[0] == 0
    assert set(read_ring(desk.keys.read_text(), "").keys) == {"k1", "k2"}


def replaced_by_a_backup(desk: Desk) -> None:
    backup = desk.folder / "backup.sqlite3"
    with desk.connect() as connection, closing(sqlite3.connect(backup)) as copy:
        connection.backup(copy)
    backup.replace(desk.database)


@pytest.mark.parametrize("spoil", [no_database, replaced_by_a_backup])
@pytest.mark.parametrize("noticed_by", ["b.KEYS_SECONDS = 0.2; d.PAUSE_SECONDS = 600", "b.KEYS_SECONDS = 600"])
def test_a_bot_whose_database_file_is_deleted_or_replaced_stops_and_writes_nowhere(
    desk: Desk, spoil: Callable[[Desk], None], noticed_by: str
) -> None:
    desk.member("ana")
    imports = "import liaison_bot.bootstrap as b, liaison_bot.delivery as d"
    hurried = f"{imports}; {noticed_by}; from liaison_bot.cli import main; main()"
    desk.with_practice()
    with Running("run", "--config", desk.config, python=("-c", hurried)) as process:
        process.until("ready")
        spoil(desk)
        before = desk.content() if desk.database.exists() else []
        assert process.wait() == 1
    (told,) = process.errors.splitlines()
    assert told.startswith(
        f"liaison-bot: database: {desk.database} was deleted or replaced while it was in use; stopped"
    )
    assert_plain(process.errors)
    assert desk.database.exists() is (spoil is replaced_by_a_backup), "it is not made anew"
    if desk.database.exists():
        assert desk.content() == before
        desk.done("people")


def test_it_starts_again_on_the_practice_page_after_the_newcomer_has_joined(desk: Desk) -> None:
    desk.with_practice().member("newcomer", "MX")
    for _ in range(2):
        with Running("run", "--config", desk.config) as process:
            link = process.until("The practice network is open at").split()[-1]
            process.until("ready")
            assert status(link) == HTTPStatus.SEE_OTHER
            assert process.stop()[0] == 0
        assert process.errors == ""
    assert "MX" in desk.done("people").stdout
