"""Replies and conversations as bytes, to be kept and given back.

What a form's fields check with is not kept: only their looks, which is all that an adapter needs.
"""

import json
from base64 import b64decode, b64encode
from functools import cache
from typing import Any

from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from liaison_bot.chat.conversations import Conversation
from liaison_bot.chat.forms import Field, Form, FormErrors
from liaison_bot.chat.messages import Message, Reply, ShownForm

_KINDS = {"message": Message, "form": ShownForm, "errors": FormErrors}


@cache
def _converter() -> Converter:
    converter = Converter(omit_if_default=True)
    left_out = override(omit=True)
    converter.register_unstructure_hook(bytes, lambda value: b64encode(value).decode())
    converter.register_structure_hook(bytes, lambda value, _: b64decode(value))
    converter.register_unstructure_hook(
        Field,
        make_dict_unstructure_fn(Field, converter, _cattrs_omit_if_default=True, check=left_out, read_date=left_out),
    )
    converter.register_structure_hook(
        Field, make_dict_structure_fn(Field, converter, check=left_out, read_date=left_out)
    )
    converter.register_unstructure_hook(
        Form, make_dict_unstructure_fn(Form, converter, _cattrs_omit_if_default=True, together=left_out)
    )
    converter.register_structure_hook(Form, make_dict_structure_fn(Form, converter, together=left_out))
    return converter


def pack_reply(reply: Reply) -> bytes:
    """Bring a reply to bytes."""
    for kind, described in _KINDS.items():
        if isinstance(reply, described):
            return _dump([kind, _converter().unstructure(reply)])
    return _dump([])


def unpack_reply(packed: bytes) -> Reply:
    """Read a reply back."""
    loaded = json.loads(packed)
    if not loaded:
        return None
    kind, fields = loaded
    reply: Reply = _converter().structure(fields, _KINDS[kind])
    return reply


def pack_conversation(conversation: Conversation) -> bytes:
    """Bring a conversation to bytes."""
    return _dump(_converter().unstructure(conversation))


def unpack_conversation(packed: bytes) -> Conversation:
    """Read a conversation back."""
    return _converter().structure(json.loads(packed), Conversation)


def _dump(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
