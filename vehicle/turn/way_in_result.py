"""How long the way is, in the result of what has begun or changed it."""

from dataclasses import replace

from navigation.drive import Left
from navigation.places import Place
from navigation.routing.protocol import Point
from vehicle.delivery.turn_delivery import TurnDelivery
from vehicle.results.result import Outcome, Result
from vehicle.turn.context import TurnContext
from vehicle.turn.route_guidance import RouteGuidance

WAY_SOON = 0.3  # s that a reply waits for the way by road: a route takes some ms, across a country some s; our choice
LENGTHS = {"left", "way"}  # details of a result that say how long the way is
OF_CHANGE = ("left", "unavoided")  # those of what has changed the way


def with_way(result: Result, turn: TurnContext, delivery: TurnDelivery) -> Result:
    """The result of what changes the way, with how it goes on. Its stops are taken in before the next one is
    commanded."""
    action, guidance = result.action, turn.guidance
    if action is None or guidance is None or result.outcome is not Outcome.CONFIRMED:
        return result
    if action.place is not None and not action.row.changes_way:
        return of_destination(result, action.place, guidance, turn, delivery)
    return of_change(result, guidance, turn, delivery) if action.row.changes_way else result


def of_change(result: Result, guidance: RouteGuidance, turn: TurnContext, delivery: TurnDelivery) -> Result:
    guidance.look()
    guidance.look()  # a lower count of stops alone counts only when it is seen again
    guidance.hurry()
    here, stops = turn.situation.position(), guidance.stops
    with delivery.all.floor.released():  # an engine that hangs holds up nobody else
        route = guidance.route((Point(*here), *stops), guidance.preference) if here and stops else None
    if route is None:
        return result
    told = {"left": Left(route.distance, route.seconds), "unavoided": route.unavoided}
    return replace(result, details={**result.details, **told})


def of_destination(
    result: Result, place: Place, guidance: RouteGuidance, turn: TurnContext, delivery: TurnDelivery
) -> Result:
    """That of a new destination with the way to it by road, where that is known soon."""
    if result.command.op != "do" or not guidance.guides:
        return result
    guidance.look()  # else the way to the same place as before, by stops, could be taken for the new one
    guidance.hurry()
    with turn.stage("route"), delivery.all.floor.released():
        delivery.state.wait(lambda: guidance.way_to(place) is not None, turn.clock() + WAY_SOON, turn.clock)
    way = guidance.way_to(place)
    return replace(result, details={**result.details, "way": way}) if way else result


def told_once(results: list[Result]) -> list[Result]:
    """Of several results that have each changed the way only the last one has the length of the new one."""
    told = [at for at, result in enumerate(results) if LENGTHS & result.details.keys()]
    return [
        replace(result, details={key: value for key, value in result.details.items() if key not in OF_CHANGE})
        if at in told[:-1]
        else result
        for at, result in enumerate(results)
    ]
