"""Everything that can be asked of the bot, and every notice it gives: explicit lists, nothing registers itself."""

from collections.abc import Mapping

from liaison_bot import digests, network, referrals
from liaison_bot.commands.asking import QUESTION, question_notice
from liaison_bot.commands.command import Command, Limits, Notice, Services
from liaison_bot.commands.grammar import Grammar
from liaison_bot.commands.undelivered import UNDELIVERED, undelivered
from liaison_bot.privacy.disclosure import Disclosure
from liaison_bot.rulebook import Rulebook
from liaison_bot.words import Catalogues

HOME = "liaison"
"""The topic whose verbs may be typed alone."""

COMMANDS: tuple[Command, ...] = (*referrals.COMMANDS, *network.COMMANDS, *digests.COMMANDS)
NOTICES: Mapping[str, Notice] = {
    QUESTION: question_notice,
    UNDELIVERED: undelivered,
    **referrals.NOTICES,
    **network.NOTICES,
    **digests.NOTICES,
}


def asylum_facts(rulebook: Rulebook) -> dict[str, frozenset[str]]:
    """By a fact's name, the codes that tell of international protection. A fact of the process is named as its list."""
    lists = {name: name for name in rulebook.lists}
    lists |= {indicator.name: indicator.list for indicator in rulebook.indicators if indicator.list}
    return {
        fact: frozenset(code.code for code in rulebook.codes(name).codes if code.asylum) for fact, name in lists.items()
    }


def services(rulebook: Rulebook, catalogues: Catalogues, limits: Limits) -> Services:
    """What is the same for every event, put together."""
    return Services(
        rulebook=rulebook,
        catalogues=catalogues,
        disclosure=Disclosure(rulebook.indicators, asylum_facts(rulebook)),
        grammar=Grammar(COMMANDS, catalogues, HOME),
        notices=NOTICES,
        glance=referrals.glance,
        agenda=referrals.agenda,
        limits=limits,
    )
