"""How well an engine understands a list of written-down utterances, in short. Used by the tests; see evaluation.py for everything."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from nlu.engine import Engine
from nlu.evaluation import evaluate, failures, summary
from nlu.labelled import row_of
from nlu.text import language


def score(engine: Engine, items: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Shares of `items` of which the whole command list is right. An item is {"text", "commands", "also_ok"} as in labelled.py,
    its language told from the text. The answer holds "exact" (share, 0 to 1), "items", "by_language" and "by_function" (right,
    items), "false_accepts" (acted on an item whose commands are empty, agents included; acted, items) and "wrong" (failures).
    Raises RowError for an item that is none."""
    results = evaluate(engine, [row_of({"lang": language(item["text"]), **item}, engine.catalogue) for item in items])
    tallies: dict[str, dict[str, list[int]]] = {"by_language": defaultdict(lambda: [0, 0]), "by_function": defaultdict(lambda: [0, 0])}
    for result in results:
        names = sorted({command.function for command in result.row.commands}) or ["none"]
        for tally in (tallies["by_language"][result.row.language], *(tallies["by_function"][name] for name in names)):
            tally[0] += result.exact
            tally[1] += 1
    found = summary(results, engine.catalogue)
    accepted = found["false_accepts"]["right"] + found["handed_to_agent"]["right"]
    return {
        "exact": found["exact"]["share"] or 0.0, "items": len(results), "false_accepts": (accepted, found["false_accepts"]["n"]),
        "wrong": failures(results), **{name: {k: tuple(v) for k, v in sorted(tally.items())} for name, tally in tallies.items()},
    }  # fmt: skip
