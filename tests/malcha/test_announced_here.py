"""What guidance says, at the terminal of a driver: shown, as JSON, and heard by a loudspeaker that keeps it."""

from types import SimpleNamespace

import pytest
from calls import until

from malcha.cli import terminal
from malcha.screens.talk_json import announcement
from malcha.talk.announcements import announced
from malcha.talk.loudspeaker import LoudspeakerError
from malcha.v1 import vehicle_pb2


def told(**fields):
    return vehicle_pb2.WatchEventsResponse(**fields)


SAID = told(
    announcement=vehicle_pb2.Announcement(
        text="300미터 앞에서 우회전하세요.",
        locale="ko",
        kind="near",
        maneuver="right",
        distance_m=297,
        street="강남대로",
    )
)
PIECE = told(announcement_audio=vehicle_pb2.ReplyAudio(audio=b"ab" * 100, rate_hz=24_000))
LEFT = told(interrupted=vehicle_pb2.InterruptedDrive(text="...", locale="ko", destination="코엑스", waypoints=1))
BUTTON = told(speech_button=vehicle_pb2.SpeechButton())


def ended(reason):
    return told(announcement_spoken=vehicle_pb2.Spoken(reason=reason))


class Speakers:
    """Those that were opened; the first `broken` ones cannot be played on."""

    def __init__(self, broken=0):
        self.opened, self.broken = [], broken

    def __call__(self, rate):
        speaker = SimpleNamespace(rate=rate, played=b"", ended=[], broken=len(self.opened) < self.broken)
        self.opened.append(speaker)

        def play(chunk):
            if speaker.broken:
                raise LoudspeakerError("the loudspeaker has gone")
            speaker.played += chunk

        speaker.play = play
        speaker.stop = lambda: speaker.ended.append("stop")
        speaker.close = lambda: speaker.ended.append("close")
        return speaker


def test_each_announcement_is_shown_and_heard_by_itself():
    shown, speakers = [], Speakers()
    announced(
        [LEFT, BUTTON, SAID, PIECE, PIECE, ended("finished"), SAID, PIECE, ended("finished")], shown.append, speakers
    )
    assert shown == [LEFT, SAID, SAID]
    assert [(each.rate, len(each.played), each.ended) for each in speakers.opened] == [
        (24_000, 400, ["close"]),
        (24_000, 200, ["close"]),
    ]


def test_one_that_the_driver_has_silenced_is_silent_here_at_once():
    speakers = Speakers()
    announced([SAID, PIECE, ended("pressed")], lambda told: None, speakers)
    assert speakers.opened[0].ended == ["stop", "close"]


def test_without_a_loudspeaker_it_is_shown():
    shown = []
    announced([SAID, PIECE, ended("finished")], shown.append, None)
    assert shown == [SAID]


def test_a_loudspeaker_that_fails_is_tried_again_with_the_next(caplog):
    speakers = Speakers(broken=1)
    announced([SAID, PIECE, ended("finished"), SAID, PIECE, ended("finished")], lambda told: None, speakers)
    assert caplog.text.count("the loudspeaker has gone") == 1
    assert len(speakers.opened[-1].played) == 200


@pytest.mark.parametrize("aloud", [True, False])
def test_the_gateway_is_asked_for_audio_where_it_can_be_heard(aloud):
    asked, shown = [], []

    class Stub:
        def WatchEvents(self, request):
            asked.append(request)
            return [SAID]

    terminal.watch_announcements(Stub(), shown.append, Speakers() if aloud else None)
    until(lambda: shown)
    assert asked[0].aloud is aloud


def test_as_json_it_says_what_it_is_about():
    assert announcement(SAID) == {
        "event": "announcement", "at": 0.0, "text": "300미터 앞에서 우회전하세요.", "language": "ko", "kind": "near",
        "maneuver": "right", "m": 297, "street": "강남대로",
    }  # fmt: skip
    assert announcement(LEFT) == {
        "event": "interrupted", "at": 0.0, "text": "...", "language": "ko", "destination": "코엑스", "waypoints": 1,
    }  # fmt: skip
