"""Translate in: a payload of Slack's as what somebody said or did, in words that no platform owns. Pure.

What each kind is known by when it comes again is decided here (docs/decisions/0030): an event by its `event_id`, a
command by its `trigger_id`, a press by its moment and its button, a submitted form by its view and its answers. The
envelope's id is none of these: it changes with each delivery.
"""

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from adapters.slack.escaping import typed, uncoded, without_mention
from adapters.slack.modals import FORM, answers_of, told_in
from adapters.slack.settings import PLATFORM
from liaison_bot.chat import (
    Account,
    Audience,
    CommandUsed,
    FormLeft,
    FormSubmitted,
    Inbound,
    NotTaken,
    Overheard,
    Reason,
    TextSent,
    Where,
)
from liaison_bot.chat.inbound import Answers

Json = Mapping[str, Any]

PRESS: Final = "do"
"""How the ids of all buttons begin that the renderer makes."""
OLD_SECONDS: Final = 3600.0
"""What was said longer ago than this, while the bot was away, may no longer be meant. Slack goes on trying for six
minutes; later ones come only where delayed delivery was switched on."""
EDIT_SECONDS: Final = 60.0
_SPOKEN: Final = frozenset({"", "file_share", "thread_broadcast", "me_message"})
"""Subtypes of a message in which a person says something."""
_SLACKBOT: Final = "USLACKBOT"
_CHANNELS: Final = frozenset({"channel", "group"})
_CONVERSIONS: Final = frozenset({"channel_convert_to_public", "channel_convert_to_private"})
"""Subtypes of a message that says that a channel was opened or closed."""
_CHANGES: Final = frozenset(
    {
        *("channel_shared", "channel_unshared", "member_joined_channel"),
        *("channel_archive", "channel_unarchive", "group_archive", "group_unarchive"),
    }
)
"""Events after which others may be able to read a channel."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A text addressed to the bot."""

    text: str


@dataclass(frozen=True, slots=True)
class Passing:
    """A text in a channel that is not addressed to the bot."""

    text: str


@dataclass(frozen=True, slots=True)
class Used:
    """A command, or a button with its words."""

    words: str


@dataclass(frozen=True, slots=True)
class Submitted:
    """A form that came back."""

    form: str
    answers: Answers


@dataclass(frozen=True, slots=True)
class Left:
    """A form that was closed without being submitted."""

    form: str
    answers: Answers


@dataclass(frozen=True, slots=True)
class Untaken:
    """Something that is not carried out."""

    why: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One intention of one person.

    `channel` is empty where there is none: what is done in a view is done in private. `direct`: it is surely the bot's
    own conversation with this person. `message` is the message whose button was pressed, `card` what it shows,
    `ephemeral` that only they see it. `trigger`: a view can be opened in answer. `at` is when it was said, in seconds.
    """

    id: str
    account: Account
    what: Typed | Passing | Used | Submitted | Left | Untaken
    channel: str = ""
    direct: bool = False
    thread: str = ""
    message: str = ""
    ephemeral: bool = False
    trigger: str = ""
    response_url: str = ""
    view: str = ""
    home: bool = False
    at: float = 0.0
    retried: bool = False

    @property
    def private(self) -> Where:
        """The conversation of this person with the bot, by the person: Slack takes either for its address."""
        return Where(PLATFORM, self.account.user)

    def event(
        self, where: Where, audience: Audience, *, forms: bool, hears_all: bool = False, language: str = ""
    ) -> Inbound:
        """What the core is given. `forms`: a whole form can be shown in answer."""
        event = self._event(where, audience, forms=forms)
        return replace(event, hears_all=hears_all, alone=True, language=language)

    def _event(self, where: Where, audience: Audience, *, forms: bool) -> Inbound:
        match self.what:
            case Typed(text):
                return TextSent(id=self.id, account=self.account, where=where, audience=audience, text=text)
            case Passing(text):
                return Overheard(id=self.id, account=self.account, where=where, audience=audience, text=text)
            case Used(words):
                return CommandUsed(
                    id=self.id, account=self.account, where=where, audience=audience, shows_forms=forms, words=words
                )
            case Submitted(form, answers):
                return FormSubmitted(
                    id=self.id,
                    account=self.account,
                    where=where,
                    audience=audience,
                    shows_forms=True,
                    form=form,
                    answers=answers,
                )
            case Left(form, answers):
                return FormLeft(
                    id=self.id, account=self.account, where=where, audience=audience, form=form, answers=answers
                )
            case Untaken(why):
                return NotTaken(id=self.id, account=self.account, where=where, audience=audience, why=why)


@dataclass(frozen=True, slots=True)
class Opened:
    """Somebody looks at the app's Home."""

    account: Account


@dataclass(frozen=True, slots=True)
class Moved:
    """A channel goes on under another id."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Changed:
    """Who can read a channel may have changed."""

    channel: str


@dataclass(frozen=True, slots=True)
class Gone:
    """The app was uninstalled, or its token revoked."""


Happened = Heard | Opened | Moved | Changed | Gone | None


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads payloads for the bot of one workspace. `secret` keeps what is known of answers from being guessed back."""

    team: str
    bot: str
    secret: str

    def command(self, payload: Json) -> Heard | None:
        """A slash command."""
        user, line = _text(payload, "user_id"), _text(payload, "command").removeprefix("/")
        trigger, url = _text(payload, "trigger_id"), _text(payload, "response_url")
        if not (user and line and (trigger or url)):
            return None
        return Heard(
            id=f"command:{trigger or self._digest(url)}",
            account=Account(PLATFORM, _text(payload, "team_id") or self.team, user),
            what=Used(f"{line} {typed(_text(payload, 'text')).strip()}".strip()),
            channel=_text(payload, "channel_id"),
            trigger=trigger,
            response_url=url,
        )

    def interaction(self, payload: Json) -> Happened:
        """A pressed button, a submitted form, or one that was closed."""
        kind, user = payload.get("type"), _table(payload, "user")
        if not _text(user, "id"):
            return None
        team = _text(user, "team_id") or _text(_table(payload, "team"), "id") or self.team
        account = Account(PLATFORM, team, _text(user, "id"))
        if kind == "block_actions":
            return self._press(payload, account)
        view = _table(payload, "view")
        if view.get("callback_id") != FORM:
            return None
        form = told_in(view)
        answers = answers_of(view)
        given = json.dumps({name: answers[name] for name in sorted(answers)}, ensure_ascii=False)
        known_by = f"{_text(view, 'id')}:{self._digest(form, given)}"
        if kind == "view_closed":
            return Heard(id=f"left:{known_by}", account=account, what=Left(form, answers))
        if kind != "view_submission":
            return None
        return Heard(
            id=f"form:{known_by}",
            account=account,
            what=Submitted(form, answers),
            trigger=_text(payload, "trigger_id"),
            view=_text(view, "id"),
        )

    def event(self, payload: Json, now: float, *, retried: bool = False) -> Happened:
        """An event of the Events API. `now` is in seconds, as Slack counts them."""
        event = _table(payload, "event")
        match event.get("type"):
            case "message":
                return _unless_old(self._message(payload, event, retried=retried), now)
            case "app_mention":
                return _unless_old(self._mention(payload, event, retried=retried), now)
            case "app_home_opened" if event.get("tab") == "home" and _text(event, "user"):
                return Opened(self._account(payload, event))
            case _:
                return _news(event)

    def _press(self, payload: Json, account: Account) -> Heard | None:
        actions = payload.get("actions")
        action = actions[0] if isinstance(actions, list) and actions and isinstance(actions[0], dict) else {}
        words = _text(action, "value").strip()
        if not _text(action, "action_id").startswith(PRESS) or not words:
            return None
        container = _table(payload, "container")
        channel = _text(container, "channel_id") or _text(_table(payload, "channel"), "id")
        message, view = _text(container, "message_ts"), _text(container, "view_id")
        thread = _text(container, "thread_ts")
        place = message or view
        pressed = [_text(action, "action_ts"), _text(action, "block_id"), _text(action, "action_id")]
        return Heard(
            id=":".join(("press", place, *pressed)),
            account=account,
            what=Used(words),
            channel=channel,
            message=message,
            thread="" if thread == message else thread,  # what a thread hangs on is not in it
            ephemeral=container.get("is_ephemeral") is True,
            trigger=_text(payload, "trigger_id"),
            response_url=_text(payload, "response_url"),
            view=view,
            home=_text(_table(payload, "view"), "type") == "home",
        )

    def _message(self, payload: Json, event: Json, *, retried: bool) -> Heard | Changed | None:
        """What is said in the bot's direct conversation; in a channel, only where the app may hear that."""
        if event.get("channel_type") != "im":
            return self._in_channel(payload, event, retried=retried)
        if event.get("subtype") == "message_changed":
            return self._edit(payload, event, retried=retried)
        if _text(event, "subtype") not in _SPOKEN:
            return None
        return self._said(payload, event, _text(event, "text"), direct=True, retried=retried)

    def _in_channel(self, payload: Json, event: Json, *, retried: bool) -> Heard | Changed | None:
        """What is said to others. What mentions the bot comes as a mention too; that a channel was opened, only so."""
        if event.get("subtype") in _CONVERSIONS:
            return Changed(_text(event, "channel"))
        text = _text(event, "text")
        if event.get("channel_type") not in _CHANNELS or _text(event, "subtype") not in _SPOKEN:
            return None
        if not text or not self._by_a_person(event) or f"<@{self.bot}" in text:
            return None
        return self._heard(payload, event, Passing(typed(text)), direct=False, retried=retried)

    def _mention(self, payload: Json, event: Json, *, retried: bool) -> Heard | None:
        if _text(event, "channel").startswith("D"):
            return None  # it comes as a message too
        text = without_mention(_text(event, "text"), self.bot)
        return self._said(payload, event, text, direct=False, retried=retried)

    def _said(self, payload: Json, event: Json, text: str, *, direct: bool, retried: bool) -> Heard | None:
        if not self._by_a_person(event) or not _text(event, "channel"):
            return None
        said = uncoded(typed(text))
        if direct and not said:
            return None
        what = Untaken(Reason.EDITED) if "edited" in event else Typed(said)
        return self._heard(payload, event, what, direct=direct, retried=retried)

    def _edit(self, payload: Json, event: Json, *, retried: bool) -> Heard | None:
        """A correction soon after: most likely somebody believes that the bot reads it again."""
        new, old = _table(event, "message"), _table(event, "previous_message")
        if not self._by_a_person(new) or _text(new, "text") == _text(old, "text"):
            return None
        said, edited = _seconds(_text(new, "ts")), _seconds(_text(_table(new, "edited"), "ts"))
        if not edited or edited - (said or _seconds(_text(old, "ts")) or edited) > EDIT_SECONDS:
            return None
        told = {**event, "user": _text(new, "user"), "team": _text(new, "team"), "thread_ts": _text(new, "thread_ts")}
        return self._heard(payload, told, Untaken(Reason.EDITED), direct=True, retried=retried)

    def _heard(
        self, payload: Json, event: Json, what: Typed | Passing | Untaken, *, direct: bool, retried: bool
    ) -> Heard | None:
        number = _text(payload, "event_id")
        if not number:
            return None
        return Heard(
            id=f"event:{number}",
            account=self._account(payload, event),
            what=what,
            channel=_text(event, "channel"),
            direct=direct,
            thread=_text(event, "thread_ts"),
            at=_seconds(_text(event, "ts")),
            retried=retried,
        )

    def _by_a_person(self, event: Json) -> bool:
        user = _text(event, "user")
        return bool(user) and user not in {self.bot, _SLACKBOT} and not event.get("bot_id")

    def _account(self, payload: Json, event: Json) -> Account:
        """Who said it: by their own team, where Slack names it, and never by a name or an address."""
        named = (_text(event, key) for key in ("user_team", "source_team", "team"))
        team = next((team for team in named if team), "") or _text(payload, "team_id") or self.team
        return Account(PLATFORM, team, _text(event, "user"))

    def _digest(self, *parts: str) -> str:
        return hmac.new(self.secret.encode(), "\0".join(parts).encode(), "sha256").hexdigest()[:32]


def _news(event: Json) -> Happened:
    """What happens to channels and to the app itself."""
    match event.get("type"):
        case "channel_id_changed":
            return Moved(_text(event, "old_channel_id"), _text(event, "new_channel_id"))
        case kind if kind in _CHANGES:
            return Changed(_text(event, "channel"))
        case "app_uninstalled" | "tokens_revoked":
            return Gone()
        case _:
            return None


def _unless_old(heard: Heard | Changed | None, now: float) -> Heard | Changed | None:
    if not isinstance(heard, Heard) or now - heard.at <= OLD_SECONDS:
        return heard
    if isinstance(heard.what, Passing):
        return None
    return replace(heard, what=Untaken(Reason.TOO_OLD))


def _seconds(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        return 0.0


def _text(table: Json, key: str) -> str:
    value = table.get(key)
    return value if isinstance(value, str) else ""


def _table(table: Json, key: str) -> Json:
    value = table.get(key)
    return value if isinstance(value, dict) else {}
