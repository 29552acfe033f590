"""What guidance says over gRPC: text for everybody, audio where it is wanted, and silence when the driver begins."""

from contextlib import contextmanager

import grpc
import pytest
from calls import PATIENCE, until
from guided_drives import Drive, place
from listening import tone

from malcha.v1 import vehicle_pb2, vehicle_pb2_grpc
from navigation.guidance.guide import Announcement
from navigation.routing.protocol import Turn
from speech.protocols import SpeechUnavailable, Spoken
from vehicle.doors import server
from vehicle.doors.converse import SILENT, Speech

SAID = Announcement("300미터 앞에서 우회전하세요.", "near", "ko", 1, 297.4, Turn.RIGHT, "강남대로")
RATE = 24_000


class Voice:
    """One sentence of so many seconds."""

    def __init__(self, seconds=0.2, error=None):
        self.seconds, self.error, self.said = seconds, error, []

    def prepare(self, language): ...

    @contextmanager
    def undisturbed(self):
        yield

    def speak(self, text, language):
        self.said.append((text, language))
        if self.error:
            raise self.error
        yield Spoken(text, tone(self.seconds, RATE), RATE)


@contextmanager
def served(assistant, speech=SILENT):
    serving, port = server.serve(assistant, "127.0.0.1:0", speech=speech)
    try:
        with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
            yield vehicle_pb2_grpc.VehicleServiceStub(channel)
    finally:
        serving.stop(0.0)


@contextmanager
def watched(vehicle, aloud=False):
    """Events but heartbeats, from now on."""
    call = vehicle.WatchEvents(vehicle_pb2.WatchEventsRequest(aloud=aloud), timeout=PATIENCE)
    assert next(call).HasField("heartbeat")
    yield (each for each in call if not each.HasField("heartbeat"))
    call.cancel()


@pytest.fixture
def drive():
    return Drive(follow=False)


def test_an_announcement_reaches_everybody_who_watches(drive):
    with served(drive.rig.assistant) as vehicle, watched(vehicle) as one, watched(vehicle, aloud=True) as other:
        drive.guidance.said.tell(SAID)
        for told in (next(one), next(other)):  # without a voice there is no audio to wait for
            said = told.announcement
            assert (said.text, said.locale, said.kind) == (SAID.text, "ko", "near")
            assert (said.maneuver, said.distance_m, said.street) == ("right", 297, "강남대로")
            assert told.HasField("at")


def test_what_guidance_says_on_the_way_is_told(drive):
    with served(drive.rig.assistant) as vehicle, watched(vehicle) as events:
        drive.go(*place(800, 400))
        said = next(events).announcement
        assert (said.kind, said.maneuver) == ("start", "")
        assert said.text.startswith("안내를 시작합니다.")


def test_it_is_audio_too_where_that_is_wanted_and_there_is_a_voice(drive):
    voice = Voice()
    drive.rig.assistant.clock = drive.rig.clock
    with served(drive.rig.assistant, Speech(speaking=voice)) as vehicle, watched(vehicle, aloud=True) as events:
        with watched(vehicle) as text_alone:
            drive.guidance.said.tell(SAID)
            assert next(text_alone).HasField("announcement")
        assert next(events).HasField("announcement")
        audio = b""
        while (told := next(events)).HasField("announcement_audio"):
            audio += told.announcement_audio.audio
            assert told.announcement_audio.rate_hz == RATE
            drive.rig.clock.now += 0.1  # as it is heard
        assert len(audio) == 2 * 0.2 * RATE
        assert told.announcement_spoken.reason == "finished"
        assert voice.said == [(SAID.text, "ko")]  # for the one who wants it


def test_the_driver_who_begins_to_speak_silences_it(drive):
    talk = drive.rig.assistant.talk
    with served(drive.rig.assistant, Speech(speaking=Voice(60.0))) as vehicle, watched(vehicle, aloud=True) as events:
        drive.guidance.said.tell(SAID)
        assert next(events).HasField("announcement")
        assert next(events).HasField("announcement_audio")
        assert not talk.free(drive.rig.clock())
        call = vehicle.Listen(vehicle_pb2.ListenRequest(), timeout=PATIENCE)
        next(call)
        ended = next(each for each in events if each.HasField("announcement_spoken"))
        assert ended.announcement_spoken.reason == "pressed"
        assert not talk.free(drive.rig.clock())
        call.cancel()
        until(lambda: talk._drivers == 0)
        drive.rig.clock.now += 1.0
        assert talk.free(drive.rig.clock())


def test_a_voice_that_fails_leaves_the_text(drive):
    voice = Voice(error=SpeechUnavailable("the model is gone"))
    with served(drive.rig.assistant, Speech(speaking=voice)) as vehicle, watched(vehicle, aloud=True) as events:
        for _ in range(2):
            drive.guidance.said.tell(SAID)
            assert next(events).HasField("announcement")
            assert next(events).announcement_spoken.reason == "no_voice"


def test_who_watches_is_told_once_of_a_drive_that_was_interrupted(drive):
    drive.rig.do("nav.go", "do", "코엑스")
    drive.rig.do("nav.waypoint", "add", "도산공원")
    drive.live(1.0)
    again = Drive(follow=False, kept=drive.kept)
    with served(again.rig.assistant) as vehicle, watched(vehicle) as before:
        again.live(1.0)
        told = next(before).interrupted
        assert (told.destination, told.waypoints, told.locale) == ("코엑스", 1, "ko")
        assert told.text == "코엑스로 가던 길이었어요. 이어서 안내해 달라고 하시면 다시 안내할게요."
        with watched(vehicle) as later:
            assert next(later).interrupted == told
            again.guidance.said.tell(SAID)
            assert next(later).HasField("announcement")
            assert next(before).HasField("announcement")


def test_of_a_car_without_guidance_nothing_is_told(rig):
    with served(rig.assistant) as vehicle, watched(vehicle, aloud=True) as events:
        rig.set(GW_SWRC_PE__C_SdsSW="pressed")
        assert next(events).HasField("speech_button")
