"""A command, and the context it runs in."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from liaison_bot.chat import Account, Audience, Form, Item, Message, Reply, Where
from liaison_bot.chat.inbound import Answers
from liaison_bot.privacy.disclosure import Disclosure
from liaison_bot.records.audit import AuditEntry
from liaison_bot.records.digests import DigestRules
from liaison_bot.records.network import Actor, Person, RoomClass
from liaison_bot.records.outbox import Parcel
from liaison_bot.records.places import Place
from liaison_bot.records.referrals import Referral
from liaison_bot.rulebook import Rulebook
from liaison_bot.store import UnitOfWork
from liaison_bot.words import Catalogues, Words

if TYPE_CHECKING:
    from liaison_bot.commands.grammar import Grammar

Values = Mapping[str, tuple[str, ...]]
"""A form's cleaned answers, by field name."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What the operator decided about time and tries, and when digests come."""

    reopen: timedelta = timedelta(days=90)
    contents: timedelta = timedelta(days=90)
    """From a referral's end to the erasing of its contents."""
    drafts: timedelta = timedelta(days=14)
    """From opening a draft, or discarding one, to its erasing."""
    skeleton: timedelta = timedelta(days=730)
    """From a referral's end to the erasing of what is left of it."""
    late: timedelta = timedelta(minutes=10)
    """Without a look at what is due for longer than this, what is said then is late, and the operator is told."""
    invitation: timedelta = timedelta(days=7)
    join_tries: int = 5
    digests: DigestRules = field(default_factory=DigestRules)


@dataclass(frozen=True, slots=True)
class Services:
    """What is the same for every event: rules, words, what can be asked, limits."""

    rulebook: Rulebook
    catalogues: Catalogues
    disclosure: Disclosure
    grammar: "Grammar"
    notices: Mapping[str, "Notice"]
    glance: "Callable[[Context], Message]"
    """What somebody finds on their desk now."""
    agenda: "Callable[[Context, Iterable[Referral]], tuple[Item, ...]]"
    """A row for each referral that may be known of here, with what is to be done about it next."""
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Line:
    """A command line as it was understood.

    `reference` is the first word that is one, `named` holds `key=value`, `rest` what else was typed, in order.
    """

    command: "Command"
    reference: str = ""
    named: Answers = field(default_factory=dict)
    rest: tuple[str, ...] = ()


@dataclass(slots=True)
class Context:
    """Everything a command or a notice may use, for one person, at one place, in one unit of work."""

    services: Services
    uow: UnitOfWork
    now: datetime
    account: Account
    actor: Actor
    place: Place
    words: Words
    entry: AuditEntry
    """What the trail will say of this; a command fills in what it learns."""
    where: Where
    """The place as its platform knows it; for a notice, the person's account."""
    audience: Audience
    """Who could read an answer there when it was asked."""
    shows_forms: bool = False
    hears_all: bool = False
    """What is said there to others is heard too."""

    @property
    def zone(self) -> ZoneInfo:
        """The person's time zone."""
        return ZoneInfo(self.actor.person.zone)

    @property
    def today(self) -> date:
        """The date where the person is."""
        return self.now.astimezone(self.zone).date()

    @property
    def in_private(self) -> bool:
        """Tell whether only this person reads what is said here."""
        return self.place.kind is RoomClass.DIRECT

    def moment(self, instant: datetime) -> str:
        """An instant on the person's clock."""
        return self.words.moment(instant, self.actor.person.zone)

    def day(self, instant: datetime) -> str:
        """The day on which an instant falls where the person is."""
        return self.words.day(instant.astimezone(self.zone).date())

    @property
    def answered_in(self) -> tuple[Account | Where, ...]:
        """Where the answer may be said: to the person alone, and in the room that they asked in, if that is one."""
        return (self.account,) if self.in_private else (self.account, self.where)

    def line(self, topic: str, verb: str, *rest: str) -> str:
        """A command line in the reader's words, for buttons and hints."""
        return " ".join((self.services.grammar.line(self.words, topic, verb), *rest))

    def desk_name(self, code: str) -> str:
        """A desk's name in the reader's language."""
        return self.services.rulebook.name(code, self.words.language)

    def label(self, codes: str, code: str) -> str:
        """A code's label in the reader's language."""
        return self.services.rulebook.label(codes, code, self.words.language)

    def tell(
        self,
        people: Iterable[Person],
        notice: str,
        subject: str,
        number: int,
        *,
        account: Account | None = None,
        after: timedelta = timedelta(),
    ) -> None:
        """Let people know, in the same commit; with `account`, by that very one; `after` a while."""
        self.uow.outbox.put(
            Parcel(
                key=f"{notice}:{subject}:{number}:{person.id}",
                person=person.id,
                notice=notice,
                subject=subject,
                number=number,
                made=self.now + after,
                account=account,
            )
            for person in people
        )


Notice = Callable[[Context, Parcel], Message | None]
"""Makes a notice's message for one reader, from what is so when it is delivered; None when there is nothing to say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """Something people can ask for: `topic verb`, typed, pressed, or answered in a form.

    `may` says who is offered it and may use it at all; what depends on the record is for `run` to check. `form` makes
    the questions, with what is known filled in. A command without a form runs at once.
    """

    topic: str
    verb: str
    may: Callable[[Actor], bool]
    run: Callable[[Context, Line, Values], Reply]
    form: Callable[[Context, Line], Form] | None = None
    takes_reference: bool = False
    takes_words: bool = False
    """Without a form, it reads the words behind it itself; words behind any other such command are a mistake."""
    hidden: bool = False
    """Understood, but not listed in help."""
    alone: bool = False
    """The topic's word alone asks for it."""

    @property
    def id(self) -> str:
        """The command's name, in the catalogues and in the trail."""
        return f"{self.topic}-{self.verb}"
