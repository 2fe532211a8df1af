"""A core that answers by a script, a small network, and a way to run the practice network beside a test."""

import asyncio
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import Self

from adapters.practice import PracticePlatform, Room, Seat
from liaison_bot.chat import (
    Account,
    Audience,
    Button,
    ButtonStyle,
    CommandUsed,
    Fact,
    Field,
    FieldKind,
    Form,
    FormErrors,
    FormLeft,
    FormSubmitted,
    Inbound,
    Item,
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
from liaison_bot.chat.practising import TimeMachine
from png import CHART

TOKEN = "a-token-for-tests-only"
ROOMS = (
    Room("network", {"es": "La Red", "en": "The Network", "fr": "Le Réseau"}, Audience.MEMBERS),
    Room("partners", {"es": "Con asociadas", "en": "With partners", "fr": "Avec partenaires"}, Audience.OUTSIDERS),
    Room("plaza", {"es": "La plaza", "en": "The square", "fr": "La place"}, Audience.OPEN),
)
SEATS = (
    Seat(
        "ana",
        "Ana Mejía",
        {"es": "Funcionaria de enlace titular, Honduras", "en": "Liaison officer, Honduras"},
        "es",
        ("network", "partners"),
    ),
    Seat(
        "luis",
        "Luis Robledo",
        {"es": "Funcionario de enlace suplente, México", "en": "Alternate liaison officer, Mexico"},
        "es",
        ("network", "partners"),
    ),
    Seat("marie", "Marie Tremblay", {"fr": "Agente de liaison, Canada", "es": "Canadá"}, "fr", ("network",)),
    Seat("ruth", "Ruth Okafor", {"en": "Child protection officer, UNICEF", "es": "UNICEF"}, "en", ("partners",)),
)
CARD = "R-7KQ2MX"
COMMANDS = {
    "help": "Ver lo que se puede pedir",
    "referral new": "Remitir un caso a otro país",
    "referral list": "Ver las remisiones abiertas",
    "referral show R-7KQ2MX": "Ver una remisión",
}


def options(*labels: str) -> tuple[Option, ...]:
    return tuple(Option(label.lower(), label) for label in labels)


FORM = Form(
    id="referral new",
    title="Remitir un caso",
    submit="Remitir",
    intro="Nunca escribas nombres, fechas de nacimiento ni documentos: solo la referencia del caso.",
    fields=(
        Field(
            name="reference",
            kind=FieldKind.TEXT,
            label="Referencia nacional",
            hint="Como figura en tu sistema",
            longest=40,
        ),
        Field(
            name="country",
            kind=FieldKind.CHOICE,
            label="País que recibe",
            options=options("México", "Guatemala", "El Salvador", "Costa Rica", "Panamá", "Belice", "Canadá"),
        ),
        Field(
            name="urgency",
            kind=FieldKind.CHOICE,
            label="Urgencia",
            options=options("Inmediata", "Alta", "Normal"),
        ),
        Field(
            name="needs",
            kind=FieldKind.CHOICES,
            label="Qué se necesita",
            options=options("Reunificación", "Protección consular", "Alojamiento", "Salud"),
        ),
        Field(name="until", kind=FieldKind.DATE, label="Respuesta antes del"),
        Field(name="note", kind=FieldKind.TEXT, label="Nota para quien recibe", required=False),
        Field(
            name="route",
            kind=FieldKind.CHOICE,
            label="Paso fronterizo",
            required=False,
            more=True,
            options=options("Corinto", "Agua Caliente"),
        ),
        Field(name="language", kind=FieldKind.TEXT, label="Lengua que habla", required=False, more=True, longest=40),
        Field(name="transfer", kind=FieldKind.DATE, label="Fecha de traslado", required=False, more=True),
    ),
)
WORDED = {"mistake-required": "Falta esta respuesta.", "mistake-too-long": "Es demasiado largo."}


def picture(state: str, *buttons: Button) -> Message:
    return Message(
        title=f"Remisión {CARD}",
        paragraphs=("De Honduras a México.\nTrato reservado.",),
        facts=(Fact("Estado", state), Fact("Responder antes de", "martes 24 nov, 18:00 (Ciudad de México)")),
        buttons=buttons,
        card=CARD,
    )


ACCEPT = Button("Aceptar", f"accept {CARD}", ButtonStyle.PRIMARY)
ASK_MORE = Button("Pedir más datos", "referral new")
WITHDRAW = Button("Retirar", f"withdraw {CARD}", ButtonStyle.DANGER, f"¿Retirar la remisión {CARD}? México lo verá.")
SENT = picture("Enviada", ACCEPT, ASK_MORE, WITHDRAW)
DIGEST = Message(
    title="Resumen de la semana",
    paragraphs=("Semana del 23 al 29 de noviembre de 2026.",),
    facts=(Fact("Abiertas", "7"), Fact("Vencidas", "2")),
    buttons=(Button("Ver las abiertas", "referral list"),),
    picture=CHART,
)
HELP = Message(
    title="Lo que puedes pedir",
    paragraphs=("El bot lleva la referencia del caso, nunca al niño o la niña.",),
    items=(
        Item("Remitir un caso a otro país", Button("Remitir", "referral new")),
        Item("Ver las remisiones abiertas", Button("Ver", "referral list")),
        Item("Todo lo demás está a la vista"),
    ),
)


@dataclass
class ScriptedCore:
    """Answers by a script, once for each id, and remembers what it was told."""

    heard: list[Inbound] = field(default_factory=list)
    overheard: list[Overheard] = field(default_factory=list)
    replies: dict[str, Reply] = field(default_factory=dict)
    seconds: float = 0.0
    about: str = ""

    async def handle(self, inbound: Inbound) -> Reply:
        if isinstance(inbound, Overheard):
            self.overheard.append(inbound)
            return None
        self.heard.append(inbound)
        await asyncio.sleep(self.seconds)
        if inbound.id not in self.replies:
            self.replies[inbound.id] = self.answer(inbound)
        return self.replies[inbound.id]

    async def suggest(self, account: Account, text: str) -> tuple[Suggestion, ...]:
        assert account.platform == "practice"
        return tuple(Suggestion(words, about) for words, about in COMMANDS.items() if words.startswith(text.strip()))

    async def desk(self, account: Account) -> Message:
        return Message(title=f"El escritorio de {account.user}", items=(Item("Nada te espera."),))

    async def moved(self, old: Where, new: Where) -> None:
        raise AssertionError(f"the practice network has no rooms that move: {old}, {new}")

    async def readers(self, where: Where, audience: Audience) -> None:
        assert where.platform != "practice", f"the practice network's rooms stay as they are: {where}, {audience}"

    def answer(self, inbound: Inbound) -> Reply:
        match inbound:
            case CommandUsed(words="referral new"):
                if inbound.shows_forms:
                    return ShownForm(FORM)
                return Message(title=FORM.title, paragraphs=("1 de 5 · Referencia nacional",))
            case CommandUsed(words=words):
                return self.command(words)
            case FormSubmitted(answers=answers):
                return self.form(answers)
            case FormLeft() | Overheard():
                raise AssertionError(f"no answer is wanted to this: {inbound}")
            case TextSent(text="help"):
                return HELP
            case TextSent() | NotTaken():
                told = f"Leí: {inbound.text}" if isinstance(inbound, TextSent) else f"No: {inbound.why}"
                return Message(paragraphs=(told,), about=self.about)

    def command(self, words: str) -> Reply:
        answers: Mapping[str, Reply] = {
            "help": HELP,
            "referral list": Message(title="Remisiones abiertas", items=(Item(f"{CARD} · México"),)),
            f"referral show {CARD}": SENT,
            f"accept {CARD}": picture("Aceptada por México", WITHDRAW),
            f"withdraw {CARD}": picture("Retirada"),
            "referral digest": DIGEST,
            "nothing": None,
        }
        unknown = Message(paragraphs=(f"No conozco «{words}».",), error=True)
        return answers.get(words, unknown)

    def form(self, answers: Mapping[str, tuple[str, ...]]) -> Reply:
        values, mistakes = FORM.clean(answers)
        if mistakes:
            return FormErrors(FORM.id, {mistake.field: WORDED[mistake.key] for mistake in mistakes})
        if values["reference"] == ("again",):
            return ShownForm(FORM.filled(values, {"reference": "Esa referencia ya se remitió."}))
        return SENT


def unheard(_link: str) -> None:
    """Nobody waits for the link."""


def platform(
    port: int = 0,
    announce: Callable[[str], None] = unheard,
    token: str = TOKEN,
    machine: TimeMachine | None = None,
) -> PracticePlatform:
    now = partial(datetime.now, UTC)
    return PracticePlatform(SEATS, ROOMS, port=port, token=token, announce=announce, clock=now, machine=machine)


class Beside:
    """The practice network on a thread of its own, for a browser to look at. It can stop and come back."""

    def __init__(self) -> None:
        self.core = ScriptedCore()
        self.loop = asyncio.new_event_loop()
        self.url = ""
        self._thread = threading.Thread(target=self.loop.run_forever)
        self._run: asyncio.Task[None] | None = None

    def __enter__(self) -> Self:
        self._thread.start()
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join()
        self.loop.close()

    def start(self, port: int = 0, token: str = TOKEN) -> None:
        asyncio.run_coroutine_threadsafe(self._start(port, token), self.loop).result(10)

    def stop(self) -> None:
        asyncio.run_coroutine_threadsafe(self._stop(), self.loop).result(10)

    def send(self, place: Account, message: Message, key: str) -> None:
        asyncio.run_coroutine_threadsafe(self.platform.send(place, message, key), self.loop).result(10)

    async def _start(self, port: int, token: str) -> None:
        listening: asyncio.Future[str] = self.loop.create_future()
        self.platform = platform(port, listening.set_result, token)
        self._run = self.loop.create_task(self.platform.run(self.core))
        waited: tuple[asyncio.Future[str] | asyncio.Task[None], ...] = (listening, self._run)
        await asyncio.wait(waited, timeout=10, return_when=asyncio.FIRST_COMPLETED)
        if self._run.done():
            self._run.result()
        self.url = listening.result()

    async def _stop(self) -> None:
        if self._run:
            self._run.cancel()
            await asyncio.gather(self._run, return_exceptions=True)
            self._run = None
