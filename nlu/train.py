"""Trains the network on the authored sentences and writes the model directory: python -m nlu.train --out nlu/model --seed 0

One seed gives one model on one machine, unless --minutes ends the training early. Held-out templates (sentences.HELD_OUT) are
never trained on; confidence is calibrated on them and the table at the end reports them.
"""

import argparse
import hashlib
import json
import math
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import torch
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from nlu.engine import FORMAT, LABELS, MODEL, TOKENISER, Command, Context, Engine
from nlu.examples import BIO, Batch, Example, Labels, collate, make_example, make_labels
from nlu.export import write_onnx
from nlu.model import HEADS, REACH, Network, initialise
from nlu.sentences import CONTEXTS, Corpus, Entry, Sampler, Utterance, catalogue, read_corpus, value_of
from nlu.text import Tokeniser
from nlu.vocabulary import first_embeddings, lexicon, write_tokeniser

CORPUS = Path(__file__).parent / "corpus"
EMBEDDING = 128  # width of a token's embedding
BATCH, SORTED, TIMES = 96, 32, 2  # utterances; batches that are sorted by length together, and used so often
RATE, EMBEDDING_RATE, WARM_UP = 3e-3, 3e-3, 200  # peak learning rates; steps
AVERAGE = 0.998  # of the running mean of the weights, which is what ships
TOKENISER_SENTENCES, HELD_OUT_SENTENCES, PARITY_SENTENCES = 60_000, 6_000, 500
PRECISION = 0.85  # below the confidence where a reading is right this often, the engine asks instead

ALIASES = {  # "function op" of a follow-up whose op the last function has not: what is meant then
    **{f"{f} {a}": f"{f} {b}" for f in ("window", "sunroof", "sunshade", "trunk") for a, b in (("up", "open"), ("on", "open"), ("down", "close"), ("off", "close"))},
    "mirror open": "mirror unfold", "mirror close": "mirror fold", "door.lock open": "door.lock unlock", "door.lock close": "door.lock lock",
    "nav.map up": "nav.map zoom_in", "nav.map down": "nav.map zoom_out", "media.volume off": "media.volume mute", "media.volume on": "media.volume unmute",
    **{f"climate.{f} {op}": f"climate.fan {op}" for f in ("ac", "heater") for op in ("up", "down")},
    "climate.ac set": "climate.temperature set", "climate.heater set": "climate.temperature set",
    "media.play off": "media.pause do", "media.resume off": "media.pause do", "media.pause on": "media.resume do",
    "media.play stop": "media.pause do", "media.resume stop": "media.pause do", "nav.go off": "nav.cancel do", "nav.home off": "nav.cancel do",
}  # fmt: skip


def make_batches(sampler: Sampler, tokeniser: Tokeniser, labels: Labels, padding: int, rng: Random) -> Iterator[Batch]:
    """Batches without end, of utterances of about one length, in random order."""
    while True:
        examples = [make_example(sampler.sample(rng), tokeniser, labels) for _ in range(BATCH * SORTED)]
        examples.sort(key=lambda example: len(example.ids))
        made = [collate(examples[at : at + BATCH], padding) for at in range(0, len(examples), BATCH)]
        for _ in range(TIMES):
            rng.shuffle(made)
            yield from made


def train(
    network: Network, sampler: Sampler, tokeniser: Tokeniser, seed: int, steps: int, minutes: float, console: Console
) -> None:
    """Runs `steps` batches, or fewer where `minutes` are over; leaves the averaged weights in `network`."""
    batches = make_batches(sampler, tokeniser, network.labels, network.padding, Random(seed))
    dense = [p for name, p in network.named_parameters() if not name.startswith("learned")]
    optimiser = torch.optim.AdamW(dense, lr=RATE, betas=(0.9, 0.98), weight_decay=0.02)
    rows = torch.optim.SparseAdam([network.learned.weight], lr=EMBEDDING_RATE)
    average = {name: value.clone() for name, value in network.state_dict().items() if name != "table"}
    network.train()
    began = time.monotonic()
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(*columns, console=console) as progress:
        task = progress.add_task("training", total=steps)
        for step in range(steps):
            done = max(step / steps, (time.monotonic() - began) / 60 / minutes)
            if done >= 1:
                break
            rate = min(1.0, (step + 1) / WARM_UP) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * done)))
            for group, peak in ((optimiser.param_groups[0], RATE), (rows.param_groups[0], EMBEDDING_RATE)):
                group["lr"] = peak * rate
            loss = network.loss(next(batches))
            optimiser.zero_grad()
            rows.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(dense, 1.0)
            optimiser.step()
            rows.step()
            keep = min(AVERAGE, (step + 1) / (step + 10))
            with torch.no_grad():
                for name, value in network.state_dict().items():
                    if name in average and (name != "learned.weight" or step % 10 == 0):
                        average[name].lerp_(value, 1 - (keep if name != "learned.weight" else keep**10))
            if step % 50 == 0:
                progress.update(task, completed=step, description=f"loss {loss.item():.3f}")
        progress.update(task, completed=steps)
    network.load_state_dict(average, strict=False)
    network.eval()


def write_model(
    network: Network, entries: Mapping[str, Entry], out: Path, version: str, temperature: float, threshold: float
) -> None:
    """Writes the ONNX file and the JSON that describes it and the tokeniser beside it."""
    write_onnx(network.arrays(), HEADS, out / MODEL)
    labels = network.labels
    rows = {
        name: {
            "ops": entry.ops,
            "zones": entry.zones,
            "words": entry.words,
            "kind": entry.kind,
            "unit": entry.unit,
            "agent": entry.agent,
        }
        for name, entry in entries.items()
    }
    described = {
        "format": FORMAT, "version": version, "temperature": temperature, "threshold": threshold, "reach": REACH,
        "functions": labels.functions, "ops": labels.ops, "words": labels.words, "zones": labels.zones, "tags": BIO,
        "columns": labels.slices, "pairs": labels.pairs, "aliases": ALIASES, "catalogue": rows,
        "sha256": {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in (MODEL, TOKENISER)},
    }  # fmt: skip
    (out / LABELS).write_text(json.dumps(described, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def expected(utterance: Utterance, engine: Engine, entries: Mapping[str, Entry], context: Context) -> tuple[Command, ...]:
    """The commands that the labels of an utterance stand for; follow-ups are left as `same`."""
    commands = []
    for at, meaning in enumerate(utterance.segments):
        if meaning.function != "none":
            value = value_of(utterance, at, entries[meaning.function])
            said = [span for span in utterance.zones if span.tag in meaning.zones]
            order = tuple(dict.fromkeys(span.tag for span in sorted(said, key=lambda span: span.begin))) or meaning.zones
            zones = [zone for zone in order if zone in meaning.zones] or list(meaning.zones)
            commands += [Command(meaning.function, meaning.op, zone, value) for zone in zones or (None,)]
    return tuple(commands)


def evaluate(engine: Engine, utterances: list[Utterance], entries: Mapping[str, Entry]) -> list[dict[str, Any]]:
    """For each utterance: intents right, whole answer right, confidence, language. Follow-ups are compared as said."""
    results = []
    for utterance in utterances:
        context = Context((), utterance.context == CONTEXTS.index("pending"))
        tokens = engine._tokeniser.cut(utterance.text)
        last = (Command("same", "same"),) if utterance.context == CONTEXTS.index("last") else ()
        segments = engine._segments(engine.logits(tokens, Context(last, context.pending)), tokens, utterance.text)
        got = []
        for segment in segments:
            if segment.function != "none":
                value, _ = engine._value(segment, segment.function)
                got += [Command(segment.function, segment.op, zone, value) for zone in segment.zones or (None,)]
        intents = [(s.function, s.op) for s in segments] == [(m.function, m.op) for m in utterance.segments]
        exact = tuple(got) == expected(utterance, engine, entries, context)
        none = not got and not expected(utterance, engine, entries, context)
        confidence = min(s.confidence for s in segments)
        results.append({"intents": intents or none, "exact": exact, "confidence": confidence, "language": utterance.language, "segments": len(utterance.segments),
                        "text": utterance.text, "got": got, "expected": expected(utterance, engine, entries, context)})  # fmt: skip
    return results


def calibrate(network: Network, examples: list[Example]) -> float:
    """The temperature that makes the intents' probabilities as likely as they are right, found on a grid."""
    scores, gold = [], []
    with torch.no_grad():
        for at in range(0, len(examples), BATCH):
            batch = collate(examples[at : at + BATCH], network.padding)
            logits = network(batch.ids, batch.mask)
            member = batch.segment[:, None, :] == torch.arange(batch.pairs.shape[1])[:, None]
            share = torch.softmax(logits[..., 1][:, None].masked_fill(~member, -1e4), dim=-1) * member
            real = batch.pairs >= 0
            scores.append(network.intents(share @ logits)[real])
            gold.append(batch.pairs[real])
    grid = [0.5 + 0.05 * i for i in range(51)]
    losses = [torch.nn.functional.cross_entropy(torch.cat(scores) / t, torch.cat(gold)).item() for t in grid]
    return round(grid[int(np.argmin(losses))], 2)


def choose_threshold(results: list[dict[str, Any]]) -> float:
    """The highest confidence below which readings are right less often than PRECISION (in a window of a hundred)."""
    ordered = sorted((r["confidence"], r["intents"]) for r in results)
    for at in range(0, len(ordered) - 100, 20):
        if np.mean([right for _, right in ordered[at : at + 100]]) >= PRECISION:
            return round(min(0.8, max(0.2, ordered[at][0])), 3)
    return 0.5


def parity(network: Network, engine: Engine, utterances: list[Utterance], tokeniser: Tokeniser) -> tuple[float, float]:
    """(share of tokens and groups whose choice is the same in torch float32 and in the exported model, largest difference)."""
    same, largest = [], 0.0
    for utterance in utterances:
        example = make_example(utterance, tokeniser, network.labels)
        last = (Command("same", "same"),) if utterance.context == 1 else ()
        shipped = engine.logits(tokeniser.cut(utterance.text), Context(last, utterance.context == 2))
        with torch.no_grad():
            ids = torch.from_numpy(example.ids)[None]
            exact = network(ids, torch.ones_like(ids, dtype=torch.bool))[0, 1:].numpy()
        largest = max(largest, float(np.abs(exact - shipped).max()))
        for name, (a, b) in network.labels.slices.items():
            if name in ("function", "op", "tag", "word"):
                same.append((exact[:, a:b].argmax(axis=1) == shipped[:, a:b].argmax(axis=1)).mean())
    return float(np.mean(same)), largest


def report(results: list[dict[str, Any]], agreement: float, difference: float, threshold: float, console: Console) -> None:
    """Prints the table of the held-out templates."""
    table = Table("held-out templates", "utterances", "intents right", "whole answer right", "asked about")
    rows = {"all": results} | {name: [r for r in results if r["language"] == name] for name in ("ko", "en")}
    rows |= {f"{n} command{'s' * (n > 1)}": [r for r in results if r["segments"] == n] for n in (1, 2, 3, 4)}
    for name, some in rows.items():
        if some:
            shares = [np.mean([r[key] for r in some]) for key in ("intents", "exact")] + [
                np.mean([r["confidence"] < threshold for r in some])
            ]
            table.add_row(name, str(len(some)), *(f"{share:.1%}" for share in shares))
    console.print(table)
    console.print(
        f"exported against torch float32: {agreement:.2%} of the choices agree, largest difference of a logit {difference:.3f}"
    )


def build(out: Path, seed: int, steps: int, minutes: float, corpus: Corpus, console: Console) -> list[dict[str, Any]]:
    """Everything from corpus to model directory; the results on the held-out templates."""
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(seed)
    torch.set_num_threads(2)
    entries = catalogue()
    labels: Labels = make_labels(entries)
    plain = Sampler(corpus, entries, held_out=False)
    rng = Random(seed)
    write_tokeniser((plain.sample(rng) for _ in range(TOKENISER_SENTENCES)), out / TOKENISER)
    tokeniser = Tokeniser(out / TOKENISER)
    console.print(f"{len(corpus.templates)} templates, {len(tokeniser)} pieces, {len(labels.pairs)} intents")
    network = Network(first_embeddings(tokeniser, EMBEDDING), labels)
    initialise(network)
    train(network, Sampler(corpus, entries, False, lexicon(tokeniser)), tokeniser, seed, steps, minutes, console)

    held = Sampler(corpus, entries, held_out=True, lexicon=lexicon(tokeniser))
    utterances = [held.sample(rng) for _ in range(HELD_OUT_SENTENCES)]
    temperature = calibrate(network, [make_example(u, tokeniser, labels) for u in utterances])
    version = hashlib.sha256(b"".join(a.tobytes() for a in network.arrays().values())).hexdigest()[:12]
    write_model(network, entries, out, version, temperature, 0.0)
    threshold = choose_threshold(evaluate(Engine.load(out), utterances, entries))
    write_model(network, entries, out, version, temperature, threshold)
    engine = Engine.load(out)
    results = evaluate(engine, utterances, entries)
    report(results, *parity(network, engine, utterances[:PARITY_SENTENCES], tokeniser), threshold, console)
    console.print(
        f"temperature {temperature}, threshold {threshold}; "
        + ", ".join(f"{n} {(out / n).stat().st_size / 1e6:.2f} MB" for n in (MODEL, LABELS, TOKENISER))
    )
    return results


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("nlu/model"))
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--steps", type=int, default=7000)
    parser.add_argument("--minutes", type=float, default=15.0, help="end earlier; the learning rate falls in time")
    options = parser.parse_args()
    corpus = read_corpus(options.corpus, catalogue())
    build(options.out, options.seed, options.steps, options.minutes, corpus, Console())


if __name__ == "__main__":
    main()
