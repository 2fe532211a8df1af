"""What tests of every feature share."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from world import World, small_network

# Tried anew at every desk, the same each time where a failure must be the change's own; never against the clock.
settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")

LEAST_WORKERS = 4


def pytest_xdist_auto_num_workers() -> int:
    """Side by side even where processors are few: tests wait for servers, browsers and disks more than they compute."""
    return max(LEAST_WORKERS, os.cpu_count() or 1)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A small Network, made up, on a fresh SQLite file."""
    with small_network(tmp_path) as network:
        yield network
