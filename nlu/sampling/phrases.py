"""Writes nlu/phrases/<language>.txt, what a recogniser listens for: whole orders, the commonest first.

    python -m nlu.sampling.phrases

The sentences are drawn as for the training, from the files with plain wordings: one order of a few words, without a
reason before it and without mishearing. How often one is drawn decides its place.
"""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random

from rich.progress import track

from nlu.engine.description import NO_COMMANDS
from nlu.sampling.authored import read_corpus
from nlu.sampling.catalogue import catalogue
from nlu.sampling.check_corpus import CORPUS, EVALUATION, evaluation_keys
from nlu.sampling.sampler import Sampler
from nlu.sampling.utterance import Utterance

FOLDER = Path(__file__).parents[1] / "phrases"
LANGUAGES = ("ko",)  # that are recognised with a list
PLAIN = ("agents", "assist", "body", "climate", "dialog", "home", "media", "nav", "opening", "phone", "seat", "status")
DRAWS = 600_000
MOST = 16_000  # sentences; the rest of a recogniser's 20,000 is for places, contacts and what the talk is about
MOST_WORDS = 6


def plain(utterance: Utterance) -> bool:
    """Is it one order, or one word to the assistant, that is short enough?"""
    functions = [segment.function for segment in utterance.segments]
    return len(functions) == 1 and functions[0] not in NO_COMMANDS and len(utterance.text.split()) <= MOST_WORDS


def drawn(sampler: Sampler, language: str, draws: int, rng: Random) -> Counter[str]:
    """How often each plain sentence of a language comes."""
    found: Counter[str] = Counter()
    for _ in track(range(draws), description=language):
        utterance = sampler.sample(rng, noise=False)
        if utterance.language == language and plain(utterance):
            found[utterance.text] += 1
    return found


def commonest(found: Counter[str], most: int) -> list[str]:
    """The `most` that come most often; of equals the shorter, then in the order of letters."""
    return sorted(found, key=lambda text: (-found[text], len(text), text))[:most]


def write(folder: Path = FOLDER, draws: int = DRAWS, most: int = MOST) -> None:
    entries = catalogue()
    corpus = read_corpus(CORPUS, entries)
    plainly = [each for each in corpus.templates if Path(each.where.partition(":")[0]).stem in PLAIN]
    sampler = Sampler(replace(corpus, templates=plainly), entries, held_out=False, exclude=evaluation_keys(EVALUATION))
    folder.mkdir(exist_ok=True)
    for language in LANGUAGES:
        lines = commonest(drawn(sampler, language, draws, Random(0)), most)
        (folder / f"{language}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()
