"""Korean heard twice: what is handed on, and when the second hearing is asked at all."""

import threading
from dataclasses import replace

import numpy as np
import pytest

pytest.importorskip("rapidfuzz")

from speech.protocols import Heard, RecognisedBy, is_doubtful
from speech.recognising import confirmed
from speech.recognising.confirmed import Confirmed
from speech.recognising.rejection import Evidence
from speech.recognising.whisper import Said

ON, OFF = "에어컨 켜 줘", "에어컨 꺼 줘"
SAMPLES = np.ones(16_000, np.int16)
ORDER = Evidence(seconds=2.0, syllables=5, phrases=30.0, talk=20.0, score=0.5, phrase=True, agreement=0.9)


class First:
    """A recogniser with a list and its stream, of one utterance."""

    language, name, version = "ko", "first", "1"
    by = RecognisedBy("first", "1")

    def __init__(self, found=(), proposed=(), made="phrase", evidence=ORDER, samples=SAMPLES):
        self.found, self.proposed, self.made, self.evidence = found, proposed, made, evidence
        self.samples = samples
        self.snr = None

    def stream(self, phrases=()):
        return self

    def prepare(self, phrases):
        self.prepared = phrases

    def accept(self, samples):
        return "에어컨"

    def noise(self, snr):
        self.snr = snr

    def finish(self):
        return self.found


class Second:
    """A recogniser of all words."""

    version = "2"

    def __init__(self, said, weights):
        self.said, self.weights, self.asked = said, weights, 0

    def encoded(self, samples):
        self.asked += 1
        return samples

    def texts(self, audio):
        return [Said(text, -3.0) for text in self.said]

    def weighed(self, audio, texts):
        return [self.weights.get(text.replace(" ", ""), -60.0) for text in texts]


def heard(first, second, phrases=(ON, OFF)):
    stream = Confirmed(first, second).stream(phrases)
    stream.accept(SAMPLES)
    return stream.finish()


def test_the_opposite_is_put_right():
    first = First(
        found=(Heard(ON, 0.6), Heard(OFF, 0.4)), proposed=((Heard(ON, 0.6), "phrase"), (Heard(OFF, 0.4), "phrase"))
    )
    found = heard(first, Second(["에어컨 꺼줘"], {"에어컨꺼줘": -2.0, "에어컨켜줘": -14.0}))
    assert found[0].text == OFF
    assert found[0].score > 0.9


def test_what_was_turned_away_is_heard_after_all():
    turned = First(proposed=((Heard(ON, 0.9), "phrase"),), made="talk")
    found = heard(turned, Second(["에어컨 켜줘"], {"에어컨켜줘": -2.0}))
    assert found[0].text == ON
    assert not is_doubtful([each.score for each in found])


def test_of_talk_the_words_are_handed_on():
    talk = First(found=(Heard(ON, 0.9),), proposed=((Heard(ON, 0.9), "phrase"),))
    said = "어제 친구가 집에 왔어"
    found = heard(talk, Second([said], {"에어컨켜줘": -40.0}))
    assert found[0].text == said


def test_words_that_hardly_anybody_said_are_none():
    talk = First(found=(Heard(ON, 0.9),), proposed=((Heard(ON, 0.9), "phrase"),))
    assert heard(talk, Second(["어제"], {"에어컨켜줘": -40.0})) == ()


def test_phrases_that_sound_alike_are_weighed_and_no_text_twice():
    class Noting(Second):
        def weighed(self, audio, texts):
            self.weighed_texts = [*getattr(self, "weighed_texts", []), *texts]
            return super().weighed(audio, texts)

    second = Noting(["에어컨 켜주"], {})
    heard(First(proposed=((Heard(ON, 0.9), "phrase"),)), second, phrases=(ON, OFF, "창문 열어"))
    assert sorted(second.weighed_texts) == sorted(["에어컨 켜줘", "에어컨 꺼줘"])


@pytest.mark.parametrize(
    "first",
    [
        First(found=(Heard("멈춰", 0.9),)),  # a stop waits for nobody
        First(found=(Heard("네", 0.9),), made="answer"),
        First(found=(Heard(ON, 1.0),), evidence=replace(ORDER, talk=0.0)),  # the list explains it far better than talk
        First(evidence=None),  # the list makes nothing of it
    ],
)
def test_it_is_not_always_asked(first):
    second = Second([], {})
    assert heard(first, second) == first.found
    assert second.asked == 0


def test_a_stop_in_doubt_is_heard_again():
    second = Second(["정규직 입사 너무 어려워"], {})
    found = heard(First(found=(Heard("정지", 0.09),), proposed=((Heard("정지", 0.9), "phrase"),)), second)
    assert second.asked == 1
    assert found[0].text != "정지"


def test_a_stop_that_neither_believes_is_none():
    talk = First(proposed=((Heard("그만", 0.9), "phrase"),), made="talk", evidence=replace(ORDER, talk=26.0))
    said = "금연이 쉽지 않아"
    assert heard(talk, Second(["금연이"], {"그만": -4.0}), phrases=("그만",)) == ()
    found = heard(talk, Second([said], {"그만": -40.0}), phrases=("그만",))
    assert found[0].text == said


def test_without_phrases_it_is_the_first_alone():
    second = Second([], {})
    assert heard(First(found=(Heard(ON, 0.9),)), second, phrases=()) == (Heard(ON, 0.9),)
    assert second.asked == 0


def test_it_is_a_recogniser_like_others():
    first = First()
    both = Confirmed(first, Second([], {}))
    assert (both.language, both.version) == ("ko", "1, 2")
    both.prepare([ON])
    assert first.prepared == [ON]
    stream = both.stream((ON,))
    assert stream.accept(SAMPLES) == "에어컨"
    stream.noise(7.0)
    assert first.snr == 7.0


def test_it_works_ahead_in_a_pause_and_not_again_at_the_end():
    first = First(proposed=((Heard(ON, 0.9), "phrase"),))
    second = Second(["에어컨 켜줘"], {"에어컨켜줘": -2.0})
    stream = Confirmed(first, second).stream((ON, OFF))
    stream.accept(SAMPLES)
    stream.paused()
    assert stream.finish()[0].text == ON
    assert second.asked == 1


def test_what_is_said_behind_the_pause_is_heard_too():
    first = First(proposed=((Heard(ON, 0.9), "phrase"),))
    second = Second(["에어컨 켜줘"], {"에어컨켜줘": -2.0})
    stream = Confirmed(first, second).stream((ON, OFF))
    stream.paused()
    first.samples = np.ones(32_000, np.int16)
    stream.finish()
    assert second.asked == 2


class Slow(Second):
    """One that begins, and goes on when it is let."""

    def __init__(self, said, weights):
        super().__init__(said, weights)
        self.begun, self.go_on = threading.Event(), threading.Event()

    def encoded(self, samples):
        self.begun.set()
        assert self.go_on.wait(5.0)
        return super().encoded(samples)


def test_of_many_pauses_only_that_under_way_and_the_last_are_heard():
    first = First(proposed=((Heard(ON, 0.9), "phrase"),))
    second = Slow(["에어컨 켜줘"], {"에어컨켜줘": -2.0})
    owner = Confirmed(first, second)
    stream = owner.stream((ON, OFF))
    for seconds in range(1, 9):
        first.samples = np.ones(seconds * 16_000, np.int16)
        stream.paused()
        assert second.begun.wait(5.0)
    second.go_on.set()
    assert stream.finish()[0].text == ON
    owner.ahead.shutdown()
    assert second.asked == 2


def test_what_needs_no_second_hearing_leaves_none_behind():
    busy, second = threading.Event(), Second([], {})
    owner = Confirmed(First(found=(Heard("멈춰", 0.9),)), second)
    owner.ahead.submit(busy.wait, 5.0)  # of another utterance
    stream = owner.stream((ON, OFF))
    stream.paused()
    stream.finish()
    busy.set()
    owner.ahead.shutdown()
    assert second.asked == 0


@pytest.mark.parametrize("ahead", [False, True])
def test_where_the_second_hearing_fails_it_is_heard_once_and_the_log_says_so(ahead, caplog):
    class Failing(Second):
        def encoded(self, samples):
            raise RuntimeError("out of memory")

    first = First(found=(Heard(ON, 0.7),), proposed=((Heard(ON, 0.9), "phrase"),))
    stream = Confirmed(first, Failing([], {})).stream((ON, OFF))
    stream.accept(SAMPLES)
    if ahead:
        stream.paused()
    assert stream.finish() == (Heard(ON, 0.7),)
    assert "out of memory" in caplog.text


def test_a_second_hearing_that_is_late_is_not_waited_for(monkeypatch, caplog):
    monkeypatch.setattr(confirmed, "PATIENCE", 0.01)
    first = First(found=(Heard(ON, 0.7),), proposed=((Heard(ON, 0.9), "phrase"),))
    second = Slow(["에어컨 꺼줘"], {"에어컨꺼줘": -2.0})
    owner = Confirmed(first, second)
    stream = owner.stream((ON, OFF))
    stream.paused()
    with caplog.at_level("INFO"):
        assert stream.finish() == (Heard(ON, 0.7),)
    assert "heard once" in caplog.text
    second.go_on.set()
    owner.ahead.shutdown()
