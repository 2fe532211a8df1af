"""The Network's rules as data: who its members are, which codes there are, how long each step may take, what is asked.

None of it is ours to invent, so all of it stands in files that an operator can replace (`liaison_bot/data`).
"""

from liaison_bot.rulebook.book import Rulebook
from liaison_bot.rulebook.loading import FILES, LANGUAGES, load_rulebook
from liaison_bot.rulebook.pace import Pace
from liaison_bot.rulebook.rules import (
    ASKED_BEFORE,
    Code,
    CodeList,
    Country,
    Indicator,
    IndicatorKind,
    Seat,
    Texts,
    Urgency,
)

__all__ = [
    "ASKED_BEFORE",
    "FILES",
    "LANGUAGES",
    "Code",
    "CodeList",
    "Country",
    "Indicator",
    "IndicatorKind",
    "Pace",
    "Rulebook",
    "Seat",
    "Texts",
    "Urgency",
    "load_rulebook",
]
