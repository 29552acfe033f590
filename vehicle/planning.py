"""What a command comes to before anything is sent: an action that may be done, or the result if that is already clear."""

from dataclasses import replace
from typing import TYPE_CHECKING

from vehicle import answers, codec, dbc, policy, reply, stepping
from vehicle.command import Action, Command, Offer, Outcome, Refusal, Result, check
from vehicle.functions import QUERY
from vehicle.navigation import places
from vehicle.navigation.places import Place
from vehicle.navigation.words import bare
from vehicle.resolve import UNKNOWN, missing, position, resolve, zone_of

if TYPE_CHECKING:
    from vehicle.assistant import Assistant

NO_POSITION = Refusal("unknown_state", "지금 위치를 알 수 없어요.", "I don't know where we are.")


def unacknowledged(action: Action, by_keys: bool = False) -> set[str]:
    """The messages of an action that only the status itself confirms: one command at a time."""
    names = {path.partition(".")[0] for path in (stepping.written(action) if by_keys else action.writes)}
    return {name for name in names if not codec.own(dbc.messages()[name].message.frame_id)}


def plan(assistant: "Assistant", command: Command, sure: bool, place: Place | None = None) -> Action | Result:
    """Checked, resolved and allowed: an action to send; or the result, if that is already clear."""
    row = check(command)
    if isinstance(command.value, str) and not command.value.strip():
        command = replace(command, value=None)
    if refusal := assistant.client.refuse(row, command.op):
        return assistant.refused(command, refusal)
    if row.agent:
        return Result(command, Outcome.HANDED_OFF, reply.hand_off(row, assistant.lang), row.agent)
    if refusal := policy.refuse(row, command.op, assistant.state, assistant.clock()):
        return assistant.refused(command, refusal)
    if row.ops[command.op] == QUERY:
        return ask(assistant, command)
    if row.answer == "nearby":
        return nearby(assistant, command)
    action = resolve(command, row, assistant.state, assistant.seat, place)
    if isinstance(action, Offer):
        return offer(assistant, command, action)
    refusal = (
        action
        if isinstance(action, Refusal)
        else policy.out_of_range(action) or policy.refuse_action(action, assistant.state, assistant.clock())
    )
    if refusal or isinstance(action, Refusal):
        return assistant.refused(command, refusal)  # type: ignore[arg-type]
    counts = action.event and not unacknowledged(action)  # one more of what nobody acknowledges could not be told from the last
    if not counts and action.expects and assistant.delivery.holds(action):
        return Result(command, Outcome.ALREADY, reply.already(action, assistant.state, assistant.lang), action=action)
    if command.op in row.asks and not sure:
        assistant.session.ask(command, assistant.clock(), risky=True)
        return Result(command, Outcome.NEEDS_CONFIRMATION, reply.question(action, assistant.lang))
    return action


def ask(assistant: "Assistant", command: Command) -> Result:
    row = check(command)
    zone = zone_of(command, row, assistant.seat)
    answer = answers.ask(row, zone, command.value, assistant.state, assistant.today(), assistant.lang)
    if answer is None:
        noun = answers.named(row, zone, assistant.lang)
        return assistant.refused(
            command, Refusal(UNKNOWN.reason, f"{noun}, 지금은 알 수 없어요.", reply.capital(f"{noun}: I can't tell right now."))
        )
    return Result(command, Outcome.ANSWERED, answer)


def nearby(assistant: "Assistant", command: Command) -> Result:
    here = position(assistant.state)
    if here is None:
        return assistant.refused(command, NO_POSITION)
    if not command.value:
        return assistant.refused(command, missing(check(command)))
    found = places.nearby(str(command.value), here)
    if not found:
        what = bare(str(command.value))
        return assistant.refused(command, Refusal("not_found", f"가까운 곳에서 {what}, 찾지 못했어요.", f"I found no {what} nearby."))
    assistant.session.offer(tuple(place for place, _ in found), Command("nav.go", "do"), assistant.clock())
    return Result(command, Outcome.ANSWERED, answers.nearby(found, assistant.lang))


def offer(assistant: "Assistant", command: Command, offer: Offer) -> Result:
    assistant.session.offer(offer.places, command, assistant.clock())
    return Result(command, Outcome.NEEDS_CONFIRMATION, answers.offered(offer.places, assistant.lang), "several_places")
