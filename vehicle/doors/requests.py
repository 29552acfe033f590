"""What clients ask, from the messages of malcha.v1 to plain values; what breaks the contract is refused here."""

from collections.abc import Sequence
from dataclasses import dataclass

from contract.ids import checked_id, new_id
from contract.messages import command_from_proto, language, seat_from_proto
from contract.values import MOST_COMMANDS, Alternatives, Command, InvalidRequest, checked_text, checked_texts
from malcha.v1 import command_pb2, vehicle_pb2
from vehicle.cars.car import Car
from vehicle.catalogue.check import InvalidCommand, check
from vehicle.doors.catalogue_messages import ranges, units

TIMES = {"after": ("delay", "TIME"), "duration": ("duration", "TIME")}  # part of a Command -> its field, its reason
Turned = vehicle_pb2.SayRequest | vehicle_pb2.ConverseRequest | vehicle_pb2.ExecuteRequest  # requests that begin a turn


@dataclass(frozen=True)
class Asked:
    """What is the same in every request that begins a turn."""

    utterance_id: str
    request_id: str  # "" for none
    lang: str  # "" for "not given"
    seat: str


def asked(request: Turned) -> Asked:
    """An utterance without an id gets one. Raises InvalidRequest."""
    return Asked(
        checked_id(request.utterance_id, "utterance_id") or new_id(),
        checked_id(request.request_id, "request_id"),
        language(request.locale),
        seat_from_proto(request.seat),
    )


def utterance(request: vehicle_pb2.SayRequest | vehicle_pb2.ConverseRequest) -> Alternatives:
    """What was said, as text or as alternatives. Raises InvalidRequest."""
    if request.text and request.alternatives:
        raise InvalidRequest("alternatives stand instead of text, not beside it", "ALTERNATIVES", "alternatives")
    if request.alternatives:
        return checked_texts([(each.text, each.score) for each in request.alternatives])
    return [(checked_text(request.text, "text"), 0.0)]


def commands(request: vehicle_pb2.ExecuteRequest, car: Car) -> Sequence[Command]:
    """Every command, of the catalogue and in the units of this car. Raises InvalidRequest."""
    number = len(request.commands)
    if not 1 <= number <= MOST_COMMANDS:
        text = f"{number} commands, 1 to {MOST_COMMANDS} are taken"
        raise InvalidRequest(text, "COMMANDS", "commands", limit=MOST_COMMANDS)
    return [command(each, f"commands[{place}]", car) for place, each in enumerate(request.commands)]


def command(message: command_pb2.Command, field: str, car: Car) -> Command:
    """One command; `field` is its path in the request. Raises InvalidRequest."""
    found = command_from_proto(message, field)
    try:
        row = check(found)
    except InvalidCommand as error:
        allowed = {"allowed": ", ".join(error.allowed)} if error.allowed else {}
        part, reason = TIMES.get(error.part, (error.part, error.part.upper()))
        raise InvalidRequest(str(error), reason, f"{field}.{part}", **allowed) from error
    known = units(car, car.functions[row.name])
    if message.value.unit and message.value.unit not in known:
        text = f"{row.name} has no unit {message.value.unit[:20]!r}, only {', '.join(sorted(known)) or 'none'}"
        raise InvalidRequest(text, "VALUE", f"{field}.value.unit", allowed=", ".join(sorted(known)))
    if message.value.unit and len(known) > 1:  # bands: nothing is converted, so the number must be one of this unit
        number = message.value.number
        bands = [each for each in ranges(car, car.functions[row.name]) if each.unit == message.value.unit]
        if not any(each.lowest <= number <= each.highest for each in bands):
            text = f"{row.name}: {number:g} is out of range in {message.value.unit}"
            takes = ", ".join(f"{each.lowest:g} to {each.highest:g} {each.unit}" for each in bands)
            raise InvalidRequest(text, "VALUE", f"{field}.value.number", allowed=takes)
    return found
