"""Everything that can be asked of the bot, and every notice it gives: explicit lists, nothing registers itself."""

from collections.abc import Mapping

from liaison_bot import network, referrals
from liaison_bot.commands.asking import QUESTION, question_notice
from liaison_bot.commands.command import Command, Limits, Notice, Services
from liaison_bot.commands.grammar import Grammar
from liaison_bot.privacy.disclosure import Disclosure
from liaison_bot.rulebook import Rulebook
from liaison_bot.words import Catalogues

HOME = "liaison"
"""The topic whose verbs may be typed alone."""

COMMANDS: tuple[Command, ...] = (*referrals.COMMANDS, *network.COMMANDS)
NOTICES: Mapping[str, Notice] = {QUESTION: question_notice, **referrals.NOTICES, **network.NOTICES}


def services(rulebook: Rulebook, catalogues: Catalogues, limits: Limits) -> Services:
    """What is the same for every event, put together."""
    return Services(
        rulebook=rulebook,
        catalogues=catalogues,
        disclosure=Disclosure(rulebook.indicators),
        grammar=Grammar(COMMANDS, catalogues, HOME),
        notices=NOTICES,
        limits=limits,
    )
