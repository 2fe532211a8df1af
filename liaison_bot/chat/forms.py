"""Forms: what is asked, and what the answers are worth.

A form is drawn by an adapter that has forms, and asked one question at a time where there are none
(`conversations`); either way `Form.clean` alone decides whether the answers will do.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache

from liaison_bot.chat.inbound import Answers
from liaison_bot.chat.text import fold, printable

MOST_SHOWN = 280


@lru_cache(maxsize=8192)
def _folded(word: str) -> str:
    """A word of an option as it is compared: options are made anew for every event. What is typed is not kept."""
    return fold(word)


class FieldKind(StrEnum):
    """How an answer is given."""

    CHOICE = "choice"
    CHOICES = "choices"
    TEXT = "text"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer: `value` is kept, `label` is read. `also` are other words that mean it."""

    value: str
    label: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with one field: a catalogue key and its values, never what was typed."""

    field: str
    key: str
    values: Mapping[str, str | int]


def _nothing_wrong(_text: str) -> str | None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question.

    `more` marks what is asked only of those who want to say more. `value` is what is already known.
    `check` says what is wrong with a text, as a catalogue key, or None; `read_date` reads a typed date.
    `also` are other names for the field on a command line. `error` is worded, and shown at the field.
    """

    name: str
    kind: FieldKind
    label: str
    hint: str = ""
    required: bool = True
    more: bool = False
    options: tuple[Option, ...] = ()
    value: tuple[str, ...] = ()
    longest: int = MOST_SHOWN
    error: str = ""
    also: tuple[str, ...] = ()
    check: Callable[[str], str | None] = _nothing_wrong
    read_date: Callable[[str], date | None] | None = None

    def clean(self, given: tuple[str, ...]) -> tuple[str, ...] | Mistake:
        """The answer in its stored form, or what is wrong with it."""
        answers = tuple(answer.strip() for answer in given if answer.strip())
        if not answers:
            return self._mistake("mistake-required") if self.required else ()
        match self.kind:
            case FieldKind.CHOICE | FieldKind.CHOICES:
                return self._clean_choices(answers)
            case FieldKind.TEXT:
                return self._clean_text(" ".join(answers))
            case FieldKind.DATE:
                return self._clean_date(answers[0])

    def meant(self, typed: str) -> Option | None:
        """The option somebody means by its value, its label, or another word for it."""
        wanted = fold(typed)
        for option in self.options:
            if wanted in {_folded(word) for word in (option.value, option.label, *option.also)}:
                return option
        return None

    def _clean_choices(self, answers: tuple[str, ...]) -> tuple[str, ...] | Mistake:
        if self.kind is FieldKind.CHOICES:
            answers = tuple(part for answer in answers for part in self._parts(answer))
        elif len(answers) > 1:
            return self._mistake("mistake-one-choice")
        chosen: list[str] = []
        for answer in answers:
            option = self.meant(answer)
            if option is None:
                return self._mistake("mistake-choice")
            if option.value not in chosen:
                chosen.append(option.value)
        return tuple(chosen)

    def _parts(self, answer: str) -> tuple[str, ...]:
        """A label may hold a comma of its own, so the whole is tried before its parts."""
        if self.meant(answer):
            return (answer,)
        return tuple(part.strip() for part in answer.split(",") if part.strip())

    def _clean_text(self, text: str) -> tuple[str, ...] | Mistake:
        text = printable(text)
        if not text:
            return self._mistake("mistake-required") if self.required else ()
        if len(text) > self.longest:
            return self._mistake("mistake-too-long", longest=self.longest, length=len(text))
        wrong = self.check(text)
        return self._mistake(wrong) if wrong else (text,)

    def _clean_date(self, text: str) -> tuple[str, ...] | Mistake:
        try:
            day = date.fromisoformat(text)
        except ValueError:
            found = self.read_date(text) if self.read_date else None
            if found is None:
                return self._mistake("mistake-date")
            day = found
        wrong = self.check(day.isoformat())
        return self._mistake(wrong) if wrong else (day.isoformat(),)

    def _mistake(self, key: str, **values: str | int) -> Mistake:
        return Mistake(self.name, key, values)


def _fits(_answers: Answers) -> tuple[str, str] | None:
    return None


@dataclass(frozen=True, slots=True)
class Form:
    """What a command asks for. `id` is the command line it completes, and comes back in `FormSubmitted`.

    `submit` and `close` are the words of its two ways out.

    `together` says what is wrong with answers that will do each by itself: a field, and a catalogue key.
    """

    id: str
    title: str
    submit: str
    fields: tuple[Field, ...]
    intro: str = ""
    close: str = ""
    together: Callable[[Answers], tuple[str, str] | None] = _fits

    def clean(self, answers: Answers) -> tuple[dict[str, tuple[str, ...]], tuple[Mistake, ...]]:
        """Every field's value that will do, and every mistake."""
        values: dict[str, tuple[str, ...]] = {}
        mistakes: list[Mistake] = []
        for field in self.fields:
            cleaned = field.clean(answers.get(field.name, ()))
            if isinstance(cleaned, Mistake):
                mistakes.append(cleaned)
            elif cleaned:
                values[field.name] = cleaned
        wrong = None if mistakes else self.together(values)
        if wrong:
            mistakes.append(Mistake(*wrong, {}))
        return values, tuple(mistakes)

    def filled(self, answers: Answers, errors: Mapping[str, str] | None = None) -> "Form":
        """The same form with answers put in and errors said at their fields."""
        errors = errors or {}
        fields = (
            replace(field, value=tuple(answers.get(field.name, field.value)), error=errors.get(field.name, ""))
            for field in self.fields
        )
        return replace(self, fields=tuple(fields))

    def field(self, name: str) -> Field | None:
        """The field of this name, or of another name it goes by."""
        wanted = fold(name)
        for field in self.fields:
            if wanted in {fold(word) for word in (field.name, field.label, *field.also)}:
                return field
        return None


@dataclass(frozen=True, slots=True)
class FormErrors:
    """What was wrong with a submitted form: worded errors by field name. What was typed stays in the form."""

    form: str
    errors: Mapping[str, str]
