"""From what was said in one segment to commands of the catalogue: zones, values, what a follow-up leaves out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from contract.values import Command, Value
from languages.numbers import parse_number, spoken_unit
from nlu.engine.decode import Segment, more_of
from nlu.engine.description import FOLLOW_UP, Catalogue

SPOKEN_KINDS = frozenset(  # of value, that are answered as the words that were spoken
    (FOLLOW_UP, "text", "place", "home", "work", "category", "contact", "road", "colour", "frequency", "speed")
)
PLACE_KINDS = frozenset(("place", "category"))
DEVICE = "device"  # the kind of value of a device at home
NUMBER_KINDS = frozenset((FOLLOW_UP, "number", "percent", "count", "speed", "frequency"))


def place_of(said: Mapping[str, str]) -> Value | None:
    """What tagged words say of a place: its name alone, or an object where it is near another one or on the way."""
    named = (("near", "near"), ("name", "arg"))  # as one says them in Korean
    parts: dict[str, str | float | bool] = {key: said[tag] for key, tag in named if tag in said}
    if "along" in said:
        parts["along_route"] = True
    return said.get("arg") if parts.keys() <= {"name"} else parts


def device_of(said: Mapping[str, str]) -> tuple[Value | None, bool]:
    """(what tagged words say of a device at home, whether it could be told): the room, and a number or a word."""
    parts: dict[str, str | float | bool] = {"room": said["room"]} if "room" in said else {}
    if "number" in said:
        number = parse_number(said["number"], "%")  # "half" of a curtain; degrees and levels are read as they are
        if number is None:
            return None, False
        parts["value"] = number
    elif "arg" in said:
        parts["value"] = said["arg"]
    return parts or None, True


@dataclass(frozen=True)
class Reader:
    """Reads segments by the catalogue of a model."""

    catalogue: Catalogue
    aliases: Mapping[str, str]  # "function op" that is said after a function -> "function op" that is meant

    def knows(self, command: Command) -> bool:
        """Is the command in the catalogue? A client may send others as the last ones."""
        row = self.catalogue.get(command.function)
        return row is not None and command.op in row.ops and command.zone in (None, *row.zones)

    def candidate(self, function: str, op: str, zone: str | None) -> Command:
        """A reading to ask about, with the zone if the function has it."""
        return Command(function, op, zone if zone in self.catalogue[function].zones else None)

    def as_said(self, segment: Segment) -> list[Command]:
        """The commands of one segment, one a zone; a number that cannot be read is None here."""
        value, _ = self._value(segment, segment.function)
        return [Command(segment.function, segment.op, zone, value) for zone in segment.zones or (None,)]

    def commands(self, segment: Segment, last: tuple[Command, ...]) -> list[Command] | None:
        """The commands of one segment, one a zone; None where a part of it cannot be told."""
        if segment.function == FOLLOW_UP:
            return self._follow_up(segment, last)
        return self.as_said(segment) if self._value(segment, segment.function)[1] else None

    def _follow_up(self, segment: Segment, last: tuple[Command, ...]) -> list[Command] | None:
        """The commands of a follow-up: what it leaves out ("더 올려", "조수석도") is as in the last command.

        Where the last commands are alike in function and op, it is as in all of them.
        """
        if segment.op == "more":
            segment = replace(segment, op=more_of(last[-1].op if last else ""))
        unit = spoken_unit(segment.said.get("number", ""))
        if not last or (unit and self.catalogue[last[-1].function].unit != unit):
            return self._named(segment, unit)
        model = last[-1]
        if segment.zones == ("all",) and "all" not in self.catalogue[model.function].zones:  # "both off", of two things
            each = [self._follow_up(replace(segment, zones=()), (command,)) for command in last]
            return None if None in each else [command for made in each for command in made or []]
        function, op = model.function, segment.op if segment.op != FOLLOW_UP else model.op
        if op not in self.catalogue[function].ops:
            alias = self.aliases.get(f"{function} {op}")
            if alias is None:
                return None
            function, op = alias.split()
        row = self.catalogue[function]
        value, told = self._value(segment, function)
        zones: tuple[str | None, ...] = segment.zones
        if all((command.zone or "").startswith("rear") for command in last):  # "the right one" of the rear
            zones = tuple(f"rear_{zone}" if f"rear_{zone}" in row.zones else zone for zone in segment.zones)
        lost = [zone for zone in zones if zone not in row.zones]
        if not told or lost or (segment.word and segment.word not in row.words):
            return None
        if value is None and segment.op == FOLLOW_UP and function == model.function:
            value = model.value
        if not zones:
            alike = [c.zone for c in last if (c.function, c.op) == (model.function, model.op)]
            zones = tuple(zone if zone in row.zones else None for zone in alike)
        return [Command(function, op, zone, value) for zone in dict.fromkeys(zones)]

    def _named(self, segment: Segment, unit: str) -> list[Command] | None:
        """The commands of a follow-up that names its function itself; None where it does not, or could mean several.

        A number's unit names it, where only one function has that unit ("23도로"), else a value word that only one
        function has ("feet only").
        """
        if not unit and not segment.word:
            return None
        named = [
            name
            for name, row in self.catalogue.items()
            if segment.op in row.ops and (row.unit == unit if unit else segment.word in row.words and name != FOLLOW_UP)
        ]
        return self.commands(replace(segment, function=named[0]), ()) if len(named) == 1 else None

    def _value(self, segment: Segment, function: str) -> tuple[Value | None, bool]:
        """(value, whether it could be told): a number that cannot be read is never replaced by a guess."""
        kind, unit, said = self.catalogue[function].kind, self.catalogue[function].unit, segment.said
        if kind == "message":
            return {key: said[tag] for key, tag in (("to", "to"), ("text", "body")) if tag in said} or None, True
        if kind == DEVICE:
            return device_of(said)
        if kind in PLACE_KINDS and not said.keys().isdisjoint(("near", "along")):
            return place_of(said), True
        if kind in NUMBER_KINDS and "number" in said:
            number = parse_number(said["number"], unit)
            return number, number is not None
        if kind in SPOKEN_KINDS and (words := said.get("arg") or said.get("number")):  # "red" may be taken for a number
            return words, True
        numbers = self.catalogue[function].numbers  # "all the way up" where only numbers are taken
        return numbers.get(segment.word, segment.word or None), True
