"""How a verification hears the other side and speaks to it. Nothing here does either.

Two ways fit: the store alone (`alone`), while no bot runs; and beside a bot that runs (`relay`), which reads the stream
and holds the keys of rooms.
"""

from collections.abc import AsyncIterator, Sequence
from typing import Any, Protocol

from adapters.matrix.device import Device

Json = dict[str, Any]
Heard = tuple[Json, str]
"""An event as it was before it was encrypted, and the room it was said in; empty where it came to the device."""


class Speaker(Protocol):
    """Speaks for a verification, and keeps what comes of it."""

    async def room_with(self, user: str) -> str:
        """The room in which the bot is alone with somebody; empty where there is none."""
        ...

    async def say(self, room: str, kind: str, content: Json) -> str:
        """Say something in a room, encrypted where the room is; its event. Raises `RefusedError`."""
        ...

    async def proven(self, user: str, device: str, key: str) -> None:
        """Something was proven of somebody, or, where a device is named, that this is its key: it counts from now."""
        ...


class Line(Speaker, Protocol):
    """The way to the other side, open."""

    device: Device
    """The bot's device, with its fingerprint."""

    def heard(self) -> AsyncIterator[Sequence[Heard]]:
        """What comes, until the line is cut; now and then nothing, so that who listens sees time pass.

        The first comes when the other side can be spoken to. Raises `MatrixStartError` where the line is cut.
        """
        ...
