"""Which phrases an utterance is recognised with: what the talk makes likely, what the car can do, places.

How many: measured with sentences drawn from the corpus and 20 synthetic commands. A list of 20,000 takes 0.6 s of one
core to prepare, once, and 1.5 times as long to decode with as one of 500. Of the commands it holds, 18 come out right
(19 with 500); of commands that it does not hold 15 (5 with 500), since their words and pairs of words are in it.
"""

from collections.abc import Iterable

MOST = 20_000  # phrases of one utterance
OF_THE_TALK = 10  # times that a phrase of the talk counts; measured with 40 likely ones among 5,000: 19 of 20 right


def phrases_for(
    talk: Iterable[str], commands: Iterable[str], places: Iterable[str] = (), most: int = MOST
) -> tuple[str, ...]:
    """The phrase list of one utterance, without duplicates and empty ones: at most `most` different phrases.

    `talk` is what may be said now and not at other times: answers to the question that was asked, names on the list
    that is shown, contacts. These come first and several times, which is how the recogniser is told that they are more
    likely. `commands` are sentences to the car, the commonest first; `places` what is near by, the nearest first.

    >>> phrases_for(["네", " "], ["창문  열어 줘", "네"], ["강남역"])[-3:]
    ('네', '창문 열어 줘', '강남역')
    """
    likely = list(_tidy(talk))[:most]
    chosen = list(dict.fromkeys((*likely, *_tidy(commands), *_tidy(places))))[:most]
    return (*(phrase for phrase in likely for _ in range(OF_THE_TALK - 1)), *chosen)


def _tidy(phrases: Iterable[str]) -> Iterable[str]:
    """Each phrase once, with single spaces."""
    return dict.fromkeys(phrase for phrase in (" ".join(each.split()) for each in phrases) if phrase)
