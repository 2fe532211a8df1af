"""The table [slack] of the operator's settings: as it is written, and as it is used."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import NewType

from liaison_bot.secret import Secret
from liaison_bot.strict import Kind, path_text

SECRETS = {
    "bot_token": "LIAISON_SLACK_BOT_TOKEN",
    "app_token": "LIAISON_SLACK_APP_TOKEN",
}
"""The keys that hold a secret, each with the variable that counts before it."""
BEGINS = {"bot_token": "xoxb-", "app_token": "xapp-"}
"""How each token begins: what tells one from the other, and from a word that is none."""
STATUS = "slack-status.json"
JOURNAL = "slack-journal.sqlite3"

_ADDRESS = re.compile(r"https://[!-~]+|http://(?:127\.0\.0\.1|localhost|\[::1\])(?::[0-9]{1,5})?(?:/[!-~]*)?")
_TEAM_ID = re.compile(r"[TE][A-Z0-9]{5,}")

_Api = NewType("_Api", str)
_Team = NewType("_Team", str)
_Bot = NewType("_Bot", str)
_App = NewType("_App", str)
_File = NewType("_File", str)

KINDS = (
    Kind(
        _Api,
        str,
        "an address that begins with https://, or http:// on this computer alone",
        lambda told: bool(_ADDRESS.fullmatch(told)),
    ),
    Kind(_Team, str, "a workspace's id, such as T024BE7LD", lambda told: bool(_TEAM_ID.fullmatch(told))),
    Kind(_Bot, str, "a bot token, which begins with xoxb-", lambda told: _begins(told, "bot_token"), secret=True),
    Kind(
        _App, str, "an app-level token, which begins with xapp-", lambda told: _begins(told, "app_token"), secret=True
    ),
    path_text(_File),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slack:
    """The bot's app in a workspace. `status` and `journal` are the running bot's own files."""

    bot_token: Secret
    app_token: Secret
    api_url: str
    team_id: str
    status: Path
    journal: Path


@dataclass(frozen=True, kw_only=True)
class SlackTable:
    """The table as it is written."""

    bot_token: _Bot | None = field(default=None, repr=False)
    bot_token_file: _File | None = None
    app_token: _App | None = field(default=None, repr=False)
    app_token_file: _File | None = None
    api_url: _Api = _Api("https://slack.com/api/")
    team_id: _Team | None = None


def _begins(told: str, key: str) -> bool:
    return told.strip().startswith(BEGINS[key])
