"""What a command comes to before anything is sent: an action that may be done, or the result if that is already clear."""

from collections.abc import Callable
from dataclasses import replace

from contract.values import Command
from navigation import places
from vehicle.cars.car import Car
from vehicle.catalogue.row import QUERY
from vehicle.delivery import temperature_keys
from vehicle.resolving import policy, questions
from vehicle.resolving.resolve import missing, resolve, zone_of
from vehicle.results.action import Action, Offer
from vehicle.results.result import Outcome, Refusal, Result
from vehicle.turn.context import CommandRequest, TurnContext

Holds = Callable[[Action], bool]  # does the car report all that the action expects?


def unacknowledged(action: Action, car: Car, by_keys: bool = False) -> set[str]:
    """The messages of an action that only the status itself confirms: one command at a time."""
    paths = temperature_keys.written(action, car) if by_keys else action.writes
    return {name for path in paths if not car.codec.block.own(name := path.partition(".")[0])}


def plan(asked: CommandRequest, turn: TurnContext, holds: Holds) -> Action | Result:
    """Checked, resolved and allowed: an action to send; or the result, if that is already clear."""
    command, function, now = asked.command, asked.function, turn.clock()
    if isinstance(command.value, str) and not command.value.strip():
        command = replace(command, value=None)
        asked = replace(asked, command=command)
    if asked.undo:
        return undo(asked, asked.undo, turn)
    if refusal := turn.client.refuse(function, command.op):
        return asked.refused(refusal)
    if function.agent:
        return Result(command, Outcome.HANDED_OFF, function.agent, {}, function)
    if refusal := policy.refuse(function, command.op, turn.situation, now):
        return asked.refused(refusal)
    if command.zone and not function.has(command.zone) and function.wires:
        return asked.refused(Refusal("not_fitted", {"zone": command.zone}))
    if function.ops[command.op] == QUERY:
        return answer(asked, turn)
    if function.answer == "nearby":
        return nearby(asked, turn)
    found = resolve(command, function, turn.car, turn.situation, turn.seat, asked.place)
    if isinstance(found, Offer):
        turn.session.offer(found.places, command, now)
        details = {"places": found.places}
        return Result(command, Outcome.NEEDS_CONFIRMATION, "several_places", details, function)
    if isinstance(found, Refusal):
        return asked.refused(found)
    refused = policy.out_of_range(found, turn.car) or policy.refuse_action(found, turn.situation, now)
    if refused:
        return asked.refused(refused)
    # one more of what nobody acknowledges could not be told from the last
    counts = found.event and not unacknowledged(found, turn.car)
    if not counts and found.expects and holds(found):
        return Result(command, Outcome.ALREADY, "", {}, function, found.zone, found)
    if command.op in function.asks and not asked.sure:
        turn.session.ask(command, now, risky=True)
        return Result(command, Outcome.NEEDS_CONFIRMATION, "", {}, function, found.zone, found)
    return found


def undo(asked: CommandRequest, action: Action, turn: TurnContext) -> Action | Result:
    """Bounded as if it had been ordered: undoing a lock is unlocking."""
    if refusal := policy.refuse_action(action, turn.situation, turn.clock()):
        return asked.refused(refusal)
    for op in action.row.ops_that_write(action.zone, action.writes):
        if op in action.row.asks:
            turn.session.ask(Command(action.row.name, op, action.zone or None), turn.clock(), risky=True)
            said = replace(action, command=Command(action.row.name, op, action.zone or None))
            return Result(asked.command, Outcome.NEEDS_CONFIRMATION, "", {}, action.row, action.zone, said)
    return action


def answer(asked: CommandRequest, turn: TurnContext) -> Result:
    function, zone = asked.function, zone_of(asked.command, asked.function, turn.seat)
    found = questions.facts(function, zone, asked.command.value, turn.situation, turn.today())
    if found is None:
        refusal = asked.refused(Refusal("unknown_state", {"what": "value"}))
        return replace(refusal, zone=zone)
    return Result(asked.command, Outcome.ANSWERED, "", found, function, zone)


def nearby(asked: CommandRequest, turn: TurnContext) -> Result:
    here, words = turn.situation.position(), asked.command.value
    if here is None:
        return asked.refused(Refusal("unknown_state", {"what": "position"}))
    if not words:
        return asked.refused(missing(asked.function))
    found = tuple(places.nearby(str(words), here))
    if not found:
        return asked.refused(Refusal("not_found", {"kind": "category", "words": str(words)}))
    turn.session.offer(tuple(place for place, _ in found), Command("nav.go", "do"), turn.clock())
    return Result(asked.command, Outcome.ANSWERED, "", {"answer": "nearby", "places": found}, asked.function)
