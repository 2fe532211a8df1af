"""What the tests of the command line share."""

import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from cli.operating import NEW, Desk, liaison
from liaison_bot import bootstrap


@pytest.fixture(scope="session", autouse=True)
def read_once() -> Iterator[None]:
    """Rules and words are the same for all these commands, and take long to read."""
    with pytest.MonkeyPatch.context() as patched:
        for name in ("load_rulebook", "load_catalogues"):
            patched.setattr(bootstrap, name, cache(getattr(bootstrap, name)))
        yield


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests may have a bot of their own."""
    for name in ("LIAISON_KEYS", "LIAISON_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder after `init` and `migrate`."""
    folder = tmp_path_factory.mktemp("operator") / "bot"
    assert liaison("init", "--folder", folder).exit_code == 0
    assert liaison("migrate", "--config", folder / "config.toml").exit_code == 0
    return folder


@pytest.fixture(scope="session")
def referred(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder where Honduras has sent a referral to Mexico, and its reference."""
    folder = shutil.copytree(migrated, tmp_path_factory.mktemp("referred") / "bot")
    desk = Desk(folder)
    desk.member("ana", "HN")
    desk.member("luis", "MX")
    reference = desk.say("ana", NEW).card
    desk.say("ana", f"referral send {reference}")
    return folder, reference


@pytest.fixture
def desk(migrated: Path, tmp_path: Path) -> Desk:
    """An operator's folder of one's own, ready to run."""
    return Desk(shutil.copytree(migrated, tmp_path / "bot"))


@pytest.fixture
def card(desk: Desk, referred: tuple[Path, str]) -> str:
    """The reference of a referral that Honduras sent to Mexico, in this folder."""
    folder, reference = referred
    shutil.copytree(folder, desk.folder, dirs_exist_ok=True)
    return reference
