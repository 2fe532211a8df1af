"""An honest small Slack on loopback: Web API, Socket Mode and response addresses, and people who use it.

It is the judge of what the bot sends, so its limits are written from Slack's documentation (`tests/slack/data`) and
never from the adapter's table. What it does not model it refuses; it is never kinder than Slack. `server.FakeSlack` is
the way in.
"""

from slack.fake.app import SlackApp
from slack.fake.form import CannotDoError
from slack.fake.message import Posted
from slack.fake.people import Outcome, Person
from slack.fake.server import FakeSlack
from slack.fake.views import View
from slack.fake.workspace import Channel, Workspace

__all__ = ["CannotDoError", "Channel", "FakeSlack", "Outcome", "Person", "Posted", "SlackApp", "View", "Workspace"]
