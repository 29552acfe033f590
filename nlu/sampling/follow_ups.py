"""What was said before a training sentence, and after which functions a follow-up makes sense. Training only."""

from collections.abc import Mapping
from random import Random

from languages.numbers import spoken_unit
from nlu.engine.description import FOLLOW_UP, NO_COMMANDS, NOTHING, PENDING
from nlu.sampling.authored import TAGS, Clause, Meaning, Template
from nlu.sampling.catalogue import ALIASES, ZONES, Entry
from nlu.sampling.templates import Slot, TemplateError, find_leaves

NUMERIC = ("number", "percent", "speed", "frequency")  # kinds of value
NOT_OF_THE_CAR = (FOLLOW_UP, *NO_COMMANDS)
ANYTHING_SHARE = 0.08  # of the follow-ups stand after a command that they do not fit
OWN_SHARE = 0.4  # of the other orders stand after one of the same function, where anything was said before


def may_follow(template: Template, entries: Mapping[str, Entry]) -> tuple[str, ...]:
    """The functions after which the first clause of a template, a follow-up, can be said.

    Raises TemplateError where there is none: its op, zone, value word or unit fits none of the catalogue or of its
    "after=".
    """
    clause, meaning = template.clauses[0], template.meanings[0]
    named = meaning.after or [name for name, entry in entries.items() if name not in NOT_OF_THE_CAR and not entry.agent]
    found = tuple(name for name in named if fits(clause, meaning, name, entries[name]))
    if not found:
        raise TemplateError(f"{template.where}: a follow-up that can follow none of {', '.join(named)}")
    return found


def fits(clause: Clause, meaning: Meaning, name: str, entry: Entry) -> bool:
    """Can a follow-up be said after function `name`: has that the op, the zones and the value?"""
    slots = [leaf for leaf in find_leaves(clause) if isinstance(leaf, Slot)]
    zones = {*meaning.zones, *(slot.name for slot in slots if slot.name in ZONES)}
    op = "up" if meaning.op == "more" else meaning.op
    if name.startswith("dialog.") or (op not in (FOLLOW_UP, *entry.ops) and f"{name} {op}" not in ALIASES):
        return False
    if op in ("up", "down") and op not in entry.ops and name not in meaning.after:
        return False  # "more" opens a window and "raise it" closes it: such a line has to name the window in its after=
    if not zones <= set(entry.zones) or (not entry.zones and any(slot.name == "zone" for slot in slots)):
        return False
    if meaning.word and meaning.word not in entry.words:
        return False
    for slot in slots:
        if slot.name == "number" and entry.kind not in NUMERIC:
            return False
        if slot.name == "number" and slot.words and (unit := spoken_unit(slot.words)) and unit != entry.unit:
            return False
        if slot.name in TAGS and slot.name != "number" and (not entry.kind or entry.kind in NUMERIC):
            return False
    return True


def said_before(meaning: Meaning, after: tuple[str, ...], functions: tuple[str, ...], rng: Random) -> str:
    """What had been said before: the function of the last command, PENDING for a question that is open, or NOTHING.

    A follow-up mostly comes after one of the functions `after` that it fits, an answer mostly after a question.
    """
    first = meaning.function
    last, pending = {
        FOLLOW_UP: (0.92, 0.02),
        "dialog.yes": (0.15, 0.6),
        "dialog.no": (0.15, 0.6),
        "dialog.select": (0.45, 0.3),
        "dialog.stop": (0.75, 0.02),
    }.get(first, (0.4, 0.08))
    roll = rng.random()
    if roll >= last:
        return PENDING if roll < last + pending else NOTHING
    if after and rng.random() > ANYTHING_SHARE:
        return rng.choice(after)
    return first if first in functions and rng.random() < OWN_SHARE else rng.choice(functions)
