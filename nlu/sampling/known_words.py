"""Writes languages/<code>/rules/known.py: words of which every sentence for the car has at least one.

    python -m nlu.sampling.known_words

They are the words of the sampled sentences, and the names of days and months; names of places and people, titles and
messages are left out. A word of one letter must be said often, as one letter of a mashed text is easily one of them.
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
OFTEN = 50  # times in DRAWS that a word of one letter is said; with 15, a third more of mashed texts are acted on
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
        fillers = part(code, "rules.fillers")
        said = {word for word, number in counts.items() if len(word) > 1 or number >= OFTEN}
        words = sorted(said | {word[: fillers.LETTERS] for word in fillers.DATES})
        width = WIDTH // fillers.WIDTH
        lines = fill(" ".join(words), width, break_on_hyphens=False)
        content = f'{HEAD}\n\nKNOWN = """\n{lines}\n"""\n'
        (Path(languages.__file__).parent / code / "rules" / "known.py").write_text(content, encoding="utf-8")


def own_words(utterance: Utterance) -> set[str]:
    """The known forms of its words, without those of names and without fillers."""
    text = list(utterance.text)
    for span in utterance.spans:
        if span.tag in SPOKEN:
            text[span.begin : span.end] = "\0" * (span.end - span.begin)
    fillers = part(utterance.language, "rules.fillers")
    words = (word for word in "".join(text).split() if "\0" not in word and not any(c.isdigit() for c in word))
    return {word[: fillers.LETTERS] for word in words if word not in fillers.FILLERS}


if __name__ == "__main__":
    main()
