"""What this machine can hear with: the speech packages that are installed, and what may be said to the car."""

import logging
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, lru_cache, partial
from pathlib import Path
from types import MappingProxyType

from contract.values import Context
from languages import language_of, part, stopping
from malcha.speech.contacts import NONE, Contacts
from navigation.places import load
from nlu.service.ears import Ears
from speech.listening.noise import Suppression
from speech.listening.vad import Vad, open_session
from speech.protocols import Recogniser, SpeechUnavailable
from speech.recognising import nearest
from speech.recognising.confirmed import Confirmed
from speech.recognising.english import MoonshineEnglish
from speech.recognising.hedged import Hedged
from speech.recognising.own_model import open_model
from speech.recognising.phrases import phrases_for
from speech.recognising.vosk_ko import VoskKorean
from speech.recognising.whisper import Whisper

log = logging.getLogger(__name__)

PHRASES = Path(__file__).parents[2] / "nlu" / "phrases"
LISTED = frozenset(file.stem for file in PHRASES.glob("??.txt"))  # languages that are recognised with a list of phrases
LISTS = 16  # lists of phrases that are kept; their number is that of the moments, and grows with every place

NamesNear = Callable[[str], tuple[str, ...]]  # of a language


def nowhere(code: str) -> tuple[str, ...]:
    """No names near by."""
    return ()


@lru_cache(LISTS)
def phrases(
    code: str, asked: bool, listed: bool = False, near: tuple[str, ...] = (), contacts: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """What is likely to be said in a language, where a question or a list of places is open or not; `near` are names of
    places near by, besides those of the table, `contacts` of whom the driver may call. The same list again is the
    same."""
    words = part(code, "listening")
    likely = (
        *(words.NUMBERS if listed else ()),
        *(words.ANSWERS if asked or listed else ()),
        *words.STOPS,
        *words.SHORT,
    )
    named = [*places(code), *ways_to_call(code, contacts), *ways_to(code, near)]
    return phrases_for(likely, [*stopping.phrases(code), *degrees(code), *commands(code)], named)


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
    return ways_to(code, names(code))


def ways_to(code: str, names: Sequence[str]) -> list[str]:
    """Ways to ask to be guided to each of these places."""
    attach = part(code, "particles").attach
    return [attach(name, particle) + rest for name in names for particle, rest in part(code, "listening").GUIDED]


def ways_to_call(code: str, names: Sequence[str]) -> list[str]:
    """Ways to have each of these called."""
    return [name + rest for name in names for rest in part(code, "listening").CALLED]


@cache
def stop_phrases(code: str) -> tuple[str, ...]:
    """What is listened for while something moves or the voice speaks: what halts it. A recogniser of a list of phrases
    has all others beside them: with stops alone it takes every second order for one."""
    return phrases(code, False) if code in LISTED else phrases_for((), stopping.phrases(code))


def names(code: str) -> tuple[str, ...]:
    """The places of the table, by all their names."""
    every = (name for place in load() for name in (getattr(place, code), *place.aliases))
    return tuple(dict.fromkeys(name for name in every if language_of(name) == code))


def now_likely(
    code: str, before: Context, listed: bool, near: NamesNear = nowhere, contacts: Contacts = NONE
) -> tuple[str, ...]:
    called = contacts.get(code, ())
    return phrases(code, before.pending, listed, near(code), called) if code in LISTED else (*names(code), *called)


def prepare(recogniser: Recogniser, near: tuple[str, ...], contacts: Contacts = NONE) -> None:
    """Makes the lists of phrases with these names near by and these contacts ready, where the recogniser can."""
    while isinstance(recogniser, Hedged) and recogniser.own is not None:
        recogniser = recogniser.own
    if isinstance(recogniser, VoskKorean | Confirmed):
        for asked in (True, False):
            called = contacts.get(recogniser.language, ())
            recogniser.prepare(phrases(recogniser.language, asked, near=near, contacts=called))


def korean(own: Path | None) -> Recogniser:
    found = open_model(own, "ko", talk("ko")) if own else vosk_korean()
    if not isinstance(found, VoskKorean):
        return found
    found.prepare(stop_phrases("ko"))
    return confirmed(found)


def vosk_korean() -> VoskKorean:
    """Decoding again without a list takes longer than a driver waits, so it does not."""
    return VoskKorean(open_when_list_fails=False, talk=talk("ko"), phrases=phrases("ko", asked=True, listed=True))


def confirmed(first: VoskKorean) -> Recogniser:
    """The same with a second hearing, where its packages are installed."""
    try:
        nearest.check()
        return Confirmed(first, Whisper(first.language))
    except SpeechUnavailable as error:
        log.info("Korean is heard once, and not by Whisper too: %s", error)
        return first


def english(own: Path | None) -> Recogniser:
    return MoonshineEnglish() if own is None else open_model(own, "en")


RECOGNISERS: Mapping[str, Callable[[Path | None], Recogniser]] = {"ko": korean, "en": english}


def ears(
    languages: Sequence[str] = tuple(RECOGNISERS),
    own: Mapping[str, Path | None] = MappingProxyType({}),
    near: NamesNear = nowhere,
    contacts: Contacts = NONE,
) -> Ears:
    """Loads what there is of these languages, side by side: some seconds. `own` are folders of models instead.

    A language whose packages or model are missing is left out, and the log says so. Raises SpeechUnavailable where
    none is left, and without the packages that find the voice.
    """
    session = open_session()
    asked = [code for code in languages if code in RECOGNISERS]
    with ThreadPoolExecutor(len(RECOGNISERS), thread_name_prefix="recogniser") as pool:
        loading = {code: pool.submit(RECOGNISERS[code], own.get(code)) for code in asked}
    found: dict[str, Recogniser] = {}
    missing: list[SpeechUnavailable] = []
    for code, each in loading.items():
        try:
            found[code] = each.result()
            prepare(found[code], near(code), contacts)
        except SpeechUnavailable as error:
            missing.append(error)
    if missing and not found:
        raise missing[0]
    for why in missing:
        log.warning("%s; the other languages are heard", why)
    return Ears(found, lambda: Vad(session), suppression(), partial(now_likely, near=near, contacts=contacts))


def suppression() -> Callable[[], Suppression | None]:
    """How each utterance gets its noise suppression; none where its package is missing."""
    try:
        Suppression()
    except SpeechUnavailable as error:
        log.warning("%s; noise is left in", error)
        return lambda: None
    return Suppression
