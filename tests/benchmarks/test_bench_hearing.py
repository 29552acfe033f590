"""Hearing, part by part: a frame for voice, a chunk in quiet and in noise, the words at the end, a list of phrases."""

import itertools

import numpy as np
import pytest

from malcha.bench.hearing import Spoken
from malcha.speech.ears import phrases
from malcha.talk.scenario import SCENARIO, recording
from speech.evaluation.conditions import CLEAN, Condition, heard_in
from speech.listening.listener import Listener
from speech.listening.noise import Suppression
from speech.listening.vad import FRAME, Vad, open_session
from speech.protocols import RATE, RecognisedBy, SpeechUnavailable
from speech.recognising.phrase_list import PhraseList
from speech.recognising.vosk_ko import VoskKorean
from speech.wav import read_at_16_khz

CHUNK = RATE // 25  # samples, 40 ms
TEXT, SPOKEN = SCENARIO[0][1], recording(0)
ROUNDS, CHUNKS = 20, 200  # an utterance may have 15 s, which are 375 chunks


class Nothing:
    """A recogniser that costs nothing: what is left is the front of the ears."""

    language, name, version = "ko", "nothing", "1"
    by = RecognisedBy("nothing", "1")

    def stream(self, phrases=()):
        return self

    def accept(self, samples):
        return ""

    def finish(self):
        return ()


@pytest.fixture(scope="module")
def session():
    try:
        return open_session()
    except SpeechUnavailable as error:
        pytest.skip(str(error))


@pytest.fixture(scope="module")
def korean():
    try:
        return VoskKorean(open_when_list_fails=False)
    except SpeechUnavailable as error:
        pytest.skip(str(error))


def audio(condition=CLEAN):
    return np.concatenate(list(heard_in([read_at_16_khz(SPOKEN)], condition, 1)))


def test_voice_of_a_frame(benchmark, session):
    vad, spoken = Vad(session), audio()
    middle = len(spoken) // 2
    for at in range(0, middle, FRAME):
        vad.probability(spoken[at : at + FRAME])
    frame = spoken[middle : middle + FRAME]
    assert 0 < benchmark(vad.probability, frame) <= 1


@pytest.mark.parametrize("condition", [CLEAN, Condition("town", 5.0)], ids=["quiet", "noise"])
def test_chunk_before_the_recogniser(benchmark, session, condition):
    try:
        suppression = Suppression()
    except SpeechUnavailable as error:
        pytest.skip(str(error))
    spoken = audio(condition)
    listener = Listener(Nothing(), Vad(session), suppression=suppression)
    listener.accept(spoken[:RATE])
    talk = spoken[RATE : Spoken(0, TEXT, read_at_16_khz(SPOKEN)).ended]  # without the silence at its end
    chunks = itertools.cycle(talk[at : at + CHUNK] for at in range(0, len(talk) - CHUNK, CHUNK))
    benchmark.pedantic(listener.accept, setup=lambda: ((next(chunks),), {}), rounds=CHUNKS)
    assert not listener.over
    assert listener.levels.suppressing == (condition is not CLEAN)


def test_words_at_the_end(benchmark, korean):
    listed, spoken = phrases("ko", False), audio()
    korean.prepare(listed)

    def said():
        stream = korean.stream(listed)
        for at in range(0, len(spoken), CHUNK):
            stream.accept(spoken[at : at + CHUNK])
        return (stream,), {}

    heard = benchmark.pedantic(lambda stream: stream.finish(), setup=said, rounds=ROUNDS)
    assert heard[0].text.split()[0] == TEXT.split()[0]


def test_partial_words_of_a_chunk(benchmark, korean):
    listed, spoken = phrases("ko", False), audio()

    def half():
        stream = korean.stream(listed)
        stream.accept(spoken[:RATE])
        return (stream,), {}

    benchmark.pedantic(lambda stream: stream.accept(spoken[RATE : RATE + CHUNK]), setup=half, rounds=ROUNDS)


def test_list_of_phrases(benchmark, korean):
    """1,000 phrases cut into words of the vocabulary, and as the recogniser takes them."""
    some = phrases("ko", False)[:1_000]
    grammar = benchmark(lambda: PhraseList(some, korean.vocabulary).grammar())
    assert len(grammar) > 10 * len(some)
