"""What a command comes to before anything is sent: an action to send, or its result if that is already clear."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from contract.values import Command
from languages import codes, part
from navigation import atlas, places
from vehicle.cars.car import Car
from vehicle.cars.function import Function
from vehicle.catalogue.row import QUERY, SPEAKER
from vehicle.delivery import temperature_keys
from vehicle.replies.reply_context import MOST_LISTED
from vehicle.resolving import policy, questions, road_questions
from vehicle.resolving.finding import find_nearby, spoken_place
from vehicle.resolving.resolve import resolve, zone_of
from vehicle.results.action import Action, Offer
from vehicle.results.result import Outcome, Refusal, Result
from vehicle.turn import along, visited
from vehicle.turn.context import CommandRequest, TurnContext

PLACE = "place"  # the kind of value of what goes somewhere
Holds = Callable[[Action], bool]  # does the car report all that the action expects?


def unacknowledged(action: Action, car: Car, by_keys: bool = False) -> set[str]:
    """The messages of an action that no ECU acknowledges, so that only the status confirms it: one at a time."""
    paths = temperature_keys.written(action, car) if by_keys else action.writes
    return {name for path in paths if not car.codec.block.own(name := path.partition(".")[0])}


def plan(request: CommandRequest, turn: TurnContext, holds: Holds) -> Action | Result:
    """Permitted, resolved, and allowed by policy: an action to send; or the result, if that is already clear."""
    command, function, now = request.command, request.function, turn.clock()
    if command.zone == SPEAKER:
        command = replace(command, zone=zone_of(command, function, turn.seat))
        request = replace(request, command=command)
    if request.undo:
        return undo(request, request.undo, turn, holds)
    if refusal := turn.client.refuse(function, command.op):
        return request.refused(refusal)
    if function.agent:
        if command.op in function.asks and not request.sure:
            turn.session.ask(command, now, risky=True)
            return Result(command, Outcome.NEEDS_CONFIRMATION, "", {}, function)
        return Result(command, Outcome.HANDED_OFF, function.agent, {}, function)
    if refusal := policy.refuse(function, command.op, turn.situation, now):
        return request.refused(refusal)
    if command.zone and not function.has(command.zone) and function.wires:
        return request.refused(Refusal("not_fitted", {"zone": command.zone}))
    if function.ops[command.op] == QUERY:
        return answer(request, turn)
    if function.answer == "nearby":
        return nearby(request, turn)
    if (reference := visited.reference(request)) is not None:
        found = visited.meant(request, reference, turn)
        if isinstance(found, Result):
            return found
        request = found
    if function.value and function.value.kind == PLACE and request.place is None:
        wished = along.wished(request, turn)
        if isinstance(wished, Result):
            return wished
        request = wished
    said, place = request.command, request.place
    action = resolve(said, function, turn.car, turn.situation, turn.seat, place, turn.atlas, turn.names)
    if isinstance(action, Offer):
        turn.session.offer(action.places, command, now, MOST_LISTED)
        details = {"places": action.places}
        return Result(command, Outcome.NEEDS_CONFIRMATION, "several_places", details, function)
    if isinstance(action, Refusal):
        return ask_value(request, turn) if action.reason == "value_missing" else request.refused(action)
    refused = policy.out_of_range(action, turn.car) or policy.refuse_action(action, turn.situation, now)
    if refused:
        return request.refused(refused)
    # An event is sent even if its status holds already, unless no ECU acknowledges it: then the status that was there
    # before would count as its confirmation.
    always_sent = action.event and not unacknowledged(action, turn.car)
    if not always_sent and action.expects and holds(action):
        return Result(command, Outcome.ALREADY, "", {}, function, action.zone, action)
    if command.op in function.asks and not request.sure:
        turn.session.ask(command, now, risky=True)
        return Result(command, Outcome.NEEDS_CONFIRMATION, "", {}, function, action.zone, action)
    return replace(action, brought=brought(action, turn))


def brought(action: Action, turn: TurnContext) -> tuple[str, ...]:
    """The status signals that the command will change besides those of its own wires: the climate that it starts."""
    wires = action.row.wires.values()
    besides = {path for wire in wires for path in wire.also} - {wire.status for wire in wires}
    return tuple(path for path in sorted(besides & action.expects.keys()) if not shows(action, path, turn))


def shows(action: Action, path: str, turn: TurnContext) -> bool:
    value = turn.situation.value(path)
    return value is not None and any(turn.car.codec.matches(path, value, each) for each in action.expects[path])


def ask_value(request: CommandRequest, turn: TurnContext) -> Result:
    """Ask for the value that was not spoken. The next utterance may be no more than this value."""
    function = request.function
    zone = zone_of(request.command, function, turn.seat)
    command = replace(request.command, zone=zone if zone in function.zones else None)
    turn.session.open_slot(command, turn.clock())
    details = {"kind": missing_part(command, function)}
    return Result(command, Outcome.NEEDS_CONFIRMATION, "value_missing", details, function, zone)


def missing_part(command: Command, function: Function) -> str:
    """The kind of the value that is asked for; of a message "message.to", then "message.text"."""
    kind = function.value.kind if function.value else ""
    if kind != "message":
        return kind
    said = command.value if isinstance(command.value, Mapping) else {}
    return "message.text" if said.get("to") else "message.to"


def undo(request: CommandRequest, action: Action, turn: TurnContext, holds: Holds) -> Action | Result:
    """Refused, or asked about, as if what it does had been ordered: to undo a lock is to unlock."""
    if refusal := policy.refuse_action(action, turn.situation, turn.clock()):
        return request.refused(refusal)
    for op in action.row.ops_that_write(action.zone, action.writes):
        if op in action.row.asks:
            ordered = Command(action.row.name, op, action.zone or None)
            planned = plan(replace(request, command=ordered, undo=None), turn, holds)
            return replace(planned, command=request.command) if isinstance(planned, Result) else planned
    return action


def answer(request: CommandRequest, turn: TurnContext) -> Result:
    """The answer to a question about the car, or the way."""
    function, value = request.function, request.command.value
    zone = zone_of(request.command, function, turn.seat)
    found, roads = turn.atlas or atlas.of_table(), turn.guidance
    facts: questions.Facts | Refusal | None
    if function.answer == "road":
        facts = road_questions.road(value, turn.situation, roads, found)
    elif (there := said_of(request, turn)) and (here := turn.situation.position()):
        facts = road_questions.far_place(there, here, roads)
    elif value is not None and function.value and function.value.or_place and value not in function.value.words:
        facts = road_questions.far(value, turn.situation, roads, found, turn.names)
    else:
        left = road_questions.left(turn.situation, roads, turn.clock()) if function.answer == "remaining" else None
        facts = questions.facts(function, zone, value, turn.situation, turn.today(), left)
    if isinstance(facts, Refusal):
        return request.refused(facts)
    if facts is None:
        refusal = request.refused(Refusal("unknown_state", {"what": "value"}))
        return replace(refusal, zone=zone)
    if isinstance(place := facts.get("place"), places.Place):
        turn.session.mention(place, turn.clock())
    return Result(request.command, Outcome.ANSWERED, "", facts, function, zone)


def said_of(request: CommandRequest, turn: TurnContext) -> places.Place | None:
    """The place just spoken of or listed, where a question that may name a place says "there" instead."""
    value = request.function.value
    guided = turn.situation.guiding(turn.clock())  # "there" is the destination then
    if guided or value is None or not value.or_place or request.command.value not in (None, *value.words):
        return None
    there = any(word in turn.words for code in codes() for word in part(code, "text").THERE)
    return turn.session.there(turn.clock()) if there else None


def nearby(request: CommandRequest, turn: TurnContext) -> Result:
    """The places of a category near the car, or near another place, as a list to select from. Without a category the
    rest of the open list."""
    session, first, around = turn.session, 1, turn.session.around
    if spoken_place(request.command.value).along_route:
        hits = along.found(spoken_place(request.command.value), turn)
        return request.refused(hits) if isinstance(hits, Refusal) else along.listed(request, hits, along.STOP_BY, turn)
    position = turn.situation.position()
    if not spoken_place(request.command.value).name:
        if session.listed >= len(session.places) or position is None:
            return ask_value(request, turn)
        at = (around.lat, around.lon) if around else position
        found = tuple((place, places.distance_km(*at, place.lat, place.lon)) for place in session.places)
        first = session.listed + 1
    else:
        near = find_nearby(request.command.value, turn.situation, turn.atlas or atlas.of_table())
        if isinstance(near, Refusal):
            return request.refused(near)
        found, around = tuple(near[0]), near[1]
    listed = first - 1 + MOST_LISTED
    session.offer(tuple(place for place, _ in found), visited.GO, turn.clock(), listed)
    session.around = around
    details = {"answer": "nearby", "places": found, "first": first, "around": around}
    return Result(request.command, Outcome.ANSWERED, "", details, request.function)
