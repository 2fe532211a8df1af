"""Files: an address to send one to, the sending, and what makes it a file. It is shown once Slack has looked at it."""

from dataclasses import dataclass
from typing import Any, Final

from aiohttp import web

from slack.fake.call import Call, RefusedCallError
from slack.fake.events import Events
from slack.fake.workspace import Memory

Json = dict[str, Any]

_ALT: Final = 1000


@dataclass
class File:
    """A file of the bot's. `looks`: so often it is refused in a message before Slack has looked at it."""

    id: str
    name: str
    length: int
    alt: str
    content: bytes = b""
    done: bool = False
    looks: int = 0


def get_upload_url(call: Call, _events: Events) -> Json:
    """`files.getUploadURLExternal`."""
    args = call.args
    if args["length"] < 1:
        raise RefusedCallError("invalid_arguments", "length: must be greater than 0")
    if len(args.get("alt_txt", "")) > _ALT:
        raise RefusedCallError("alt_txt_too_large")
    file = File(call.memory.new_id("F"), args["filename"], args["length"], args.get("alt_txt", ""))
    file.looks = call.memory.file_looks
    call.memory.files[file.id] = file
    return {"upload_url": f"{call.base}/upload/{file.id}", "file_id": file.id}


def complete_upload(call: Call, _events: Events) -> Json:
    """`files.completeUploadExternal`, of files that are shared nowhere by it."""
    if {"channel_id", "channels", "initial_comment", "thread_ts", "blocks"} & set(call.args):
        raise RefusedCallError("invalid_arguments", "this Slack shares no files by this call")
    told = []
    for each in call.args["files"]:
        file = call.memory.files.get(str(each.get("id")) if isinstance(each, dict) else "")
        if file is None or len(file.content) != file.length:
            raise RefusedCallError("file_not_found")
        file.done = True
        told.append({"id": file.id, "title": each.get("title", file.name)})
    return {"files": told}


async def upload(memory: Memory, request: web.Request) -> web.StreamResponse:
    """The bytes of a file, at the address that was told for it."""
    file = memory.files.get(request.match_info["id"])
    if file is None or file.done:
        return web.Response(status=404)
    file.content = await request.read()
    return web.Response(text=f"OK - {len(file.content)}")


def check_shown(memory: Memory, blocks: list[Json]) -> None:
    """Files in a message are the app's own, whole, and looked at."""
    for block in blocks:
        if block.get("type") != "image" or "slack_file" not in block:
            continue
        file = memory.files.get(block["slack_file"].get("id", ""))
        if file is None or not file.done or file.looks > 0:
            if file and file.done:
                file.looks -= 1
            raise RefusedCallError("invalid_blocks", "[ERROR] invalid slack file [json-pointer:/blocks/slack_file]")
