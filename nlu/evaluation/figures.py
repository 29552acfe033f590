"""How well an engine understands labelled utterances (see labelled.py), as figures that a script can read.

    results = evaluate(engine, read_rows([Path("tests/utterances/ko.yaml")], engine.catalogue))
    report(results, engine)["summary"]["all"]["exact"]
    # {"right": 229, "n": 240, "share": 0.954, "low": 0.92, "high": 0.974}

- exact: the whole command list is one of the fair readings. An utterance that the engine asks about counts as wrong
  if it has commands.
- lenient: it is exact, or one of them if what the labelling contract leaves open is folded (see folding.py).
- wrong_act: not lenient, and a command for the car came out, questions about it and the traffic with them: one that is
  neither handed on (info, home, assistant, agent), nor part of the dialog, nor nav.info.
- function_op: so is the list of functions and ops, whatever zones and values.
- zone, value: of the commands whose function is right and takes zones (values), in the fair reading most like what
  was heard.
- false_accepts: of the utterances that mean no command, those in which a command for the car came out. A command
  whose function has an agent in the catalogue (weather, things at home) is none for the car: those with nothing else
  are counted in handed_to_agent. false_accepts_alone are those of the utterances without a context,
  false_accepts_after of those after commands or a question of ours.
- asked: of all utterances, those that the engine asks about.
- false_rejects: of the utterances that mean commands, those in which none came out, asked about or taken for out of
  scope.
- calibration: confidence against whether the likeliest reading is exact. For an utterance that is asked about, that
  is what the engine would have answered without asking; else all of them would count as wrong, however low the
  confidence was.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

import numpy as np

from contract.values import Command
from nlu.engine.description import Catalogue
from nlu.engine.engine import AMBIGUOUS
from nlu.evaluation.labelled import meanings, readable
from nlu.evaluation.results import Reader, Result, by_language

BINS = 15  # of confidence, equally wide
Z95 = 1.959964  # standard deviations that hold 95 % of a normal distribution
NOTHING, ASKED = "none", "asked"  # heard in place of a function
NO_ACTS = ("agent", "assistant", "dialog", "home", "info")  # families by which nothing is done in the car

Share = dict[str, Any]  # right, n, and where n > 0: share, low, high (95 % Wilson interval)


def share(right: int, n: int) -> Share:
    """A share with its interval; without one where there is nothing to share."""
    low, high = wilson(right, n)
    return {"right": right, "n": n, "share": right / n if n else None, "low": low, "high": high}


def wilson(right: int, n: int) -> tuple[float, float] | tuple[None, None]:
    """The 95 % Wilson score interval of right / n.

    It takes trials as independent; commands of one utterance are not quite.
    """
    if not n:
        return None, None
    p, z2 = right / n, Z95**2
    middle, half = p + z2 / (2 * n), Z95 * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    return max(0.0, (middle - half) / (1 + z2 / n)), min(1.0, (middle + half) / (1 + z2 / n))


def share_of(results: Iterable[Result], good: Callable[[Result], bool]) -> Share:
    found = [good(result) for result in results]
    return share(sum(found), len(found))


def summary(results: Sequence[Result], catalogue: Catalogue) -> dict[str, Any]:
    """Every figure of some results: shares by name, "ece" and "latency_ms"."""
    several = [r for r in results if len(r.row.commands) > 1]
    commands, empty = [r for r in results if r.row.commands], [r for r in results if not r.row.commands]
    alone, after = [r for r in empty if not _has_context(r)], [r for r in empty if _has_context(r)]
    pairs = [(m, h) for r in results for m, h in r.pairs if m and h and m.function == h.function]

    def for_car(result: Result) -> bool:  # the rules know functions, as dialog.stop, that a model's catalogue may not
        return any(c.function not in catalogue or not catalogue[c.function].agent for c in result.heard)

    def false_accept(result: Result) -> bool:
        return not result.exact and for_car(result)

    def alike(result: Result) -> bool:
        return [(c.function, c.op) for c in result.meant] == [(c.function, c.op) for c in result.heard]

    def part(at: int, takers: Collection[str]) -> Share:
        equal = [a[at] == b[at] for a, b in (meanings(pair, catalogue) for pair in pairs) if a[0] in takers]
        return share(sum(equal), len(equal))

    return {
        "exact": share_of(results, lambda r: r.exact),
        "lenient": share_of(results, lambda r: r.lenient),
        "wrong_act": share_of(results, wrong_act),
        "function_op": share_of(results, alike),
        "zone": part(2, [name for name, row in catalogue.items() if row.zones]),
        "value": part(3, [name for name, row in catalogue.items() if row.kind]),
        "several_exact": share_of(several, lambda r: r.exact),
        "several_function_op": share_of(several, alike),
        "false_accepts": share_of(empty, false_accept),
        "false_accepts_alone": share_of(alone, false_accept),
        "false_accepts_after": share_of(after, false_accept),
        "handed_to_agent": share_of(empty, lambda r: not r.exact and bool(r.heard) and not for_car(r)),
        "false_rejects": share_of(commands, lambda r: not r.exact and not r.heard),
        "asked": share_of(results, lambda r: r.outcome == AMBIGUOUS),
        "ece": expected_calibration_error(results),
        "latency_ms": latency(results),
    }  # fmt: skip


def _has_context(result: Result) -> bool:
    return bool(result.row.context.last or result.row.context.pending)


def wrong_act(result: Result) -> bool:
    """Did a command for the car come out, and the list is not right, not in the lenient reading either?"""
    acts = [c for c in result.heard if c.function != "nav.info" and c.function.partition(".")[0] not in NO_ACTS]
    return bool(acts) and not result.lenient


def by_kind(results: Iterable[Result]) -> list[dict[str, Any]]:
    """Of each language a line over all its utterances ("kind" None), then one for each kind; none where no row has one.

    exact, lenient and wrong_act are those of the summary. asked are, of all utterances, those that mean commands and
    are asked about; false_accepts are the wrong acts of those that mean none.
    """
    lines = []
    for language, some in by_language(results).items():
        for kind in (None, *sorted({r.row.kind for r in some} - {""})):
            held = [r for r in some if kind in (None, r.row.kind)]
            shares = {
                "exact": share_of(held, lambda r: r.exact),
                "lenient": share_of(held, lambda r: r.lenient),
                "asked": share_of(held, lambda r: bool(r.row.commands) and r.outcome == AMBIGUOUS),
                "wrong_act": share_of(held, wrong_act),
                "false_accepts": share_of((r for r in held if not r.row.commands), wrong_act),
            }
            lines.append({"lang": language, "kind": kind, "n": len(held)} | shares)
    return lines if any(line["kind"] for line in lines) else []


def latency(results: Sequence[Result]) -> dict[str, float]:
    """Milliseconds of the engine for one utterance."""
    at = (50, 95, 99)
    return {f"p{p}": float(ms) for p, ms in zip(at, np.percentile([r.ms for r in results], at))} if results else {}


def reliability(results: Iterable[Result]) -> list[dict[str, Any]]:
    """The bins of confidence: n, mean confidence, share of exact likeliest readings.

    A bin holds low <= confidence < high; the last holds 1 too.
    """
    bins: list[list[Result]] = [[] for _ in range(BINS)]
    for result in results:
        bins[min(int(result.confidence * BINS), BINS - 1)].append(result)
    return [
        {
            "low": at / BINS, "high": (at + 1) / BINS, "n": len(held),
            "confidence": sum(r.confidence for r in held) / len(held) if held else None,
            "exact": sum(r.likeliest_exact for r in held) / len(held) if held else None,
        }
        for at, held in enumerate(bins)
    ]  # fmt: skip


def expected_calibration_error(results: Sequence[Result]) -> float | None:
    """Mean distance of confidence and exactness over the bins, weighted by how many results a bin holds."""
    held = [b for b in reliability(results) if b["n"]]
    return sum(b["n"] * abs(b["confidence"] - b["exact"]) for b in held) / len(results) if results else None


def by_function(results: Iterable[Result]) -> dict[str, dict[str, Share]]:
    """Of each function and "none": "exact" over the utterances that mean it, precision and recall of the function.

    An utterance that is asked about counts as one in which nothing was heard.
    """
    exact: defaultdict[str, list[bool]] = defaultdict(list)
    meant, heard, both = Counter[str](), Counter[str](), Counter[str]()
    for result in results:
        for name in sorted({c.function for c in result.row.commands}) or [NOTHING]:
            exact[name].append(result.exact)
        one, other = (Counter([c.function for c in side] or [NOTHING]) for side in (result.meant, result.heard))
        meant.update(one)
        heard.update(other)
        both.update(one & other)
    return {
        name: {
            "exact": share(sum(exact[name]), len(exact[name])),
            "precision": share(both[name], heard[name]),
            "recall": share(both[name], meant[name]),
        }
        for name in sorted(meant.keys() | heard.keys() | exact.keys())
    }


def confusions(results: Iterable[Result]) -> list[dict[str, Any]]:
    """Functions with their ops that were heard as others, the most frequent first, each with an example."""
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for result in results:
        silent = ASKED if result.outcome == AMBIGUOUS else NOTHING
        for meant, heard in () if result.exact else result.pairs:
            names = _name(meant, NOTHING), _name(heard, silent)
            if names[0] != names[1]:
                found[names].append(result.row.text)
    ordered = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return [
        {"meant": meant, "heard": heard, "count": len(texts), "example": texts[0]} for (meant, heard), texts in ordered
    ]


def _name(command: Command | None, otherwise: str) -> str:
    return f"{command.function} {command.op}" if command else otherwise


def failures(results: Iterable[Result]) -> list[dict[str, Any]]:
    """What was not exact, the surest first."""
    wrong = sorted((r for r in results if not r.exact), key=lambda r: -r.confidence)
    return [
        {
            "place": r.row.where, "text": r.row.text, "lang": r.row.language,
            "meant": [readable(c) for c in r.row.commands], "heard": [readable(c) for c in r.heard],
            "outcome": r.outcome, "confidence": r.confidence,
        }
        for r in wrong
    ]  # fmt: skip


def report(results: Sequence[Result], engine: Reader) -> dict[str, Any]:
    """Everything that is reported, failures apart, ready for JSON."""
    groups = {"all": list(results)} | by_language(results)
    return {
        "model": engine.model_version, "threshold": engine.threshold, "n": len(results),
        "summary": {name: summary(some, engine.catalogue) for name, some in groups.items()},
        "kinds": by_kind(results),
        "functions": by_function(results),
        "functions_by_language": {name: by_function(some) for name, some in by_language(results).items()},
        "confusions": confusions(results), "reliability": reliability(results),
    }  # fmt: skip
