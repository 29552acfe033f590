"""A wish to go on with the drive that was interrupted, as the commands that set it again."""

from collections.abc import Sequence
from dataclasses import replace

from contract.values import Command
from languages import codes, part
from languages.language import load
from navigation.places import Place, only_named
from navigation.words import plain
from vehicle.results.result import Outcome, Refusal, Result
from vehicle.turn import visited
from vehicle.turn.along import STOP_BY
from vehicle.turn.context import CommandRequest, TurnContext, request_for
from vehicle.turn.kept_drive import Stop
from vehicle.turn.visited import GO

OPTION = Command("nav.route_option", "set")


def resumes(command: Command, turn: TurnContext) -> bool:
    """Is it to go where one went before? The place is named so, "가던 데", as home is named "집". Where a drive was
    interrupted, the last destination is that of it."""
    if (command.function, command.op) != (GO.function, GO.op) or not isinstance(command.value, str):
        return False
    if turn.guidance is not None and turn.guidance.resumable and visited.newest(command):
        return True
    return any(plain(command.value) == plain(each) for code in codes() for each in part(code, "places").INTERRUPTED)


def resumed(request: CommandRequest, turn: TurnContext) -> Sequence[CommandRequest | Result]:
    """What sets the interrupted drive again, the option first: then there is one route. One under way goes on."""
    drive = turn.guidance.resumable if turn.guidance is not None else None
    if drive is None:
        if turn.situation.guiding(turn.clock()):
            return [Result(request.command, Outcome.ANSWERED, "", {"answer": "guided"}, request.function)]
        return [request.refused(Refusal("not_found", {"kind": "interrupted"}))]
    *waypoints, destination = drive.stops
    option = replace(OPTION, value=drive.option)
    set_already = turn.situation.value(turn.car.signals.route_option) == drive.option
    places = [(GO, destination), *((STOP_BY, each) for each in waypoints)]
    return [
        *([] if set_already else [request_for(option, turn.car)]),
        *(stop_at(what, place_of(stop), turn) for what, stop in places),
    ]


def stop_at(what: Command, place: Place, turn: TurnContext) -> CommandRequest:
    return request_for(replace(what, value=load(turn.lang).grammar.name(place)), turn.car, place=place)


def place_of(stop: Stop) -> Place:
    """With its names as they were said; one that was chosen on the screen has none."""
    ko, en = (stop.names.get(code) or str(part(code, "places").UNNAMED) for code in ("ko", "en"))
    return only_named(ko, en, stop.at.lat, stop.at.lon)
