"""Writes Korean sentences that the second hearing learns from (speech/training), one a line:

    python -m nlu.sampling.spoken sentences.txt --count 4000 --chat chat.txt --leave-out evaluation.txt

Half are plain orders, as one says them to a car, a quarter what the engine is trained on, several orders and talk among
them, the rest talk of everyday: who learns orders alone hears orders in whatever is said. A sentence of --leave-out is
not written, in no spelling and with no other ending, nor one with a name in it that follows "name: ".
"""

import re
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from random import Random

from languages import part
from nlu.sampling.authored import read_corpus
from nlu.sampling.catalogue import catalogue
from nlu.sampling.check_corpus import CORPUS
from nlu.sampling.phrases import FOLDER, plainly_worded
from nlu.sampling.sampler import Sampler

LANGUAGE = "ko"
LISTED, PLAINLY, CORPUS_SHARE = 0.28, 0.20, 0.22  # of the sentences: phrases of the list, plain wordings, all wordings
HELD_OUT = 4  # one of so many drawn from all wordings is of those that the engine's training leaves out
SHORTEST, LONGEST = 2, 60  # characters
NAME = "name: "


def sentences(chat: Sequence[str], left_out: Sequence[str], seed: int) -> Iterator[str]:
    """Without end. Without `chat` the talk is that of the corpus."""
    rng = Random(seed)
    plain, known, held_out = _samplers()
    listed = (FOLDER / f"{LANGUAGE}.txt").read_text(encoding="utf-8").splitlines()
    talk = chat or (FOLDER / f"{LANGUAGE}_talk.txt").read_text(encoding="utf-8").splitlines()
    names = {_letters(line.removeprefix(NAME)) for line in left_out if line.startswith(NAME)}
    said = {_order(line) for line in left_out if not line.startswith(NAME)}
    while True:
        roll = rng.random()
        if roll < LISTED:
            text = rng.choice(listed)
        elif roll < LISTED + PLAINLY + CORPUS_SHARE:
            whole = held_out if rng.randrange(HELD_OUT) == 0 else known
            drawn = (plain if roll < LISTED + PLAINLY else whole).sample(rng, noise=False)
            text = drawn.text if drawn.language == LANGUAGE else ""
        else:
            text = rng.choice(talk)
        fits = SHORTEST <= len(text) <= LONGEST and _order(text) not in said
        if fits and not any(name in _letters(text) for name in names):
            yield text


@cache
def _samplers() -> tuple[Sampler, Sampler, Sampler]:
    """Of plain wordings, of all that the engine learns from, and of those that its training leaves out."""
    entries = catalogue()
    corpus = read_corpus(CORPUS, entries)
    plain = Sampler(plainly_worded(corpus), entries, held_out=False)
    return plain, Sampler(corpus, entries, held_out=False), Sampler(corpus, entries, held_out=True)


def _order(text: str) -> str:
    """The letters of a sentence without the ending that asks."""
    endings = "|".join(ending.strip() for ending in (*part(LANGUAGE, "listening").ENDINGS, " 줄래", " 줘요"))
    return re.sub(f"(?:{endings})$", "", _letters(text))


def _letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, default=4000)
    parser.add_argument("--chat", type=Path, help="sentences of talk, one a line")
    parser.add_argument("--leave-out", type=Path, help="sentences of an evaluation, one a line")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args(sys.argv[1:])
    chat, left_out = (
        each.read_text(encoding="utf-8").splitlines() if each else [] for each in (given.chat, given.leave_out)
    )
    found = sentences(chat, left_out, given.seed)
    given.out.write_text("".join(f"{next(found)}\n" for _ in range(given.count)), encoding="utf-8")


if __name__ == "__main__":
    main()
