"""A turn by voice over a real channel with the simulated car; what is heard stands in a script."""

import queue
import threading
from contextlib import contextmanager
from typing import ClassVar

import grpc
import numpy as np
import pytest
from calls import PATIENCE, failure, until, whole
from listening import BY, ScriptedHearing, Switched, chunks, silence, tone
from turns import Words, command, ride

from contract.values import Command
from malcha.v1 import turn_pb2, understanding_pb2, vehicle_pb2
from speech.protocols import RATE, SpeechUnavailable, Spoken
from vehicle.doors import converse
from vehicle.doors.converse import Speech
from vehicle.doors.story import Story

CONFIRMED, STOPPED = turn_pb2.COMMAND_OUTCOME_CONFIRMED, turn_pb2.COMMAND_OUTCOME_STOPPED
UTTERANCE = chunks(silence(0.2), tone(1.2), silence(0.8))
STALLED_AFTER = 0.3  # s


def request(**fields):
    return vehicle_pb2.ConverseRequest(**fields)


def start(**fields):
    return request(**{"rate_hz": RATE, "locale": "ko"} | fields)


def audio(*pieces):
    return [request(audio=piece) for piece in pieces]


def kinds(events):
    return [event.WhichOneof("event") for event in events]


def of(events, kind):
    return [getattr(event, kind) for event in events if event.WhichOneof("event") == kind]


def speaking(seconds=0.3, rate=24_000):
    """A voice of two sentences."""

    def speak(text, code):
        for part in (text, "그리고 이것도요."):
            yield Spoken(part, tone(seconds, rate), rate)

    return speak


class Requests:
    """What a client sends, one by one as the test goes on."""

    def __init__(self, *first):
        self._coming = queue.SimpleQueue()
        self.send(*first)

    def send(self, *requests):
        for each in requests:
            self._coming.put(each)

    def close(self):
        self._coming.put(None)

    def __iter__(self):
        return iter(self._coming.get, None)


class Ears(Switched):
    voice = None
    prepared: ClassVar[list[str]] = []

    def prepare(self, code):
        self.prepared.append(code)

    @contextmanager
    def undisturbed(self):
        self.prepared.append("quiet")
        yield
        self.prepared.append("heard")

    def speak(self, text, code):
        return self.voice(text, code) if self.voice else ()


SWITCHED = Ears()
SPEECH = Speech(SWITCHED, SWITCHED, STALLED_AFTER)


@pytest.fixture(scope="module")
def words():
    return Words()


@pytest.fixture(scope="module")
def car(words):
    with ride(words, speech=SPEECH) as taken:
        yield taken


def hears(*utterances, speak=None, **more):
    SWITCHED.now, SWITCHED.voice = ScriptedHearing(*utterances, **more), speak
    return SWITCHED.now


def conversed(taken, requests):
    return list(taken.vehicle.Converse(iter(requests), timeout=PATIENCE))


def listening_frames(taken):
    """What the car is told from now on of whether somebody listens."""
    message, _, signal = next(iter(taken.assistant.car.signals.listening)).partition(".")
    seen = []

    def observe(frame):
        if frame.sent and frame.message == message:
            seen.append(frame.signals[signal])

    taken.assistant.delivery.bridge.observers.append(observe)
    return seen


def test_an_utterance_is_told_from_the_open_microphone_to_the_turn(car, words):
    hearing = hears("열선 이 단")
    words.means(Command("seat.heat", "set", "driver", 2.0))
    events = conversed(car, [start(utterance_id="u-7"), *audio(*UTTERANCE)])
    told = kinds(events)
    assert told[:2] == ["listening", "speech_started"]
    assert told[-8:] == ["partial", "speech_ended", "heard", "understood", "sent", "finished", "reply", "turn"]
    assert [each.text for each in of(events, "partial")] == ["열선", "열선 이", "열선 이 단"]
    (heard,) = of(events, "heard")
    assert (heard.text, heard.recogniser, heard.recogniser_version) == ("열선 이 단", BY.name, BY.version)
    assert heard.recognised_where == "car"
    assert [each.text for each in heard.alternatives] == ["열선 이 단"]
    assert {each.stage for each in heard.timings} == {"pause", "recognise"}
    assert 150 < next(each.ms for each in heard.timings if each.stage == "pause") < 600
    assert {event.utterance_id for event in events} == {"u-7"}
    assert of(events, "turn")[0].results[0].outcome == CONFIRMED
    assert hearing.asked[0][:2] == ("ko", RATE)


def test_the_car_is_told_while_somebody_listens_and_no_longer(car, words):
    hears("몇 시야")
    words.means(Command("info.time", "query"))
    seen = listening_frames(car)
    events = conversed(car, [start(), *audio(*UTTERANCE)])
    assert of(events, "listening")[0].told
    assert seen[0] == "on"
    assert seen[-1] == "off"


def test_the_button_that_is_let_go_ends_the_utterance_without_a_pause(car, words):
    hears("열선 꺼")
    words.means(Command("seat.heat", "off", "driver"))
    released = request(control=vehicle_pb2.CONTROL_RELEASED)
    events = conversed(car, [start(), *audio(*chunks(tone(0.9))), released])
    assert of(events, "speech_ended")[0].reason == "released"
    assert "turn" in kinds(events)


def test_requests_that_end_are_a_button_let_go(car, words):
    hears("열선 꺼")
    words.means(Command("seat.heat", "off", "driver"))
    assert kinds(conversed(car, [start(), *audio(*chunks(tone(0.9)))]))[-1] == "turn"


@pytest.mark.parametrize(
    ("pieces", "reason", "said"),
    [
        (chunks(silence(0.5)), "no_signal", "소리가 들리지 않아요"),
        (chunks((tone(0.5) // 100).astype("<i2")), "no_speech", "못 들었어요"),
        (chunks(tone(0.9), silence(0.6)), "no_words", "못 들었어요"),
    ],
)
def test_what_has_no_words_is_said_so_and_nothing_is_done(car, words, pieces, reason, said):
    hears("")
    asked = len(words.asked)
    events = conversed(car, [start(), *audio(*pieces)])
    assert kinds(events)[-2:] == ["nothing_heard", "reply"]
    assert of(events, "nothing_heard")[0].reason == reason
    assert said in of(events, "reply")[0].text
    assert len(words.asked) == asked


def test_an_utterance_that_is_called_off_comes_to_nothing(car, words):
    hears("창문 열어")
    asked = len(words.asked)
    cancel = request(control=vehicle_pb2.CONTROL_CANCEL)
    events = conversed(car, [start(aloud=True), *audio(*chunks(tone(0.6))), cancel])
    assert of(events, "nothing_heard")[0].reason == of(events, "spoken")[0].reason == "cancelled"
    assert not of(events, "reply")
    assert len(words.asked) == asked


@pytest.mark.parametrize(
    ("requests", "status", "reason"),
    [
        ([start(rate_hz=7_000)], grpc.StatusCode.INVALID_ARGUMENT, "AUDIO"),
        ([start(), request(audio=b"odd")], grpc.StatusCode.INVALID_ARGUMENT, "AUDIO"),
        ([start(), request(text="창문 열어")], grpc.StatusCode.INVALID_ARGUMENT, "AUDIO"),
        ([start(), request(control=17)], grpc.StatusCode.INVALID_ARGUMENT, "AUDIO"),
        ([request(audio=b"12")], grpc.StatusCode.INVALID_ARGUMENT, "AUDIO"),
        ([start(text="창문 열어")], grpc.StatusCode.INVALID_ARGUMENT, "ALTERNATIVES"),
        ([start(locale="fr")], grpc.StatusCode.INVALID_ARGUMENT, "LOCALE"),
        ([], grpc.StatusCode.INVALID_ARGUMENT, "NO_REQUEST"),
    ],
)
def test_audio_that_breaks_the_contract_ends_the_call_and_nothing_is_done(car, words, requests, status, reason):
    hears("창문 열어")
    asked = len(words.asked)
    found, why = failure(whole(lambda **more: car.vehicle.Converse(iter(requests), **more)))
    assert (found, why.name) == (status, reason)
    assert len(words.asked) == asked


def test_audio_that_stays_away_ends_the_call(car, words):
    hears("창문 열어")
    coming = Requests(start(), *audio(*chunks(tone(0.5))))
    status, reason = failure(whole(lambda **more: car.vehicle.Converse(iter(coming), **more)))
    assert (status, reason.name) == (grpc.StatusCode.DEADLINE_EXCEEDED, "STALLED")
    coming.close()


def test_audio_that_trickles_is_not_listened_to_for_ever(car, monkeypatch):
    monkeypatch.setattr("vehicle.doors.utterance.LONGEST_LISTENING", 0.2)
    hears("창문 열어")

    def trickling():
        yield start()
        while True:
            yield request(control=vehicle_pb2.CONTROL_PRESSED)
            threading.Event().wait(0.02)

    status, reason = failure(whole(lambda **more: car.vehicle.Converse(trickling(), **more)))
    assert (status, reason.name) == (grpc.StatusCode.DEADLINE_EXCEEDED, "STALLED")


def test_a_message_that_is_too_large_ends_the_call_with_its_reason_and_no_traceback(car):
    hears("창문 열어")
    large = [start(), *audio(*chunks(tone(0.5))), request(audio=bytes(100_000))]
    status, reason = failure(whole(lambda **more: car.vehicle.Converse(iter(large), **more)))
    assert (status, reason.name) == (grpc.StatusCode.RESOURCE_EXHAUSTED, "SIZE")


def test_a_gateway_without_ears_says_so():
    with ride(Words()) as deaf:
        status, reason = failure(whole(lambda **more: deaf.vehicle.Converse(iter([start()]), **more)))
    assert (status, reason.name) == (grpc.StatusCode.UNAVAILABLE, "NO_RECOGNISER")


def test_audio_does_not_count_against_the_rate():
    from serving.hearing import is_audio

    assert is_audio(request(audio=bytes(3_200)))
    assert not is_audio(request(audio=b"12"))
    assert not is_audio(request(text="창문 열어"))


def test_the_same_request_id_hears_the_first_turn_and_listens_to_nothing(car, words):
    hearing = hears("열선 이 단")
    words.means(Command("seat.heat", "set", "driver", 2.0))
    first = conversed(car, [start(request_id="r-1"), *audio(*UTTERANCE)])
    again = conversed(car, [start(request_id="r-1"), *audio(*UTTERANCE)])
    assert kinds(first) == kinds(again)
    assert {event.answered_again for event in again} == {True}
    assert len(hearing.asked) == 1


def test_the_reply_comes_as_audio_in_pieces_and_then_its_end(car, words):
    hears("몇 시야", speak=speaking())
    words.means(Command("info.time", "query"))
    events = conversed(car, [start(aloud=True), *audio(*UTTERANCE)])
    pieces = of(events, "reply_audio")
    assert len(pieces) == 6
    assert {piece.rate_hz for piece in pieces} == {24_000}
    assert {len(piece.audio) for piece in pieces} == {4_800}
    reply = of(events, "turn")[0].reply
    assert [piece.text for piece in pieces if piece.text] == [reply, "그리고 이것도요."]
    assert np.array_equal(np.frombuffer(b"".join(p.audio for p in pieces[:3]), "<i2"), tone(0.3, 24_000))
    (spoken,) = of(events, "spoken")
    assert spoken.reason == "finished"
    assert [each.stage for each in spoken.timings] == ["first_audio"]
    assert kinds(events)[-1] == "spoken"
    times = [event.at.ToNanoseconds() for event in events]
    assert times == sorted(times)


def test_the_voice_is_prepared_while_somebody_speaks_and_else_kept_quiet(car, words):
    words.means(Command("info.time", "query"))
    for aloud, told in ((True, ["ko", "quiet", "heard"]), (False, ["quiet", "heard"])):
        hears("몇 시야", speak=speaking())
        SWITCHED.prepared.clear()
        conversed(car, [start(aloud=aloud), *audio(*UTTERANCE)])
        assert SWITCHED.prepared == told


def test_words_may_be_answered_aloud_too(car, words):
    hears("", speak=speaking())
    words.means(Command("info.time", "query"))
    events = conversed(car, [request(text="몇 시야", aloud=True)])
    assert kinds(events)[-2:] == ["reply_audio", "spoken"]


@pytest.mark.parametrize("control", [vehicle_pb2.CONTROL_PRESSED, vehicle_pb2.CONTROL_CANCEL])
def test_the_voice_is_silent_within_one_piece_of_the_button(car, words, control):
    hears("몇 시야", speak=speaking(seconds=20.0))
    words.means(Command("info.time", "query"))
    coming = Requests(start(aloud=True), *audio(*UTTERANCE))
    events, pressed = [], None
    for event in car.vehicle.Converse(iter(coming), timeout=PATIENCE):
        events.append(event)
        if event.WhichOneof("event") == "reply_audio" and pressed is None:
            coming.send(request(control=control))
            pressed = len(events)
    after = of(events[pressed:], "reply_audio")
    assert len(after) <= 4  # those 0.2 s ahead, one under way, and one that the machine may have lost on the way
    (spoken,) = of(events, "spoken")
    assert spoken.reason == ("pressed" if control == vehicle_pb2.CONTROL_PRESSED else "cancelled")
    coming.close()


def test_the_voice_that_asks_to_say_it_again_can_be_silenced_too(car):
    hears("", speak=speaking(seconds=20.0))
    coming, events = Requests(start(aloud=True), *audio(*chunks(tone(0.9), silence(0.6)))), []
    for event in car.vehicle.Converse(iter(coming), timeout=PATIENCE):
        events.append(event)
        if event.WhichOneof("event") == "reply_audio":
            coming.send(request(control=vehicle_pb2.CONTROL_PRESSED))
    assert of(events, "nothing_heard")[0].reason == "no_words"
    assert of(events, "spoken")[0].reason == "pressed"
    coming.close()


def test_stop_behind_the_utterance_silences_the_voice(car, words):
    hears("몇 시야", speak=speaking(seconds=20.0), stop="멈춰")
    words.means(Command("info.time", "query"))
    coming = Requests(start(aloud=True), *audio(*UTTERANCE))
    events = []
    for event in car.vehicle.Converse(iter(coming), timeout=PATIENCE):
        events.append(event)
        if event.WhichOneof("event") == "turn":
            coming.send(*audio(*chunks(tone(0.9), silence(0.6))))
    (spoken,) = of(events, "spoken")
    assert spoken.reason == "stopped"
    assert not spoken.HasField("stop")  # nothing moved
    coming.close()


def test_stop_while_the_turn_goes_on_halts_what_moves():
    words = Words()
    with ride(words, speed=1.0, speech=SPEECH) as taken:
        hears("창문 다 열어", stop="멈춰")
        words.means(Command("window", "open", "driver"))
        coming = Requests(start(), *audio(*UTTERANCE))
        events = []
        for event in taken.vehicle.Converse(iter(coming), timeout=PATIENCE):
            events.append(event)
            if event.WhichOneof("event") == "sent":
                until(lambda: taken.assistant.stops("멈춰"))
                coming.send(*audio(*chunks(tone(0.9), silence(0.6))))
        assert of(events, "turn")[0].results[0].outcome == STOPPED
        (spoken,) = of(events, "spoken")
        assert (spoken.reason, spoken.stop.results[0].outcome) == ("stopped", CONFIRMED)
        coming.close()


def test_a_stop_word_in_the_midst_of_an_utterance_halts_what_moves_at_once():
    words = Words()
    with ride(words, speed=1.0, speech=SPEECH) as taken:
        hears("멈춰 그리고 또 무엇인가를 하고 싶은데")
        words.means(Command("window", "open", "driver"))
        opening = threading.Thread(target=lambda: taken.say("창문 열어", "ko"))
        opening.start()
        until(lambda: taken.assistant.stops("멈춰"))
        events = conversed(taken, [start(), *audio(*chunks(tone(3.0)))])
        opening.join()
        (heard,) = of(events, "heard")
        assert heard.text == "멈춰"
        assert events[kinds(events).index("heard")].audio_s < 0.8
        assert of(events, "turn")[0].results[0].outcome == CONFIRMED


def test_a_word_of_stop_that_could_halt_nothing_is_waited_for(car, words):
    hears("멈춰 있는 노래를 틀어 줘")
    words.means(Command("info.time", "query"))
    events = conversed(car, [start(), *audio(*chunks(tone(2.0), silence(0.6)))])
    assert of(events, "heard")[0].text == "멈춰 있는 노래를 틀어 줘"


def test_who_calls_off_the_turn_is_told_what_was_done(car, words):
    """Nothing more is sent, and the events go on to the end of the turn."""
    hears("창문 열고 열선 켜")
    words.means(Command("window", "open", "driver"))
    coming = Requests(start(), *audio(*UTTERANCE))
    events = []
    for event in car.vehicle.Converse(iter(coming), timeout=PATIENCE):
        events.append(event)
        if event.WhichOneof("event") == "sent":
            coming.send(request(control=vehicle_pb2.CONTROL_CANCEL))
    assert kinds(events)[-1] == "turn"
    coming.close()


def test_no_voice_is_said_and_the_turn_is_whole(car, words):
    def broken(text, code):
        raise SpeechUnavailable("the package is gone")
        yield

    for speak in (None, broken):
        hears("몇 시야", speak=speak)
        words.means(Command("info.time", "query"))
        events = conversed(car, [start(aloud=True), *audio(*UTTERANCE)])
        assert of(events, "turn")[0].reply
        assert of(events, "spoken")[0].reason == "no_voice"


def test_names_of_the_open_list_are_listened_for(car, words):
    hearing = hears("카페")
    words.means(Command("nav.search", "do", value={"name": "카페"}))
    conversed(car, [start(), *audio(*UTTERANCE)])
    session = next(iter(car.assistant.sessions.kept.values()))
    conversed(car, [start(), *audio(*UTTERANCE)])
    assert hearing.asked[0][3] == ()
    assert hearing.asked[1][3][: len(session.places)] or not session.places


def test_a_doubtful_order_is_asked_about_and_a_yes_does_it(car, words):
    car.execute(command("seat.heat", "off", "driver"))
    hears(("열선 이 단", 0.09), "네")
    words.means(Command("seat.heat", "set", "driver", 2.0))
    asked = conversed(car, [start(), *audio(*UTTERANCE)])
    assert "sent" not in kinds(asked)
    (understood,) = of(asked, "understood")
    assert understood.outcome == understanding_pb2.OUTCOME_AMBIGUOUS
    assert of(asked, "turn")[0].reply == "운전석 열선 시트를 2단으로 맞출까요?"
    words.means(Command("dialog.yes", "do"))
    answered = conversed(car, [start(), *audio(*UTTERANCE)])
    assert of(answered, "turn")[0].results[0].outcome == CONFIRMED


def test_a_doubtful_yes_leaves_the_question_open(car, words):
    car.execute(command("seat.heat", "off", "driver"))
    hears(("열선 이 단", 0.09), ("네", 0.05), "네")
    words.means(Command("seat.heat", "set", "driver", 2.0))
    conversed(car, [start(), *audio(*UTTERANCE)])
    words.means(Command("dialog.yes", "do"))
    unclear = conversed(car, [start(), *audio(*UTTERANCE)])
    assert not {"sent", "finished"} & set(kinds(unclear))
    assert "다시 말씀해 주세요" in of(unclear, "turn")[0].reply
    answered = conversed(car, [start(), *audio(*UTTERANCE)])
    assert of(answered, "turn")[0].results[0].outcome == CONFIRMED


def test_a_malformed_request_behind_the_utterance_spoils_no_turn(car, words):
    hears("창문 열어")
    car.execute(command("window", "close", "driver"))
    words.means(Command("window", "open", "driver"))
    coming, told = Requests(start(), *audio(*UTTERANCE)), []

    def converse(**more):
        for event in car.vehicle.Converse(iter(coming), **more):
            told.append(event)
            if event.WhichOneof("event") == "sent":
                coming.send(request(audio=b"odd"))

    status, reason = failure(converse)
    assert (status, reason.name) == (grpc.StatusCode.INVALID_ARGUMENT, "AUDIO")
    assert of(told, "turn")[0].results[0].outcome == CONFIRMED
    coming.close()


def test_a_client_that_leaves_while_it_speaks_has_said_nothing(car, words):
    hearing, seen = hears("창문 열어"), listening_frames(car)
    asked = len(words.asked)
    coming = Requests(start(), *audio(*chunks(tone(0.5))))
    call = car.vehicle.Converse(iter(coming), timeout=PATIENCE)
    next(call)
    call.cancel()
    coming.close()
    until(lambda: hearing.asked and seen[-1:] == ["off"])
    assert len(words.asked) == asked
    assert car.execute(command("info.time", "query")).results


def test_half_a_sentence_of_a_broken_connection_is_no_utterance_for_who_comes_again(car, words):
    hears("창문 열어", "창문 열어")
    words.means(Command("info.time", "query"))
    asked = len(words.asked)
    broken = Requests(start(request_id="r-broken"), *audio(*chunks(silence(0.2), tone(0.5))))
    call = car.vehicle.Converse(iter(broken), timeout=PATIENCE)
    next(call)
    coming = Requests(start(request_id="r-broken"))
    joined = car.vehicle.Converse(iter(coming), timeout=PATIENCE)
    assert next(joined).answered_again
    call.cancel()
    broken.close()
    status, reason = failure(lambda **more: list(joined))
    assert (status, reason.name) == (grpc.StatusCode.DEADLINE_EXCEEDED, "TOO_LATE")
    assert len(words.asked) == asked
    coming.close()
    events = conversed(car, [start(request_id="r-broken"), *audio(*UTTERANCE)])
    assert kinds(events)[-1] == "turn"
    assert not events[0].answered_again


def test_who_came_again_with_the_request_id_calls_the_turn_off(car, words, monkeypatch):
    stories = []

    class Seen(Story):
        def __init__(self, *arguments):
            super().__init__(*arguments)
            stories.append(self)

    monkeypatch.setattr(converse, "Story", Seen)
    hears("창문 열어")
    words.means(Command("window", "open", "driver"))
    asked = len(words.asked)
    first, again = Requests(start(request_id="r-off")), Requests(start(request_id="r-off"))
    told = car.vehicle.Converse(iter(first), timeout=PATIENCE)
    next(told)
    joined = car.vehicle.Converse(iter(again), timeout=PATIENCE)
    assert next(joined).answered_again
    again.send(request(control=vehicle_pb2.CONTROL_CANCEL))
    again.close()
    until(lambda: any(each.cancelled.is_set() for each in stories))
    first.send(*audio(*UTTERANCE))
    first.close()
    assert of(list(told), "nothing_heard")[0].reason == "cancelled"
    assert of(list(joined), "nothing_heard")[0].reason == "cancelled"
    assert len(words.asked) == asked
