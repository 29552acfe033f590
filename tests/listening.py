"""Ears for tests without a speech package: what is loud is voice, and the words are those of a script."""

from contextlib import nullcontext

import numpy as np

from speech.listening.listener import Listener
from speech.protocols import RATE, Heard, RecognisedBy

BY = RecognisedBy("scripted", "7")
CHUNK = RATE // 10  # samples, 0.1 s


class Loudness:
    """What is loud is voice. `resets` counts how often it was to begin anew."""

    resets = 0

    def probability(self, frame):
        return 0.95 if np.abs(frame.astype(int)).mean() > 1_000 else 0.05

    def reset(self):
        self.resets += 1


class Stream:
    """Hears one more word with every 0.3 s of its audio."""

    by = BY

    def __init__(self, words, answer):
        self.words, self.answer, self.samples = words, answer, 0

    def accept(self, samples):
        self.samples += len(samples)
        heard = min(len(self.words), int(self.samples / (0.3 * RATE)))
        return " ".join(self.words[:heard])

    def finish(self):
        return self.answer


class Recogniser:
    """Hears the utterances of its script, one after the other; the last one again and again. Each is a text, or
    (text, score)."""

    language, name, version = "ko", BY.name, BY.version

    def __init__(self, *utterances):
        self.utterances = list(utterances)
        self.phrases = []

    def stream(self, phrases=()):
        self.phrases.append(tuple(phrases))
        said = self.utterances.pop(0) if len(self.utterances) > 1 else self.utterances[0]
        text, score = (said, 0.9) if isinstance(said, str) else said
        return Stream(text.split(), (Heard(text, score),) if text else ())


class ScriptedHearing:
    """A vehicle.doors.utterance.Hearing; `stop` is what is heard behind an utterance."""

    def __init__(self, *utterances, stop="멈춰"):
        self.recogniser, self.stop = Recogniser(*utterances), Recogniser(stop)
        self.asked = []

    def listener(self, code, rate, before, names):
        self.asked.append((code, rate, before, tuple(names)))
        return Listener(self.recogniser, Loudness(), rate=rate, phrases=names)

    def for_stop(self, code, rate):
        return Listener(self.stop, Loudness(), rate=rate)


class Switched:
    """What a gateway of the tests hears and speaks with; `now` is another in each test."""

    def __init__(self):
        self.now = ScriptedHearing("열선 켜 줘")

    def listener(self, *asked):
        return self.now.listener(*asked)

    def for_stop(self, *asked):
        return self.now.for_stop(*asked)

    def prepare(self, code):
        pass

    def undisturbed(self):
        return nullcontext()

    def speak(self, text, code):
        return ()


def tone(seconds, rate=RATE):
    """Loud: a voice to Loudness."""
    at = np.arange(round(seconds * rate)) / rate
    return (8_000 * np.sin(2 * np.pi * 200 * at)).astype("<i2")


def silence(seconds, rate=RATE):
    return np.zeros(round(seconds * rate), dtype="<i2")


def chunks(*parts, size=CHUNK):
    """Bytes as they travel."""
    audio = np.concatenate(parts)
    return [audio[start : start + size].tobytes() for start in range(0, len(audio), size)]
