"""Referrals between two desks: their lifecycle, what can be asked, and what is shown."""

from liaison_bot.referrals.commands import COMMANDS, NOTICES
from liaison_bot.referrals.glance import agenda, glance

__all__ = ["COMMANDS", "NOTICES", "agenda", "glance"]
