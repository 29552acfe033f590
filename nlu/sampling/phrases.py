"""Writes what a recogniser listens for: nlu/phrases/<language>.txt, orders, and <language>_talk.txt, what is none.

    python -m nlu.sampling.phrases

The sentences are drawn as for the training, from the files with plain wordings: one order of a few words, without
mishearing, and the plainest words more often than in the corpus: the first of a list is the one that comes to mind.
What is said with one ending ("통풍 시트 꺼줄래") counts for the order itself, which is listed with the usual endings.
Every function, op, zone and value has its share: "조수석 창문 열어" is not left out for "창문 좀 열자". Behind an order
stands the one that says the opposite by one word, if it was drawn at all: "음악 꺼" would be taken for "음악 켜" alone.

The talk is a sentence of every wording that is not for the car, as long as it has nothing of an order's words:
speech/recognising/rejection.py says what for.

Nothing is trained on the lists, so they are drawn from the wordings that the training leaves out, too, and sentences
that an evaluation holds are in them where they are drawn: a recogniser is told of the plainest orders, and those are
what an evaluation has.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

from rich.progress import track

from languages import part
from languages.opposite_words import opposites_of
from nlu.engine.description import NO_COMMAND, NO_COMMANDS
from nlu.sampling.authored import Corpus, Template, read_corpus
from nlu.sampling.catalogue import catalogue
from nlu.sampling.check_corpus import CORPUS
from nlu.sampling.sampler import Sampler
from nlu.sampling.utterance import Utterance

FOLDER = Path(__file__).parents[1] / "phrases"
LANGUAGES = ("ko",)  # that are recognised with a list
PLAIN = ("agents", "assist", "body", "climate", "dialog", "home", "media", "nav", "opening", "phone", "seat", "status")
DRAWS = 800_000
HELD_OUT = 4  # one in so many draws is from the wordings that the training leaves out, which are a tenth of all
PLAINLY = 0.65  # share of the choices in which the first of a list is the likeliest, the second half as likely ...
MOST = 16_000  # sentences; the rest of a recogniser's 20,000 is for places, contacts and what the talk is about
MOST_WORDS = 6
# times as often a sentence has to come that is a character longer, to be listed before another: the draws vary the
# words of an order evenly, and people say the short one; set by looking at the first lines
LONGER = 1.28

# a word is talk's where its share is so many times that among the orders; where both are about even, it is an order's
MORE = 1.2

Meant = tuple[str, str, tuple[str, ...], str]  # function, op, zones, value
Drawn = Mapping[Meant, Counter[str]]  # how often each of its orders came


class Plainly(Random):
    """Chooses the first of a list more often than what comes behind it."""

    def choice(self, seq: Any) -> Any:
        if self.random() >= PLAINLY:
            return super().choice(seq)
        at = 0
        while at < len(seq) - 1 and self.random() < 0.5:
            at += 1
        return seq[at]


def plainly_worded(corpus: Corpus) -> Corpus:
    """Its files of plain wordings alone."""
    return replace(corpus, templates=[t for t in corpus.templates if Path(t.where.partition(":")[0]).stem in PLAIN])


def plain(utterance: Utterance) -> bool:
    """Is it one order, or one word to the assistant, that is short enough?"""
    functions = [segment.function for segment in utterance.segments]
    return len(functions) == 1 and functions[0] not in NO_COMMANDS and len(utterance.text.split()) <= MOST_WORDS


def order_pattern(verbs: Mapping[str, tuple[str, ...]], language: str) -> re.Pattern[str]:
    """What an order is that ends in one of the verbs, by its dictionary form: the order alone, then how it asks."""
    endings = {ending.strip() for ending, _ in part(language, "verbs").FINAL_ENDINGS}
    spoken, asking = (
        "|".join(sorted(map(re.escape, words), key=len, reverse=True))
        for words in ({form for form, *_ in verbs.values()}, endings - {""})
    )
    return re.compile(rf"((?:.* )?(?:{spoken}))(?: ?(?:{asking}))?")


def drawn(samplers: Sequence[Sampler], language: str, order: re.Pattern[str], draws: int, rng: Random) -> Drawn:
    """How often each plain sentence of a language comes, drawn from the samplers in turn; an order with another ending
    is the same sentence."""
    found: dict[Meant, Counter[str]] = {}
    for number in track(range(draws), description=language):
        utterance = samplers[number % len(samplers)].sample(rng, noise=False)
        if utterance.language == language and plain(utterance):
            said = order.fullmatch(utterance.text)
            meant = utterance.segments[0]
            key = meant.function, meant.op, meant.zones, meant.word
            found.setdefault(key, Counter())[said[1] if said else utterance.text] += 1
    return found


def commonest(found: Drawn) -> list[str]:
    """The sentences, those that are most likely said to a car first.

    Of one meaning by how often they came and how short they are; between these by rank, where one that is drawn four
    times as often has twice the places: by frequency alone a function that is worded in many ways ("통풍 시트 꺼")
    would be in the list with none of them.
    """
    placed: list[tuple[float, str]] = []
    for _, counts in sorted(found.items()):
        ranked = sorted(counts, key=lambda text: (-counts[text] / LONGER ** len(text), text))
        placed += [(rank / math.sqrt(counts.total()), text) for rank, text in enumerate(ranked, start=1)]
    return [text for _, text in sorted(placed)]


def with_opposites(texts: Sequence[str]) -> Iterator[str]:
    """Each sentence, and behind it those of all that say the opposite by one word; some come twice.

    >>> list(with_opposites(["음악 켜", "창문 열어", "음악 꺼"]))
    ['음악 켜', '음악 꺼', '창문 열어', '음악 꺼', '음악 켜']
    """
    spelled: dict[str, str] = {}
    for text in texts:
        spelled.setdefault(text.replace(" ", ""), text)
    for text in texts:
        yield text
        yield from (spelled[opposite] for opposite in opposites_of(text) if opposite in spelled)


def with_endings(texts: Iterable[str], order: re.Pattern[str], language: str) -> Iterator[str]:
    """Each sentence, and behind an order the usual endings."""
    for text in texts:
        yield text
        if order.fullmatch(text):
            yield from (text + ending for ending in part(language, "listening").ENDINGS if ending[-1] != text[-1])


def talk(sampler: Sampler, templates: Iterable[Template], language: str, rng: Random) -> Iterator[str]:
    """A sentence of each template of a language that is not for the car."""
    for template in templates:
        if template.language == language and [each.function for each in template.meanings] == [NO_COMMAND]:
            yield sampler.say([template], rng, noise=False).text


def far_from(orders: Iterable[str], said: Iterable[str]) -> list[str]:
    """Those sentences of `said` whose words all begin like talk rather than like orders, each once.

    "에어컨이 비싸더라" is talk and explains "에어컨 켜" nearly as well as the order does: with such sentences orders
    would be turned away.
    """
    sentences = list(dict.fromkeys(said))
    of_orders, of_talk = beginnings(orders), beginnings(sentences)
    of_an_order = {word for word in of_talk if MORE * of_orders[word] > of_talk[word]}
    return [text for text in sentences if not of_an_order & set(map(begin, text.split()))]


def beginnings(texts: Iterable[str]) -> defaultdict[str, float]:
    """The share that each beginning of a word has among those of the texts."""
    found = Counter(begin(word) for text in texts for word in text.split())
    return defaultdict(float, {word: times / found.total() for word, times in found.items()})


def begin(word: str) -> str:
    """Two syllables, in which particles and endings are left out of most words."""
    return word[:2]


def write(folder: Path = FOLDER, draws: int = DRAWS, most: int = MOST) -> None:
    entries = catalogue()
    corpus = read_corpus(CORPUS, entries)
    known, left_out = (Sampler(plainly_worded(corpus), entries, held_out=each) for each in (False, True))
    samplers = [known] * (HELD_OUT - 1) + [left_out]
    folder.mkdir(exist_ok=True)
    for language in LANGUAGES:
        order = order_pattern(corpus.verbs[language], language)
        found = dict.fromkeys(with_opposites(commonest(drawn(samplers, language, order, draws, Plainly(0)))))
        lines = [*dict.fromkeys(with_endings(found, order, language))][:most]
        save(folder / f"{language}.txt", lines)
        save(folder / f"{language}_talk.txt", far_from(lines, talk(known, corpus.templates, language, Random(0))))


def save(path: Path, lines: list[str]) -> None:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()
