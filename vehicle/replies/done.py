"""Sentences about what was done, or was so already. They speak of the values in the status frames."""

from navigation.places import Place, distance_km
from vehicle.can.values import SignalValue
from vehicle.cars.wiring import Write
from vehicle.replies.partly import left
from vehicle.replies.reply_context import ReplyContext, describe, length, noun, now, quantity, tenths, word
from vehicle.results.action import Action
from vehicle.results.result import Result
from vehicle.results.way import Way

OPENED_WORDS = ("open", "closed")
GRADED = ("number", "percent")  # kinds of values that go up and down
HOUR = 60  # min


def confirmed(result: Result, context: ReplyContext) -> str:
    """The sentence of a confirmed action; of one that a later command of the turn has superseded what is left of it."""
    action = result.action
    assert action is not None, result
    if result.reason == "superseded":
        return left(action, context)
    if result.details.get("undone"):
        values = now(context, action.row, action.zone)
        after = [describe(context, action.row, action.zone, values)] if values else []
        return context.language.grammar.together([context.say("undone"), *after])
    if result.details.get("reversed"):
        return context.say("done.reversed", noun=noun(action.row, action.zone))
    if result.details.get("part"):
        return ""  # the last step of several speaks for all
    way, new_way = result.details.get("way"), result.details.get("left")
    if places := result.details.get("order"):
        names = context.language.grammar.listed([context.language.grammar.name(place) for place in places])
        said = context.say("done.order", places=names)
    elif result.details.get("none_left"):
        said = context.say("done.no_stops")
    else:
        said = done(action, context, str(result.details.get("text", "")), way, straight=new_way is None)
    for path in action.brought:
        said = brought(path, said, context)
    more = [context.say("done.way", way=length(new_way, context))] if new_way else []
    return context.language.grammar.together([said, *more, *unavoided(result.details.get("unavoided", ""), context)])


def unavoided(what: str, context: ReplyContext) -> list[str]:
    """That the route has what the driver did not want, if it has."""
    return [context.say(f"done.unavoided.{what}")] if what else []


def brought(path: str, said: str, context: ReplyContext) -> str:
    """The sentence `said`, and before it what the command has switched on besides: the climate with a temperature.

    Nothing is added for a status that no function shows, or a value that has no such sentence.
    """
    function, zone = context.car.statuses.get(path, (None, ""))
    key = f"also.{context.state.value(path)}"
    if function is None or key not in context.language.sentences:
        return said
    return context.say(key, noun=noun(function, zone), done=said)


def done(action: Action, context: ReplyContext, text: str, way: Way | None = None, straight: bool = True) -> str:
    """The sentence of an action that the car has done; `text` is what the car sent back: a title, or a message. `way`
    is how it goes to a destination by road. Without `straight` it says no distance of a place.
    """
    row, op = action.row, action.command.op
    if action.place is not None:
        return going(action, action.place, context, way, straight)
    if row.answer == "message":
        sender, _, message = text.partition("\n")
        return (
            context.say("done.message", sender=sender, text=message)
            if message
            else context.language.not_found[row.name]
        )
    kind = row.value.kind if row.value else ""
    if kind in ("text", "contact"):
        return context.say(f"done.kind.{kind}", value=text or str(action.command.value))
    if (own := context.language.done.get(f"{row.name} {op}")) is not None:
        return context.language.fill(own, noun=noun(row, action.zone), value=said_value(action, context))
    values = shown_now(action, context, action.zone)
    if len(set(values.values())) > 1:  # zones that show different values are described one by one
        return describe(context, row, action.zone, values, spoken=spoken_number(action))
    return changed(action, context, kind)


def changed(action: Action, context: ReplyContext, kind: str) -> str:
    """The usual sentence: the noun of the function, and the value that it shows now."""
    row, op = action.row, action.command.op
    about, found = noun(row, action.zone), shown(action, context)
    value, said = found[1] if found else None, said_value(action, context)
    graded = kind in GRADED and isinstance(value, float | int)
    key = f"done.{op}"
    if op == "on" and graded and row.ops.get("off") == 0:
        key = "done.on.at"
    elif op in ("open", "close") and value is not None and value not in (0, 100, *OPENED_WORDS):
        key = "done.open.at"
    elif (value == "off" and op in ("set", "up", "down")) or (value == 0 and op in ("up", "down")):
        key = "done.off"
    elif op in ("set", "up", "down") and not graded and kind != "frequency":
        key = "done.word"
    return context.say(key, noun=about, value=said)


def said_value(action: Action, context: ReplyContext) -> str:
    """The value that the car shows, as it is said; "" where there is none."""
    found = shown(action, context)
    if found is None:
        return spoken_word(action, context)
    return quantity(context, action.row, *found, spoken_number(action))


def shown_now(action: Action, context: ReplyContext, zone: str) -> dict[str, SignalValue]:
    """{wired zone: value to speak of}, of those wired zones of `zone` whose status confirms the action.

    It is the value that the car reports now. Where it reports none any more, or the action was an event that is over
    by now, such as one wash of the windscreen, it is the value that confirmed the action.
    """
    values: dict[str, SignalValue] = {}
    for leaf in action.row.wired_zones(zone):
        path = action.row.wires[leaf].status
        expected = action.expects.get(path)
        if not expected:
            continue
        value = context.state.value(path)
        over = (
            action.event
            and value is not None
            and not any(context.car.codec.matches(path, value, each) for each in expected)
        )
        values[leaf] = expected[0] if value is None or over else value
    return values


def shown(action: Action, context: ReplyContext) -> tuple[str, SignalValue] | None:
    """(status signal, value) of the first zone to speak of. None where no wire of the function confirms the action."""
    for zone in (action.zone, *action.row.wires):  # a station may be on another band than the zone of the action
        for leaf, value in shown_now(action, context, zone).items():
            return action.row.wires[leaf].status, value
    return None


def spoken_number(action: Action) -> object:
    """The spoken number if it is the absolute value; None for the "ten" of "ten more"."""
    return action.number if action.number == action.command.value else None


def spoken_word(action: Action, context: ReplyContext) -> str:
    """The word of a value that no wire of the row reports, such as fog lamps; "" for any other."""
    value = action.command.value
    if isinstance(value, str) and isinstance(action.row.words.get(value), Write):
        return word(context, action.row, value)
    return ""


def going(action: Action, place: Place, context: ReplyContext, way: Way | None, straight: bool) -> str:
    """A destination or stop, and how it goes there by road; where that is not known, or there is none, with the
    straight-line distance, if the position of the car is known."""
    grammar, here, op = context.language.grammar, context.situation.position(), action.command.op
    keys = f"done.place.{action.row.name}", f"done.place.{op}"
    key = next((key for key in keys if key in context.language.sentences), "done.place")
    sentences = [context.say(key, place=grammar.name(place))]
    if way and not way.problem:
        hour, minute = divmod(way.minutes, HOUR)
        own = "done.road.hours" if hour else "done.road"
        fields = {"hour": hour, "minute": minute} if hour else {"minutes": minute}
        sentences.append(context.say(own, km=tenths(way.km), **fields))
        return grammar.together([*sentences, *unavoided(way.unavoided, context)])
    if way:
        own = f"done.no_road.{way.problem}"
        sentences.append(context.say(own if own in context.language.sentences else "done.no_road"))
    km = tenths(distance_km(*here, place.lat, place.lon)) if here else 0.0
    if here and straight and action.row.goes(op) and (km or not way):  # "it is right here" has said it
        sentences.append(context.say("done.far", km=km))
    return grammar.together(sentences)


def already(result: Result, context: ReplyContext) -> str:
    """Of an action that need not be sent, because the car reports it already."""
    action = result.action
    assert action is not None, result
    if result.reason == "superseded":
        return left(action, context)
    if own := context.language.already.get(f"{action.row.name} {action.command.op}"):
        return context.language.fill(own, noun=noun(action.row, action.zone), value=said_value(action, context))
    values = now(context, action.row, action.zone) or shown_now(action, context, action.zone)
    return describe(context, action.row, action.zone, values, "already", spoken_number(action))
