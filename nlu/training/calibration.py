"""How a trained model does on sentences that it was not trained on: calibration, threshold, parity, and the table.

Training only.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from rich.console import Console
from rich.table import Table

from contract.values import Command, Context
from nlu.engine.description import NO_COMMANDS, NOTHING, PENDING
from nlu.engine.engine import Engine
from nlu.engine.tokeniser import Tokeniser
from nlu.evaluation import results as evaluation
from nlu.evaluation.figures import wrong_act
from nlu.evaluation.labelled import Row, meanings
from nlu.evaluation.results import LANGUAGES
from nlu.sampling.catalogue import Entry
from nlu.sampling.utterance import Utterance, value_of
from nlu.training.examples import Example, Labels, collate, make_example
from nlu.training.network import Network
from nlu.training.objective import intents, pool

BATCH = 96  # utterances
FALSE_ACCEPT_COSTS = 8.0  # to act on talk costs so much as so many needless questions; our choice
MISTAKE_COSTS = 2.0  # to do another thing than was meant likewise; our choice
TALK = 1 / 6  # of what is said after push-to-talk is not for the car; assumed
MOST_ACCEPTED = 0.02  # of the talk, among it what was chosen because it sounds like orders; our choice
NEAR = 1.1  # times the least cost: some hundred sentences cannot show a smaller difference
THRESHOLDS = tuple(round(0.2 + 0.02 * i, 2) for i in range(36))  # that are tried
NO_ROWS = 0.5  # threshold where there are no sentences to choose it on


@dataclass(frozen=True)
class HeldOutResult:
    """What the engine made of one held-out utterance."""

    language: str
    segments: int  # meant
    intents: bool  # are function and op of every segment right?
    exact: bool  # is the whole answer?
    sureness: float  # of the least sure segment


def expected(utterance: Utterance, entries: Mapping[str, Entry]) -> list[Command]:
    """The commands that the labels of an utterance stand for; follow-ups are left as they are said."""
    commands = []
    for at, meaning in enumerate(utterance.segments):
        if meaning.function not in NO_COMMANDS:
            value = value_of(utterance, at, entries[meaning.function])
            commands += [Command(meaning.function, meaning.op, zone, value) for zone in meaning.zones or (None,)]
    return commands


def evaluate(engine: Engine, utterances: list[Utterance], entries: Mapping[str, Entry]) -> list[HeldOutResult]:
    """The result of each utterance. Follow-ups are compared as said, without what they take from the last command."""
    results = []
    for utterance in utterances:
        last = () if utterance.context in (NOTHING, PENDING) else (Command(utterance.context, ""),)
        segments, _ = engine.read(utterance.text, Context(last, utterance.context == PENDING))
        got = [command for s in segments if s.function not in NO_COMMANDS for command in engine.as_said(s)]
        gold = expected(utterance, entries)
        right = [(s.function, s.op) for s in segments] == [(m.function, m.op) for m in utterance.segments]
        results.append(
            HeldOutResult(
                language=utterance.language,
                segments=len(utterance.segments),
                intents=right or not (got or gold),
                exact=meanings(got, engine.catalogue) == meanings(gold, engine.catalogue),
                sureness=min(segment.sureness for segment in segments),
            )
        )
    return results


def calibrate(network: Network, labels: Labels, examples: list[Example]) -> float:
    """The temperature with which the probabilities of intents fit the examples best (cross entropy), from a grid."""
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
    """The threshold with the least cost of wrong actions and needless questions together.

    `rows` are development sentences: neither trained on nor reported. Where a command was meant, a question or no
    command costs 1 and another command MISTAKE_COSTS; where talk was meant, of which there is the share TALK, to act
    costs FALSE_ACCEPT_COSTS. Commands are those of real people (rows of a kind), if there are any: on our own sentences
    every threshold does well. Of the thresholds whose cost is at most NEAR times the least it is the lowest at
    which no more than MOST_ACCEPTED of the talk is acted on: it asks least. Where there is none such it is the one of
    least cost; without rows NO_ROWS.
    """
    of_people = any(row.kind and row.commands for row in rows)
    costs, shares = [], []
    for threshold in THRESHOLDS if rows else ():
        results = evaluation.evaluate(engine.with_threshold(threshold), rows)
        meant = [r for r in results if r.row.commands and bool(r.row.kind) == of_people and not r.lenient]
        talk = [r for r in results if not r.row.commands]
        commands = sum(bool(row.commands) and bool(row.kind) == of_people for row in rows)
        orders = sum(MISTAKE_COSTS if r.heard else 1.0 for r in meant) / max(1, commands)
        shares.append(sum(map(wrong_act, talk)) / max(1, len(talk)))
        costs.append(TALK * FALSE_ACCEPT_COSTS * shares[-1] + (1 - TALK) * orders)
    if not costs:
        return NO_ROWS
    best = [at for at, cost in enumerate(costs) if cost <= NEAR * min(costs) and shares[at] <= MOST_ACCEPTED]
    return THRESHOLDS[best[0] if best else costs.index(min(costs))]


def parity(
    network: Network, labels: Labels, engine: Engine, utterances: list[Utterance], tokeniser: Tokeniser
) -> tuple[float, float]:
    """How far the exported model agrees with the network in torch float32.

    (share of tokens and groups of labels in which both choose the same label, largest difference of a logit).
    """
    agreeing, largest = [], 0.0
    for utterance in utterances:
        example = make_example(utterance, tokeniser, labels)
        shipped = engine.logits(tokeniser.cut(utterance.text), utterance.context)
        with torch.no_grad():
            ids = torch.from_numpy(example.ids)[None]
            exact = network(ids, torch.ones_like(ids, dtype=torch.bool))[0, 1:].numpy()
        largest = max(largest, float(np.abs(exact - shipped).max()))
        for name, (a, b) in labels.slices.items():
            if name in ("function", "op", "tag", "word"):
                agreeing.append((exact[:, a:b].argmax(axis=1) == shipped[:, a:b].argmax(axis=1)).mean())
    return float(np.mean(agreeing)), largest


def report(
    results: list[HeldOutResult], agreement: float, difference: float, threshold: float, console: Console
) -> None:
    """Prints the table of the held-out templates. `agreement` and `difference` are those of `parity`."""
    table = Table("held-out templates", "utterances", "intents right", "whole answer right", "asked about")
    groups = {"all": results} | {name: [r for r in results if r.language == name] for name in LANGUAGES}
    groups |= {f"{n} command{'s' * (n > 1)}": [r for r in results if r.segments == n] for n in (1, 2, 3, 4)}
    for name, some in groups.items():
        if some:
            shares = (
                np.mean([r.intents for r in some]),
                np.mean([r.exact for r in some]),
                np.mean([r.sureness < threshold for r in some]),
            )
            table.add_row(name, str(len(some)), *(f"{share:.1%}" for share in shares))
    console.print(table)
    console.print(
        f"exported against torch float32: {agreement:.2%} of the choices agree, "
        f"largest difference of a logit {difference:.3f}"
    )
