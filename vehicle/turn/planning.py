"""What a command comes to before anything is sent: an action to send, or its result if that is already clear."""

from collections.abc import Callable
from dataclasses import replace

from contract.values import Command
from navigation.places import own_places
from vehicle.cars.car import Car
from vehicle.catalogue.row import QUERY, SPEAKER
from vehicle.delivery import temperature_keys
from vehicle.resolving import policy, questions
from vehicle.resolving.finding import find_nearby, spoken_place
from vehicle.resolving.resolve import missing, resolve, zone_of
from vehicle.results.action import Action, Offer
from vehicle.results.result import Outcome, Refusal, Result
from vehicle.turn.context import CommandRequest, TurnContext

Holds = Callable[[Action], bool]  # does the car report all that the action expects?


def unacknowledged(action: Action, car: Car, by_keys: bool = False) -> set[str]:
    """The messages of an action that no ECU acknowledges, so that only the status confirms it: one at a time."""
    paths = temperature_keys.written(action, car) if by_keys else action.writes
    return {name for path in paths if not car.codec.block.own(name := path.partition(".")[0])}


def plan(request: CommandRequest, turn: TurnContext, holds: Holds) -> Action | Result:
    """Permitted, resolved, and allowed by policy: an action to send; or the result, if that is already clear."""
    command, function, now = request.command, request.function, turn.clock()
    if command.after is not None or command.duration is not None:
        return request.refused(Refusal("later"))
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
    action = resolve(command, function, turn.car, turn.situation, turn.seat, request.place, turn.own)
    if isinstance(action, Offer):
        turn.session.offer(action.places, command, now)
        details = {"places": action.places}
        return Result(command, Outcome.NEEDS_CONFIRMATION, "several_places", details, function)
    if isinstance(action, Refusal):
        return request.refused(action)
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
    return action


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
    """The answer to a question about the car."""
    function, zone = request.function, zone_of(request.command, request.function, turn.seat)
    facts = questions.facts(function, zone, request.command.value, turn.situation, turn.today())
    if facts is None:
        refusal = request.refused(Refusal("unknown_state", {"what": "value"}))
        return replace(refusal, zone=zone)
    return Result(request.command, Outcome.ANSWERED, "", facts, function, zone)


def nearby(request: CommandRequest, turn: TurnContext) -> Result:
    """The places of a category near the car, or near another place, as a list to select from."""
    if not spoken_place(request.command.value).name:
        return request.refused(missing(request.function))
    found = find_nearby(request.command.value, turn.situation, turn.own or own_places())
    if isinstance(found, Refusal):
        return request.refused(found)
    near, around = found
    turn.session.offer(tuple(place for place, _ in near), Command("nav.go", "do"), turn.clock())
    facts = {"answer": "nearby", "places": tuple(near), "around": around}
    return Result(request.command, Outcome.ANSWERED, "", facts, request.function)
