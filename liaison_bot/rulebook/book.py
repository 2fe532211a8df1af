"""The rules put together, as the program asks for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from liaison_bot.rulebook.pace import Pace
from liaison_bot.rulebook.rules import CodeList, Country, Indicator, Seat, Urgency, in_language
from liaison_bot.rulebook.working_time import WorkingTime


@dataclass(frozen=True)
class Rulebook:
    """All of it. The lists include `urgency`, made of the levels, so that any code can be read by its list."""

    countries: tuple[Country, ...]
    seats: tuple[Seat, ...]
    lists: Mapping[str, CodeList]
    urgencies: tuple[Urgency, ...]
    indicators: tuple[Indicator, ...]

    @cached_property
    def _countries(self) -> Mapping[str, Country]:
        return {country.code: country for country in self.countries}

    @cached_property
    def _seats(self) -> Mapping[str, Seat]:
        return {seat.code: seat for seat in self.seats}

    @cached_property
    def _urgencies(self) -> Mapping[str, Urgency]:
        return {urgency.code: urgency for urgency in self.urgencies}

    def codes(self, name: str) -> CodeList:
        """The list of this name. Raises `KeyError`."""
        return self.lists[name]

    def country(self, code: str) -> Country:
        """The member country of this code. Raises `KeyError`."""
        return self._countries[code]

    def seat(self, code: str) -> Seat:
        """What the desk of this code starts with. Raises `KeyError`."""
        return self._seats[code]

    def urgency(self, code: str) -> Urgency:
        """The level of this code. Raises `KeyError`."""
        return self._urgencies[code]

    @cached_property
    def _offices(self) -> Mapping[str, WorkingTime]:
        return {country.code: WorkingTime(country) for country in self.countries}

    def office(self, desk: str) -> WorkingTime | None:
        """The working time of a country's desk; None for a desk that is no country's."""
        return self._offices.get(desk)

    @cached_property
    def _paces(self) -> Mapping[str, Pace]:
        return {level.code: Pace(level, self._offices) for level in self.urgencies}

    def pace(self, code: str) -> Pace:
        """How the level of this code counts. One that was taken from the files since counts as the most urgent."""
        return self._paces.get(code) or self._paces[self.urgencies[0].code]

    def name(self, desk: str, language: str) -> str:
        """How a desk is called; a desk that was taken from the files since is called by its code."""
        seat = self._seats.get(desk)
        return in_language(seat.names, language) if seat else desk

    def label(self, name: str, code: str, language: str) -> str:
        """How a code of a list reads."""
        return self.codes(name).label(code, language)
