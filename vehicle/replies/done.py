"""Sentences about what was done or was so already. They speak of the status frames' values, never of having sent."""

from navigation.places import Place, distance_km
from vehicle.can.values import WireValue
from vehicle.cars.wiring import Write
from vehicle.replies.reply_context import ReplyContext, describe, noun, now, quantity, word
from vehicle.results.action import Action
from vehicle.results.result import Result

OPENED_WORDS = ("open", "closed")
GRADED = ("number", "percent")  # kinds of values that go up and down


def confirmed(result: Result, context: ReplyContext) -> str:
    """Of a confirmed action: "" where a later command of the turn has the last word."""
    action = result.action
    if result.reason == "superseded":
        return ""
    assert action is not None, result
    if result.details.get("undone"):
        values = now(context, action.row, action.zone)
        after = [describe(context, action.row, action.zone, values)] if values else []
        return context.language.grammar.together([context.say("undone"), *after])
    return done(action, context, str(result.details.get("text", "")))


def done(action: Action, context: ReplyContext, text: str) -> str:
    """The sentence of an action that the car has done; `text` is what the car sent back: a title, or a message."""
    row, op = action.row, action.command.op
    own = context.language.done.get(f"{row.name} {op}")
    if own is not None:
        return own
    if action.place is not None:
        return going(action.place, op, context)
    if row.answer == "message":
        sender, _, message = text.partition("\n")
        return context.say("done.message", sender=sender, text=message) if message else context.language.not_found[row.name]
    kind = row.value.kind if row.value else ""
    if kind in ("text", "contact"):
        return context.say(f"done.kind.{kind}", value=text or str(action.command.value))
    values = shown_now(action, context, action.zone)
    if len(set(values.values())) > 1:  # one word for all would be wrong
        return describe(context, row, action.zone, values, asked=asked_for(action))
    return changed(action, context, kind)


def changed(action: Action, context: ReplyContext, kind: str) -> str:
    """The usual sentence: the thing, and what it shows now."""
    row, op = action.row, action.command.op
    about, found = noun(row, action.zone), shown(action, context)
    value = found[1] if found else None
    said = quantity(context, row, *found, asked_for(action)) if found else spoken_word(action, context)
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


def shown_now(action: Action, context: ReplyContext, zone: str) -> dict[str, WireValue]:
    """{wired zone: the value that the sentence may speak of}, of the part of `zone` whose status confirms the action.

    It is what the car shows now. Where that is not known any more, or where something happened and is over by now (one
    stroke of the washer), it is what confirmed the action.
    """
    values: dict[str, WireValue] = {}
    for leaf in action.row.leaves(zone):
        path = action.row.wires[leaf].status
        wanted = action.expects.get(path)
        if not wanted:
            continue
        value = context.state.value(path)
        over = action.event and value is not None and not any(context.car.codec.matches(path, value, w) for w in wanted)
        values[leaf] = wanted[0] if value is None or over else value
    return values


def shown(action: Action, context: ReplyContext) -> tuple[str, WireValue] | None:
    """(status signal, value) that the sentence speaks of: that of the first zone. None where no wire of it confirms."""
    for zone in (action.zone, *action.row.wires):  # a station may be on another band than the zone that was meant
        for leaf, value in shown_now(action, context, zone).items():
            return action.row.wires[leaf].status, value
    return None


def asked_for(action: Action) -> object:
    """The number that was spoken, if it is what the action comes to: not the "ten" of "ten more"."""
    return action.number if action.number == action.command.value else None


def spoken_word(action: Action, context: ReplyContext) -> str:
    """The value's own word where no wire of the row carries it (fog lamps)."""
    value = action.command.value
    if isinstance(value, str) and isinstance(action.row.words.get(value), Write):
        return word(context, action.row, value)
    return ""


def going(place: Place, op: str, context: ReplyContext) -> str:
    """A destination or stop, with the distance called straight-line where the position is known."""
    grammar, here = context.language.grammar, context.situation.position()
    sentences = [context.say("done.stop" if op == "add" else "done.place", place=grammar.name(place))]
    if here:
        sentences.append(context.say("done.far", km=distance_km(*here, place.lat, place.lon)))
    return grammar.together(sentences)


def already(result: Result, context: ReplyContext) -> str:
    """Nothing was sent: the car says it is so."""
    action = result.action
    if result.reason == "superseded":
        return ""
    assert action is not None, result
    tells = any(wire.status in action.expects for wire in action.row.wires.values())  # the volume tells nothing of mute
    values = now(context, action.row, action.zone) if tells else None
    if not values:
        return context.say("already.so")
    return describe(context, action.row, action.zone, values, "already", asked_for(action))
