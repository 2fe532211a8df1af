"""The Web API over HTTP: who calls, what, and with which faults on the way."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from slack.fake import chat_methods, file_methods, place_methods, view_methods
from slack.fake.call import METHODS, Call, RefusedCallError, parsed
from slack.fake.events import Events
from slack.fake.faults import Fault, Faults
from slack.fake.workspace import Memory

Json = dict[str, Any]

_DONE: dict[str, Callable[[Call, Events], Json]] = {
    "auth.test": place_methods.auth_test,
    "bots.info": place_methods.bots_info,
    "chat.delete": chat_methods.delete,
    "chat.getPermalink": chat_methods.permalink,
    "chat.postEphemeral": chat_methods.post_ephemeral,
    "chat.postMessage": chat_methods.post_message,
    "chat.update": chat_methods.update,
    "conversations.history": place_methods.conversations_history,
    "conversations.info": place_methods.conversations_info,
    "conversations.list": place_methods.conversations_list,
    "conversations.members": place_methods.conversations_members,
    "conversations.open": place_methods.conversations_open,
    "conversations.replies": place_methods.conversations_replies,
    "files.completeUploadExternal": file_methods.complete_upload,
    "files.getUploadURLExternal": file_methods.get_upload_url,
    "users.conversations": place_methods.users_conversations,
    "users.info": place_methods.users_info,
    "views.open": view_methods.open_view,
    "views.publish": view_methods.publish,
    "views.push": view_methods.push,
    "views.update": view_methods.update,
}


@dataclass(frozen=True)
class Called:
    """A call as it was made, and the word it was refused with, if it was."""

    method: str
    args: Json
    error: str
    at: float


class WebApi:
    """Answers `/api/<method>`."""

    def __init__(self, memory: Memory, events: Events, faults: Faults, connect: Callable[[str], str]) -> None:
        self._memory, self._events, self._faults, self._connect = memory, events, faults, connect
        self.calls: list[Called] = []

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One call."""
        method = request.match_info["method"]
        try:
            given, token, spoken_json = await _given(request)
        except RefusedCallError as refused:
            return web.json_response(refused.answer)
        fault = self._faults.met(method, self._place(str(given.get("channel", ""))))
        if fault is None:
            answer = self._answer(method, given, token, str(request.url.origin()), spoken_json=spoken_json)
            granted = ",".join(sorted(self._memory.app.scopes)) if answer["ok"] else ""
            return web.json_response(answer, headers={"x-oauth-scopes": granted})
        released = self._faults.released
        answer = {"ok": False, "error": fault.error}
        if fault.stored:
            answer = self._answer(method, given, token, str(request.url.origin()), spoken_json=spoken_json)
        else:
            self._note(method, given, fault.error or f"fault {fault.status or 'hang' if not fault.cut else 'cut'}")
        return await _faulty(request, fault, answer, released)

    def _answer(self, method: str, given: Json, token: str, base: str, *, spoken_json: bool) -> Json:
        try:
            self._check_token(method, token)
            args = parsed(method, given, spoken_json=spoken_json)
            if method == "apps.connections.open":
                answer: Json = {"url": self._connect(base)}
            else:
                call = Call(self._memory, method, args, base)
                if not method.startswith(("conversations.", "users.conversations")):
                    call.needs(*METHODS[method]["bot_scopes"])
                answer = _DONE[method](call, self._events)
        except RefusedCallError as refused:
            self._note(method, given, refused.error)
            return refused.answer
        self._note(method, given, "")
        return {"ok": True, **answer}

    def _place(self, channel: str) -> str:
        """The conversation meant: of a person's id, the direct one."""
        person = self._memory.members.get(channel)
        direct = self._memory.known_direct(self._memory.bot, person) if person else None
        return direct.id if direct else channel

    def _note(self, method: str, given: Json, error: str) -> None:
        self.calls.append(Called(method, given, error, self._memory.now))
        self._memory.changed()

    def _check_token(self, method: str, token: str) -> None:
        app = self._memory.app
        if not token:
            raise RefusedCallError("not_authed")
        if token not in {app.bot_token, app.app_token}:
            raise RefusedCallError("invalid_auth")
        if method not in METHODS:
            raise RefusedCallError("unknown_method", req_method=method)
        if error := self._memory.token_errors.get(token):
            raise RefusedCallError(error)
        if (token == app.app_token) != (method == "apps.connections.open"):
            raise RefusedCallError("not_allowed_token_type")


async def _given(request: web.Request) -> tuple[Json, str, bool]:
    """What was sent as arguments, the token, and whether it came as JSON."""
    given: Json = dict(request.query)
    spoken_json = request.content_type == "application/json"
    if request.method == "POST" and request.can_read_body:
        if spoken_json:
            try:
                sent = json.loads(await request.text())
            except ValueError:
                raise RefusedCallError("invalid_json") from None
            if not isinstance(sent, dict):
                raise RefusedCallError("json_not_object")
            given |= sent
        elif request.content_type in {"application/x-www-form-urlencoded", "multipart/form-data"}:
            given |= dict(await request.post())
        else:
            raise RefusedCallError("invalid_post_type")
    in_body = str(given.pop("token", ""))
    bearer = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return given, bearer or in_body, spoken_json


async def _faulty(request: web.Request, fault: Fault, answer: Json, released: asyncio.Event) -> web.StreamResponse:
    if fault.hangs:
        await released.wait()
    await asyncio.sleep(fault.slow)
    if fault.cut or fault.hangs:
        if request.transport is not None:
            request.transport.abort()
        return web.Response(status=500)
    if fault.status == 429:
        return web.json_response(answer, status=429, headers={"Retry-After": str(fault.retry_after)})
    if fault.status:
        return web.Response(status=fault.status, text="<html>upstream</html>", content_type="text/html")
    return web.json_response(answer)
