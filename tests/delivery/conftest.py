"""A deliverer and the platform it says things on."""

import pytest

from liaison_bot.delivery import Delivery
from liaison_bot.testing import FakePlatform
from world import PLATFORM, World


@pytest.fixture
def platform() -> FakePlatform:
    return FakePlatform(PLATFORM)


@pytest.fixture
def delivery(world: World, platform: FakePlatform) -> Delivery:
    return Delivery(world.store, world.services, world.clock, {PLATFORM: platform})
