"""What this machine can hear with: the speech packages that are installed, and what may be said to the car."""

import logging
from collections.abc import Callable
from functools import cache
from pathlib import Path

from languages import language_of, part, stopping
from navigation.places import load
from nlu.service.ears import Ears
from speech.listening.noise import Suppression
from speech.listening.vad import Vad, open_session
from speech.protocols import SpeechUnavailable
from speech.recognising.phrases import phrases_for
from speech.recognising.vosk_ko import VoskKorean

log = logging.getLogger(__name__)

PHRASES = Path(__file__).parents[2] / "nlu" / "phrases"


@cache
def phrases(code: str, asked: bool) -> tuple[str, ...]:
    """What is likely to be said in a language, where a question is open or not. The same list again is the same."""
    words = part(code, "listening")
    likely = (*words.ANSWERS, *words.STOPS) if asked else words.STOPS
    return phrases_for(likely, [*stopping.phrases(code), *degrees(code), *commands(code)], places(code))


def commands(code: str) -> list[str]:
    return (PHRASES / f"{code}.txt").read_text(encoding="utf-8").splitlines()


def degrees(code: str) -> list[str]:
    """Every temperature: of those that the sentences of the corpus have by chance, one would be heard for another."""
    words = part(code, "listening")
    numbers = range(words.LEAST_DEGREES, words.MOST_DEGREES + 1)
    return [wording.format(number) for wording in words.DEGREES for number in numbers]


def talk(code: str) -> list[str]:
    """Sentences that are not for the car."""
    return (PHRASES / f"{code}_talk.txt").read_text(encoding="utf-8").splitlines()


def places(code: str) -> list[str]:
    """Ways to ask for each place of the table."""
    attach = part(code, "particles").attach
    names = [name for place in load() for name in (getattr(place, code), *place.aliases) if language_of(name) == code]
    return [attach(name, particle) + rest for name in names for particle, rest in part(code, "listening").GUIDED]


@cache
def stop_phrases(code: str) -> tuple[str, ...]:
    """What halts what moves, and nothing else: what is listened for while the voice speaks."""
    return phrases_for((), stopping.phrases(code))


def ears() -> Ears:
    """Loads what there is: some seconds. Raises SpeechUnavailable where the packages are missing."""
    session = open_session()
    # decoding again without a list takes longer than a driver waits
    korean = VoskKorean(open_when_list_fails=False, talk=talk("ko"))
    korean.prepare(phrases("ko", False))
    return Ears({"ko": korean}, lambda: Vad(session), suppression(), lambda code, before: phrases(code, before.pending))


def suppression() -> Callable[[], Suppression | None]:
    """How each utterance gets its noise suppression; none where its package is missing."""
    try:
        Suppression()
    except SpeechUnavailable as error:
        log.warning("%s; noise is left in", error)
        return lambda: None
    return Suppression
