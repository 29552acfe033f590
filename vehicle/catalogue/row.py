"""What one function of the catalogue is made of: its ops, zones, values, and what policy asks before it is done.

Nothing here knows a car: no signal, no frame. Names, ops, zones and value words are the public contract.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

# What an op comes to. SPOKEN, UP and DOWN go by the spoken number or word; QUERY and REPORT only look; ELSEWHERE is for
# an
# agent or for the assistant itself; WIRED is a fixed word or write that each car's wiring gives.
SPOKEN, UP, DOWN, QUERY, REPORT, ELSEWHERE, WIRED = (
    "<spoken>",
    "<up>",
    "<down>",
    "<query>",
    "<report>",
    "<elsewhere>",
    "<wired>",
)
USUAL = {"set": SPOKEN, "up": UP, "down": DOWN, "query": QUERY}  # op -> what it comes to where the row does not say

ZONES = ("driver", "passenger", "rear_left", "rear_right", "front", "rear", "left", "right", "all")
GROUPS = {  # zones that stand for several
    "front": ("driver", "passenger"),
    "rear": ("rear_left", "rear_right"),
    "left": ("driver", "rear_left"),
    "right": ("passenger", "rear_right"),
}


@dataclass(frozen=True)
class AtLeast:
    """An "on" that leaves any level above zero as it is, and else sets this one."""

    level: float


@dataclass(frozen=True)
class Value:
    """What may be spoken as value: its kind, its words, the default step.

    Kinds: number percent word frequency place home work category text contact message colour road count speed.
    """

    kind: str
    words: tuple[str, ...] = ()
    numbers: Mapping[str, float] = field(default_factory=dict)  # word -> number it stands for, in the function's unit
    step: float = 1.0  # of "up" and "down", in the function's unit
    ladder: tuple[str, ...] = ()  # words in order, for "up" and "down" without numbers
    implied: tuple[str, ...] = ()  # words that are understood, and answered as the number they stand for
    momentary: tuple[str, ...] = ()  # words that the car ends by itself: each is an event, and nothing that lasts


@dataclass(frozen=True)
class Row:
    """One function of the catalogue."""

    name: str
    ops: Mapping[str, str | float | AtLeast]
    value: Value | None = None
    zones: tuple[str, ...] = ()
    unspoken: str = "seat"  # zone when none was spoken: the speaker's seat, or a zone
    unspoken_in: Mapping[str, str] = field(default_factory=dict)  # op -> zone, where it differs
    needs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # op -> conditions of policy; "*": every write
    asks: tuple[str, ...] = ()  # ops that ask first
    spoken: bool = True  # False: by `Execute` only; there are no sentences for it, and the model does not know it
    agent: str = ""  # who has to do it, if not the car
    answer: str = ""  # which answer of replies/answers.py, if not plainly the status signal's value
    follow_up_ops: Mapping[str, str] = field(
        default_factory=dict
    )  # said after it, not an op of it -> op or "function op" meant
    vss: str = ""  # COVESA VSS 6.0 path

    def writes(self, op: str) -> bool:
        """Does this op put a frame on the bus?"""
        return self.ops[op] not in (QUERY, REPORT, ELSEWHERE)

    @property
    def is_dialog(self) -> bool:
        """Is it a word to the assistant itself?"""
        return self.name.startswith("dialog.")

    @property
    def group(self) -> str:
        """The first part of its name: "climate" of climate.fan."""
        return self.name.partition(".")[0]


def ops(names: str, **given: str | float | AtLeast) -> dict[str, str | float | AtLeast]:
    """{op: what it comes to}, in the order of the names: as given, else the usual, else WIRED."""
    return {name: given.get(name, USUAL.get(name, WIRED)) for name in names.split()}
