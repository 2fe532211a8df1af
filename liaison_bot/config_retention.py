"""How long what is kept: the table `[retention]` of config.toml."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NewType

from liaison_bot.strict import whole_number


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """After how many days contents of ended referrals, unsent drafts, and what is left of a referral are erased."""

    contents_days: int
    drafts_days: int
    skeleton_days: int


_Days = NewType("_Days", int)
_DraftDays = NewType("_DraftDays", int)
_LEAST = 8
"""A week of notice, and a day."""
KINDS = (whole_number(_Days, _LEAST, 7300), whole_number(_DraftDays, _LEAST, 365))


@dataclass(frozen=True, kw_only=True)
class RetentionTable:
    """The table as it is written."""

    contents_days: _Days = _Days(90)
    drafts_days: _DraftDays = _DraftDays(14)
    skeleton_days: _Days = _Days(730)

    def contradictions(self, reopen_days: int) -> Iterator[tuple[str, str, str]]:
        """What cannot hold together, by key: what was found, and what is allowed."""
        for key, days, least, why in (
            (
                "contents_days",
                self.contents_days,
                reopen_days,
                "a referral that can be opened again keeps its contents",
            ),
            ("skeleton_days", self.skeleton_days, self.contents_days, "a referral that has contents is there"),
        ):
            if days < least:
                other = "contents_days" if key == "skeleton_days" else "referrals.reopen_days"
                yield key, f"found {days}, and {other} is {least}", f"{least} or more: {why}"
