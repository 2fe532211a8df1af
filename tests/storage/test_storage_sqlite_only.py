from collections.abc import Iterator

import pytest

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
