"""The methods `chat.*`."""

import re
import secrets
from typing import Any

from slack.fake import blocks as kit
from slack.fake import shown
from slack.fake.call import Call, RefusedCallError
from slack.fake.events import Events
from slack.fake.file_methods import check_shown
from slack.fake.message import Posted
from slack.fake.workspace import Channel, Memory

Json = dict[str, Any]

ADVISED, CUT = 4_000, 40_000
METADATA = 8_000
"""Characters of metadata: Slack documents the error `metadata_too_large` and not the size; small is safe."""


def post_message(call: Call, events: Events) -> Json:
    """`chat.postMessage`."""
    channel = _place(call)
    said = _said(call)
    message = _by_bot(call.memory, channel, said, call.args.get("thread_ts", ""))
    message.broadcast = call.args.get("reply_broadcast", False)
    put(call.memory, events, channel, message)
    return {"channel": channel.id, "ts": message.ts, "message": message.raw(metadata=True)}


def post_ephemeral(call: Call, events: Events) -> Json:
    """`chat.postEphemeral`."""
    channel = _place(call)
    said = _said(call)
    if len(said.get("text", "").encode()) > ADVISED:
        raise RefusedCallError("msg_too_long")
    if call.person().id not in channel.members or call.person().deleted:
        raise RefusedCallError("user_not_in_channel")
    message = _by_bot(call.memory, channel, said, call.args.get("thread_ts", ""))
    message.only_for = call.args["user"]
    if call.person().away:
        # Slack says yes all the same, and nobody ever sees it.
        return {"message_ts": message.ts}
    put(call.memory, events, channel, message)
    return {"message_ts": message.ts}


def update(call: Call, events: Events) -> Json:
    """`chat.update`: blocks that are not sent again go, unless the text is not sent either."""
    channel = _written(call)
    message = _own(call, channel, "cant_update_message")
    if channel.archived:
        raise RefusedCallError("is_inactive")
    if len(call.args.get("text", "")) > ADVISED:
        raise RefusedCallError("msg_too_long")
    said = _said(call)
    before = message.raw()
    if "text" in said:
        message.text = said["text"]
    if "text" in said or "blocks" in said:
        message.blocks = said.get("blocks", [])
    if "metadata" in call.args:
        message.metadata = said["metadata"] or None
    message.edited = {"user": call.memory.bot.id, "ts": call.memory.ts()}
    call.memory.changed()
    events.changed(channel, message, before)
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": message.raw(metadata=True)}


def delete(call: Call, events: Events) -> Json:
    """`chat.delete`."""
    channel = _written(call)
    message = _own(call, channel, "cant_delete_message")
    message.deleted = True
    call.memory.changed()
    events.deleted(channel, message)
    return {"channel": channel.id, "ts": message.ts}


def permalink(call: Call, _events: Events) -> Json:
    """`chat.getPermalink`."""
    channel = call.visible_channel()
    message = channel.kept(call.args["message_ts"])
    if message is None:
        raise RefusedCallError("message_not_found")
    path = f"archives/{channel.id}/p{message.ts.replace('.', '')}"
    return {"channel": channel.id, "permalink": f"https://{call.memory.team.domain}.slack.invalid/{path}"}


def _place(call: Call) -> Channel:
    """Where the bot may post: a conversation's id, or a person's, which means the direct conversation."""
    memory, wanted = call.memory, call.args["channel"]
    if wanted in memory.members:
        person = memory.members[wanted]
        if person.bot or memory.stranger(person):
            raise RefusedCallError("channel_not_found")
        _messages_tab(memory)
        return memory.direct(memory.bot, person)
    channel = call.visible_channel()
    if memory.bot.id not in channel.members:
        raise RefusedCallError("not_in_channel")
    if channel.archived:
        raise RefusedCallError("is_archived")
    if channel.kind == "im":
        _messages_tab(memory)
    if channel.kind == "im" and any(memory.stranger(each) for each in channel.members.values()):
        raise RefusedCallError("channel_not_found")
    return channel


def _messages_tab(memory: Memory) -> None:
    if not memory.app.messages_tab:
        raise RefusedCallError("messages_tab_disabled")


def _written(call: Call) -> Channel:
    """Where the bot has written; here a person's id will not do."""
    channel = call.visible_channel()
    if call.memory.bot.id not in channel.members:
        raise RefusedCallError("channel_not_found")
    return channel


def _own(call: Call, channel: Channel, refusal: str) -> Posted:
    if not re.fullmatch(r"\d{10}\.\d{6}", call.args["ts"]):
        raise RefusedCallError("message_not_found")
    message = channel.kept(call.args["ts"])
    if message is None:
        raise RefusedCallError("message_not_found")
    if message.user != call.memory.bot.id:
        raise RefusedCallError(refusal)
    return message


def _said(call: Call) -> Json:
    """Text, blocks and metadata of a call, checked."""
    args = call.args
    if args.get("as_user"):
        raise RefusedCallError("as_user_not_supported")
    if {"username", "icon_emoji", "icon_url"} & set(args):
        call.needs("chat:write.customize")
    if args.get("attachments"):
        raise RefusedCallError("invalid_attachments", "this Slack has no attachments: they are legacy")
    if "markdown_text" in args:
        raise RefusedCallError("invalid_arguments", "this Slack has no markdown_text")
    said = checked(call.memory, args, call.method)
    if "metadata" in args:
        said["metadata"] = _metadata(args["metadata"])
    return said


def checked(memory: Memory, args: Json, method: str) -> Json:
    """Text and blocks as they are kept: cut, counted, with ids; `method` is named in complaints."""
    said: Json = {}
    if "text" in args:
        said["text"] = args["text"][:CUT]
        if len(args["text"]) > ADVISED:
            memory.complaints.append(f"{method}: a text of {len(args['text'])} characters, more than {ADVISED}")
    if "blocks" in args:
        if not isinstance(args["blocks"], list):
            raise RefusedCallError("invalid_blocks_format")
        if wrong := kit.message_blocks(args["blocks"]):
            raise RefusedCallError("invalid_blocks", *wrong, errors=[each.removeprefix("[ERROR] ") for each in wrong])
        check_shown(memory, args["blocks"])
        if kit.characters(args["blocks"]) > kit.MESSAGE_CHARACTERS:
            raise RefusedCallError("msg_blocks_too_long")
        said["blocks"] = with_ids(args["blocks"])
    if not said.get("text") and not said.get("blocks"):
        raise RefusedCallError("no_text")
    if said.get("blocks") and not said.get("text"):
        memory.complaints.append(f"{method}: blocks without a text for notifications and screen readers")
    return said


def with_ids(given: list[Json]) -> list[Json]:
    """The blocks with the ids Slack makes where the app gave none."""
    made = [{"block_id": secrets.token_urlsafe(4), **each} for each in given]
    for block, element in shown.placed_elements(made):
        if "action_id" not in element:
            with_id = {**element, "action_id": secrets.token_urlsafe(4)}
            if block["type"] == "actions":
                block["elements"] = [with_id if each is element else each for each in block["elements"]]
            else:
                block["accessory" if "accessory" in block else "element"] = with_id
    return made


def _metadata(given: Any) -> Json:
    if not isinstance(given, dict):
        raise RefusedCallError("invalid_metadata_format")
    if not given:
        return {}
    kind, payload = given.get("event_type"), given.get("event_payload")
    if set(given) != {"event_type", "event_payload"} or not isinstance(kind, str) or not isinstance(payload, dict):
        raise RefusedCallError("invalid_metadata_format", "event_type and event_payload, and no more")
    if not re.fullmatch(r"[A-Za-z]\w*", kind):
        raise RefusedCallError("invalid_metadata_format", "event_type is alphanumeric")
    if not all(isinstance(value, str | int | float) for value in payload.values()):
        raise RefusedCallError("invalid_metadata_schema", "event_payload is flat")
    if len(str(given)) > METADATA:
        raise RefusedCallError("metadata_too_large")
    return given


def _by_bot(memory: Memory, channel: Channel, said: Json, thread: str) -> Posted:
    if thread:
        parent = channel.kept(thread)
        if parent is None:
            raise RefusedCallError("cannot_reply_to_message")
        if parent.thread_ts:
            memory.complaints.append(f"chat: {thread} is itself an answer; a thread has its parent's name")
            thread = parent.thread_ts
    return Posted(
        memory.ts(),
        channel.id,
        memory.bot.id,
        memory.team.id,
        text=said.get("text", ""),
        blocks=said.get("blocks", []),
        metadata=said.get("metadata") or None,
        thread_ts=thread,
        bot=memory.bot_profile,
    )


def put(memory: Memory, events: Events, channel: Channel, message: Posted) -> None:
    """Keep a message, and tell of it."""
    channel.messages.append(message)
    parent = channel.kept(message.thread_ts) if message.thread_ts and not message.only_for else None
    if parent is not None:
        parent.replies.append(message)
    memory.changed()
    events.posted(channel, message)
