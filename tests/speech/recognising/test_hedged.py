"""The server's words where they come in time, else the car's; with recognisers that answer, block and fail as told."""

import gc
import threading

import numpy as np
import pytest
from calls import until
from clocks import Clock

from contract.breaker import FIRST_WAIT, Breaker, State
from speech.protocols import Heard, RecognisedBy
from speech.recognising import asked as asking
from speech.recognising.hedged import Hedged
from speech.recognising.versions import older
from speech.recognising.why import (
    BREAKER_OPEN,
    ONLY_ONE,
    SERVER_AWAY,
    SERVER_FAILED,
    SERVER_FIRST,
    SERVER_LATE,
    SERVER_OLDER,
    WORDS,
    ServerFailed,
)

LONG, SHORT = 20.0, 0.02  # s: for what comes, for what does not
AUDIO = np.arange(512, dtype=np.int16)
MINE, THEIRS = (Heard("에어컨 켜 줘", 0.6),), (Heard("에어컨 켜 줘", 0.9),)
VERSION = "vosk 0.3.45, model 1.2.0"


class Fake:
    """A recogniser that hears `answer`; `at` names the step, stream, accept or finish, at which `error` is raised or
    the gate is waited for."""

    language = "ko"

    def __init__(self, answer=MINE, name="vosk-ko", version=VERSION, at="", error=None):
        self.answer, self.name, self.version, self.at, self.error = answer, name, version, at, error
        self.gate, self.cancelled, self.heard, self.phrases = threading.Event(), threading.Event(), [], None
        self.finished = threading.Event()

    def step(self, name):
        if name == self.at and self.error:
            raise self.error
        if name == self.at:
            assert self.gate.wait(LONG)

    def stream(self, phrases=()):
        self.phrases = tuple(phrases)
        self.step("stream")
        return FakeStream(self)


class FakeStream:
    def __init__(self, owner):
        self.owner = owner
        self.by = RecognisedBy(owner.name, owner.version, "server")

    def accept(self, samples):
        self.owner.step("accept")
        self.owner.heard.append(samples)
        return self.owner.answer[0].text if self.owner.answer else ""

    def finish(self):
        self.owner.step("finish")
        self.owner.finished.set()
        return self.owner.answer

    def cancel(self):
        self.owner.cancelled.set()
        self.owner.gate.set()


class Own(Fake):
    def stream(self, phrases=()):
        stream = super().stream(phrases)
        stream.by = RecognisedBy(self.name, self.version)
        return stream


def utterance(hedged, chunks=3):
    """(alternatives, by) of one."""
    stream = hedged.stream(["에어컨 켜 줘"])
    for _ in range(chunks):
        stream.accept(AUDIO)
    return stream.finish(), stream.by


def test_the_servers_words_count_where_they_come_in_time():
    own, server = Own(), Fake(THEIRS)
    found, by = utterance(Hedged(own, server, patience=LONG))
    assert found == THEIRS
    assert by == RecognisedBy("vosk-ko", VERSION, "server", SERVER_FIRST)
    assert np.array_equal(np.concatenate(server.heard), np.concatenate([AUDIO] * 3))
    assert server.phrases == own.phrases == ("에어컨 켜 줘",)


def test_that_the_server_heard_no_words_is_an_answer():
    found, by = utterance(Hedged(Own(), Fake(()), patience=LONG))
    assert (found, by.where, by.why) == ((), "server", SERVER_FIRST)


@pytest.mark.parametrize("at", ["stream", "accept", "finish"])
def test_a_server_that_is_late_is_not_waited_for(at):
    server, breaker = Fake(THEIRS, at=at), Breaker()
    found, by = utterance(Hedged(Own(), server, breaker, patience=SHORT))
    assert found == MINE
    assert by == RecognisedBy("vosk-ko", VERSION, "car", SERVER_LATE)
    assert breaker.state is State.OPEN
    if at != "stream":  # there is nothing yet that could be cancelled
        assert server.cancelled.wait(LONG)
    server.gate.set()


@pytest.mark.parametrize("at", ["stream", "accept", "finish"])
@pytest.mark.parametrize(
    ("error", "why"),
    [
        (ServerFailed("nobody there", SERVER_AWAY), SERVER_AWAY),
        (ServerFailed("no such rpc", SERVER_OLDER), SERVER_OLDER),
        (RuntimeError("a bug"), SERVER_FAILED),
    ],
)
def test_whatever_the_server_fails_with_the_cars_words_count(at, error, why):
    found, by = utterance(Hedged(Own(), Fake(THEIRS, at=at, error=error), patience=LONG))
    assert (found, by.where, by.why) == (MINE, "car", why)


def test_after_a_failure_the_server_is_not_asked_until_its_time_has_come():
    clock = Clock()
    server = Fake(THEIRS, at="finish", error=ServerFailed("nobody there", SERVER_AWAY))
    hedged = Hedged(Own(), server, Breaker(clock, lambda: 0.0), patience=LONG)
    whys = [utterance(hedged)[1].why for _ in range(3)]
    server.error, server.at = None, ""
    clock.now += FIRST_WAIT - 0.1
    whys.append(utterance(hedged)[1].why)
    clock.now += 0.1
    whys += [utterance(hedged)[1].why for _ in range(2)]
    assert whys == [SERVER_AWAY, BREAKER_OPEN, BREAKER_OPEN, BREAKER_OPEN, SERVER_FIRST, SERVER_FIRST]


@pytest.mark.parametrize("version", ["vosk 0.3.44, model 1.2.0", "vosk 0.3.45, model 1.1.9"])
def test_an_older_recogniser_of_the_server_is_not_preferred_and_is_no_failure(version):
    breaker = Breaker()
    hedged = Hedged(Own(), Fake(THEIRS, version=version), breaker, patience=LONG)
    found, by = utterance(hedged)
    assert (found, by.where, by.version, by.why) == (MINE, "car", VERSION, SERVER_OLDER)
    assert breaker.state is State.CLOSED


@pytest.mark.parametrize(
    ("one", "other", "is_older"),
    [
        (("v", "a 1.9"), ("v", "a 1.10"), True),
        (("v", "a 1.10"), ("v", "a 1.9"), False),
        (("v", "a 1.9"), ("v", "a 1.9"), False),
        (("v", "a 1.9, b 2"), ("v", "a 1.10, b 1"), False),  # neither
        (("v", "a 1.9, b mine"), ("v", "a 1.10, b 1"), True),
        (("v", "a 1"), ("v", "b 2"), False),  # nothing to compare
        (("v", ""), ("v", "a 1"), False),
        (("w", "a 1"), ("v", "a 2"), False),  # another recogniser
    ],
)
def test_older_is_what_is_known_to_be(one, other, is_older):
    assert older(RecognisedBy(*one), RecognisedBy(*other)) is is_older


def test_without_a_server_there_is_only_one():
    assert utterance(Hedged(Own(), None)) == (MINE, RecognisedBy("vosk-ko", VERSION, "car", ONLY_ONE))


def test_without_a_recogniser_in_the_car_the_servers_words_and_partials_count():
    server = Fake(THEIRS, version="vosk 0.0.1")
    stream = Hedged(None, server, alone=LONG).stream()
    stream.accept(AUDIO)
    until(lambda: stream.accept(AUDIO) == THEIRS[0].text)
    assert stream.finish() == THEIRS
    assert (stream.by.where, stream.by.version, stream.by.why) == ("server", "vosk 0.0.1", ONLY_ONE)


@pytest.mark.parametrize(
    ("server", "why"),
    [
        (Fake(THEIRS, at="finish"), SERVER_LATE),
        (Fake(THEIRS, at="accept", error=ServerFailed("nobody there", SERVER_AWAY)), SERVER_AWAY),
    ],
)
def test_without_a_recogniser_in_the_car_a_server_that_is_lost_leaves_no_words_and_a_reason(server, why):
    hedged = Hedged(None, server, alone=SHORT if why == SERVER_LATE else LONG)
    for _ in range(2):  # and it is asked again each time: there is nobody else
        server.gate.clear()
        assert utterance(hedged) == ((), RecognisedBy(server.name, server.version, "server", why))
    server.gate.set()


def test_neither_is_no_recogniser():
    with pytest.raises(ValueError, match="neither"):
        Hedged(None, None)


def test_an_utterance_without_audio_asks_nobody():
    server = Fake(THEIRS)
    stream = Hedged(Own(()), server).stream()
    assert (stream.finish(), stream.by.why, server.phrases) == ((), ONLY_ONE, None)


def test_a_server_that_takes_no_audio_never_holds_up_who_speaks(monkeypatch):
    monkeypatch.setattr(asking, "MOST_WAITING", 3)
    server, breaker = Fake(THEIRS, at="accept"), Breaker()
    stream = Hedged(Own(), server, breaker, patience=LONG).stream()
    for _ in range(10):
        assert stream.accept(AUDIO) == MINE[0].text
    assert breaker.state is State.OPEN
    assert server.cancelled.wait(LONG)
    assert (stream.finish(), stream.by.why) == (MINE, SERVER_LATE)


def test_an_utterance_that_is_let_go_is_called_off_at_the_server_and_is_no_failure():
    clock = Clock()
    server, breaker = Fake(THEIRS), Breaker(clock, lambda: 0.0)
    breaker.failed()
    clock.now += FIRST_WAIT
    stream = Hedged(Own(), server, breaker, patience=LONG).stream()
    stream.accept(AUDIO)
    assert not breaker.ask(), "this utterance is the trial"
    del stream
    gc.collect()
    assert server.cancelled.wait(LONG)
    assert not server.finished.is_set()
    assert breaker.ask(), "another may be"


def test_a_server_whose_audio_has_stopped_is_let_go(monkeypatch):
    monkeypatch.setattr(asking, "STALLED", SHORT)
    server = Fake(THEIRS)
    stream = Hedged(Own(), server, patience=LONG).stream()
    stream.accept(AUDIO)
    assert server.cancelled.wait(LONG)
    assert stream.finish() == MINE


def test_every_word_of_why_is_in_the_list():
    used = {ONLY_ONE, SERVER_FIRST, SERVER_LATE, SERVER_AWAY, SERVER_FAILED, SERVER_OLDER, BREAKER_OPEN}
    assert used == set(WORDS)


def test_both_are_told_of_the_noise():
    told = []

    class Told(FakeStream):
        def noise(self, snr):
            told.append((self.owner.name, snr))

    class Car(Own):
        def stream(self, phrases=()):
            return Told(self)

    class Server(Fake):
        def stream(self, phrases=()):
            return Told(self)

    stream = Hedged(Car(name="car"), Server(THEIRS, name="server"), patience=LONG).stream()
    stream.accept(AUDIO)
    stream.noise(4.5)
    stream.finish()
    assert sorted(told) == [("car", 4.5), ("server", 4.5)]


def test_the_car_s_own_is_told_of_pauses():
    class Own:
        language, name, version = "ko", "own", "1"
        by = RecognisedBy("own", "1")
        pauses = 0

        def stream(self, phrases=()):
            return self

        def accept(self, samples):
            return ""

        def paused(self):
            self.pauses += 1

        def finish(self):
            return ()

    own = Own()
    stream = Hedged(own, None).stream()
    stream.paused()
    stream.finish()
    assert own.pauses == 1
