"""Digests as they are read: made by the beat, delivered to the platform, and looked at there."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from liaison_bot.beat import tick
from liaison_bot.chat import Audience, Message, Where
from liaison_bot.delivery import Delivery
from liaison_bot.testing import FakePlatform
from world import PLATFORM, World, account, everybodys_platform

HONDURAS = "America/Tegucigalpa"
MINUTE = timedelta(minutes=1)


@dataclass
class Reader:
    """Everybody in the Network, on a platform in memory."""

    world: World
    platform: FakePlatform = field(default_factory=everybodys_platform)

    def __post_init__(self) -> None:
        self.delivery = Delivery(self.world.store, self.world.services, self.world.clock, {PLATFORM: self.platform})

    def at(self, text: str, zone: str = HONDURAS) -> None:
        """Put the clock on a moment; it only goes forward."""
        moment = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))
        assert moment >= self.world.clock(), "time goes forward"
        self.world.clock.move(seconds=(moment - self.world.clock()).total_seconds())

    def beat(self) -> None:
        """One tick, and all that it makes the bot say, to the end."""
        tick(self.world.store, self.world.services, self.world.clock)
        self.world.clock.move(minutes=1)
        self.deliver()

    def deliver(self) -> None:
        """Say all that is due."""
        while asyncio.run(self.delivery.round()):
            pass

    def forget(self) -> None:
        """Read everything; what is said from now on is new."""
        self.deliver()
        self.platform.said.clear()

    def read(self, user: str) -> list[Message]:
        """The digests that somebody was sent."""
        return [one for one in self.platform.said[account(user)] if _is_digest(one)]

    def posted(self, room: str) -> list[Message]:
        """What was posted in a room."""
        return self.platform.said[Where(PLATFORM, room)]

    def seen_by(self, room: str, audience: Audience) -> None:
        """Others can read a room from now on."""
        self.platform.audiences[Where(PLATFORM, room)] = audience


def _is_digest(message: Message) -> bool:
    words = ("su resumen", "your digest", "votre récapitulatif", "para la coordinación", "for coordinators")
    return any(word in message.title for word in (*words, "pour la coordination"))
