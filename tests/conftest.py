"""What tests of every feature share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from world import World, small_network


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A small Network, made up, on a fresh SQLite file."""
    with small_network(tmp_path) as network:
        yield network
