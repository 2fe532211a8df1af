"""From a line, a submitted form or a typed answer to a command that runs, asking for what is missing in between.

There is one way to be wrong: a form's `clean`. A line that says everything runs at once; one that does not is answered
with the form, filled in as far as it goes: whole where the event can show one, question by question in the person's
direct conversation where it cannot.
"""

import difflib
from dataclasses import replace

from liaison_bot.chat import FieldKind, Form, FormErrors, Message, Reply, ShownForm
from liaison_bot.chat.conversations import (
    LEFT,
    SUMMARY,
    Asking,
    Conversation,
    Dropped,
    answered,
    begin,
    hear,
    questions,
)
from liaison_bot.chat.forms import Field, Mistake
from liaison_bot.chat.inbound import Answers
from liaison_bot.chat.text import fold
from liaison_bot.commands.command import Command, Context, Line, Values
from liaison_bot.errors import Refused
from liaison_bot.records.outbox import Parcel
from liaison_bot.words import Words

QUESTION = "question"
"""The notice that puts a conversation's question in somebody's direct conversation."""


def use_line(ctx: Context, line: Line) -> Reply:
    """Run a typed or pressed command, or ask for what it needs."""
    command = line.command
    _check_allowed(ctx, command, line)
    if command.form is None:
        if (line.rest or line.named) and not command.takes_words:
            raise Refused("words-left-over", line=ctx.line(command.topic, command.verb, line.reference).rstrip())
        return command.run(ctx, line, {})
    form = command.form(ctx, line)
    given = _given(form, line)
    known = {field.name: field.value for field in form.fields if field.value}
    values, mistakes = form.clean({**known, **given})
    if given and not mistakes:
        return _run(ctx, line, form, values)
    told = [mistake for mistake in mistakes if mistake.field in given]
    earlier = ctx.uow.conversations.of(ctx.account, form.id)
    if earlier is None or not earlier.answers:
        return _ask(ctx, form, values, told)
    values, _ = form.clean({**known, **earlier.answers, **given})
    return _with_word(_ask(ctx, form, values, told), ctx.words("form-resumed"))


def use_form(ctx: Context, line: Line, answers: Answers) -> Reply:
    """Run a command with a submitted form's answers, or say at each field what is wrong."""
    command = line.command
    _check_allowed(ctx, command, line)
    if command.form is None:
        return command.run(ctx, line, {})
    form = command.form(ctx, line)
    values, mistakes = form.clean(answers)
    if mistakes:
        ctx.entry = replace(ctx.entry, result=mistakes[0].key)
        return FormErrors(form.id, worded(ctx.words, mistakes))
    return _run(ctx, line, form, values)


def leave(ctx: Context, typed: str, answers: Answers) -> None:
    """Keep what somebody has filled in of a form that they closed, for when they ask for it again.

    What will not do is not kept: it may be what the guard refuses. Nor is what was known already, which may change. If
    they can no longer have the form, there is nothing to keep it for, and nothing to say about that.
    """
    try:
        line = ctx.services.grammar.read(typed, ctx.actor, ctx.words)
        form = _form_of(ctx, line)
    except Refused as refused:
        ctx.entry = replace(ctx.entry, result=refused.key)
        return
    values, _ = form.clean(answers)
    known = {field.name: field.value for field in form.fields}
    own = {name: value for name, value in values.items() if value != known[name]}
    if own:
        ctx.uow.conversations.keep(ctx.account, Conversation(form.id, LEFT, own), ctx.now)
    else:
        ctx.uow.conversations.drop_form(ctx.account, form.id)
    ctx.entry = replace(ctx.entry, result="left")


def _run(ctx: Context, line: Line, form: Form, values: Values) -> Reply:
    """Run a command whose form is answered; a conversation that was asking for the same is over."""
    ctx.uow.conversations.drop_form(ctx.account, form.id)
    return line.command.run(ctx, line, values)


def use_answer(ctx: Context, line: Line, conversation: Conversation, typed: str) -> Reply:
    """Take the answer to a conversation's question."""
    form = _form_of(ctx, line)
    heard = hear(form, conversation, typed, ctx.services.grammar.steering)
    if isinstance(heard, Asking):
        ctx.uow.conversations.keep(ctx.account, heard.conversation, ctx.now)
        ctx.entry = replace(ctx.entry, result="asked")
        return question(ctx, form, heard.conversation, heard.mistake)
    if isinstance(heard, Dropped):
        return drop(ctx, conversation)
    ctx.uow.conversations.drop_form(ctx.account, conversation.form)
    values, mistakes = form.clean(heard.answers)
    if mistakes:  # what was allowed when it was answered is no longer: ask again from there
        return _ask(ctx, form, values, list(mistakes))
    return line.command.run(ctx, line, values)


def drop(ctx: Context, conversation: Conversation) -> Message:
    """End somebody's conversation; nothing is done."""
    ctx.uow.conversations.drop_form(ctx.account, conversation.form)
    ctx.entry = replace(ctx.entry, result="dropped")
    return Message(paragraphs=(ctx.words("conversation-dropped"),))


def question_notice(ctx: Context, _parcel: Parcel) -> Message | None:
    """Put the question that somebody's conversation is at: for one that was begun in a room."""
    conversation = ctx.uow.conversations.get(ctx.account)
    if conversation is None:
        return None
    line = ctx.services.grammar.read(conversation.form, ctx.actor, ctx.words)
    try:
        return question(ctx, _form_of(ctx, line), conversation, None)
    except Refused:
        return None  # the right or the state that it was begun with has gone


def question(ctx: Context, form: Form, conversation: Conversation, mistake: Mistake | None) -> Message:
    """A conversation's question as a message: what was wrong, the question, its choices numbered."""
    wrong = (ctx.words(mistake.key, **mistake.values),) if mistake else ()
    if conversation.asking == SUMMARY:
        return _summary(ctx, form, conversation, wrong)
    asked = next(field for field in form.fields if field.name == conversation.asking)
    names = [field.name for field in questions(form, conversation)]
    choices = "\n".join(f"{number}. {option.label}" for number, option in enumerate(asked.options, start=1))
    how = {
        FieldKind.CHOICE: "conversation-choose-one",
        FieldKind.CHOICES: "conversation-choose-several",
        FieldKind.TEXT: "conversation-type",
        FieldKind.DATE: "conversation-date",
    }[asked.kind]
    steer = "conversation-steer" if asked.required else "conversation-steer-optional"
    place = ctx.words("conversation-place", at=names.index(asked.name) + 1, of=len(names))
    said = (*wrong, f"{asked.label} ({place})", asked.hint, choices, ctx.words(how) + " " + ctx.words(steer))
    return Message(title=form.title, paragraphs=tuple(part for part in said if part), error=bool(mistake))


def worded(words: Words, mistakes: tuple[Mistake, ...] | list[Mistake]) -> dict[str, str]:
    """Mistakes in the reader's words, by field."""
    return {mistake.field: words(mistake.key, **mistake.values) for mistake in mistakes}


def _check_allowed(ctx: Context, command: Command, line: Line) -> None:
    """Refuse what this person may not do at all; from here on the trail knows which command it is about."""
    ctx.entry = replace(ctx.entry, command=command.id, reference=line.reference)
    if not command.may(ctx.actor):
        raise Refused("refused-role")
    if command.takes_reference and not line.reference:
        raise Refused("reference-missing", line=ctx.line(command.topic, command.verb))


def _form_of(ctx: Context, line: Line) -> Form:
    if line.command.form is None:
        raise Refused("refused-state-gone")
    _check_allowed(ctx, line.command, line)
    return line.command.form(ctx, line)


def _given(form: Form, line: Line) -> dict[str, tuple[str, ...]]:
    """A line's answers by field: named ones by their names in any language, the rest in the form's order."""
    given: dict[str, tuple[str, ...]] = {}
    for name, values in line.named.items():
        field = form.field(name)
        if field is None:
            raise _unknown_field(form, name)
        given[field.name] = values
    given.update(_in_order([field for field in form.fields if field.name not in given], line.rest))
    return given


def _unknown_field(form: Form, typed: str) -> Refused:
    """Name the nearest field, and all of them: what can be typed before “=”, and what it is called."""
    known = {fold(word): field.name for field in form.fields for word in (field.name, field.label, *field.also)}
    close = difflib.get_close_matches(fold(typed), list(known), n=1)
    near = known[close[0]] if close else ""
    fields = " · ".join(f"{field.name} ({field.label})" for field in form.fields)
    return Refused("unknown-field-near" if near else "unknown-field", near=near, fields=fields)


def _in_order(fields: list[Field], words: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Words without a name go to the fields in their order; the last field takes all that are left."""
    given: dict[str, tuple[str, ...]] = {}
    left = list(words)
    for at, field in enumerate(fields):
        if not left:
            break
        last = at == len(fields) - 1 or field.kind is FieldKind.TEXT
        taken, left = (left, []) if last else (left[:1], left[1:])
        given[field.name] = (" ".join(taken),)
    if left:
        raise Refused("too-many-words")
    return given


def _ask(ctx: Context, form: Form, values: Values, mistakes: list[Mistake]) -> Reply:
    """Ask for what is missing, or was wrong. What was refused is not put back into the form."""
    ctx.entry = replace(ctx.entry, result="asked")
    if ctx.shows_forms:
        shown = form.filled(values, worded(ctx.words, mistakes))
        return ShownForm(replace(shown, close=ctx.words("form-close")))
    conversation = begin(form, values)
    if mistakes:
        wrong = next(field for field in form.fields if field.name == mistakes[0].field)
        conversation = replace(conversation, asking=wrong.name, more=conversation.more or wrong.more)
    ctx.uow.conversations.keep(ctx.account, conversation, ctx.now)
    if ctx.in_private:
        return question(ctx, form, conversation, mistakes[0] if mistakes else None)
    ctx.tell([ctx.actor.person], QUESTION, form.id, int(ctx.now.timestamp() * 1000) % 2**31, account=ctx.account)
    return Message(paragraphs=(ctx.words("continued-in-private"),))


def _with_word(reply: Reply, word: str) -> Reply:
    """A form, or its question, with a word before it."""
    match reply:
        case ShownForm(form):
            return ShownForm(replace(form, intro="\n".join(filter(None, (word, form.intro)))))
        case Message(paragraphs=paragraphs):
            return replace(reply, paragraphs=(word, *paragraphs))
        case _:
            return reply


def _summary(ctx: Context, form: Form, conversation: Conversation, wrong: tuple[str, ...]) -> Message:
    """All that was answered, numbered, and what can be done about it: the question last, where the answer is typed."""
    lines = []
    for number, field in enumerate(answered(form, conversation), start=1):
        labels = {option.value: option.label for option in field.options}
        given = " · ".join(labels.get(value, value) for value in conversation.answers[field.name])
        lines.append(f"{number}. {ctx.words('conversation-answer', question=field.label, answer=given)}")
    more = any(field.more for field in form.fields) and not conversation.more
    how = "conversation-confirm-more" if more else "conversation-confirm"
    told = (*wrong, "\n".join(lines), ctx.words(how))
    return Message(title=form.title, paragraphs=told, error=bool(wrong), tells_contents=True)
