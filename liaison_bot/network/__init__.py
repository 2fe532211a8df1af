"""The Network: joining it, the people and desks in it, their absences, and the Presidency."""

from liaison_bot.network.commands import COMMANDS
from liaison_bot.network.joining import stranger
from liaison_bot.network.notices import NOTICES

__all__ = ["COMMANDS", "NOTICES", "stranger"]
