"""Trains the network on the authored sentences and writes the model directory: python -m nlu.train --out nlu/model --seed 0

One seed gives one model on one machine, unless --minutes ends the training early. Held-out templates (sentences.HELD_OUT) are
never trained on; confidence is calibrated on them and the table at the end reports them.
"""

import argparse
import hashlib
import json
import math
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

import torch
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from nlu.authored import Corpus, Entry, Template, read_corpus
from nlu.check_corpus import CORPUS, EVALUATION, evaluation_keys
from nlu.engine import FORMAT, LABELS, MODEL, TOKENISER, Engine
from nlu.examples import BIO, Batch, Labels, collate, make_example, make_labels
from nlu.export import write_onnx
from nlu.heldout import calibrate, choose_threshold, evaluate, parity, report
from nlu.model import HEADS, REACH, Network, initialise
from nlu.outside import described, read_outside
from nlu.sentences import Sampler, catalogue
from nlu.text import Tokeniser
from nlu.vocabulary import first_embeddings, lexicon, write_tokeniser

EMBEDDING = 128  # width of a token's embedding
BATCH, SORTED, TIMES = 96, 32, 2  # utterances; batches that are sorted by length together, and used so often
RATE, EMBEDDING_RATE, WARM_UP = 3e-3, 3e-3, 200  # peak learning rates; steps
AVERAGE = 0.998  # of the running mean of the weights, which is what ships
TOKENISER_SENTENCES, HELD_OUT_SENTENCES, PARITY_SENTENCES = 60_000, 6_000, 500

ALIASES = {  # "function op" of a follow-up whose op the last function has not: what is meant then
    **{f"{f} {a}": f"{f} {b}" for f in ("sunroof", "sunshade", "trunk") for a, b in (("up", "open"), ("on", "open"), ("down", "close"), ("off", "close"))},
    "window up": "window open", "window on": "window open", "window off": "window close",  # "more" after a window; its "down" is asked about
    "mirror open": "mirror unfold", "mirror close": "mirror fold", "door.lock open": "door.lock unlock", "door.lock close": "door.lock lock",
    "nav.map up": "nav.map zoom_in", "nav.map down": "nav.map zoom_out", "media.volume off": "media.volume mute", "media.volume on": "media.volume unmute",
    **{f"climate.{f} {op}": f"climate.fan {op}" for f in ("ac", "heater") for op in ("up", "down")},
    "climate.ac set": "climate.temperature set", "climate.heater set": "climate.temperature set",
    "media.play off": "media.pause do", "media.resume off": "media.pause do", "media.pause on": "media.resume do",
    "nav.waypoint off": "nav.waypoint remove", "nav.waypoint on": "nav.waypoint add",
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


def train(network: Network, sampler: Sampler, tokeniser: Tokeniser, seed: int, steps: int, minutes: float, console: Console) -> None:
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
                console.print(f"[yellow]stopped after {step} of {steps} steps: --minutes {minutes} are over; another run will differ[/]")
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
    console.print(f"{step + 1} steps in {(time.monotonic() - began) / 60:.1f} minutes, last loss {loss.item():.3f}")
    network.load_state_dict(average, strict=False)
    network.eval()


def write_model(
    network: Network,
    entries: Mapping[str, Entry],
    out: Path,
    version: str,
    temperature: float,
    threshold: float,
    sources: Sequence[Mapping[str, Any]] = (),
) -> None:
    """Writes the ONNX file and the JSON that describes it, the tokeniser beside it, and the `sources` of its training data."""
    write_onnx(network.arrays(), HEADS, out / MODEL)
    labels = network.labels
    rows = {
        name: {
            "ops": entry.ops,
            "zones": entry.zones,
            "words": entry.words,
            "numbers": entry.numbers,
            "kind": entry.kind,
            "unit": entry.unit,
            "agent": entry.agent,
        }
        for name, entry in entries.items()
    }
    described = {
        "format": FORMAT, "version": version, "temperature": temperature, "threshold": threshold, "reach": REACH,
        "functions": labels.functions, "ops": labels.ops, "words": labels.words, "zones": labels.zones, "tags": BIO,
        "sources": list(sources), "columns": labels.slices, "pairs": labels.pairs, "aliases": ALIASES, "catalogue": rows,
        "sha256": {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in (MODEL, TOKENISER)},
    }  # fmt: skip
    (out / LABELS).write_text(json.dumps(described, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def build(
    out: Path,
    seed: int,
    steps: int,
    minutes: float,
    corpus: Corpus,
    console: Console,
    outside: Sequence[Template] = (),
    exclude: frozenset[str] = frozenset(),
) -> list[dict[str, Any]]:
    """Everything from corpus to model directory; the results on the held-out templates.

    `outside` are templates of public data sets, `exclude` the keys of sentences that are never trained on (see Sampler).
    """
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(seed)
    torch.set_num_threads(2)
    entries = catalogue()
    labels: Labels = make_labels(entries)
    plain = Sampler(corpus, entries, False, None, outside, exclude)
    rng = Random(seed)
    write_tokeniser((plain.sample(rng) for _ in range(TOKENISER_SENTENCES)), out / TOKENISER)
    tokeniser = Tokeniser(out / TOKENISER)
    console.print(f"{len(corpus.templates)} templates, {len(tokeniser)} pieces, {len(labels.pairs)} intents")
    network = Network(first_embeddings(tokeniser, EMBEDDING), labels)
    initialise(network)
    sampler = Sampler(corpus, entries, False, lexicon(tokeniser), outside, exclude)
    train(network, sampler, tokeniser, seed, steps, minutes, console)
    console.print(f"{plain.excluded + sampler.excluded} draws left out that were sentences of the evaluation")

    held = Sampler(corpus, entries, True, lexicon(tokeniser), outside, exclude)
    utterances = [held.sample(rng) for _ in range(HELD_OUT_SENTENCES)]
    temperature = calibrate(network, [make_example(u, tokeniser, labels) for u in utterances])
    version = hashlib.sha256(b"".join(a.tobytes() for a in network.arrays().values())).hexdigest()[:12]
    sources: list[Mapping[str, Any]] = [
        {"name": "Malcha corpus", "licence": "Apache-2.0", "rows": len(corpus.templates)},
        *described(outside),
    ]
    write_model(network, entries, out, version, temperature, 0.0, sources)
    threshold = choose_threshold(evaluate(Engine.load(out), utterances, entries))
    write_model(network, entries, out, version, temperature, threshold, sources)
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
    parser.add_argument("--steps", type=int, default=18000)
    parser.add_argument("--minutes", type=float, default=60.0, help="end earlier; the learning rate falls in time")
    parser.add_argument("--data", type=Path, help="folder of public data sets to train on as well (see nlu/outside.py)")
    parser.add_argument("--evaluation", type=Path, default=EVALUATION, help="folder of YAML files with sentences that are never trained on")
    options = parser.parse_args()
    entries = catalogue()
    corpus, outside = read_corpus(options.corpus, entries), read_outside(options.data, entries) if options.data else []
    exclude = evaluation_keys(options.evaluation)
    build(options.out, options.seed, options.steps, options.minutes, corpus, Console(), outside, exclude)


if __name__ == "__main__":
    main()
