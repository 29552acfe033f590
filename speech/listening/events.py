"""What becomes of an utterance, as it goes. Every `at` is in samples at RATE since its audio began."""

from dataclasses import dataclass
from typing import Literal

from speech.protocols import Heard, RecognisedBy
from speech.recognising.why import NO_ANSWER

# "complete": what was said is a whole command, and a short pause followed; "silence": a longer pause;
# "too long": somebody spoke on and on; "audio ended": the button was let go, or the stream closed
Why = Literal["complete", "silence", "too long", "audio ended"]
# "no speech": sound, but no voice; "no signal": not even noise, as of a microphone that is muted or not there;
# "no words": a voice that the recogniser made nothing of; "no server": it is elsewhere, and did not answer
WhyNothing = Literal["no speech", "no signal", "no words", "no server"]


@dataclass(frozen=True)
class SpeechStarted:
    at: int


@dataclass(frozen=True)
class Partial:
    """The words so far; they may still change."""

    text: str
    at: int  # up to where the audio has come


@dataclass(frozen=True)
class SpeechEnded:
    at: int  # of the last voice, before the pause that showed it
    why: Why


@dataclass(frozen=True)
class Final:
    """What was said, best first."""

    alternatives: tuple[Heard, ...]
    by: RecognisedBy


@dataclass(frozen=True)
class NothingHeard:
    why: WhyNothing
    by: RecognisedBy | None = None  # of "no words": whose ears made nothing of the voice, and why theirs


def heard(alternatives: tuple[Heard, ...], by: RecognisedBy | None) -> Final | NothingHeard:
    """What comes of a voice. `by` None: there was no time to recognise anything."""
    if by is not None and alternatives:
        return Final(alternatives, by)
    unanswered = by is not None and by.where == "server" and by.why in NO_ANSWER
    return NothingHeard("no server" if unanswered else "no words", by)


Event = SpeechStarted | Partial | SpeechEnded | Final | NothingHeard
