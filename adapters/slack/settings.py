"""What the operator decides about Slack. Where the settings come from is not known here."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

PLATFORM: Final = "slack"
API_URL: Final = "https://slack.com/api/"


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackSettings:
    """How to reach a workspace.

    The socket's address and those that answers go to come from what `api_url` says; nothing else is asked. `team_id` is
    the workspace that the token must belong to, or empty. `status` is a file that the running bot tells its state in,
    `journal` one that holds what was acknowledged and is not handled yet.
    """

    bot_token: str = field(repr=False)
    app_token: str = field(repr=False)
    api_url: str = API_URL
    team_id: str = ""
    status: Path | None = None
    journal: Path | None = None
