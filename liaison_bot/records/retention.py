"""What is kept for how long: what is erased, when a day's erasing happens, and how long before it is announced."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum

NOTICE = timedelta(days=7)
"""Between a desk's being told and the erasing. Nothing that was not announced for so long is erased."""
_HOUR = timedelta(hours=8)
"""In UTC: two to five in the morning from Mexico City to Santo Domingo, and night in Vancouver."""


class Kept(StrEnum):
    """What age can end."""

    CONTENTS = "contents"
    """The facts and notes of a referral that was closed, rejected or withdrawn."""
    DRAFT = "draft"
    """A draft that was not sent, whole."""
    DISCARDED = "discarded"
    """A draft that was thrown away, whole."""
    SKELETON = "skeleton"
    """What is left of a referral whose contents were erased."""


ANNOUNCED = (Kept.CONTENTS, Kept.DRAFT)
"""What somebody may still need, and is told of before."""


def last_run(now: datetime) -> datetime:
    """The moment of the day's erasing that came last: it happens once a day, at night, for everything due by then."""
    utc = now.astimezone(UTC) - _HOUR
    return datetime(utc.year, utc.month, utc.day, tzinfo=UTC) + _HOUR
