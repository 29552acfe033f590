"""Facts about how fast a reply is sent, by a clock that a test moves."""

import numpy as np
import pytest
from clocks import Clock

from speech.protocols import Spoken
from speech.voices.pacing import AHEAD, CHUNK
from vehicle.doors.aloud import reply_audio

RATE = 1000


class Waiting(Clock):
    """Also a Silence that is never asked for: waiting moves the clock."""

    reason = ""

    def wait(self, seconds):
        self.now += max(0.0, seconds)
        return False


def sent_ahead(rendering_takes):
    """[s of audio that a client has and has not heard yet, once each chunk was sent]"""
    clock, heard_until, found = Waiting(), 0.0, []

    def sentences():
        for seconds in rendering_takes:
            clock.now += seconds
            yield Spoken("네.", np.ones(RATE, np.int16), RATE)

    for told in reply_audio(sentences(), clock, lambda: True, clock):
        if told.HasField("reply_audio"):
            heard_until = max(heard_until, clock.now) + len(told.reply_audio.audio) / 2 / RATE
            found.append(heard_until - clock.now)
    return found


@pytest.mark.parametrize("rendering_takes", [(0, 0), (0.5, 0.5), (0.5, 2.0, 0.1), (0.1, 5.0, 5.0)])
def test_no_more_is_on_its_way_than_may_be(rendering_takes):
    ahead = sent_ahead(rendering_takes)
    assert len(ahead) == len(rendering_takes) / CHUNK
    assert max(ahead) <= AHEAD + 1e-6
