"""Audio that belongs to one utterance from the first sample to the last."""

import numpy as np
import pytest

from speech.listening.events import Final, NothingHeard, Partial, SpeechEnded
from speech.listening.whole import LONGEST_WHOLE, Whole
from speech.protocols import RATE, AudioError, Heard, RecognisedBy

CHUNK = np.arange(1_600, dtype=np.int16)


WORDS = (Heard("에어컨 켜", 0.9),)


class Recogniser:
    language, name, version = "ko", "fake", "1"

    def __init__(self, answer=WORDS):
        self.answer, self.got, self.phrases = answer, [], None
        self.by = RecognisedBy("fake", "1")

    def stream(self, phrases=()):
        self.phrases = phrases
        return self

    def accept(self, samples):
        self.got.append(samples)
        return "에어컨 켜" if len(self.got) > 2 else "에어컨"

    def finish(self):
        return self.answer


def test_every_sample_is_recognised_however_silent():
    recogniser = Recogniser()
    whole = Whole(recogniser, phrases=["에어컨 켜"])
    silent = np.zeros_like(CHUNK)
    events = [each for chunk in (silent, CHUNK, silent) for each in whole.accept(chunk)]
    assert not whole.over
    assert events == [Partial("에어컨", 1_600), Partial("에어컨 켜", 4_800)]
    assert whole.finish() == [SpeechEnded(4_800, "audio ended"), Final(recogniser.answer, recogniser.by)]
    assert whole.over
    assert np.array_equal(np.concatenate(recogniser.got), np.concatenate([silent, CHUNK, silent]))
    assert recogniser.phrases == ["에어컨 켜"]
    assert (whole.accept(CHUNK), whole.finish()) == ([], [])


def test_no_words_say_who_made_nothing_of_it():
    recogniser = Recogniser(())
    whole = Whole(recogniser)
    whole.accept(CHUNK)
    assert whole.finish()[-1] == NothingHeard("no words", recogniser.by)


def test_it_ends_at_the_longest():
    recogniser = Recogniser()
    whole = Whole(recogniser)
    ends = []
    for _ in range(20):
        ends += [each for each in whole.accept(np.zeros(RATE, np.int16)) if not isinstance(each, Partial)]
    assert ends == [SpeechEnded(LONGEST_WHOLE, "too long"), Final(recogniser.answer, recogniser.by)]
    assert sum(map(len, recogniser.got)) == LONGEST_WHOLE


def test_other_rates_are_resampled_and_some_are_not_taken():
    recogniser = Recogniser()
    whole = Whole(recogniser, 8_000)
    whole.accept(np.zeros(8_000, np.int16))
    whole.finish()
    assert sum(map(len, recogniser.got)) == pytest.approx(RATE, abs=10)
    with pytest.raises(AudioError):
        Whole(recogniser, 96_000)


def test_who_has_found_the_end_may_know_the_noise():
    class Told(Recogniser):
        snr = None

        def noise(self, snr):
            self.snr = snr

    for known in (None, 4.5):
        recogniser = Told()
        whole = Whole(recogniser)
        whole.accept(CHUNK)
        whole.finish(known)
        assert recogniser.snr == known


class ToldOfPauses(Recogniser):
    """Notes how much it had when it was told of each pause."""

    def __init__(self):
        super().__init__()
        self.pauses = []

    def paused(self):
        self.pauses.append(sum(map(len, self.got)))


def tone(seconds, amplitude=8_000):
    return np.rint(amplitude * np.sin(np.arange(round(seconds * RATE)) / 5)).astype(np.int16)


@pytest.mark.parametrize("chunk", [320, 512, 1_600, 10_000])
def test_a_recogniser_that_works_ahead_is_told_of_each_pause_once(chunk):
    recogniser = ToldOfPauses()
    whole = Whole(recogniser)
    quiet, short = np.zeros(RATE // 5, np.int16), np.zeros(RATE // 50, np.int16)
    audio = np.concatenate([tone(0.4), short, tone(0.3), quiet, tone(0.4), tone(0.2, amplitude=80)])
    for start in range(0, len(audio), chunk):
        whole.accept(audio[start : start + chunk])
    first, second = len(audio) - RATE // 5 - round(0.4 * RATE) - len(quiet), len(audio) - RATE // 5
    assert len(recogniser.pauses) == (2 if chunk < 10_000 else 1)  # 0.6 s at once: the first pause is over by then
    for told, begun in zip(reversed(recogniser.pauses), (second, first)):
        assert begun < told <= begun + 3 * 512 + chunk


def test_silence_without_a_voice_is_no_pause():
    recogniser = ToldOfPauses()
    whole = Whole(recogniser)
    whole.accept(np.zeros(RATE, np.int16))
    assert recogniser.pauses == []
