"""One call of a Web API method: its arguments, checked against Slack's own list of them, and how it is refused."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from slack.fake.workspace import Channel, Member, Memory

Json = dict[str, Any]

METHODS: dict[str, Json] = json.loads((Path(__file__).parent.parent / "data" / "web-api-methods.json").read_text())[
    "methods"
]
"""Arguments, scopes and errors of each method, as documented."""

SDK_SENDS = frozenset(["team_id"])
"""What slack_sdk adds to every call by itself, and Slack ignores where the method has no use for it."""

_TRUE, _FALSE = frozenset(["1", "true"]), frozenset(["0", "false"])


class RefusedCallError(Exception):
    """Slack says no: `error` is its word, `more` the rest of the answer."""

    def __init__(self, error: str, *messages: str, **more: Any) -> None:
        super().__init__(error, *messages)
        self.error = error
        self.answer: Json = {"ok": False, "error": error, **more}
        if messages:
            self.answer["response_metadata"] = {"messages": list(messages)}


@dataclass
class Call:
    """A call that came in with a good token."""

    memory: Memory
    method: str
    args: Json
    base: str
    """This server's own address."""
    warnings: list[str] = field(default_factory=list)

    def needs(self, *scopes: str) -> None:
        """The app has one of these scopes."""
        have = self.memory.app.scopes
        if scopes and not have.intersection(scopes):
            raise RefusedCallError("missing_scope", needed=",".join(scopes), provided=",".join(sorted(have)))

    def needs_for(self, kind: str, right: str) -> None:
        """The app has the scope that this kind of conversation asks for this right."""
        family = {"channel": "channels", "group": "groups"}.get(kind, kind)
        self.needs(f"{family}:{right}")

    def person(self, name: str = "user") -> Member:
        """The account in this argument."""
        found = self.memory.members.get(self.args[name])
        if found is None:
            raise RefusedCallError("user_not_found")
        return found

    def visible_channel(self) -> Channel:
        """The conversation in the argument `channel`, where the bot may know of it."""
        found = self.memory.channels.get(self.args["channel"])
        hidden = found is not None and found.kind != "channel" and self.memory.bot.id not in found.members
        if found is None or hidden:
            raise RefusedCallError("channel_not_found")
        return found


def parsed(method: str, given: Json, *, spoken_json: bool) -> Json:
    """The arguments with their types, as this method documents them.

    Raises:
        RefusedCallError: one is unknown, missing, or of another type; Slack ignores some of that, this one does not.
    """
    known = METHODS[method]
    wrong = [
        f"[ERROR] unknown argument: {name}" for name in given if name not in known["args"] and name not in SDK_SENDS
    ]
    wrong += [
        f"[ERROR] missing required field: {name}"
        for name, each in known["args"].items()
        if each["required"] and name not in given
    ]
    for group in known["arg_groups"]:
        here = [name for name in group["args"] if name in given]
        if group["required"] and not here:
            no_text = "text" in group["args"]
            raise RefusedCallError("no_text" if no_text else "invalid_arguments", f"one of {group['args']} is required")
        if group["mutually_exclusive"] and len(here) > 1:
            wrong.append(f"[ERROR] only one of {', '.join(here)} may be given")
    read: Json = {}
    for name in (each for each in given if each in known["args"]):
        try:
            read[name] = _typed(given[name], known["args"][name], spoken_json=spoken_json)
        except ValueError as error:
            wrong.append(f"[ERROR] {name}: {error}")
    if wrong:
        raise RefusedCallError("invalid_arguments", *wrong)
    return read


def _typed(value: Any, known: Json, *, spoken_json: bool) -> Any:
    kinds = known["type"] if isinstance(known["type"], list) else [known["type"]]
    if known["json"]:
        value = json.loads(value) if isinstance(value, str) else value
        if not isinstance(value, dict | list):
            raise ValueError("must be JSON")
    elif "boolean" in kinds:
        if str(value).lower() not in _TRUE | _FALSE:
            raise ValueError("must be a boolean")
        return str(value).lower() in _TRUE
    elif {"number", "integer"}.intersection(kinds):
        if isinstance(value, bool) or not str(value).isdigit():
            raise ValueError("must be a whole number")
        return int(value)
    elif not isinstance(value, str):
        raise ValueError(f"must be a string{'' if spoken_json else ' of the form'}")
    return value
