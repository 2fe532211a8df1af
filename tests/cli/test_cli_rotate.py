"""`rotate`: whenever it is cut short, and whoever still runs with the former keys, everything can be opened."""

import fcntl
import itertools
import os
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cli.operating import NEW, Desk, refused, say
from liaison_bot import bootstrap
from liaison_bot.config import load_config
from liaison_bot.errors import VaultError
from liaison_bot.privacy.vault import KeyRing, read_ring
from storage import keys, open_store
from storage.database import SqlStore


class Crash(BaseException):
    """The power goes: no handler is asked."""


def ring(desk: Desk) -> KeyRing:
    return read_ring(desk.keys.read_text("utf-8"), "the ring")


def names(desk: Desk) -> list[str]:
    return sorted(ring(desk).keys)


def sealed_with(desk: Desk) -> set[str]:
    """The keys that anything in the database is sealed with."""
    vault = ring(desk).vault()
    columns = [("referral", "content"), ("step", "facts"), ("inbox", "answer"), ("conversation", "body")]
    with desk.connect() as connection:
        found = {
            vault.sealed_with(value)
            for table, column in columns
            for (value,) in connection.execute(f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL")  # noqa: S608 - our own
        }
        noted = {name for (name,) in connection.execute("SELECT key_name FROM seal_check")}
    return found | noted


def assert_all_opens(desk: Desk, card: str) -> None:
    """Whoever may read the case can."""
    for user in ("ana", "luis"):
        shown = desk.say(user, f"referral show {card}")
        assert not shown.error, shown.plain
        assert "12 a 14" in shown.plain, "what is sealed, opened"


def test_everything_is_sealed_anew_and_the_key_before_stays_for_one_rotation(desk: Desk, card: str) -> None:
    first = ring(desk).keys["k1"]
    told = desk.done("rotate").stdout
    assert "key “k2”" in told
    assert "“k1” stays in the key ring until the next rotation" in told
    assert (ring(desk).current, names(desk), ring(desk).keys["k1"]) == ("k2", ["k1", "k2"], first)
    assert sealed_with(desk) == {"k2"}
    assert_all_opens(desk, card)
    told = desk.done("rotate").stdout
    assert "“k1” was dropped" in told
    assert "“k2” stays" in told
    assert (ring(desk).current, names(desk)) == ("k3", ["k2", "k3"])
    assert_all_opens(desk, card)
    assert sealed_with(desk) == {"k3"}


def test_the_former_ring_alone_opens_nothing_any_more(desk: Desk, card: str) -> None:
    former = desk.keys.read_text("utf-8")
    desk.done("rotate")
    now = desk.keys.read_text("utf-8")
    desk.keys.write_text(former, "utf-8")
    assert "“k2”, which is not in the key ring" in desk.refused("people")
    desk.keys.write_text(now, "utf-8")
    assert_all_opens(desk, card)


def test_nothing_but_the_ring_is_left_and_its_owner_alone_reads_it(desk: Desk, card: str) -> None:
    assert card
    desk.done("rotate")
    assert sorted(path.name for path in desk.folder.iterdir()) == ["config.toml", "keys.toml", "liaison.sqlite3"]
    assert desk.keys.stat().st_mode & 0o777 == 0o600


def test_a_rotation_is_a_line_of_the_trail(desk: Desk) -> None:
    desk.done("rotate")
    with desk.house() as house, house.store.begin() as uow:
        (entry,) = [found.entry for found in uow.audit.entries()]
    assert (entry.command, entry.person, entry.code, entry.result) == ("operator-rotate", None, "k2", "done")


def test_what_a_bot_that_still_runs_seals_with_the_former_key_opens_and_is_sealed_anew_the_next_time(
    desk: Desk, card: str
) -> None:
    with desk.house() as running:
        desk.done("rotate")
        late = say(running, "ana", NEW)
        assert not late.error
        assert say(running, "ana", f"referral show {card}").error, "it cannot open what was sealed anew, and says so"
        with pytest.raises(VaultError, match="start it again"):
            bootstrap.check_keys(running)
    assert sealed_with(desk) == {"k1", "k2"}
    assert not desk.say("ana", f"referral send {late.card}").error
    desk.done("rotate")
    assert names(desk) == ["k2", "k3"]
    assert_all_opens(desk, card)
    assert_all_opens(desk, late.card)


STEPS: dict[str, tuple[Any, str, int, str]] = {
    "before the ring is replaced": (bootstrap, "replace_keys", 1, "instead"),
    "while the new ring is written": (Path, "replace", 1, "instead"),
    "after the new ring is in place": (bootstrap, "replace_keys", 1, "after"),
    "before anything is sealed": (SqlStore, "reseal", 1, "instead"),
    "in the middle of sealing": (keys, "reseal_batch", 3, "instead"),
    "before the other keys are forgotten": (keys, "forget_others", 1, "instead"),
    "after everything is sealed": (SqlStore, "reseal", 1, "after"),
    "while the last ring is written": (Path, "replace", 2, "instead"),
    "after the last ring is in place": (bootstrap, "replace_keys", 2, "after"),
}
"""Where the power goes: instead of, or after, a call of something, the first, second or third time."""


def rotation_cut_short(desk: Desk, step: str) -> None:
    """Begin a rotation, and let the power go at this step."""
    owner, name, number, when = STEPS[step]
    really, calls = getattr(owner, name), itertools.count(1)

    def cut_short(*values: Any, **more: Any) -> Any:
        now = next(calls) == number
        if now and when == "instead":
            raise Crash
        result = really(*values, **more)
        if now:
            raise Crash
        return result

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(owner, name, cut_short)
        with pytest.raises(Crash):
            bootstrap.rotate(load_config(desk.config, {}), lambda *_: None)


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("rotated_before", [0, 1])
@pytest.mark.parametrize("next_command", ["rotate", "run"])
def test_wherever_it_is_cut_short_what_comes_next_opens_everything(
    desk: Desk, card: str, step: str, rotated_before: int, next_command: str
) -> None:
    for _ in range(rotated_before):
        desk.done("rotate")
    current = ring(desk).current
    with desk.house() as running:
        rotation_cut_short(desk, step)
        late = say(running, "luis", f"referral ack {card}", event="late")
        mine = say(running, "ana", NEW)
    assert ring(desk).vault().names >= sealed_with(desk), "no key that is in use was dropped"
    assert current in ring(desk).keys, "nor the one that a bot still runs with"
    if next_command == "run":
        assert_all_opens(desk, card)
        assert "12 a 14" in desk.say("ana", f"referral show {mine.card}").plain
    desk.done("rotate")
    assert_all_opens(desk, card)
    assert "12 a 14" in desk.say("ana", f"referral show {mine.card}").plain
    if not late.error:
        assert desk.say("luis", "any", event="late") == late, "the same event, the same answer"
    assert sealed_with(desk) == {ring(desk).current}
    assert current in ring(desk).keys or step == "after the last ring is in place"
    assert len(names(desk)) == 2
    assert not ring(desk).replaces


def test_a_rotation_that_was_cut_short_is_finished_with_its_own_key(desk: Desk, card: str) -> None:
    rotation_cut_short(desk, "in the middle of sealing")
    assert ring(desk).replaces == "k1"
    assert "liaison-bot rotate" in desk.keys.read_text("utf-8")
    assert "WARN  keys: " in desk.use("doctor").stdout
    made = ring(desk).keys["k2"]
    desk.done("rotate")
    assert (ring(desk).current, names(desk), ring(desk).keys["k2"]) == ("k2", ["k1", "k2"], made)
    assert_all_opens(desk, card)


def test_one_value_that_was_damaged_stops_it_with_every_key_in_place(desk: Desk, card: str) -> None:
    with desk.connect() as connection:
        connection.execute("UPDATE referral SET content = substr(content, 1, 20)")
    told = desk.refused("rotate")
    assert "not everything could be encrypted anew" in told
    assert "nothing is lost" in told
    assert names(desk) == ["k1", "k2"]
    assert ring(desk).replaces == "k1"
    with desk.connect() as connection:
        connection.execute("UPDATE referral SET content = NULL")
    desk.done("rotate")
    assert not desk.say("luis", f"referral show {card}").error


def test_two_rotations_at_once_are_refused(desk: Desk) -> None:
    before = desk.keys.read_bytes()
    folder = os.open(desk.folder, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        assert "being rotated at this moment" in desk.refused("rotate")
    finally:
        os.close(folder)
    assert desk.keys.read_bytes() == before
    desk.done("rotate")


def test_a_ring_that_cannot_be_replaced_is_left_and_nothing_is_sealed_anew(
    desk: Desk, card: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_only(*_: Any) -> None:
        raise PermissionError(30, "Read-only file system")

    before, ring_before = desk.content(), desk.keys.read_bytes()
    with monkeypatch.context() as patched:
        patched.setattr("liaison_bot.privacy.vault.write_keys", read_only)
        assert f"{desk.keys}: cannot be replaced: Read-only file system" in desk.refused("rotate")
    assert (desk.content(), desk.keys.read_bytes()) == (before, ring_before)
    assert_all_opens(desk, card)


def test_a_link_stays_a_link(desk: Desk, card: str) -> None:
    kept = desk.folder / "secrets"
    kept.mkdir()
    desk.keys.rename(kept / "ring")
    desk.keys.symlink_to(kept / "ring")
    desk.done("rotate")
    assert desk.keys.is_symlink()
    assert sorted(path.name for path in kept.iterdir()) == ["ring"]
    assert_all_opens(desk, card)


def test_a_group_that_could_read_it_still_can_and_nobody_else_may(desk: Desk) -> None:
    desk.keys.chmod(0o644)
    desk.done("rotate")
    assert desk.keys.stat().st_mode & 0o777 == 0o640


def test_a_ring_from_a_variable_is_used_as_it_is_and_told_what_can_leave_it(desk: Desk, card: str) -> None:
    env = {"LIAISON_KEYS": desk.keys.read_text("utf-8")}
    desk.keys.unlink()
    both = replace(read_ring(env["LIAISON_KEYS"], "").rotating(), replaces="")
    env = {"LIAISON_KEYS": both.text()}
    told = desk.done("rotate", env=env).stdout
    assert "key “k2”" in told
    assert "“k1” can leave LIAISON_KEYS" in told
    assert not desk.keys.exists()
    assert "0 values" in desk.done("rotate", env=env).stdout
    alone = KeyRing("k2", {"k2": both.keys["k2"]})
    desk.keys.write_text(alone.text(), "utf-8")
    assert_all_opens(desk, card)


def test_a_ring_that_is_none_is_refused_before_anything(desk: Desk) -> None:
    desk.keys.write_text("current = 'k1'\n", "utf-8")
    assert "a key ring has" in desk.refused("rotate")
    assert "there is no such file" in refused("rotate", "--config", desk.folder / "none.toml")


def test_another_store_with_the_new_ring_reads_what_was_sealed_before_and_after(desk: Desk, card: str) -> None:
    desk.done("rotate")
    with closing(open_store(f"sqlite:///{desk.database}", ring(desk).vault())) as store, store.begin() as uow:
        found = uow.referrals.get(card)
    assert found
    assert found.content["age_band"] == ("12-14",)
