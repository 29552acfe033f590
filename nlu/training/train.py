"""Trains the network on the authored sentences and writes the model directory: make train

One seed gives one model on one machine, unless --minutes ends the training early. Held-out templates
(authored.HELD_OUT) are never trained on; confidence is calibrated on them and the table at the end reports them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import torch
from rich.console import Console

from nlu.engine.description import LABELS, MODEL, TOKENISER, Description, Source, sha256_of
from nlu.engine.engine import Engine
from nlu.engine.tokeniser import Tokeniser
from nlu.evaluation.comparison import compare, side_by_side
from nlu.evaluation.label_files import read_rows
from nlu.evaluation.labelled import Row
from nlu.evaluation.results import LANGUAGES
from nlu.public_data.elicited import NAME as ELICITED
from nlu.public_data.elicited import read_elicited
from nlu.public_data.labelled_rows import EVALUATION as PEOPLE
from nlu.public_data.labelled_rows import SOURCES, described, evaluation_texts, read_public
from nlu.sampling.authored import Corpus, Template, read_corpus
from nlu.sampling.catalogue import ALIASES, Entry, catalogue
from nlu.sampling.check_corpus import CORPUS, EVALUATION, evaluation_keys
from nlu.sampling.sampler import Sampler, sentence_key
from nlu.training import loop, objective
from nlu.training.calibration import NO_ROWS, HeldOutResult, calibrate, choose_threshold, evaluate, parity, report
from nlu.training.examples import BIO, Batch, Labels, collate, make_example, make_labels
from nlu.training.network import REACH
from nlu.training.recipe import SMALL, Recipe
from nlu.training.vocabulary import lexicon

SORTED, TIMES = 32, 2  # batches that are sorted by length together, and used so often
VERSION = 12  # hexadecimal digits of the weights' hash
TOKENISER_SENTENCES, HELD_OUT_SENTENCES, MEASURED_ON, PARITY_SENTENCES = 60_000, 20_000, 600, 500


@dataclass(frozen=True)
class Data:
    """What is trained on, and what is not."""

    corpus: Corpus
    outside: Sequence[Template] = ()  # of public data sets
    exclude: frozenset[str] = frozenset()  # keys of sentences that are never trained on
    development: Sequence[Row] = ()  # sentences on which the threshold is chosen; their keys are in `exclude`

    @property
    def sources(self) -> tuple[Source, ...]:
        elicited = sum(template.source == ELICITED for template in self.outside)
        own = [Source("Malcha corpus", "Apache-2.0", len(self.corpus.templates))]
        own += [Source(ELICITED, "Apache-2.0", elicited)] if elicited else []
        return (*own, *described(self.outside))

    def sampler(
        self, entries: Mapping[str, Entry], held_out: bool, words: Mapping[str, list[str]] | None = None
    ) -> Sampler:
        return Sampler(self.corpus, entries, held_out, words, self.outside, self.exclude)


@dataclass(frozen=True)
class Trained:
    recipe: Recipe
    network: Any
    labels: Labels
    entries: Mapping[str, Entry]
    sources: tuple[Source, ...]
    history: list[dict[str, float]]  # {"step", "loss", "exact_ko", "exact_en"} on the way, of held-out utterances
    results: list[HeldOutResult]  # at the end
    temperature: float
    threshold: float

    def write(self, out: Path, quantised: bool = True) -> None:
        """The ONNX file and the JSON that describes it and the tokeniser, which lies in `out` already."""
        self.recipe.write(self.network, out / MODEL, quantised)
        labels = self.labels
        description = Description(
            version=sha256_of(out / MODEL)[:VERSION],
            temperature=self.temperature,
            threshold=self.threshold,
            reach=REACH,
            functions=labels.functions,
            ops=labels.ops,
            words=labels.words,
            zones=labels.zones,
            tags=BIO,
            contexts=labels.contexts,
            sources=self.sources,
            columns=labels.slices,
            pairs=labels.pairs,
            aliases=ALIASES,
            catalogue={name: entry.described() for name, entry in self.entries.items()},
            sha256={name: sha256_of(out / name) for name in (MODEL, TOKENISER)},
        )
        description.write(out / LABELS)


def make_batches(
    sampler: Sampler, tokeniser: Tokeniser, labels: Labels, padding: int, rng: Random, size: int = SMALL.batch
) -> Iterator[Batch]:
    """Endless: batches of utterances of about one length, in random order. Each is used TIMES times."""
    while True:
        examples = [make_example(sampler.sample(rng), tokeniser, labels) for _ in range(size * SORTED)]
        examples.sort(key=lambda example: len(example.ids))
        made = [collate(examples[at : at + size], padding) for at in range(0, len(examples), size)]
        for _ in range(TIMES):
            rng.shuffle(made)
            yield from made


def build(
    out: Path, seed: int, steps: int, minutes: float, data: Data, console: Console, recipe: Recipe = SMALL
) -> Trained:
    """Everything from corpus to model directory."""
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(seed)
    torch.set_num_threads(2)
    entries = catalogue()
    labels = make_labels(entries)
    plain = data.sampler(entries, held_out=False)
    rng = Random(seed)
    recipe.write_tokeniser((plain.sample(rng) for _ in range(TOKENISER_SENTENCES)), out / TOKENISER)
    tokeniser = Tokeniser(out / TOKENISER)
    console.print(f"{len(data.corpus.templates)} templates, {len(tokeniser)} pieces, {len(labels.pairs)} intents")
    held = data.sampler(entries, True, lexicon(tokeniser))
    utterances = [held.sample(rng) for _ in range(HELD_OUT_SENTENCES)]
    network = recipe.network(tokeniser, len(labels.contexts), labels.slices["tag"][1])

    def so_far(temperature: float = 1.0, threshold: float = 0.0) -> Trained:
        return Trained(recipe, network, labels, entries, data.sources, history, results, temperature, threshold)

    def measure() -> dict[str, float]:
        so_far().write(out)
        return exact_shares(evaluate(Engine.load(out), utterances[:MEASURED_ON], entries))

    history: list[dict[str, float]] = []
    results: list[HeldOutResult] = []
    sampler = data.sampler(entries, False, lexicon(tokeniser))
    batches = make_batches(sampler, tokeniser, labels, network.padding, Random(seed), recipe.batch)
    history += loop.train(
        network,
        batches,
        lambda batch: objective.loss(network, labels, batch),
        steps,
        minutes,
        console,
        measure,
        recipe.optimisers(network),
        recipe.average,
    )
    console.print(f"{plain.excluded + sampler.excluded} draws left out that were sentences of the evaluation")

    temperature = calibrate(network, labels, [make_example(u, tokeniser, labels) for u in utterances])
    so_far(temperature).write(out)
    threshold = choose_threshold(Engine.load(out), data.development)
    so_far(temperature, threshold).write(out)
    engine = Engine.load(out)
    results += evaluate(engine, utterances, entries)
    report(results, *parity(network, labels, engine, utterances[:PARITY_SENTENCES], tokeniser), threshold, console)
    console.print(
        f"temperature {temperature}, threshold {threshold}; "
        + ", ".join(f"{n} {(out / n).stat().st_size / 1e6:.2f} MB" for n in (MODEL, LABELS, TOKENISER))
    )
    return so_far(temperature, threshold)


def exact_shares(results: Sequence[HeldOutResult]) -> dict[str, float]:
    """{"exact_ko", "exact_en"}, 0 to 1; a language without results is left out."""
    found = {language: [r.exact for r in results if r.language == language] for language in LANGUAGES}
    return {f"exact_{language}": sum(exact) / len(exact) for language, exact in found.items() if exact}


def evaluation_files(evaluation: Path, prefix: str = "") -> list[Path]:
    """The files with sentences of the evaluation, one a language; `prefix` "dev_" for development sentences."""
    paths = (evaluation / f"{prefix}{language}.yaml" for language in LANGUAGES)
    return [path for path in paths if path.exists()]


def compare_with_float(trained: Trained, out: Path, evaluation: Path, floats: Path | None, console: Console) -> None:
    """Prints every figure of the int8 model beside that of float32, on the sentences of the evaluation.

    The float32 model stays in the folder `floats`, if given: `malcha eval --model` measures it again.
    """
    files = evaluation_files(evaluation)
    if not files:
        console.print(f"no sentences in {evaluation}: int8 and float32 are not compared")
        return
    shipped = Engine.load(out)
    with TemporaryDirectory() as folder:
        exact = floats or Path(folder)
        exact.mkdir(parents=True, exist_ok=True)
        (exact / TOKENISER).write_bytes((out / TOKENISER).read_bytes())
        trained.write(exact, quantised=False)
        console.print(
            side_by_side(compare({"fp32": Engine.load(exact), "int8": shipped}, read_rows(files, shipped.catalogue)))
        )


def draw(trained: Trained, out: Path, evaluation: Path, folder: Path) -> None:
    """The pictures of the documentation: learning, confusions and reliability on the sentences of the evaluation."""
    from nlu.evaluation import pictures, results

    folder.mkdir(parents=True, exist_ok=True)
    pictures.learning_picture(trained.history, folder / "learning.svg")
    engine = Engine.load(out)
    rows = read_rows(evaluation_files(evaluation), engine.catalogue)
    found = results.evaluate(engine, rows)
    pictures.confusion_picture(found, folder / "confusions.svg")
    pictures.reliability_picture(found, folder / "reliability.svg", engine.threshold)


def run(
    out: Path,
    console: Console,
    seed: int,
    steps: int,
    minutes: float,
    outside: Path | None,
    pictures: Path | None,
    floats: Path | None = None,
    evaluation: Path = EVALUATION,
    recipe: Recipe = SMALL,
) -> None:
    """The one command: trains, writes the model to `out`, reports.

    `outside` is a folder of public data sets to train on as well (public_data/labelled_rows.py); the sentences of the
    YAML files in `evaluation` are never trained on. Pictures go to `pictures` and the same model as float32 to
    `floats`, if given.
    """
    entries = catalogue()
    rows = read_elicited(entries) + (read_public(outside, entries) if outside else [])
    used = {template.source for template in rows}
    if missing := [source.name for source in SOURCES if source.name not in used]:
        console.print(
            f"[yellow]without {', '.join(missing)}: the shipped model was trained on more (see docs/model_card.md)[/]"
        )
    if not evaluation.is_dir():
        console.print(f"[yellow]{evaluation} is not there: nothing is kept out of the training[/]")
    files = evaluation_files(evaluation, "dev_")
    development = read_rows(files, entries) if files else []
    if not development:
        console.print(
            f"[yellow]no development sentences in {evaluation}: the threshold is not chosen, but {NO_ROWS}[/]"
        )
    people = outside / PEOPLE if outside else None
    if people and people.exists():
        development += read_rows([people], entries)[::2]  # the threshold is chosen on these, reported on the others
    kept_apart = evaluation_texts(outside) if outside else []
    exclude = evaluation_keys(evaluation) | {sentence_key(text) for text in kept_apart}
    data = Data(read_corpus(CORPUS, entries), rows, exclude, development)
    trained = build(out, seed, steps, minutes, data, console, recipe)
    compare_with_float(trained, out, evaluation, floats, console)
    if pictures:
        draw(trained, out, evaluation, pictures)
