from collections.abc import Iterator
from pathlib import Path

import pytest

from liaison_bot.errors import DatabaseLost
from liaison_bot.privacy.vault import Vault
from liaison_bot.store import Store
from storage import open_store


@pytest.fixture
def sqlite_store(sqlite_url: str, vault: Vault) -> Iterator[Store]:
    opened = open_store(sqlite_url, vault)
    yield opened
    opened.close()


def test_a_thread_that_would_wait_for_itself_is_told_so(sqlite_store: Store) -> None:
    with sqlite_store.begin(), pytest.raises(RuntimeError, match="this thread"), sqlite_store.begin():
        pass
    with sqlite_store.begin() as work:
        assert work.directory.version == 0


@pytest.mark.parametrize("read_only", [False, True])
def test_nothing_is_written_to_a_file_that_is_another_one_by_now(
    sqlite_store: Store, sqlite_url: str, *, read_only: bool
) -> None:
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    with sqlite_store.begin():
        pass
    path.rename(path.with_name("moved.sqlite3"))
    for call in (sqlite_store.check_keys, lambda: sqlite_store.begin(read_only=read_only).__enter__()):
        with pytest.raises(DatabaseLost, match="deleted or replaced"):
            call()
    path.touch()
    with pytest.raises(DatabaseLost), sqlite_store.begin(read_only=read_only):
        pass
    path.with_name("moved.sqlite3").replace(path)
    with sqlite_store.begin(read_only=read_only) as work:
        assert work.directory.version == 0
