"""Response addresses: five answers in half an hour to what a person did, whatever the app's rights in the channel."""

import json
from typing import Any

from aiohttp import web

from slack.fake import chat_methods
from slack.fake.call import RefusedCallError
from slack.fake.events import Events
from slack.fake.message import Posted
from slack.fake.workspace import RESPONSES, Memory, ResponseAddress

Json = dict[str, Any]

_KNOWN = frozenset(
    [
        *("text", "blocks", "attachments", "response_type", "replace_original", "delete_original"),
        *("thread_ts", "metadata", "unfurl_links", "unfurl_media"),
    ],
)


class Responses:
    """Answers `/commands/…` and `/actions/…`."""

    def __init__(self, memory: Memory, events: Events) -> None:
        self._memory, self._events = memory, events
        self.refuses = ""
        """Says no to everything with this word, and the status of a yes, as Slack has been seen to."""

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One answer of the app."""
        if self.refuses:
            return web.json_response({"ok": False, "error": self.refuses})
        try:
            self.say(self._address(request.path), json.loads(await request.text()))
        except RefusedCallError as refused:
            self._memory.complaints.append(f"response address: {refused.error}")
            return web.json_response(refused.answer, status=404)
        return web.json_response({"ok": True})

    def _address(self, path: str) -> ResponseAddress:
        address = self._memory.responses.get(path)
        if address is None:
            raise RefusedCallError("invalid_url")
        if self._memory.clock() > address.until:
            raise RefusedCallError("expired_url")
        if address.uses >= RESPONSES:
            raise RefusedCallError("used_url")
        return address

    def say(self, address: ResponseAddress, given: Json) -> None:
        """What an answer does: a new message, another one in place of the original, or none."""
        if unknown := set(given) - _KNOWN:
            raise RefusedCallError("invalid_payload", f"unknown: {sorted(unknown)}")
        if given.get("delete_original"):
            self._delete(address)
        else:
            said = chat_methods.checked(self._memory, given, "response address")
            if given.get("replace_original"):
                self._replace(address, said)
            else:
                self._post(address, given, said)
        address.uses += 1
        self._memory.changed()

    def _original(self, address: ResponseAddress) -> Posted:
        if address.message is None or address.message.deleted:
            raise RefusedCallError("message_not_found")
        return address.message

    def _delete(self, address: ResponseAddress) -> None:
        message = self._original(address)
        message.deleted = True
        if not message.only_for:
            self._events.deleted(address.channel, message)

    def _replace(self, address: ResponseAddress, said: Json) -> None:
        message = self._original(address)
        before = message.raw()
        message.text, message.blocks = said.get("text", ""), said.get("blocks", [])
        if not message.only_for:
            message.edited = {"user": self._memory.bot.id, "ts": self._memory.ts()}
            self._events.changed(address.channel, message, before)

    def _post(self, address: ResponseAddress, given: Json, said: Json) -> None:
        memory = self._memory
        kind = given.get("response_type", "ephemeral")
        if kind not in {"ephemeral", "in_channel"}:
            raise RefusedCallError("invalid_payload", f"response_type {kind}")
        message = Posted(
            memory.ts(),
            address.channel.id,
            memory.bot.id,
            memory.team.id,
            text=said.get("text", ""),
            blocks=said.get("blocks", []),
            thread_ts=given.get("thread_ts", ""),
            metadata=given.get("metadata"),
            bot=memory.bot_profile,
            only_for=address.person.id if kind == "ephemeral" else "",
        )
        chat_methods.put(memory, self._events, address.channel, message)
