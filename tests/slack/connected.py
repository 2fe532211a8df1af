"""The adapter, connected to the fake Slack and to a core that answers by a script."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from adapters.slack import SlackPlatform, SlackSettings
from adapters.slack.manifest import Offered, manifest
from liaison_bot.chat import (
    Account,
    Audience,
    Button,
    ButtonStyle,
    CommandUsed,
    Core,
    Fact,
    Field,
    FieldKind,
    Form,
    FormErrors,
    FormLeft,
    FormSubmitted,
    Inbound,
    Message,
    NotTaken,
    Option,
    Overheard,
    Reply,
    ShownForm,
    Suggestion,
    TextSent,
    Where,
)
from liaison_bot.testing import FakeClock
from slack.fake import FakeSlack, Outcome, Person, SlackApp
from slack.fake.socket_mode import Delivery

CARD = "R-7KQ2MX"
FORM = Form(
    id="referral new",
    title="Remitir un caso a otro país",
    submit="Guardar el borrador",
    intro="Nunca escribas nombres.",
    fields=(
        Field(name="to", kind=FieldKind.CHOICE, label="País que recibe", options=(Option("MX", "México"),)),
        Field(
            name="action",
            kind=FieldKind.CHOICES,
            label="Qué se pide",
            options=(Option("a", "Búsqueda"), Option("b", "Acogida"), Option("c", "Entrevista")),
        ),
        Field(name="day", kind=FieldKind.DATE, label="Fecha", required=False),
        Field(name="note", kind=FieldKind.TEXT, label="Nota", hint="Sin nombres", required=False, more=True),
    ),
)
ACCEPT = Button("Aceptar", f"referral accept {CARD}", ButtonStyle.PRIMARY)
CANCEL = Button("Descartar", f"referral cancel {CARD}", ButtonStyle.DANGER, confirm="¿Descartar el borrador?")


def card(state: str, *buttons: Button) -> Message:
    return Message(
        title=f"{CARD} · Honduras → México · urgente",
        paragraphs=(f"{state} desde hoy.",),
        facts=(Fact("Grupo de edad", "12 a 14 años"), Fact("Se pide", "Búsqueda de la familia")),
        buttons=buttons,
        card=CARD,
    )


@dataclass
class Script:
    """A core that answers once for each id; `slow` is how long it takes, as a database might."""

    heard: list[Inbound] = field(default_factory=list)
    replies: dict[str, Reply] = field(default_factory=dict)
    seen: dict[tuple[str, Account, Where], Reply] = field(default_factory=dict)
    moves: list[tuple[Where, Where]] = field(default_factory=list)
    read_by: list[tuple[str, Audience]] = field(default_factory=list)
    desks: int = 0
    slow: float = 0.0
    fresh: int = 0
    wrong: dict[str, str] = field(default_factory=dict)

    async def handle(self, inbound: Inbound) -> Reply:
        self.heard.append(inbound)
        await asyncio.sleep(self.slow)
        key = (inbound.id, inbound.account, inbound.where)
        if key not in self.seen:
            self.fresh += 1
            self.seen[key] = self.answer(inbound)
        return self.seen[key]

    async def suggest(self, account: Account, text: str) -> tuple[Suggestion, ...]:
        return (Suggestion(text, account.user),)

    async def desk(self, account: Account) -> Message:
        self.desks += 1
        return Message(title=f"Su oficina hoy {self.desks}", paragraphs=(account.user,), buttons=(ACCEPT,))

    async def moved(self, old: Where, new: Where) -> None:
        self.moves.append((old, new))

    async def readers(self, where: Where, audience: Audience) -> None:
        self.read_by.append((where.id, audience))

    def answer(self, inbound: Inbound) -> Reply:
        match inbound:
            case CommandUsed(words=words, shows_forms=shows_forms):
                return self.replies[words] if words in self.replies else self.command(words, shows_forms=shows_forms)
            case FormSubmitted(answers=answers):
                return (
                    FormErrors(FORM.id, self.wrong) if self.wrong else card(f"Borrador para {answers['to'][0]}", CANCEL)
                )
            case FormLeft():
                return None
            case Overheard(text=text):
                return self.replies.get(text)
            case NotTaken(why=why):
                return Message(paragraphs=(f"No: {why.value}",), error=True)
            case TextSent(text=text):
                return self.replies.get(text) or Message(paragraphs=(f"Leí: {text}",))

    def command(self, words: str, *, shows_forms: bool) -> Reply:
        if words != FORM.id:
            return Message(paragraphs=(f"Orden: {words}",))
        question = Message(title=FORM.title, paragraphs=("País que recibe (1 de 3)",))
        return ShownForm(FORM) if shows_forms else question


@dataclass
class Bot:
    """The bot at the fake, with the core behind it and two people in front."""

    slack: FakeSlack
    core: Script
    platform: SlackPlatform
    clock: FakeClock
    ana: Person
    luis: Person

    def account(self, person: Person) -> Account:
        return Account("slack", person.member.team.id, person.id)

    async def asked(self, text: str) -> None:
        """Wait until the core has heard it."""
        await self.slack.until(lambda: text in str(self.core.heard))

    def again(self, outcome: Outcome) -> None:
        """Deliver the same payload once more, in another envelope."""
        assert outcome.delivery
        first = outcome.delivery
        self.slack.sockets.deliver(Delivery(first.kind, first.payload, first.accepts))

    async def settled(self) -> None:
        """Let everything that is under way come to rest."""
        before = -1
        while before != len(self.slack.api.calls):
            before = len(self.slack.api.calls)
            await asyncio.sleep(0.15)


async def eventually(true: Callable[[], object], seconds: float = 5.0) -> None:
    """Wait until this is so, looking again and again: for what happens in the bot and not at Slack."""
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110 - a core that is a script tells nobody
            await asyncio.sleep(0.02)


def installed(*, guard_channels: bool = False) -> SlackApp:
    """What an administrator installs: the printed manifest, and nothing else is allowed."""
    commands = tuple(Offered(word, "…", "…") for word in ("referral", "liaison"))
    return SlackApp.from_manifest(manifest("liaison-bot", "about", commands, guard_channels=guard_channels))


@asynccontextmanager
async def bot(
    *, core: Script | None = None, ping: float = 5.0, look: float = 60.0, app: SlackApp | None = None
) -> AsyncIterator[Bot]:
    """A bot that is connected."""
    clock, script = FakeClock(), core or Script()
    async with (
        FakeSlack(clock, app or installed()) as slack,
        running(slack, script, clock, ping=ping, look=look) as platform,
    ):
        yield Bot(slack, script, platform, clock, slack.person("ana"), slack.person("luis"))


@asynccontextmanager
async def running(
    slack: FakeSlack,
    script: Core,
    clock: FakeClock,
    *,
    ping: float = 5.0,
    look: float = 60.0,
    journal: Path | None = None,
) -> AsyncIterator[SlackPlatform]:
    """The adapter alone, for as long as it is wanted."""
    settings = SlackSettings(
        bot_token=slack.app.bot_token, app_token=slack.app.app_token, api_url=slack.api_url, journal=journal
    )
    ready = asyncio.Event()
    platform = SlackPlatform(settings, announce=lambda _me: ready.set(), clock=clock, ping=ping, look=look)
    run = asyncio.create_task(platform.run(script))
    try:
        waiting = asyncio.create_task(ready.wait())
        await asyncio.wait({run, waiting}, timeout=10, return_when=asyncio.FIRST_COMPLETED)
        if run.done():
            waiting.cancel()
            run.result()
        yield platform
    finally:
        run.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await run


def play(scenario: Callable[[Bot], Awaitable[None]], **how: float | Script | SlackApp | None) -> None:
    """Play a scenario; what Slack refused, or let pass with a complaint, is a fault unless the scenario expects it."""

    async def played() -> None:
        async with bot(**how) as one:  # type: ignore[arg-type]
            await asyncio.wait_for(scenario(one), 30)
            assert one.slack.complaints == []

    asyncio.run(played())
