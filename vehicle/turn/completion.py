"""What the words of an utterance add to its understanding: the value that was asked for, and "a little".

These are plain rules. They change nothing where the words do not say it.
"""

from dataclasses import replace

from contract.values import Command, Understanding, Value
from languages import codes, degrees, language_of, part
from languages.language import Language, colour, load
from languages.numbers import parse_number, spoken_unit
from navigation.atlas import of_table
from navigation.words import bare, plain
from vehicle.cars.function import Function
from vehicle.catalogue import stations
from vehicle.catalogue.row import AtLeast
from vehicle.resolving.resolve import zone_of
from vehicle.turn.choosing import MOST_WORDS, NOT_UNDERSTOOD, SELECT, chooses
from vehicle.turn.context import TurnContext
from vehicle.turn.destination import destination, stops_last
from vehicle.turn.named_stops import of_stop

CHOOSE = Command(SELECT, "do")
CANCEL = Command("dialog.cancel", "do")
END = Command("nav.cancel", "do")
A_LOT = 2.0  # steps of "a lot"
DEGREES = "degC"
WHOLE = 100.0  # %, the target of an op that opens all the way
MOVES = ("open", "close", "fold", "unfold")  # ops that go all the way where no value can be said


def complete(text: str, understanding: Understanding, turn: TurnContext) -> Understanding:
    """The understanding of `text`, completed. Closes an open slot where another command was understood."""
    words = turn.words = understanding.text or text
    if chooses(words, understanding, turn):
        return replace(understanding, outcome="understood", commands=(CHOOSE,), candidates=(), reason="")
    understanding = ended(understanding, turn)
    filled = fill(words, understanding, turn)
    if filled is not understanding:
        return filled
    of_the_way = of_stop(words, filled, turn)
    wished = of_the_way if of_the_way is not filled else stops_last(destination(words, filled, turn))
    return further(words, a_lot(words, a_little(words, wished, turn), turn), turn)


def ended(understanding: Understanding, turn: TurnContext) -> Understanding:
    """An end of the guidance lets go what is open; where nothing is guided it is a no to that."""
    session = turn.session
    if understanding.commands != (END,) or not (session.places or session.pending or session.slot):
        return understanding
    if turn.situation.guiding(turn.clock()):
        session.let_go()
        return understanding
    return replace(understanding, commands=(CANCEL,))


def fill(text: str, understanding: Understanding, turn: TurnContext) -> Understanding:
    """Where a value was asked for and `text` is nothing but such a value: the command with this value.

    A command for the assistant, such as no, is left as it is; any other understood command closes the slot.
    """
    slot = turn.session.open_command(turn.clock())
    if slot is None or (understanding.outcome == "unsupported" and understanding.reason):
        return understanding
    said = understanding.commands
    if any(each.function.startswith("dialog.") and each.function != "dialog.select" for each in said):
        return understanding
    commands: tuple[Command, ...] = ()
    if len(said) == 1 and said[0].function == slot.function and said[0].value is not None:
        commands = (replace(
            said[0], zone=said[0].zone or slot.zone, value=joined(slot.value, said[0].value),
            after=said[0].after or slot.after, duration=said[0].duration or slot.duration,
        ),)  # fmt: skip
    elif (value := value_in(text, understanding, slot, turn)) is not None:
        commands = (replace(slot, value=value),)
    if said or commands:
        turn.session.slot = None
    if not commands:
        return understanding
    return replace(understanding, outcome="understood", commands=commands, candidates=(), reason="")


def joined(before: Value | None, value: Value | None) -> Value | None:
    """The parts of a message that were said before, and those that were said now."""
    return {**before, **value} if isinstance(before, dict) and isinstance(value, dict) else value


def value_in(text: str, understanding: Understanding, slot: Command, turn: TurnContext) -> Value | None:
    """The value of the slot's function if `text` is nothing else, None otherwise."""
    function, language = turn.car.functions[slot.function], load(language_of(text))
    kind = function.value.kind if function.value else ""
    answer = language.grammar.bare(text)
    if kind in ("number", "percent", "count"):
        return number(answer, turn.car.unit(function))
    if kind == "frequency":
        found = number(answer, turn.car.unit(function))
        return found if found is not None else answer if stations.frequency(answer) else None
    if kind == "colour":
        return answer if colour(answer) else None
    if kind == "word":
        return word(answer, function, language)
    before = dict(slot.value) if isinstance(slot.value, dict) else {}
    if before.get("to"):  # whatever is dictated; it is asked about before it is sent
        return {**before, "text": text}
    if not is_name(text, answer, understanding):
        return None
    if kind == "message":
        return {**before, "to": answer}
    whole = kind == "place" and (turn.atlas or of_table()).has(text)
    return text if whole else answer


def number(words: str, unit: str) -> float | None:
    """The number that the words say, None where they say none or one of another unit."""
    found = parse_number(words, unit) if spoken_unit(words) in ("", unit) else None
    return degrees.meant(found) if found is not None and unit == DEGREES else found


def word(words: str, function: Function, language: Language) -> str | None:
    """The value word of a function that the words begin to say: "무료" is "무료 도로", "feet" is "the feet"."""
    found = []
    for each in function.value.words if function.value else ():
        target = function.words.get(each)
        names = (f"{function.name} {each}", each, target if isinstance(target, str) else each)
        for name in (plain(bare(language.words[key])) for key in names if key in language.words):
            found += [(len(name), each)] if name.startswith(plain(bare(words))) else []
    return min(found)[1] if found and plain(bare(words)) else None


def is_name(text: str, answer: str, understanding: Understanding) -> bool:
    """May the words be a bare name? They were not understood, or as a command that has just this name as its value."""
    if understanding.outcome in NOT_UNDERSTOOD:
        return len(text.split()) <= MOST_WORDS
    values = [each.value for each in understanding.commands]
    return len(values) == 1 and isinstance(values[0], str) and plain(values[0]) in (plain(answer), plain(text))


def a_little(text: str, understanding: Understanding, turn: TurnContext) -> Understanding:
    """ "A little" of an op that would go all the way: less where the function can, and asked about where it cannot."""
    if understanding.outcome != "understood" or len(understanding.commands) != 1:
        return understanding
    (command,) = understanding.commands
    function = turn.car.functions.get(command.function)
    little = any(part(code, "words").LITTLE.search(text) for code in codes())
    if function is None or command.value is not None or not little or command.op not in function.ops:
        return understanding
    less, kind = function.ops[command.op], function.value.kind if function.value else ""
    if isinstance(less, AtLeast):
        smaller = replace(command, value="min") if kind == "number" else replace(command, op="up")
        return replace(understanding, commands=(smaller,))
    if command.op in MOVES and "slightly" in function.words:
        return replace(understanding, commands=(replace(command, value="slightly"),))
    if command.op in MOVES:
        return replace(understanding, outcome="ambiguous", commands=(), candidates=(command,))
    return understanding


def a_lot(text: str, understanding: Understanding, turn: TurnContext) -> Understanding:
    """ "추워 죽겠어", "a lot louder": more than one step; "three notches": so many steps of the function."""
    if understanding.outcome != "understood" or len(understanding.commands) != 1:
        return understanding
    (command,) = understanding.commands
    function, words = turn.car.functions.get(command.function), part(language_of(text), "words")
    if function is None or function.value is None or function.value.ladder or command.op not in ("up", "down"):
        return understanding
    if isinstance(command.value, int | float) and words.NOTCH.search(text):
        steps = float(command.value)
    elif command.value is None and words.MUCH.search(text):
        steps = A_LOT
    else:
        return understanding
    return replace(understanding, commands=(replace(command, value=steps * function.value.step),))


def further(text: str, understanding: Understanding, turn: TurnContext) -> Understanding:
    """ "20퍼센트 더 열어": so much more than the car reports, each zone from where it is."""
    if understanding.outcome != "understood" or len(understanding.commands) != 1:
        return understanding
    (command,) = understanding.commands
    function, words = turn.car.functions.get(command.function), part(language_of(text), "words")
    if function is None or function.ops.get(command.op) != WHOLE or command.after is not None:
        return understanding
    if not isinstance(command.value, int | float) or not words.FURTHER.search(text):
        return understanding
    leaves = {leaf: turn.situation.value(function.wires[leaf].status) for leaf in zones(command, function, turn)}
    if not all(isinstance(now, int | float) for now in leaves.values()):
        return replace(understanding, commands=(replace(command, value="slightly"),))
    aims = {
        leaf: min(WHOLE, float(now) + command.value) for leaf, now in leaves.items() if isinstance(now, int | float)
    }
    if len(set(aims.values())) == 1:
        return replace(understanding, commands=(replace(command, value=next(iter(aims.values()))),))
    return replace(understanding, commands=tuple(replace(command, zone=leaf, value=to) for leaf, to in aims.items()))


def zones(command: Command, function: Function, turn: TurnContext) -> tuple[str, ...]:
    """The wired zones that a command means."""
    return tuple(function.wired_zones(zone_of(command, function, turn.seat)))
