"""A Network to whom digests are delivered."""

import pytest

from digesting import Reader
from world import World


@pytest.fixture
def reader(world: World) -> Reader:
    """The Network's readers, and what they are sent."""
    return Reader(world)
