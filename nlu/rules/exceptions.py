"""Which zones are meant: "all but the driver's", "the rest", and "mine", which is where the speaker sits.

The words of the exception are taken out, the network reads the rest, and its zones are those that remain, in the fewest
zones of the catalogue.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from types import ModuleType

from contract.values import Command, Understanding
from languages import part
from nlu.rules.heard import Heard
from nlu.rules.network import Network, Row, together

SPEAKER, DRIVER, ALL = "speaker", "driver", "all"
PARTS = {  # zone -> the seats in it, the largest first; what left and right are depends on the car
    "all": ("driver", "passenger", "rear_left", "rear_right"),
    "front": ("driver", "passenger"),
    "rear": ("rear_left", "rear_right"),
}
ORDER = ("all", "front", "driver", "passenger", "rear", "rear_left", "rear_right")  # of the answer
SWITCHING = frozenset(("on", "off", "open", "close", "lock", "unlock", "do"))
OTHER = {"left": "right", "right": "left", "front": "rear", "rear": "front"}
SAYS_ALL = (None, ALL)


def zoned(heard: Heard, network: Network) -> Understanding:
    """The reading of an utterance, with the zones that were meant."""
    words = part(heard.code, "rules.exceptions")
    if not words.GATE.search(heard.text):
        return network.read(heard.text, heard.context)
    if match := words.LEFT_OUT.search(heard.text) or words.LEFT_OUT_BEHIND.search(heard.text):
        return _left_out(heard, match, words, network) or _as_it_is(heard, network)
    if match := words.NOT_BUT.search(heard.text):
        return _not_but(heard, match, words, network) or _mine(heard, words, network)
    if match := words.REST.search(heard.text):
        return _the_rest(heard, match, words, network) or network.read(heard.text, heard.context)
    if match := words.ONLY.fullmatch(heard.text):
        return _only(heard, match, words, network) or network.read(heard.text, heard.context)
    found = _mine(heard, words, network)
    switched = any(command.op in SWITCHING and command.value is None for command in found.commands)
    if (switched or found.outcome == "ambiguous") and words.OTHER_LEFT_OUT.search(heard.text):
        return replace(found, outcome="ambiguous", commands=(), candidates=())
    return found


def _as_it_is(heard: Heard, network: Network) -> Understanding:
    """The reading with the exception in it; an unsure one is none to ask about: it may mean what is left out."""
    found = network.read(heard.text, heard.context)
    return replace(found, candidates=()) if found.outcome == "ambiguous" else found


def _only(heard: Heard, match: re.Match[str], words: ModuleType, network: Network) -> Understanding | None:
    """ "only the rear": what was ordered last, in these zones; None where it cannot be done there."""
    zones = _zones(match["zones"], words)
    last = heard.context.last[-1:]
    if heard.context.pending or not last or not network.changes(last[0]):
        return None
    row = network.rows[last[0].function]
    if (last[0].zone or "").startswith("rear") and set(zones) & {"left", "right"}:  # the network knows: of the rear
        return None
    if not zones or not all(zone == SPEAKER or zone in row.zones for zone in zones):
        return None
    commands = tuple(replace(last[0], zone=zone, after=None, duration=None) for zone in zones)
    return Understanding("understood", commands, 1.0, timings={"tokenise": 0.0, "run": 0.0, "decode": 0.0})


def _mine(heard: Heard, words: ModuleType, network: Network) -> Understanding:
    """The reading; the driver's zone is the speaker's where it was not the driver that was named."""
    found = network.read(heard.text, heard.context)
    if not words.MINE.search(heard.text) or words.DRIVER.search(heard.text):
        return found

    def own(command: Command) -> Command:
        return replace(command, zone=SPEAKER) if command.zone == DRIVER else command

    return replace(found, commands=tuple(map(own, found.commands)), candidates=tuple(map(own, found.candidates)))


def _left_out(heard: Heard, match: re.Match[str], words: ModuleType, network: Network) -> Understanding | None:
    """The commands for all zones but those of the match; None where it names none of a function's zones."""
    rest = _around(heard.text, match, match["thing"] or "")
    if not rest or (words.NAMED.search(rest) and not words.ALL.search(rest)):  # "내 엉따 빼고 뒤에 넣어 줘"
        return None
    found = network.read(rest, heard.context)
    found = found if found.commands or found.candidates else _everywhere(network.read(heard.text, heard.context))
    return _but(found, _zones(match["zones"], words), heard, network)


def _everywhere(plain: Understanding) -> Understanding:
    """What is read with the exception, for all zones: its words alone may be too few ("all", of "all but mine")."""
    alike = {(command.function, command.op, str(command.value)) for command in plain.commands}
    return replace(plain, commands=(replace(plain.commands[0], zone=ALL),)) if len(alike) == 1 else plain


def _not_but(heard: Heard, match: re.Match[str], words: ModuleType, network: Network) -> Understanding | None:
    """ "조수석 말고 다 꺼": all but that one; "조수석 말고 운전석 열선": the other one; None where neither is said."""
    rest = _around(heard.text, match, match["thing"] or "")
    every, named = (pattern.search(heard.text, match.end()) for pattern in (words.ALL, words.NAMED))
    if every and not (named and named.start() < every.start()):
        return _but(network.read(rest, heard.context), _zones(match["zones"], words), heard, network)
    found = _mine(replace(heard, text=rest), words, network) if named else None
    return found if found and found.outcome == "understood" else None


def _the_rest(heard: Heard, match: re.Match[str], words: ModuleType, network: Network) -> Understanding | None:
    """The zones that the commands before do not name: those of this utterance, else of the last one."""
    text, before, first = heard.text, heard.context.last, None
    cuts = [cut for cut in part(heard.code, "rules.times").CUT.finditer(text) if cut.end() <= match.start()]
    begin = cuts[-1].end() if cuts else 0
    if begin:
        parts = (text[:begin].strip(), text[: cuts[-1].start()].strip())  # with the "and", or without
        read = (network.read(words_before, heard.context) for words_before in parts if words_before)
        first = next((each for each in read if each.outcome == "understood"), None)
        if first is None:
            return None
        before = first.commands
    things = next((thing for thing in match.groupdict().values() if thing), "")
    rest = " ".join(f"{text[begin : match.start()]} {things} {words.ALL_WORD} {text[match.end() :]}".split())
    found = network.read(rest, replace(heard.context, last=before))
    if not found.commands:
        plain = network.read(text, heard.context)
        found = _everywhere(replace(plain, commands=plain.commands[len(first.commands) if first else 0 :]))
    done = [command for command in before if command.function in {each.function for each in found.commands}]
    if not found.commands or not done or any(command.zone in SAYS_ALL for command in done):
        return None
    named = [heard.context.seat if command.zone == SPEAKER else command.zone or "" for command in done]
    made = _but(found, named, heard, network)
    if made is None or first is None:
        return made
    return together([first, made], [*first.commands, *made.commands], handed=False)


def _but(found: Understanding, zones: Sequence[str], heard: Heard, network: Network) -> Understanding | None:
    """The same commands, each only where none of these zones is; None where a function knows no zones.

    Ambiguous without a reading to ask about, where the zones that remain have no name.
    """
    asked = found.commands or found.candidates[:1]
    rows = [network.rows[command.function] for command in asked]
    if not asked or not all(ALL in row.zones or len(row.zones) > 1 for row in rows):
        return None
    left_out = [heard.context.seat if zone == SPEAKER else zone for zone in zones]
    commands: list[Command] = []
    for command, row in zip(asked, rows, strict=True):
        remaining = _remaining(command.zone, left_out, row)
        lost = [zone for zone in zones if zone != SPEAKER and not _smallest_in(zone, row)]  # no rear doors to leave out
        if remaining is None or not {"left", "right"}.issuperset(lost):
            return replace(found, outcome="ambiguous", commands=(), candidates=())
        commands += [replace(command, zone=zone) for zone in remaining]
    commands = list(dict.fromkeys(commands))
    if found.outcome == "ambiguous":
        return replace(found, candidates=tuple(commands) if len(commands) == 1 else ())
    return replace(found, commands=tuple(commands))


def _remaining(zone: str | None, left_out: Iterable[str], row: Row) -> tuple[str, ...] | None:
    """The fewest zones of the row that are in `zone` and not in any that is left out; None where none says it."""
    left_out = tuple(left_out)
    if zone in SAYS_ALL and len(left_out) == 1 and OTHER.get(left_out[0]) in row.zones and left_out[0] in row.zones:
        return (OTHER[left_out[0]],)
    if any(each in ("left", "right") for each in left_out):
        return _one_side(zone, left_out)
    parts = {each for each in _smallest(row) if zone in SAYS_ALL or each in _smallest_in(zone or "", row)}
    gone = {each for out in left_out for each in _smallest_in(out, row)}
    meant = parts - gone
    if not meant or (zone not in SAYS_ALL and not parts):
        return None
    made = []
    for name in (*PARTS, *_smallest(row)):
        inside = set(_smallest_in(name, row)) if name in row.zones else set()
        if inside and inside <= meant:
            made.append(name)
            meant -= inside
    return tuple(sorted(made, key=ORDER.index)) if not meant else None


def _one_side(zone: str | None, left_out: Sequence[str]) -> tuple[str, ...] | None:
    """ "뒷자리 왼쪽은 빼고": of front or rear the other side, which is known for the rear only."""
    return (f"{zone}_{OTHER[left_out[0]]}",) if zone == "rear" and len(left_out) == 1 else None


def _smallest(row: Row) -> tuple[str, ...]:
    """The zones of a row that hold no other ones of it: seats, or front and rear where it has no seats there."""
    singles = [zone for zone in PARTS[ALL] if zone in row.zones]
    return (
        *singles,
        *(zone for zone in ("front", "rear") if zone in row.zones and not set(PARTS[zone]) & set(singles)),
    )


def _smallest_in(zone: str, row: Row) -> tuple[str, ...]:
    """Of those the ones in a zone; of a seat in a row without seats there the part that it is in."""
    smallest = _smallest(row)
    inside = [each for each in smallest if each == zone or each in PARTS.get(zone, ()) or zone == ALL]
    return tuple(inside or [each for each in smallest if zone in PARTS.get(each, ())])


def _zones(spoken: str, words: ModuleType) -> list[str]:
    """The zones that are named, the longest names first where one holds another."""
    names = sorted(words.ZONES, key=len, reverse=True)
    found, at = [], 0
    while at < len(spoken):
        name = next((name for name in names if spoken.startswith(name, at)), None)
        if name and (at == 0 or spoken[at - 1] == " "):
            found.append(words.ZONES[name])
            at += len(name)
        else:
            at += 1
    return found


def _around(text: str, match: re.Match[str], thing: str) -> str:
    """The text without the match, but with the thing that it is about."""
    return " ".join(
        f"{text[: match.start()]} {thing if thing not in text[match.end() :] else ''} {text[match.end() :]}".split()
    )
