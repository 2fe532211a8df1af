"""One homeserver for all tests of a worker: 1.3 s to start and 120 MB cost less than queueing at one.

Tests share it and never stop it; each has people of its own. Who stops, kills or limits one starts their own with
`matrix.synapse.synapse(tmp_path)`.
"""

import itertools
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass

import pytest

from matrix.certificates import certificates
from matrix.synapse import Synapse, synapse

_NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def homeserver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Synapse]:
    """A running Synapse without rate limits."""
    with synapse(tmp_path_factory.mktemp("synapse")) as running:
        yield running


@dataclass(frozen=True)
class Federation:
    """Homeservers that speak to each other: the bot's, and a partner's."""

    home: Synapse
    partner: Synapse


@pytest.fixture(scope="session")
def federation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Federation]:
    """Two homeservers, for the tests of one worker that want them."""
    known = certificates(tmp_path_factory.mktemp("certificates"))
    home, partner = (Synapse(tmp_path_factory.mktemp(name), certificates=known) for name in ("home", "partner"))
    with ExitStack() as stack:
        stack.callback(home.stop)
        stack.callback(partner.stop)
        with ThreadPoolExecutor() as side_by_side:
            list(side_by_side.map(Synapse.start, (home, partner)))
        yield Federation(home, partner)


@pytest.fixture
def newcomer(homeserver: Synapse) -> Callable[[str, str], str]:
    """Registers somebody under a name nobody has yet, with this password; gives their local part."""

    def register(name: str, password: str) -> str:
        user = f"{name}{next(_NUMBERS)}"
        homeserver.register(user, password)
        return user

    return register
