"""How well an engine understands a list of written-down utterances. Used by the tests."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from nlu.engine import HAND_OFF, UNDERSTOOD, Command, Engine
from nlu.text import language


def score(engine: Engine, items: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Shares of `items` of which the whole command list is right. An item is {"text", "commands", "also_ok"}: `commands` a list
    of {"function", "op", "zone", "value"}, `also_ok` a list of readings that are fair as well (each a command list or one
    command). The answer holds "exact" (share, 0 to 1), "items", "by_language" and "by_function" (right, items), "false_accepts"
    (acted on an item whose commands are empty; acted, items) and "wrong" (text, expected, got, outcome, confidence)."""
    right = count = acted = empty = 0
    by_language: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    by_function: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    wrong = []
    for item in items:
        expected = [_readable(command) for command in item["commands"] or ()]
        fair = [expected] + [_reading(other) for other in item.get("also_ok") or ()]
        understanding = engine.understand(item["text"])
        told = understanding.outcome in (UNDERSTOOD, HAND_OFF)
        got = [_of_command(command) for command in understanding.commands] if told else []
        good = got in fair
        right, count = right + good, count + 1
        names = sorted({str(command["function"]) for command in expected}) or ["none"]
        for tally in (by_language[language(item["text"])], *(by_function[name] for name in names)):
            tally[0] += good
            tally[1] += 1
        if not expected:
            empty += 1
            acted += bool(got) and not good
        if not good:
            wrong.append(
                {
                    "text": item["text"],
                    "expected": expected,
                    "got": got,
                    "outcome": understanding.outcome,
                    "confidence": understanding.confidence,
                }
            )
    return {
        "exact": right / max(1, count), "items": count, "by_language": {k: tuple(v) for k, v in by_language.items()},
        "by_function": {k: tuple(v) for k, v in sorted(by_function.items())}, "false_accepts": (acted, empty), "wrong": wrong,
    }  # fmt: skip


def _reading(other: Any) -> list[dict[str, Any]]:
    return [_readable(command) for command in ([other] if isinstance(other, Mapping) else other or ())]


def _readable(command: Mapping[str, Any]) -> dict[str, Any]:
    """A command with its empty parts left out and its number as float, to be compared."""
    kept = {key: value for key, value in command.items() if key in ("function", "op", "zone", "value") and value is not None}
    if isinstance(kept.get("value"), int):
        kept["value"] = float(kept["value"])
    return kept


def _of_command(command: Command) -> dict[str, Any]:
    return _readable({"function": command.function, "op": command.op, "zone": command.zone, "value": command.value})
