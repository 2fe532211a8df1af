"""How a feature offers something that people can ask for, and how what they type finds it."""

from liaison_bot.commands.command import Command, Context, Line, Services, Values

__all__ = ["Command", "Context", "Line", "Services", "Values"]
