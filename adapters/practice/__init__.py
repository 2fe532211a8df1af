"""The practice network: a chat platform of its own in a web page, to learn and to try the bot without an account.

It listens on this computer alone. People, rooms and what is said live in memory and end with the program.
"""

from adapters.practice.network import Room, Seat
from adapters.practice.platform import PortTakenError, PracticePlatform

__all__ = ["PortTakenError", "PracticePlatform", "Room", "Seat"]
