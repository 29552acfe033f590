"""Fault scripts: which faults occur on the buses of the simulated car, and when. One fault per line, # for comments.

    FROM..TO  FAULT  TARGET  [name=number ...]        times in seconds; without TO it lasts to the end

    2..10     drop       mcan              share=20%
    5..       delay      DATC_PE_03        by=300ms jitter=100ms
    5..8      freeze     WHL_SPD11
    12..14    bus_off    VA@mcan
    20..23    reset      BCM

TARGET is a bus, an ECU of the car's DBCs (the frames that it sends; VA is the gateway), a message, or all; @ and a bus
name limit it to that bus (the names here are those of the Genesis G70). `share` is the share of the frames that is
affected (default: all). Faults on the same frames are applied in the script's order.

    drop        the frame is lost                                        share
    delay       the frame is late, possibly after a newer one            by, jitter (s, from 0 to this), share
    duplicate   the frame is received several times                      copies (1), share
    corrupt     data bits are flipped, before the CRC of the CAN frame   bits (1), share
    freeze      the alive counter is frozen, the checksum is right
    babble      a babbling ECU sends without end, on a bus               rate (frames/s), id (0: highest priority)
    load        other traffic takes a share of the bit rate              share
    reset       an ECU neither sends nor receives, then restarts with the start values of counters and acknowledgements
    bus_off     an ECU is off the bus, then continues as before
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf
from pathlib import Path

from vehicle.can.codec import Codec
from vehicle.can.dbc import GATEWAY, Dbc

NEEDED = -1.0  # instead of a default: the number must be given
SHARE = (1.0, 0.0, 1.0)
ANY, BUS, ECU = ("bus", "ECU", "message", "all"), ("bus",), ("ECU",)
KINDS: dict[str, tuple[tuple[str, ...], dict[str, tuple[float, float, float]]]] = {
    # fault: (kinds of targets, {number: (default, lowest, highest)})
    "drop": (ANY, {"share": SHARE}),
    "delay": (ANY, {"by": (NEEDED, 0.0, 3600.0), "jitter": (0.0, 0.0, 3600.0), "share": SHARE}),
    "duplicate": (ANY, {"copies": (1.0, 1.0, 100.0), "share": SHARE}),
    "corrupt": (ANY, {"bits": (1.0, 1.0, 64.0), "share": SHARE}),
    "freeze": (ANY, {}),
    "babble": (BUS, {"rate": (NEEDED, 1.0, 10_000.0), "id": (0.0, 0.0, 0x7FF)}),
    "load": (BUS, {"share": (NEEDED, 0.0, 0.99)}),
    "reset": (ECU, {}),
    "bus_off": (ECU, {}),
}
WHOLE = ("copies", "bits", "id")
UNITS = {"%": 0.01, "ms": 0.001, "s": 1.0}


class ScriptError(ValueError):
    """A fault script cannot be used. The message says file, line and reason."""


@dataclass(frozen=True)
class Fault:
    """A fault from `begin` to `end` (s) on `buses`. `frames` has the affected (bus, id), None for all of these
    buses.
    """

    begin: float
    end: float
    kind: str
    target: str
    buses: tuple[str, ...]
    frames: frozenset[tuple[str, int]] | None
    numbers: Mapping[str, float]


def read(path: Path, codec: Codec) -> list[Fault]:
    """The faults of a script in a file, for the car of this codec. Raises ScriptError."""
    try:
        return parse(path.read_text(encoding="utf-8"), codec, str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise ScriptError(f"{path}: {error}") from error


def parse(text: str, codec: Codec, name: str = "faults") -> list[Fault]:
    """The faults of a script in its order, for the car of this codec. Raises ScriptError."""
    faults = []
    for number, line in enumerate(text.splitlines(), 1):
        if words := line.partition("#")[0].split():
            try:
                faults.append(fault(words, codec))
            except ValueError as error:
                raise ScriptError(f"{name}, line {number}: {error}") from None
    if not faults:
        raise ScriptError(f"{name}: no fault in it; a line is FROM..TO FAULT TARGET [name=number ...]")
    return faults


def fault(words: list[str], codec: Codec) -> Fault:
    """One line of a script. Raises ValueError."""
    dbc = codec.dbc
    if len(words) < 3:
        raise ValueError(f"{' '.join(words)!r} is not FROM..TO FAULT TARGET [name=number ...]")
    times, kind, aim, *more = words
    begin, dots, end = times.partition("..")
    if not dots:
        raise ValueError(f"{times!r} is no time: FROM..TO or FROM.. in seconds")
    since, until = figure("FROM", begin, 0.0, 1e9), figure("TO", end, 0.0, 1e9) if end else inf
    if not since < until:
        raise ValueError(f"{times}: it ends before it begins")
    if kind not in KINDS:
        raise ValueError(f"no fault is called {kind!r}; there are {', '.join(KINDS)}")
    targets, limits = KINDS[kind]
    target, at, bus = aim.partition("@")
    what, frames = aimed(target, dbc)
    if what not in targets:
        raise ValueError(f"{kind} is for: {', '.join(targets)}; {target} is a {what}")
    if at and bus not in dbc.buses:
        raise ValueError(f"{aim}: {bus!r} is no bus; there are {', '.join(dbc.buses)}")
    if kind == "reset" and target == GATEWAY:
        raise ValueError(f"{GATEWAY} is the gateway: only ECUs of the car can be reset")
    buses = (bus,) if at else (target,) if what == "bus" else dbc.buses
    if frames is not None:
        frames = frozenset(frame for frame in frames if frame[0] in buses)
    if (what == "bus" and target not in buses) or (what == "message" and not frames):
        raise ValueError(f"{target} is not on {bus}")
    if kind == "freeze" and not any(
        counted(codec, *key) for key in dbc.by_id if key[0] in buses and (frames is None or key in frames)
    ):
        raise ValueError(f"no frame of {aim} has an alive counter")
    return Fault(since, until, kind, target, buses, frames, numbers(kind, more, limits))


def aimed(target: str, dbc: Dbc) -> tuple[str, frozenset[tuple[str, int]] | None]:
    """(kind of the target: bus, ECU, message or all; its frames as (bus, id), None for all)."""
    if target == "all" or target in dbc.buses:
        return "all" if target == "all" else "bus", None
    if target in dbc.messages:
        bus_message = dbc.messages[target]
        return "message", frozenset({(bus_message.bus, bus_message.message.frame_id)})
    frames = frozenset(key for key, message in dbc.by_id.items() if target in message.senders)
    if not frames:
        ecus = sorted({sender for message in dbc.by_id.values() for sender in message.senders})
        raise ValueError(f"{target!r} is no bus, message or ECU; the ECUs are {', '.join(ecus)}")
    return "ECU", frames


def numbers(kind: str, words: list[str], limits: Mapping[str, tuple[float, float, float]]) -> dict[str, float]:
    """The numbers name=value of a line, with defaults. Raises ValueError."""
    found: dict[str, float] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals or name not in limits:
            raise ValueError(f"{word!r}: {kind} takes {', '.join(f'{known}=' for known in limits) or 'no numbers'}")
        if name in found:
            raise ValueError(f"{name} is given twice")
        found[name] = figure(name, value, *limits[name][1:])
    for name, (default, _, _) in limits.items():
        if found.setdefault(name, default) == NEEDED:
            raise ValueError(f"{kind} needs {name}=")
    return found


def figure(name: str, text: str, low: float, high: float) -> float:
    """A number in its unit: 0.2, 200ms, 20%, 0x1A3. Raises ValueError, also if it is out of range."""
    unit = next((unit for unit in UNITS if text.endswith(unit)), "")
    try:
        value = (
            float(int(text, 16))
            if text.lower().startswith("0x")
            else float(text.removesuffix(unit)) * UNITS.get(unit, 1.0)
        )
    except ValueError:
        raise ValueError(f"{name}: {text!r} is no number") from None
    if not low <= value <= high or (name in WHOLE and value != int(value)):
        whole = "a whole number " if name in WHOLE else ""
        raise ValueError(f"{name}: {text} is not {whole}from {low:g} to {high:g}")
    return value


def counted(codec: Codec, bus: str, frame_id: int) -> bool:
    """Does this message have an alive counter?"""
    message = codec.dbc.by_id.get((bus, frame_id))
    return message is not None and bool(codec.alive_signals(message.name))
