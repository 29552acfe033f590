"""How a trained model does on what it has never seen: calibration, threshold, parity, and the table. Training only."""

import copy
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import torch
from rich.console import Console
from rich.table import Table

from nlu.engine.engine import NOTHING, PENDING, Context, Engine
from nlu.engine.reader import Command
from nlu.engine.tokeniser import Tokeniser
from nlu.evaluation import figures as scores
from nlu.evaluation.labelled import Row, meanings
from nlu.sampling.authored import Entry
from nlu.sampling.utterance import Utterance, value_of
from nlu.training.examples import Example, Labels, collate, make_example
from nlu.training.network import Network
from nlu.training.objective import intents, pool

BATCH = 96  # utterances
FALSE_ACCEPT_COSTS, MISTAKE_COSTS = (
    8.0,
    2.0,
)  # acting on talk, and doing another thing than meant: questions worth; our choice
TALK = 1 / 6  # of what is said after push-to-talk is not for the car; assumed
NEAR = 1.1  # times the least cost: no difference that some hundred sentences could show
THRESHOLDS = tuple(round(0.2 + 0.02 * i, 2) for i in range(36))  # that are tried
NO_ROWS = 0.5  # threshold where there is nothing to choose it on


def expected(utterance: Utterance, entries: Mapping[str, Entry]) -> list[Command]:
    """The commands that the labels of an utterance stand for; follow-ups are left as `same`."""
    commands = []
    for at, meaning in enumerate(utterance.segments):
        if meaning.function != "none":
            value = value_of(utterance, at, entries[meaning.function])
            commands += [Command(meaning.function, meaning.op, zone, value) for zone in meaning.zones or (None,)]
    return commands


def evaluate(engine: Engine, utterances: list[Utterance], entries: Mapping[str, Entry]) -> list[dict[str, Any]]:
    """For each utterance: are the intents right, is the whole answer, how sure is the engine. Follow-ups are compared as said."""
    results = []
    for utterance in utterances:
        last = () if utterance.context in (NOTHING, PENDING) else (Command(utterance.context, ""),)
        segments, timings = engine.read(utterance.text, Context(last, utterance.context == PENDING))
        got = [command for segment in segments if segment.function != "none" for command in engine.as_said(segment)]
        gold = expected(utterance, entries)
        right = [(s.function, s.op) for s in segments] == [(m.function, m.op) for m in utterance.segments]
        results.append({
            "text": utterance.text, "language": utterance.language, "segments": len(utterance.segments), "timings": timings,
            "intents": right or not (got or gold), "exact": meanings(got, engine.catalogue) == meanings(gold, engine.catalogue),
            "got": got, "expected": gold, "sureness": min(segment.sureness for segment in segments),
        })  # fmt: skip
    return results


def calibrate(network: Network, labels: Labels, examples: list[Example]) -> float:
    """The temperature that makes the intents' probabilities as likely as they are right, found on a grid."""
    scores, gold = [], []
    with torch.no_grad():
        for at in range(0, len(examples), BATCH):
            batch = collate(examples[at : at + BATCH], network.padding)
            _, pooled = pool(network(batch.ids, batch.mask), labels, batch)
            real = batch.pairs >= 0
            scores.append(intents(pooled, labels)[real])
            gold.append(batch.pairs[real])
    grid = [0.5 + 0.05 * i for i in range(51)]
    losses = [torch.nn.functional.cross_entropy(torch.cat(scores) / t, torch.cat(gold)).item() for t in grid]
    return round(grid[int(np.argmin(losses))], 2)


def choose_threshold(engine: Engine, rows: Sequence[Row]) -> float:
    """The sureness from which on the engine answers: where what it does wrong and what it asks cost least together.

    `rows` are development sentences: neither trained on nor reported. What is asked about or taken for talk costs 1 where a
    command was meant, another command MISTAKE_COSTS, and to act FALSE_ACCEPT_COSTS where TALK was meant. Of all thresholds with
    NEAR the least cost the middle one; without rows NO_ROWS. The engine is left as it was.
    """
    trial = copy.copy(engine)
    costs = []
    for trial.threshold in THRESHOLDS if rows else ():
        results = scores.evaluate(trial, rows)
        found = scores.summary(results, engine.catalogue)
        mistakes = sum(bool(r.row.commands) and bool(r.heard) and not r.exact for r in results)
        talk = FALSE_ACCEPT_COSTS * found["false_accepts"]["right"] / max(1, found["false_accepts"]["n"])
        orders = (MISTAKE_COSTS * mistakes + found["false_rejects"]["right"]) / max(1, found["false_rejects"]["n"])
        costs.append(TALK * talk + (1 - TALK) * orders)
    best = [at for at, cost in enumerate(costs) if cost <= NEAR * min(costs)]
    return THRESHOLDS[best[len(best) // 2]] if best else NO_ROWS


def parity(
    network: Network, labels: Labels, engine: Engine, utterances: list[Utterance], tokeniser: Tokeniser
) -> tuple[float, float]:
    """(share of tokens and groups whose choice is the same in torch float32 and in the exported model, largest difference)."""
    same, largest = [], 0.0
    for utterance in utterances:
        example = make_example(utterance, tokeniser, labels)
        shipped = engine.logits(tokeniser.cut(utterance.text), utterance.context)
        with torch.no_grad():
            ids = torch.from_numpy(example.ids)[None]
            exact = network(ids, torch.ones_like(ids, dtype=torch.bool))[0, 1:].numpy()
        largest = max(largest, float(np.abs(exact - shipped).max()))
        for name, (a, b) in labels.slices.items():
            if name in ("function", "op", "tag", "word"):
                same.append((exact[:, a:b].argmax(axis=1) == shipped[:, a:b].argmax(axis=1)).mean())
    return float(np.mean(same)), largest


def report(
    results: list[dict[str, Any]], agreement: float, difference: float, threshold: float, console: Console
) -> None:
    """Prints the table of the held-out templates."""
    table = Table("held-out templates", "utterances", "intents right", "whole answer right", "asked about")
    rows = {"all": results} | {name: [r for r in results if r["language"] == name] for name in ("ko", "en")}
    rows |= {f"{n} command{'s' * (n > 1)}": [r for r in results if r["segments"] == n] for n in (1, 2, 3, 4)}
    for name, some in rows.items():
        if some:
            shares = [np.mean([r[key] for r in some]) for key in ("intents", "exact")] + [
                np.mean([r["sureness"] < threshold for r in some])
            ]
            table.add_row(name, str(len(some)), *(f"{share:.1%}" for share in shares))
    console.print(table)
    console.print(
        f"exported against torch float32: {agreement:.2%} of the choices agree, largest difference of a logit {difference:.3f}"
    )
