"""A form asked one question at a time, for places that have no forms.

Pure: a conversation goes in with what was typed, and comes out moved on. It is kept between events, so it survives a
restart. The form is made anew for each event, by the command that asks; only the answers are remembered.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from liaison_bot.chat.forms import Field, FieldKind, Form, Mistake
from liaison_bot.chat.inbound import Answers
from liaison_bot.chat.text import fold

_T = TypeVar("_T")
_LONGEST_NUMBER = 4
SUMMARY = "*"
"""What is asked last: is all of this right?"""
LEFT = ""
"""Nothing is asked: a form was closed half-way, and its answers wait until it is asked for again."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """Where somebody is in answering a form: `asking` is a field's name, `SUMMARY`, or `LEFT`.

    `more`: they want to say more. `reviewing`: they have seen the summary, and come back to it after each answer.
    """

    form: str
    asking: str
    answers: Answers = field(default_factory=dict)
    more: bool = False
    reviewing: bool = False


@dataclass(frozen=True, slots=True)
class Asking:
    """Go on: ask this, after saying what was wrong with the last answer, if anything was."""

    conversation: Conversation
    mistake: Mistake | None = None


@dataclass(frozen=True, slots=True)
class Finished:
    """All is answered and confirmed."""

    answers: Answers


@dataclass(frozen=True, slots=True)
class Dropped:
    """They want no more of it; nothing was done."""


Heard = Asking | Finished | Dropped


def begin(form: Form, answers: Answers) -> Conversation:
    """Start with the first question that is still open; what is filled in already starts with its summary."""
    values, mistakes = form.clean(answers)
    start = Conversation(form.id, SUMMARY, values)
    return start if values and not mistakes else _ask_next(form, start, after=None)


def hear(form: Form, conversation: Conversation, typed: str, word: Callable[[str], str | None]) -> Heard:
    """Take one answer. `word` reads the few words that steer: back, skip, cancel, more, yes."""
    asked = _field(form, conversation.asking)
    steering = None if asked and asked.meant(typed) else word(typed)  # a choice may be called “none”
    if steering == "cancel":
        return Dropped()
    if steering == "back":
        return Asking(_ask_before(form, conversation))
    if conversation.asking == SUMMARY:
        return _hear_summary(form, conversation, typed, steering)
    if asked is None:  # the form has changed since: begin again with what is still open
        return Asking(_ask_next(form, conversation, after=None))
    return _hear_answer(form, conversation, asked, "" if steering == "skip" else typed)


def questions(form: Form, conversation: Conversation) -> tuple[Field, ...]:
    """The fields that are asked: all that are needed, and the rest for those who want to say more."""
    return tuple(field for field in form.fields if conversation.more or not field.more)


def answered(form: Form, conversation: Conversation) -> tuple[Field, ...]:
    """The fields that have an answer, in the order of the form: a summary numbers them from one."""
    return tuple(field for field in form.fields if conversation.answers.get(field.name))


def _hear_answer(form: Form, conversation: Conversation, asked: Field, typed: str) -> Heard:
    """Nothing typed is an answer too, to a question that may be left open."""
    cleaned = asked.clean(_numbers_meant(asked, typed))
    if isinstance(cleaned, Mistake):
        return Asking(conversation, cleaned)
    answered = replace(conversation, answers={**conversation.answers, asked.name: cleaned})
    if conversation.reviewing:
        return Asking(replace(answered, asking=SUMMARY))
    return Asking(_ask_next(form, answered, after=asked.name))


def _hear_summary(form: Form, conversation: Conversation, typed: str, steering: str | None) -> Heard:
    """Confirm, say more, or change one answer by its number or its name."""
    if steering == "yes":
        return Finished(conversation.answers)
    if steering == "more" and any(field.more for field in form.fields) and not conversation.more:
        first = next(field for field in form.fields if field.more)
        return Asking(replace(conversation, more=True, reviewing=False, asking=first.name))
    named = _numbered(answered(form, conversation), typed) or form.field(typed)
    if named:
        more = conversation.more or named.more
        return Asking(replace(conversation, more=more, reviewing=True, asking=named.name))
    return Asking(conversation, Mistake(SUMMARY, "mistake-confirm", {}))


def _ask_next(form: Form, conversation: Conversation, after: str | None) -> Conversation:
    names = [field.name for field in questions(form, conversation)]
    start = names.index(after) + 1 if after in names else 0
    for name in names[start:]:
        if name not in conversation.answers:
            return replace(conversation, asking=name)
    return replace(conversation, asking=SUMMARY)


def _ask_before(form: Form, conversation: Conversation) -> Conversation:
    names = [field.name for field in questions(form, conversation)]
    at = names.index(conversation.asking) if conversation.asking in names else len(names)
    return replace(conversation, asking=names[max(at - 1, 0)])


def _numbers_meant(asked: Field, typed: str) -> tuple[str, ...]:
    """Choices are numbered from one; a number means its choice, unless a choice is called that."""
    if asked.kind not in {FieldKind.CHOICE, FieldKind.CHOICES}:
        return (typed,)
    if asked.meant(typed):
        return (typed,)
    meant = [_numbered(asked.options, part) for part in typed.replace(",", " ").split()]
    chosen = tuple(option.value for option in meant if option)
    return chosen if chosen and len(chosen) == len(meant) else (typed,)


def _numbered(listed: Sequence[_T], typed: str) -> _T | None:
    """What a number stands for in what was listed, counted from one."""
    typed = typed.strip()
    number = int(typed) if typed.isdecimal() and len(typed) <= _LONGEST_NUMBER else 0
    return listed[number - 1] if 1 <= number <= len(listed) else None


def _field(form: Form, name: str) -> Field | None:
    return next((field for field in form.fields if fold(field.name) == fold(name)), None)
