"""A Network in which time brings referrals what it brings, and nobody a digest."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from world import World, ready_services, small_network


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A small Network, made up, on a fresh SQLite file."""
    with small_network(tmp_path, ready_services(digests=False)) as network:
        yield network
