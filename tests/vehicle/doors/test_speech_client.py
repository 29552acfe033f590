"""The gateway as a client of the server's hearing: what it sends, and what it makes of every answer and error."""

import threading
from concurrent import futures

import grpc
import numpy as np
import pytest
from calls import PATIENCE, until

from malcha.v1 import speech_pb2, speech_pb2_grpc
from serving.errors import abort
from speech.listening.whole import LONGEST_WHOLE
from speech.protocols import RATE, Heard, RecognisedBy
from speech.recognising.why import SERVER_AWAY, SERVER_FAILED, SERVER_LATE, SERVER_OLDER, ServerFailed
from vehicle.doors import speech_client
from vehicle.doors.speech_client import SpeechClient

CHUNK = np.arange(-256, 256, dtype=np.int16)
HEARD = [{"text": "에어컨 켜 줘", "score": 0.75}, {"text": "에어컨 꺼 줘", "score": 0.25}]


def recognised(alternatives=HEARD, **more):
    said = {"recogniser": "vosk-ko", "recogniser_version": "7", "alternatives": alternatives} | more
    return speech_pb2.RecogniseResponse(recognised=said)


def event(**kind):
    return speech_pb2.RecogniseResponse(**kind)


class Server(speech_pb2_grpc.SpeechServiceServicer):
    """Answers what it is told to, at the begin and at the end of the audio, and keeps what it was sent."""

    def __init__(self):
        self.begin, self.end, self.error = [], [recognised()], None
        self.requests, self.cancelled, self.leave = [], threading.Event(), threading.Event()
        self.leave.set()

    def Recognise(self, requests, context):
        context.add_callback(lambda: None if context.code() is grpc.StatusCode.OK else self.cancelled.set())
        if self.error:
            self.error(context)
        for number, request in enumerate(requests):
            self.requests.append(request)
            if number == 0:
                yield from self.begin
            if request.HasField("end"):
                break
        assert self.leave.wait(PATIENCE)
        yield from self.end


@pytest.fixture
def server():
    servicer, served = Server(), grpc.server(futures.ThreadPoolExecutor(2))
    speech_pb2_grpc.add_SpeechServiceServicer_to_server(servicer, served)
    port = served.add_insecure_port("127.0.0.1:0")
    served.start()
    with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
        servicer.client = SpeechClient(channel, "ko", deadline=PATIENCE)
        yield servicer
    served.stop(0).wait()


def heard(server, audio=CHUNK, phrases=()):
    stream = server.client.stream(phrases)
    stream.accept(audio)
    return stream.finish(), stream.by


def failed(server):
    with pytest.raises(ServerFailed) as error:
        heard(server)
    return error.value.why


def test_words_come_with_who_heard_them(server):
    found, by = heard(server)
    assert found == (Heard("에어컨 켜 줘", 0.75), Heard("에어컨 꺼 줘", 0.25))
    assert by == RecognisedBy("vosk-ko", "7", "server")
    assert (server.client.name, server.client.version) == ("vosk-ko", "7")


def test_all_audio_is_sent_in_messages_that_the_server_takes(server):
    long = np.tile(CHUNK, 200)  # 6.4 s at once
    stream = server.client.stream()
    for part in (CHUNK[:100], CHUNK[100:], long, CHUNK[:3]):
        stream.accept(part)
    stream.finish()
    start, *audio, end = server.requests
    assert (start.start.rate_hz, start.start.locale, start.start.whole) == (RATE, "ko", True)
    assert start.start.utterance_id
    assert end.HasField("end")
    assert b"".join(each.audio for each in audio) == np.concatenate([CHUNK, long, CHUNK[:3]]).astype("<i2").tobytes()
    assert max(len(each.audio) for each in audio) == 60 * 1024
    assert len(audio[0].audio) == 2 * len(CHUNK), "less than 20 ms wait for more"


def test_more_than_the_longest_utterance_is_not_sent(server):
    heard(server, np.zeros(LONGEST_WHOLE + RATE, np.int16))
    assert sum(len(each.audio) for each in server.requests) == 2 * LONGEST_WHOLE


def test_of_the_phrases_those_are_sent_that_the_server_does_not_know(server):
    server.client.known = {"창문 열어"}
    heard(server, phrases=["김민지한테 전화해", "창문 열어", "x" * 101, "", "회사로 가자"])
    assert list(server.requests[0].start.phrases) == ["김민지한테 전화해", "회사로 가자"]


@pytest.mark.parametrize("phrase", ["가", "가" * 100])
def test_never_more_phrases_than_one_request_takes(server, phrase):
    heard(server, phrases=[phrase] * 2_000)
    sent = server.requests[0].start
    assert 100 < len(sent.phrases) <= 500
    assert sent.ByteSize() < 64 * 1024


def test_no_audio_no_call(server):
    assert server.client.stream(["창문 열어"]).finish() == ()
    assert heard(server, np.zeros(0, np.int16))[0] == ()
    assert server.requests == []


def test_the_words_so_far_are_told(server):
    server.begin = [event(partial={"text": "에어컨"})]
    stream = server.client.stream()
    until(lambda: stream.accept(CHUNK) == "에어컨")
    assert stream.finish()


@pytest.mark.parametrize(
    ("end", "found"),
    [
        ([event(nothing_heard={"reason": "no_words"})], ()),
        ([event(speech_ended={"reason": "released"}), event(), recognised()], tuple(Heard(**each) for each in HEARD)),
    ],
)
def test_no_words_are_an_answer_and_what_is_not_known_is_passed_over(server, end, found):
    server.end = end
    assert heard(server)[0] == found


@pytest.mark.parametrize(
    ("end", "why"),
    [
        ([], SERVER_FAILED),
        ([recognised([])], SERVER_FAILED),
        ([recognised([{"text": " ", "score": 0.5}])], SERVER_FAILED),
        ([recognised([{"text": "에어컨", "score": 1.5}])], SERVER_FAILED),
        # a server that does not know `whole` looks for the voice by itself
        ([event(speech_started={}), recognised()], SERVER_OLDER),
        ([event(nothing_heard={"reason": "no_speech"})], SERVER_OLDER),
    ],
)
def test_answers_that_are_none(server, end, why):
    server.end = end
    assert failed(server) == why


@pytest.mark.parametrize(
    ("code", "reason", "why"),
    [
        ("UNAVAILABLE", "SHUTTING_DOWN", SERVER_AWAY),
        ("UNAVAILABLE", "NO_RECOGNISER", SERVER_FAILED),
        ("DEADLINE_EXCEEDED", "STALLED", SERVER_FAILED),
        ("DEADLINE_EXCEEDED", "", SERVER_LATE),
        ("RESOURCE_EXHAUSTED", "RATE", SERVER_FAILED),
        ("UNIMPLEMENTED", "", SERVER_OLDER),
        ("INTERNAL", "", SERVER_FAILED),
    ],
)
def test_errors_have_a_word_each(server, code, reason, why):
    status = grpc.StatusCode[code]
    server.error = lambda context: (
        abort(context, status, reason, "because") if reason else context.abort(status, "because")
    )
    assert failed(server) == why


def test_a_server_that_is_not_there_is_away():
    with grpc.insecure_channel("127.0.0.1:1") as channel:
        stream = SpeechClient(channel, "ko").stream()
        with pytest.raises(ServerFailed) as error:
            until(lambda: stream.accept(CHUNK) is None)  # told as soon as it is known
        assert error.value.why == SERVER_AWAY
        with pytest.raises(ServerFailed):
            stream.finish()


def test_a_server_without_hearing_is_older():
    served = grpc.server(futures.ThreadPoolExecutor(1))
    port = served.add_insecure_port("127.0.0.1:0")
    served.start()
    with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
        stream = SpeechClient(channel, "ko", deadline=PATIENCE).stream()

        def recognised():
            stream.accept(CHUNK)  # it may know by now, or at the end
            stream.finish()

        with pytest.raises(ServerFailed) as error:
            recognised()
    assert error.value.why == SERVER_OLDER
    served.stop(0)


def test_a_server_that_is_slow_is_not_waited_for_and_hears_of_it(server):
    server.leave.clear()
    server.client.deadline = 0.02
    assert failed(server) == SERVER_LATE
    assert server.cancelled.wait(PATIENCE)
    server.leave.set()


def test_a_call_that_is_cancelled_leaves_no_thread(server):
    before = set(threading.enumerate())
    stream = server.client.stream()
    stream.accept(CHUNK)
    until(lambda: server.requests)
    stream.cancel()
    assert server.cancelled.wait(PATIENCE)
    ours = ("words", "consume_request")  # that of the answers, and gRPC's for the requests
    for thread in set(threading.enumerate()) - before:
        if any(name in thread.name for name in ours):
            thread.join(PATIENCE)
            assert not thread.is_alive(), thread.name
    with pytest.raises(ServerFailed) as error:
        stream.finish()
    assert error.value.why == SERVER_AWAY


def test_the_call_has_a_deadline_of_its_own(server, monkeypatch):
    monkeypatch.setattr(speech_client, "LONGEST_CALL", 0.05)
    stream = server.client.stream()
    with pytest.raises(ServerFailed) as error:
        until(lambda: stream.accept(CHUNK) is None)
    assert error.value.why == SERVER_LATE


def test_the_noise_is_told_with_the_end_where_it_is_known(server):
    for snr in (None, 4.5):
        server.requests.clear()
        stream = server.client.stream()
        stream.accept(CHUNK)
        if snr is not None:
            stream.noise(snr)
        stream.finish()
        end = server.requests[-1].end
        assert (end.snr_db if end.HasField("snr_db") else None) == snr
