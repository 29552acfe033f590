"""One row of the catalogue: a function with its ops, zones, values, and the conditions of policy.

Independent of any car: no signals, no frames. Names, ops, zones and value words are part of the public contract.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

# What an op does. SPOKEN, UP and DOWN write the spoken number or word, or step by it; QUERY and REPORT only read
# status;
# ELSEWHERE is done by an agent or by the assistant itself; WIRED is a fixed write given by each car's wiring.
SPOKEN, UP, DOWN, QUERY, REPORT, ELSEWHERE, WIRED = (
    "<spoken>",
    "<up>",
    "<down>",
    "<query>",
    "<report>",
    "<elsewhere>",
    "<wired>",
)
USUAL = {"set": SPOKEN, "up": UP, "down": DOWN, "query": QUERY}  # op -> what it does if the row does not say

ZONES = ("driver", "passenger", "rear_left", "rear_right", "front", "rear", "left", "right", "all")
SPEAKER = "speaker"  # the zone where who speaks sits: "my window"; allowed wherever a function has zones
GROUPS = {  # zones that stand for several zones
    "front": ("driver", "passenger"),
    "rear": ("rear_left", "rear_right"),
    "left": ("driver", "rear_left"),
    "right": ("passenger", "rear_right"),
}


@dataclass(frozen=True)
class AtLeast:
    """An "on" that sets this level, but leaves a level above zero unchanged."""

    level: float


@dataclass(frozen=True)
class Value:
    """What may be spoken as value: its kind, its words, its default step.

    Kinds: number percent word frequency place home work category text contact message colour road count speed device.
    "home" is the place, "device" a device at home; "count" is the number of something that is listed, "speed" a speed
    or said words.
    """

    kind: str
    words: tuple[str, ...] = ()
    numbers: Mapping[str, float] = field(default_factory=dict)  # word -> number it stands for, in the function's unit
    step: float = 1.0  # of "up" and "down", in the function's unit
    ladder: tuple[str, ...] = ()  # words in order, for "up" and "down" without numbers
    implied: tuple[str, ...] = ()  # words that are understood; the reply says the number instead
    momentary: tuple[str, ...] = ()  # words whose action ends by itself: each is an event, not a lasting state
    or_place: bool = False  # a place may be named instead of one of the words
    on_way: bool = False  # a kind of place is looked for along the way that is driven


@dataclass(frozen=True)
class Row:
    """One function of the catalogue."""

    name: str
    ops: Mapping[str, str | float | AtLeast]
    value: Value | None = None
    zones: tuple[str, ...] = ()
    unspoken: str = "seat"  # zone if none was spoken: a zone, or "seat" for the speaker's seat
    unspoken_in: Mapping[str, str] = field(default_factory=dict)  # op -> zone, for ops that differ
    needs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # op -> conditions of policy; "*": every write
    asks: tuple[str, ...] = ()  # ops that need a confirmation by the driver first
    spoken: bool = True  # False: only by `Execute`; there are no sentences for it and the model does not know it
    is_dialog: bool = False  # addressed to the assistant itself, which answers it: yes, stop, what is scheduled
    agent: str = ""  # the agent that has to do it, if not the car
    answer: str = ""  # which answer of replies/answers.py, if not simply the status value
    changes_way: bool = False  # another way is driven from then on; the reply says how long it is
    follow_up_ops: Mapping[str, str] = field(
        default_factory=dict
    )  # op said as a follow-up that it does not have -> op or "function op" meant
    vss: str = ""  # COVESA VSS 6.0 path

    def writes(self, op: str) -> bool:
        """Does this op put a frame on the bus?"""
        return self.ops[op] not in (QUERY, REPORT, ELSEWHERE)

    @property
    def group(self) -> str:
        """The first part of its name: "climate" of climate.fan."""
        return self.name.partition(".")[0]


def ops(names: str, **given: str | float | AtLeast) -> dict[str, str | float | AtLeast]:
    """{op: what it does}, in the order of the names: as given, else as in USUAL, else WIRED."""
    return {name: given.get(name, USUAL.get(name, WIRED)) for name in names.split()}
