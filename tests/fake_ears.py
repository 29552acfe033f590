"""Ears that are worked out by hand: what is loud is voice, and the words are given."""

import wave

import numpy as np
from listening import Loudness

from malcha.speech import ears
from nlu.service.ears import Ears
from speech.protocols import RATE, RecognisedBy

LOUD = np.tile(np.array([8_000, -8_000], np.int16), RATE // 2)  # 1 s
QUIET = np.zeros(RATE, np.int16)  # 1 s


class Recogniser:
    """Hears one thing after the other."""

    language, name, version = "ko", "fake", "1"
    by = RecognisedBy("fake", "1")

    def __init__(self, *answers):
        self.answers = list(answers)

    def stream(self, phrases=()):
        return self

    def accept(self, samples):
        return ""

    def finish(self):
        return self.answers.pop(0) if self.answers else ()


def heard(monkeypatch, *answers):
    recogniser = Recogniser(*answers)
    found = Ears({"ko": recogniser}, Loudness, lambda: None, lambda code, before, listed: ())
    monkeypatch.setattr(ears, "ears", lambda languages, own: found)


def written(path, *parts, rate=RATE, channels=1):
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(np.concatenate(parts).tobytes())
    return str(path)
