"""Audio to the server, words and their meaning back: with a recogniser and a voice detector worked out by hand."""

import threading
from concurrent.futures import Future
from contextlib import contextmanager

import grpc
import numpy as np
import pytest
from calls import health
from grpc_health.v1 import health_pb2, health_pb2_grpc
from listening import Loudness

from contract.values import Context
from malcha.config.settings import MODEL
from malcha.v1 import nlu_pb2, speech_pb2, speech_pb2_grpc
from nlu.engine.engine import Engine
from nlu.service import ears, hearing, server
from nlu.service.ears import Ears
from nlu.service.hearing import MOST_PHRASES
from serving.errors import reason_of
from serving.server import OPEN, Security
from serving.tls import channel
from speech.protocols import RATE, Heard, RecognisedBy, in_doubt

PATIENCE = 20.0  # s, for a test that would hang
WORDS = ("에어컨", "에어컨 켜", "에어컨 켜 줘")
LOUD = np.tile(np.array([8_000, -8_000], np.int16), RATE // 20)  # 100 ms, and 100 ms of nothing:
QUIET = np.zeros(RATE // 10, np.int16)


class Stream:
    """Hears one more word with every half second."""

    by = RecognisedBy("fake", "7")

    def __init__(self, words, answer):
        self.words, self.answer, self.samples = words, answer, 0

    def accept(self, samples):
        self.samples += len(samples)
        heard = min(len(self.words), self.samples // (RATE // 2))
        return self.words[heard - 1] if heard else ""

    def finish(self):
        return self.answer


ANSWER = (Heard("에어컨 켜 줘", 0.8), Heard("에어컨 꺼 줘", 0.2))


class Recogniser:
    language, name, version = "ko", "fake", "7"

    def __init__(self, words=WORDS, answer=ANSWER):
        self.words, self.answer, self.phrases = words, answer, ()

    def stream(self, phrases=()):
        self.phrases = tuple(phrases)
        return Stream(self.words, self.answer)


@pytest.fixture(scope="module")
def engine():
    return Engine.load(MODEL)


@contextmanager
def served(engine, recogniser, security=OPEN):
    """A stub of a server that hears with `recogniser`."""
    found = Ears({"ko": recogniser}, Loudness, lambda: None, lambda code, before, listed: ("창문 열어",))
    serving, port = server.serve(engine, "127.0.0.1:0", security, ears=found)
    try:
        with channel(f"127.0.0.1:{port}") as connection:
            yield speech_pb2_grpc.SpeechServiceStub(connection)
    finally:
        serving.stop(0)


def start(**fields):
    return speech_pb2.RecogniseRequest(start=speech_pb2.AudioStart(**{"rate_hz": RATE, "locale": "ko"} | fields))


def audio(*chunks):
    return [speech_pb2.RecogniseRequest(audio=chunk.astype("<i2").tobytes()) for chunk in chunks]


END = speech_pb2.RecogniseRequest(end=speech_pb2.AudioEnd())
SPOKEN = [*audio(QUIET, *[LOUD] * 20)]  # 2 s of voice


def kinds(answers):
    return [answer.WhichOneof("event") for answer in answers]


def test_an_utterance_is_told_as_it_goes_and_understood(engine):
    with served(engine, Recogniser()) as stub:
        given = [start(utterance_id="u1"), *SPOKEN, *audio(*[QUIET] * 12)]
        answers = list(stub.Recognise(iter(given), timeout=PATIENCE))
    assert kinds(answers) == ["speech_started", *["partial"] * 3, "speech_ended", "recognised"]
    assert [answer.partial.text for answer in answers[1:4]] == list(WORDS)
    assert {answer.utterance_id for answer in answers} == {"u1"}
    times = [answer.at_s for answer in answers]
    assert times == sorted(times)
    assert times[-1] == pytest.approx(2.1, abs=0.1)
    last = answers[-1].recognised
    assert [(each.text, round(each.score, 2)) for each in last.alternatives] == [
        ("에어컨 켜 줘", 0.8),
        ("에어컨 꺼 줘", 0.2),
    ]
    (command,) = last.understanding.commands
    assert (command.function, command.op) == ("climate.ac", "on")
    assert (last.recogniser, last.recogniser_version) == ("fake", "7")
    assert last.understanding.understood_by == 1  # the server


def test_a_whole_command_needs_a_shorter_pause_than_words_that_are_none(engine):
    """After the whole command the end is heard within 300 ms, after half of one it is not."""
    ends = {}
    for name, words in (("whole", WORDS), ("half", ("그러니까 그게",))):
        with served(engine, Recogniser(words)) as stub:
            given = [start(), *SPOKEN, *audio(*[QUIET] * 3), END]
            answers = list(stub.Recognise(iter(given), timeout=PATIENCE))
            ends[name] = next(each.speech_ended.reason for each in answers if each.HasField("speech_ended"))
    assert ends == {"whole": "complete", "half": "released"}


def test_what_was_said_before_counts(engine):
    last = nlu_pb2.Context(last_commands=[{"function": "climate.fan", "op": "up"}])
    recogniser = Recogniser(("더 올려",), (Heard("더 올려", 0.9),))
    with served(engine, recogniser) as stub:
        answers = list(stub.Recognise(iter([start(context=last), *SPOKEN, END]), timeout=PATIENCE))
    assert answers[-1].recognised.understanding.commands[0].function == "climate.fan"


def test_the_phrases_of_the_request_come_before_the_servers_own(engine):
    recogniser = Recogniser()
    with served(engine, recogniser) as stub:
        list(stub.Recognise(iter([start(phrases=["김민지한테 전화해"]), *SPOKEN, END]), timeout=PATIENCE))
    assert recogniser.phrases == ("김민지한테 전화해", "창문 열어")


@pytest.mark.parametrize(
    ("given", "recogniser", "reason"),
    [
        ([*audio(*[QUIET] * 60)], Recogniser(), "no_signal"),
        ([END], Recogniser(), "no_signal"),
        ([*SPOKEN, END], Recogniser((), ()), "no_words"),
        ([*SPOKEN, END], Recogniser(answer=(Heard("...", 0.9),)), "no_words"),  # words that nobody can read
        ([], Recogniser(), "no_signal"),
    ],
)
def test_where_nothing_is_heard_that_is_said(engine, given, recogniser, reason):
    with served(engine, recogniser) as stub:
        answers = list(stub.Recognise(iter([start(), *given]), timeout=PATIENCE))
    assert kinds(answers)[-1] == "nothing_heard"
    assert answers[-1].nothing_heard.reason == reason
    assert answers[-1].utterance_id  # made by the server


@pytest.mark.parametrize(
    ("alternatives", "outcome", "asked"),
    [
        ((Heard("에어컨 켜 줘", 0.5), Heard("에어컨 꺼 줘", 0.4)), "ambiguous", ["on", "off"]),
        ((Heard("에어컨 켜 줘", 0.8), Heard("에어컨 꺼 줘", 0.2)), "understood", []),
        ((Heard("에어컨 켜 줘", 0.5), Heard("에어컨 좀 켜 줘", 0.4)), "understood", []),
        ((Heard("오늘 날씨 어때", 0.5), Heard("오늘 날씨 어떤가", 0.4)), "hand_off", []),
    ],
)
def test_opposites_of_about_one_score_are_asked_about(engine, alternatives, outcome, asked):
    found = ears.read(engine, alternatives, Context())
    assert (found.outcome, [each.op for each in found.candidates]) == (outcome, asked)
    assert bool(found.commands) == (outcome != "ambiguous")


def test_doubtful_words_that_mean_nothing_to_the_car_were_not_for_the_car(engine):
    talk = ears.read(engine, in_doubt([Heard("남자친구 또 운동 갔어", 1.0)]), Context())
    order = ears.read(engine, in_doubt([Heard("창문 열어 줘", 1.0)]), Context())
    assert talk is None
    assert (order.outcome, [each.function for each in order.candidates]) == ("ambiguous", ["window"])


def status(stub, requests):
    with pytest.raises(grpc.RpcError) as error:
        list(stub.Recognise(iter(requests), timeout=PATIENCE))
    return error.value.code(), reason_of(error.value).name


INVALID = grpc.StatusCode.INVALID_ARGUMENT


@pytest.mark.parametrize(
    ("requests", "wanted"),
    [
        (SPOKEN, (INVALID, "AUDIO")),  # before start
        ([start(), start()], (INVALID, "AUDIO")),
        ([start(), speech_pb2.RecogniseRequest()], (INVALID, "AUDIO")),
        ([start(rate_hz=0)], (INVALID, "AUDIO")),
        ([start(rate_hz=96_000)], (INVALID, "AUDIO")),
        ([start(), speech_pb2.RecogniseRequest(audio=b"123")], (INVALID, "AUDIO")),
        ([start(locale="fr-FR")], (INVALID, "LOCALE")),
        ([start(locale="en")], (grpc.StatusCode.UNAVAILABLE, "NO_RECOGNISER")),
        ([start(locale="")], (grpc.StatusCode.UNAVAILABLE, "NO_RECOGNISER")),
        ([start(utterance_id="a b")], (INVALID, "ID")),
        ([start(phrases=["x"] * (MOST_PHRASES + 1))], (INVALID, "PHRASES")),
        ([start(phrases=["x" * 101])], (INVALID, "PHRASES")),
        ([start(context=nlu_pb2.Context(local_time="noon"))], (INVALID, "TIME")),
        ([speech_pb2.RecogniseRequest(audio=bytes(70_000))], (grpc.StatusCode.RESOURCE_EXHAUSTED, "SIZE")),
    ],
)
def test_what_breaks_the_contract_ends_the_call_with_its_reason(engine, requests, wanted):
    with served(engine, Recogniser()) as stub:
        assert status(stub, requests) == wanted


def test_a_stream_that_stalls_is_given_up_and_its_place_is_free_again(engine, monkeypatch):
    monkeypatch.setattr(hearing.SpeechServicer.__init__, "__defaults__", (0.5,))
    done = threading.Event()

    def stalling():
        yield start()
        yield from audio(LOUD)
        done.wait(PATIENCE)

    with served(engine, Recogniser(), Security(calls=1)) as stub:
        with pytest.raises(grpc.RpcError) as error:
            list(stub.Recognise(stalling(), timeout=PATIENCE))
        done.set()
        assert error.value.code() is grpc.StatusCode.DEADLINE_EXCEEDED
        assert reason_of(error.value).name == "STALLED"
        assert kinds(stub.Recognise(iter([start(), *SPOKEN, END]), timeout=PATIENCE))[-1] == "recognised"


def test_audio_does_not_count_for_the_rate_and_scraps_of_it_do(engine):
    with served(engine, Recogniser(), Security(rate=2.0)) as stub:
        answers = list(stub.Recognise(iter([start(), *SPOKEN, END]), timeout=PATIENCE))
        assert kinds(answers)[-1] == "recognised"
        scraps = [speech_pb2.RecogniseRequest(audio=bytes(2))] * 20
        assert status(stub, [start(), *scraps]) == (grpc.StatusCode.RESOURCE_EXHAUSTED, "RATE")


def test_an_hour_of_noise_ends_after_the_longest_utterance(engine):
    loud = audio(np.tile(LOUD, 15))
    with served(engine, Recogniser()) as stub:
        answers = list(stub.Recognise(iter([start(), *(loud * 200)]), timeout=PATIENCE))
    assert [each.speech_ended.reason for each in answers if each.HasField("speech_ended")] == ["too_long"]
    assert answers[-1].at_s < 16


# audio that is a whole utterance


def test_of_a_whole_utterance_every_sample_is_recognised_and_no_voice_is_looked_for(engine):
    recogniser = Recogniser()
    with served(engine, recogniser) as stub:
        silent = audio(*[QUIET] * 20)  # a voice detector would hear nobody
        answers = list(stub.Recognise(iter([start(whole=True), *silent, END]), timeout=PATIENCE))
    assert kinds(answers) == [*["partial"] * 3, "speech_ended", "recognised"]
    assert answers[-2].speech_ended.reason == "released"
    assert answers[-1].at_s == pytest.approx(2.0)
    assert recogniser.phrases == ("창문 열어",)


def test_a_whole_utterance_ends_after_the_longest_too(engine):
    loud = audio(np.tile(LOUD, 15))
    with served(engine, Recogniser()) as stub:
        answers = list(stub.Recognise(iter([start(whole=True), *(loud * 20)]), timeout=PATIENCE))
    assert [each.speech_ended.reason for each in answers if each.HasField("speech_ended")] == ["too_long"]
    assert answers[-1].at_s == pytest.approx(16.0)


# ears that come later, and the end


def hearing_of(channel):
    request = health_pb2.HealthCheckRequest(service=hearing.SERVICE)
    return health_pb2_grpc.HealthStub(channel).Check(request, timeout=PATIENCE).status


NOT_YET, SERVING = health_pb2.HealthCheckResponse.NOT_SERVING, health_pb2.HealthCheckResponse.SERVING


def test_text_is_served_while_the_ears_are_loaded_and_health_says_when_they_are(engine):
    coming = Future()
    serving, port = server.serve(engine, "127.0.0.1:0", ears=coming)
    with channel(f"127.0.0.1:{port}") as connection:
        stub = speech_pb2_grpc.SpeechServiceStub(connection)
        assert (hearing_of(connection), health(connection)) == (NOT_YET, SERVING)
        assert health(connection, server.SERVICE) == SERVING
        assert status(stub, [start(), *SPOKEN, END]) == (grpc.StatusCode.UNAVAILABLE, "NO_RECOGNISER")
        coming.set_result(Ears({"ko": Recogniser()}, Loudness, lambda: None, lambda code, before, listed: ()))
        assert hearing_of(connection) == SERVING
        assert kinds(stub.Recognise(iter([start(), *SPOKEN, END]), timeout=PATIENCE))[-1] == "recognised"
    serving.stop(0)


def test_a_server_that_stops_takes_no_new_utterance_and_lets_that_under_way_end(engine):
    found = Ears({"ko": Recogniser()}, Loudness, lambda: None, lambda code, before, listed: ())
    serving, port = server.serve(engine, "127.0.0.1:0", ears=found)
    with channel(f"127.0.0.1:{port}") as connection:
        stub, go_on = speech_pb2_grpc.SpeechServiceStub(connection), threading.Event()

        def slowly():
            yield from (start(), *SPOKEN)
            assert go_on.wait(PATIENCE)
            yield END

        under_way = stub.Recognise(slowly(), timeout=PATIENCE)
        assert next(under_way).HasField("speech_started")
        stopping = threading.Thread(target=serving.stop)
        stopping.start()
        assert serving.stopping.wait(PATIENCE)
        assert hearing_of(connection) == NOT_YET
        assert status(stub, [start(), *SPOKEN, END]) == (grpc.StatusCode.UNAVAILABLE, "SHUTTING_DOWN")
        go_on.set()
        assert kinds(under_way)[-1] == "recognised"
        stopping.join(PATIENCE)
        assert not stopping.is_alive()


def test_an_utterance_that_does_not_end_does_not_keep_a_server(engine, monkeypatch, caplog):
    monkeypatch.setattr("serving.server.DRAIN", 0.05)
    found = Ears({"ko": Recogniser()}, Loudness, lambda: None, lambda code, before, listed: ())
    serving, port = server.serve(engine, "127.0.0.1:0", ears=found)
    with channel(f"127.0.0.1:{port}") as connection:
        go_on = threading.Event()

        def for_ever():
            yield from (start(), *SPOKEN)
            go_on.wait(PATIENCE)

        under_way = speech_pb2_grpc.SpeechServiceStub(connection).Recognise(for_ever(), timeout=PATIENCE)
        assert next(under_way).HasField("speech_started")
        serving.stop(0.05)
        with pytest.raises(grpc.RpcError):
            list(under_way)
        go_on.set()
    assert "broken off" in caplog.text
