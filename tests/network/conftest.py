"""What the tests of the Network's people and desks share."""

import pytest

from office import Office
from world import World


@pytest.fixture
def office(world: World) -> Office:
    """A small Network with questions to ask of it."""
    return Office(world)
