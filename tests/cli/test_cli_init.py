"""`init` writes what is needed, and never over what is there."""

import errno
import os
from pathlib import Path

import pytest

from cli.operating import liaison, refused
from liaison_bot.config import example_config, load_config
from liaison_bot.privacy.vault import read_keys


def test_it_writes_the_example_and_a_key_ring_for_the_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "etc" / "liaison-bot"
    told = liaison("init", "--folder", folder)
    assert told.exit_code == 0
    config, keys = folder / "config.toml", folder / "keys.toml"
    assert config.read_text("utf-8") == example_config()
    assert {path.stat().st_mode & 0o777 for path in (config, keys)} == {0o600}
    assert sorted(folder.iterdir()) == [config, keys]
    assert read_keys(keys.read_text("utf-8"), "here").current == "k1"
    assert load_config(config, {}).keys.file == keys
    assert str(config) in told.stdout
    assert f"liaison-bot migrate --config {config}" in told.stdout, "what to do next"
    assert "copy" in told.stdout


def test_two_key_rings_are_never_the_same(tmp_path: Path) -> None:
    rings = set()
    for name in ("a", "b"):
        assert liaison("init", "--folder", tmp_path / name).exit_code == 0
        rings.add((tmp_path / name / "keys.toml").read_text("utf-8"))
    assert len(rings) == 2


@pytest.mark.parametrize("there", [("config.toml",), ("keys.toml",), ("config.toml", "keys.toml")])
def test_what_is_there_is_named_and_left_as_it_is(tmp_path: Path, there: tuple[str, ...]) -> None:
    for name in there:
        (tmp_path / name).write_text("mine", "utf-8")
    told = refused("init", "--folder", tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(there)
    for name in there:
        assert str(tmp_path / name) in told
        assert (tmp_path / name).read_text("utf-8") == "mine"


def test_a_link_that_leads_nowhere_is_not_written_through(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (tmp_path / "bot").mkdir()
    (tmp_path / "bot" / "keys.toml").symlink_to(elsewhere)
    assert "keys.toml" in refused("init", "--folder", tmp_path / "bot")
    assert not elsewhere.exists()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("a file", "utf-8")
    told = refused("init", "--folder", tmp_path / "letter" / "bot")
    assert f"{tmp_path / 'letter' / 'bot'}: cannot be written to" in told
    assert "Usage" in refused("init", "--folder", tmp_path / "letter"), "a file is no folder"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_to_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert "cannot be written to: Permission denied" in refused("init", "--folder", tmp_path)
    tmp_path.chmod(0o700)


@pytest.mark.parametrize("written_before", range(4))
def test_a_full_disk_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written_before: int
) -> None:
    left = iter(range(written_before))
    really = os.fsync

    def full(handle: int) -> None:
        if next(left, None) is None:
            raise OSError(errno.ENOSPC, "No space left on device")
        really(handle)

    with monkeypatch.context() as patched:
        patched.setattr("liaison_bot.privacy.vault.os.fsync", full)
        assert "No space left on device" in refused("init", "--folder", tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert liaison("init", "--folder", tmp_path).exit_code == 0
