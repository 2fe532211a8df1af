"""Joining by a one-time code: the only thing the bot does for somebody the Network does not know.

To anything else that a stranger says, whatever it is, the answer is how to join, in every language, and no more.
"""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from liaison_bot.chat import Account, Button, ButtonStyle, Fact, Message, Reply
from liaison_bot.chat.text import fold
from liaison_bot.commands import Context, Line, Services, Values
from liaison_bot.commands.grammar import cut
from liaison_bot.ids import ALPHABET, read_join_code
from liaison_bot.network.fields import button, roles_text
from liaison_bot.network.invitations import hash_code
from liaison_bot.network.notices import tell_of_account, tell_of_new_colleague
from liaison_bot.records.audit import AuditEntry
from liaison_bot.records.network import Actor, Invitation, Link, Person, RoomClass, Tenure
from liaison_bot.records.places import DIRECT, Place
from liaison_bot.store import UnitOfWork
from liaison_bot.words import Words

COMMAND = "liaison-join"
TRIES_OF = timedelta(hours=1)
_CODE = re.compile(f"[{ALPHABET}]{{4}}(-[{ALPHABET}]{{4}}){{2}}")
_LONGEST = 200
"""Nobody types more than this to join."""


def stranger(
    uow: UnitOfWork,
    services: Services,
    account: Account,
    now: datetime,
    text: str,
    place: Place = DIRECT,
    language: str = "",
) -> Reply:
    """Answer somebody the Network does not know. `language` is a guess of theirs, which is said first."""
    code = read_code(services, text)
    if not code:
        expected = uow.directory.expected(account, now)
        return _not_yet(services, *expected, place) if expected else _how_to_join(services, language)
    entry = AuditEntry(at=now, person=None, desk="", roles="", command=COMMAND, place=place.kind.value)
    tries = uow.invitations.tried(account, now, now - TRIES_OF)
    most = services.limits.join_tries
    if tries > most:
        if tries == most + 1:  # once: whoever goes on trying does not fill the trail
            uow.audit.append(replace(entry, result="liaison-join-too-often"))
        return _how_to_join(services, language, after="liaison-join-too-often")
    invitation = uow.invitations.take(hash_code(code), now)
    member = _accept(uow, invitation, account, now) if invitation else None
    if invitation is None or member is None:
        uow.audit.append(replace(entry, result="liaison-join-wrong"))
        return _how_to_join(services, language, before="liaison-join-wrong")
    if invitation.person is None:
        tell_of_new_colleague(uow, invitation, member, now)
    else:
        tell_of_account(uow, Link(account, invitation.person, now))
    done = replace(
        entry, person=member.person.id, desk=member.desk.code, roles=" ".join(sorted(member.roles)), result="done"
    )
    uow.audit.append(done)
    return _welcome(services, member, place)


def join(ctx: Context, line: Line, _values: Values) -> Reply:
    """Take a code from somebody who is a member already. It stays good for whom it was meant; it counts as a try."""
    code = read_join_code("".join(line.rest))
    if not code:
        told = ctx.words("liaison-join-already", name=ctx.actor.person.name, line=ctx.line("liaison", "link"))
        return Message(paragraphs=(told,), buttons=(button(ctx, "me"), button(ctx, "link")))
    tries = ctx.uow.invitations.tried(ctx.account, ctx.now, ctx.now - TRIES_OF)
    if tries > ctx.services.limits.join_tries:
        return _told(ctx, "liaison-join-too-often")
    hashed = hash_code(code)
    invitation = next((one for one in ctx.uow.invitations.open(ctx.now) if one.code_hash == hashed), None)
    if invitation is None or not _still_good(ctx.uow, invitation, ctx.now):
        return _told(ctx, "liaison-join-wrong")
    own = invitation.person == ctx.actor.person.id
    return _told(ctx, "liaison-join-this-account" if own else "liaison-join-other-person")


def read_code(services: Services, text: str) -> str:
    """The code in what a stranger typed: behind “join” in any language, or alone. Empty when there is none."""
    if len(text) > _LONGEST:
        return ""
    words = [word.lstrip("/!") for word in cut(text).words]
    topics, verbs = services.catalogues.typed("word-liaison"), services.catalogues.typed("word-liaison-join")
    if words and fold(words[0]) in topics:
        words.pop(0)
    said_join = bool(words) and fold(words[0]) in verbs
    if said_join:
        words.pop(0)
    code = read_join_code("".join(words))
    return code if said_join or _looks_like_a_code(words, code) else ""


def _looks_like_a_code(words: list[str], code: str) -> bool:
    """Twelve letters in a sentence are no code: it is written in one piece, or in its three groups."""
    return bool(_CODE.fullmatch(code)) and (len(words) == 1 or [len(word) for word in words] == [4, 4, 4])


def _accept(uow: UnitOfWork, invitation: Invitation, account: Account, now: datetime) -> Actor | None:
    """Make or find the member, and give them the account; None when the invitation has lost its ground."""
    if not _still_good(uow, invitation, now):
        return None
    number = invitation.person
    if number is None:
        number = _add(uow, invitation, now).id
    uow.members.link(Link(account, number, now))
    return uow.directory.member(number, now)


def _still_good(uow: UnitOfWork, invitation: Invitation, now: datetime) -> bool:
    """The desk is open, and whoever issued the code is still a member: somebody who left leaves no way in behind."""
    directory = uow.directory
    desk = directory.desk(invitation.desk)
    people = (invitation.issued_by, invitation.person)
    return bool(desk and desk.active) and all(number is None or directory.member(number, now) for number in people)


def _add(uow: UnitOfWork, invitation: Invitation, now: datetime) -> Person:
    desk = uow.directory.desk(invitation.desk)
    if desk is None:
        raise LookupError(f"there is no desk {invitation.desk}")
    person = uow.members.add_person(desk.code, invitation.name, invitation.language, desk.zone)
    uow.members.add_tenure(Tenure(person.id, invitation.role, now.astimezone(ZoneInfo(desk.zone)).date()))
    return person


def _how_to_join(services: Services, guess: str, before: str = "", after: str = "") -> Message:
    """How to join, in every language: the one they seem to have first, else the Network's own."""
    default = guess if guess in services.catalogues.all else services.catalogues.default
    every = sorted(services.catalogues.all, key=lambda language: (language != default, language))
    paragraphs = []
    for words in map(services.catalogues.of, every):
        line = services.grammar.line(words, "liaison", "join")
        said = [words(before)] if before else []
        said.append(words("liaison-join-how", line=line))
        said += [words(after)] if after else []
        paragraphs.append(" ".join(said))
    return Message(paragraphs=tuple(paragraphs), error=bool(before or after))


def _not_yet(services: Services, person: Person, first: date, place: Place) -> Message:
    """Greet somebody whose role is still to begin. In a room, without a word about who they are."""
    words = services.catalogues.of(person.language)
    if place.kind is not RoomClass.DIRECT:
        return Message(paragraphs=(words("liaison-not-yet-elsewhere"),))
    desk = services.rulebook.name(person.desk, words.language)
    return Message(paragraphs=(words("liaison-not-yet", name=person.name, desk=desk, day=words.day(first)),))


def _welcome(services: Services, member: Actor, place: Place) -> Message:
    """Greet a new member in their language. In a room, without a word about who they are."""
    words = services.catalogues.of(member.person.language)
    title = words("liaison-welcome-title")
    if place.kind is not RoomClass.DIRECT:
        return Message(title=title, paragraphs=(words("liaison-welcome-elsewhere"),))
    name = services.rulebook.name(member.desk.code, words.language)
    return Message(
        title=title,
        paragraphs=(words("liaison-welcome", name=member.person.name), words("liaison-welcome-first")),
        facts=(
            Fact(words("liaison-field-desk"), name),
            Fact(words("liaison-field-role"), roles_text(words, member.roles)),
            Fact(words("liaison-field-language"), words.language_name(words.language)),
            Fact(words("liaison-field-zone"), words.zone(member.person.zone)),
        ),
        buttons=_first_steps(services, words, member),
    )


def _first_steps(services: Services, words: Words, member: Actor) -> tuple[Button, ...]:
    """What somebody can do at once: help, and for those who act on referrals, what waits and a new one."""
    grammar = services.grammar
    steps = (("liaison", "help"), ("liaison", "me"), ("referral", "list"), ("referral", "new"))
    allowed = {(command.topic, command.verb) for command in grammar.commands if command.may(member)}
    return tuple(
        Button(
            words(f"liaison-first-{verb}"),
            grammar.line(words, topic, verb),
            ButtonStyle.PRIMARY if verb == "help" else ButtonStyle.PLAIN,
        )
        for topic, verb in steps
        if (topic, verb) in allowed
    )


def _told(ctx: Context, key: str) -> Message:
    ctx.entry = replace(ctx.entry, result=key)
    return Message(paragraphs=(ctx.words(key),), error=True)
