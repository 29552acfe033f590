"""When an utterance is decoded, with a decoder that counts."""

import numpy as np
import pytest

from speech.protocols import RATE, Heard, RecognisedBy
from speech.recognising.whole import LONGEST, WholeStream

FRAME = 512
LOUD = np.tile(np.array([8_000, -8_000], np.int16), RATE // 2)  # 1 s
QUIET = np.zeros(RATE, np.int16)  # 1 s


class Counting:
    def __init__(self, answer="go"):
        self.calls, self.answer = [], answer

    def __call__(self, samples, exact):
        self.calls.append((len(samples), exact))
        return (Heard(f"{self.answer} {len(samples)}", 0.9),) if self.answer else ()


def said(*parts, decode=None):
    decode = decode or Counting()
    stream = WholeStream(RecognisedBy("fake", "1"), decode)
    audio, partials = np.concatenate(parts), []
    for at in range(0, len(audio), FRAME):
        partials.append(stream.accept(audio[at : at + FRAME]))
    return stream, decode, partials


def test_partials_come_every_half_second_and_are_not_exact():
    _, decode, partials = said(LOUD, LOUD)
    assert [round(length / RATE, 1) for length, _ in decode.calls] == [0.5, 1.0, 1.5, 2.0][: len(decode.calls)]
    assert len(decode.calls) >= 3
    assert not any(exact for _, exact in decode.calls)
    assert partials[0] == ""
    assert partials[-1].startswith("go")


def test_a_long_utterance_is_decoded_less_often():
    _, decode, _ = said(*[LOUD] * 14)
    assert sum(length for length, _ in decode.calls) <= 80 * RATE


def test_a_pause_is_decoded_once_and_is_the_result():
    stream, decode, _ = said(LOUD, QUIET)
    exact = [length for length, exact in decode.calls if exact]
    assert len(exact) == 1
    assert exact[0] <= 1.25 * RATE
    calls = len(decode.calls)
    assert stream.finish() == (Heard(f"go {exact[0]}", 0.9),)
    assert len(decode.calls) == calls


def test_what_is_said_behind_a_pause_counts():
    stream, _, _ = said(LOUD, QUIET, LOUD)
    assert stream.finish()[0].text == f"go {3 * RATE}"


def test_digital_silence_is_never_decoded_for_a_partial_text():
    _, decode, partials = said(QUIET, decode=Counting(answer=""))
    assert partials[-1] == ""
    assert len(decode.calls) <= 2


def test_what_is_not_sure_leaves_the_last_partial():
    class Fading(Counting):
        def __call__(self, samples, exact):
            self.answer = "go" if len(samples) < RATE else ""
            return super().__call__(samples, exact)

    stream, _, partials = said(LOUD, LOUD, decode=Fading())
    assert partials[-1].startswith("go")
    assert stream.finish() == ()


def test_fifteen_seconds_are_the_most():
    stream, decode, _ = said(*[LOUD] * 17)
    assert stream.full
    stream.finish()
    assert decode.calls[-1] == (LONGEST, True)


def test_nothing_is_accepted_behind_the_end():
    stream, decode, _ = said(QUIET[:0])
    assert stream.finish() == ()
    assert decode.calls == []
    with pytest.raises(ValueError, match="new stream"):
        stream.accept(LOUD)
