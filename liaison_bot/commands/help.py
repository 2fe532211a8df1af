"""What somebody can do, in their words: the help command, and the ways to go on with what they are typing.

    help                        everything this person may use, a line each; of a topic whose word alone
                                tells the rest, that one
    help referral               one topic, with buttons for what needs no more words
    help referral accept        one command: what it does, how it is typed, what it asks

The words come from the catalogues: `help-referral-accept` says what a command does, `usage-referral-accept`, where
there is one, how it is typed (it is given the command's own words as `$line`), `topic-referral` what a topic is called.
"""

from collections.abc import Iterator

from liaison_bot.chat import Button, Fact, Item, Message, Reply, Suggestion
from liaison_bot.chat.text import fold
from liaison_bot.commands.command import Command, Context, Line, Values
from liaison_bot.commands.grammar import cut
from liaison_bot.errors import Refused
from liaison_bot.records.referrals import Box, Referral

MOST_SUGGESTED = 8
_EXAMPLE = "R-7KQ2MX"
_LOOKED_AT = 40
"""How many referrals of each list are looked at for a suggestion."""


def show_help(ctx: Context, line: Line, _values: Values) -> Reply:
    """Tell what can be done: everything, one topic, or one command. Raises `Refused` for what nobody knows."""
    words = [word for word in line.rest if word]
    if not words:
        return _overview(ctx)
    grammar = ctx.services.grammar
    topic = grammar.topic(words[0])
    if topic and len(words) == 1:
        return _topic(ctx, topic)
    if topic:
        return _details(ctx, [grammar.verb(topic, words[1])], words[1])
    return _details(ctx, [grammar.verb(each, words[0]) for each in _topics(ctx)], words[0])


def suggest(ctx: Context, text: str) -> tuple[Suggestion, ...]:
    """Ways to go on with what is typed: commands this person may use, then references that a command may be about."""
    found = [*_references(ctx, text), *_commands(ctx, text)]
    return tuple({one.words: one for one in found}.values())[:MOST_SUGGESTED]


def _allowed(ctx: Context) -> tuple[Command, ...]:
    return tuple(command for command in ctx.services.grammar.commands if command.may(ctx.actor) and not command.hidden)


def _topics(ctx: Context) -> tuple[str, ...]:
    """The topics of the commands this person may use, in the order of the commands."""
    return tuple(dict.fromkeys(command.topic for command in _allowed(ctx)))


def _overview(ctx: Context) -> Message:
    topics = _topics(ctx)
    paragraphs = [
        "\n".join((_topic_name(ctx, topic), *(f"• {_one_line(ctx, command)}" for command in _first(_of(ctx, topic)))))
        for topic in topics
    ]
    more = ctx.words("help-more", line=ctx.line("liaison", "help", _topic_word(ctx, topics[0])))
    buttons = tuple(
        Button(_topic_name(ctx, topic), ctx.line("liaison", "help", _topic_word(ctx, topic))) for topic in topics
    )
    return Message(title=ctx.words("help-title"), paragraphs=(*paragraphs, more), buttons=buttons)


def _first(commands: tuple[Command, ...]) -> tuple[Command, ...]:
    """What the overview tells of a topic: where its word alone says what else there is, no more than that."""
    return tuple(command for command in commands if command.alone) or commands


def _topic(ctx: Context, topic: str) -> Message:
    """One topic's commands; those that need a reference, or more words, can only be read about."""
    commands = _of(ctx, topic)
    if not commands:
        raise Refused("refused-role")
    items = tuple(Item(_one_line(ctx, command), _start(ctx, command)) for command in commands)
    back = Button(ctx.words("help-all"), ctx.line("liaison", "help"))
    return Message(title=_topic_name(ctx, topic), items=items, buttons=(back,))


def _details(ctx: Context, meant: list[Command | None], word: str) -> Message:
    """What one command does, or the few that go by the same word in different topics."""
    known = [command for command in meant if command]
    if not known:
        near = ctx.services.grammar.near(word, ctx.actor, ctx.words)
        raise Refused("unknown-word-near" if near else "unknown-word", near=near)
    allowed = [command for command in known if command.may(ctx.actor)]
    if not allowed:
        raise Refused("refused-role")
    if len(allowed) > 1:
        items = tuple(Item(_one_line(ctx, command), _read_more(ctx, command)) for command in allowed)
        return Message(title=ctx.words("help-title"), items=items)
    return _command(ctx, allowed[0])


def _command(ctx: Context, command: Command) -> Message:
    line = ctx.line(command.topic, command.verb)
    _, *others = ctx.words.typed(f"word-{command.id}") or (command.verb,)
    facts = [Fact(ctx.words("help-fact-type"), _usage(ctx, command))]
    if others:
        facts.append(Fact(ctx.words("help-fact-also"), " · ".join(others)))
    start = _start(ctx, command)
    topic = Button(_topic_name(ctx, command.topic), ctx.line("liaison", "help", _topic_word(ctx, command.topic)))
    buttons = (Button(_do(ctx, command), line), topic) if start and not command.takes_reference else (topic,)
    return Message(title=line, paragraphs=(ctx.words(f"help-{command.id}"),), facts=tuple(facts), buttons=buttons)


def _usage(ctx: Context, command: Command) -> str:
    """How a command is typed: an example where the catalogue has one."""
    line = ctx.line(command.topic, command.verb)
    key = f"usage-{command.id}"
    if ctx.words.has(key):
        return ctx.words(key, line=line)
    return f"{line} {_EXAMPLE}" if command.takes_reference else line


def _one_line(ctx: Context, command: Command) -> str:
    return f"{ctx.line(command.topic, command.verb)} – {ctx.words(f'help-{command.id}')}"


def _start(ctx: Context, command: Command) -> Button | None:
    """Use a command at once, or where it needs a reference, read how it is typed."""
    if command.takes_reference:
        return _read_more(ctx, command)
    return Button(_do(ctx, command), ctx.line(command.topic, command.verb))


def _do(ctx: Context, command: Command) -> str:
    """What a button says that uses a command."""
    key = f"do-{command.id}"
    shown = (ctx.words.typed(f"word-{command.id}") or (command.verb,))[0]
    return ctx.words(key) if ctx.words.has(key) else shown.capitalize()


def _read_more(ctx: Context, command: Command) -> Button:
    return Button(ctx.words("help-how"), ctx.line("liaison", "help", ctx.line(command.topic, command.verb)))


def _of(ctx: Context, topic: str) -> tuple[Command, ...]:
    return tuple(command for command in _allowed(ctx) if command.topic == topic)


def _topic_word(ctx: Context, topic: str) -> str:
    return (ctx.words.typed(f"word-{topic}") or (topic,))[0]


def _topic_name(ctx: Context, topic: str) -> str:
    key = f"topic-{topic}"
    return ctx.words(key) if ctx.words.has(key) else _topic_word(ctx, topic).capitalize()


def _commands(ctx: Context, text: str) -> Iterator[Suggestion]:
    """Commands whose words, in any language, with or without their topic, begin with what is typed."""
    wanted = fold(text)
    every = ctx.services.catalogues
    for command in _allowed(ctx):
        verbs = every.typed(f"word-{command.id}") | {fold(command.verb)}
        topics = every.typed(f"word-{command.topic}") | {command.topic}
        lines = {f"{topic} {verb}" for topic in topics for verb in verbs}
        if any(known.startswith(wanted) for known in lines | verbs):
            yield Suggestion(ctx.line(command.topic, command.verb), ctx.words(f"help-{command.id}"))


def _references(ctx: Context, text: str) -> Iterator[Suggestion]:
    """The desk's referrals, for a command that is about one and is typed so far."""
    words = cut(text).words
    grammar = ctx.services.grammar
    topic = grammar.topic(words[0]) if words else None
    command = grammar.verb(topic, words[1]) if topic and len(words) > 1 else None
    if command is None or not command.takes_reference or not command.may(ctx.actor) or len(words) > 3:  # noqa: PLR2004 - topic, verb, reference
        return
    wanted = _bare(words[2]) if len(words) > 2 else ""  # noqa: PLR2004 - topic, verb
    for referral in _at_desk(ctx):
        shown = ctx.services.disclosure.referral(referral, ctx.actor, ctx.place)
        if shown and _bare(str(shown.get("reference"))).startswith(wanted):
            about = f"{ctx.desk_name(shown.get('from_desk'))} → {ctx.desk_name(shown.get('to_desk'))}"
            yield Suggestion(ctx.line(command.topic, command.verb, str(shown.get("reference"))), about)


def _at_desk(ctx: Context) -> Iterator[Referral]:
    """What waits for the desk first, then the rest that is open."""
    for box in (Box.WAITING, Box.SENT, Box.RECEIVED):
        yield from ctx.uow.referrals.page(box, ctx.actor.desk.code, ctx.now, skip=0, most=_LOOKED_AT)


def _bare(reference: str) -> str:
    """A reference as it is compared while it is typed: O is read as 0, I and L as 1."""
    return fold(reference).replace(" ", "").translate(str.maketrans("oil", "011"))
