"""Slack: officers in a workspace, and those of other organisations who share a channel with it."""

from adapters.slack.connection import SlackStartError
from adapters.slack.examining import examined
from adapters.slack.manifest import Offered, manifest
from adapters.slack.platform import SlackPlatform
from adapters.slack.settings import SlackSettings
from adapters.slack.status import read as read_status
from adapters.slack.status import told

__all__ = [
    "Offered",
    "SlackPlatform",
    "SlackSettings",
    "SlackStartError",
    "examined",
    "manifest",
    "read_status",
    "told",
]
