"""Digests: what each reader should know, once a day or a week, at an hour of their own. Made from all referrals.

Nothing of a child is in any of them: references and counts, and for partners, figures that single out nobody.
"""

from liaison_bot.digests.commands import COMMANDS
from liaison_bot.digests.making import NOTICES

__all__ = ["COMMANDS", "NOTICES"]
