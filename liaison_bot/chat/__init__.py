"""What a chat is, for the core and for every adapter: who said what where, what is answered, and how it travels."""

from liaison_bot.chat.charts import Bar, Chart, Panel
from liaison_bot.chat.forms import Field, FieldKind, Form, FormErrors, Option
from liaison_bot.chat.inbound import (
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
from liaison_bot.chat.messages import Button, ButtonStyle, Fact, Item, Message, Picture, Reply, ShownForm
from liaison_bot.chat.platform import ChatPlatform, Core, Suggestion, Telling, TryLater, Unreachable

__all__ = [
    "Account",
    "Audience",
    "Bar",
    "Button",
    "ButtonStyle",
    "Chart",
    "ChatPlatform",
    "CommandUsed",
    "Core",
    "Fact",
    "Field",
    "FieldKind",
    "Form",
    "FormErrors",
    "FormLeft",
    "FormSubmitted",
    "Inbound",
    "Item",
    "Message",
    "NotTaken",
    "Option",
    "Overheard",
    "Panel",
    "Picture",
    "Reason",
    "Reply",
    "ShownForm",
    "Suggestion",
    "Telling",
    "TextSent",
    "TryLater",
    "Unreachable",
    "Where",
]
