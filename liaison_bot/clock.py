"""The only module that reads the time."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Gives this moment, aware and in UTC."""


def system_clock() -> datetime:
    """Give this moment by the machine's clock."""
    return datetime.now(UTC)
