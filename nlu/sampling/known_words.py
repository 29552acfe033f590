"""Writes languages/<code>/known.py: words of which every sentence for the car has at least one.

    python -m nlu.sampling.known_words

They are the words of the sampled sentences that are said often enough; names, titles and messages are left out.
"""

from collections import Counter
from pathlib import Path
from random import Random
from textwrap import fill

import languages
from languages import part
from nlu.engine.description import NO_COMMAND
from nlu.sampling.authored import read_corpus
from nlu.sampling.catalogue import catalogue
from nlu.sampling.sampler import Sampler
from nlu.sampling.utterance import Utterance

DRAWS, SEED = 60_000, 3
OFTEN = 15  # times in DRAWS: a word said more rarely is not needed
WIDTH = 118  # columns of a line
SPOKEN = ("arg", "body", "to", "near", "room")  # tags of what may be any words
HEAD = '"""Words of which every sentence for the car has at least one: written by nlu/sampling/known_words.py."""'


def main() -> None:
    entries = catalogue()
    sampler, rng = Sampler(read_corpus(Path("nlu/corpus"), entries), entries, held_out=False), Random(SEED)
    found: dict[str, Counter[str]] = {code: Counter() for code in languages.codes()}
    for _ in range(DRAWS):
        utterance = sampler.sample(rng, noise=False)
        if utterance.segments[0].function != NO_COMMAND:
            found[utterance.language].update(own_words(utterance))
    for code, counts in found.items():
        words = sorted(word for word, number in counts.items() if number >= OFTEN)
        width = WIDTH // part(code, "fillers").WIDTH
        lines = fill(" ".join(words), width, break_on_hyphens=False)
        content = f'{HEAD}\n\nKNOWN = """\n{lines}\n"""\n'
        (Path(languages.__file__).parent / code / "known.py").write_text(content, encoding="utf-8")


def own_words(utterance: Utterance) -> set[str]:
    """The known forms of its words, without those of names and without fillers."""
    text = list(utterance.text)
    for span in utterance.spans:
        if span.tag in SPOKEN:
            text[span.begin : span.end] = "\0" * (span.end - span.begin)
    fillers = part(utterance.language, "fillers")
    words = (word for word in "".join(text).split() if "\0" not in word and not any(c.isdigit() for c in word))
    return {word[: fillers.LETTERS] for word in words if word not in fillers.FILLERS}


if __name__ == "__main__":
    main()
