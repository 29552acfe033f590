"""Facts about chunks of audio and when they are sent."""

import numpy as np
import pytest

from speech.voices.pacing import AHEAD, CHUNK, Pace, chunks


@pytest.mark.parametrize("rate", [8_000, 24_000, 44_100])
def test_chunks_are_short_and_whole(rate):
    samples = np.arange(rate + 7).astype(np.int16)
    cut = list(chunks(samples, rate))
    assert max(len(chunk) for chunk in cut) <= CHUNK * rate
    assert len({len(chunk) for chunk in cut[:-1]}) == 1
    assert np.array_equal(np.concatenate(cut), samples)


def test_no_samples_are_no_chunks():
    assert list(chunks(np.zeros(0, np.int16), 24_000)) == []


def sent(pace, times, seconds=CHUNK):
    """When each chunk is sent, of which one is there at each of these times."""
    found = []
    for at in times:
        found.append(pace.due(seconds, max(at, found[-1] if found else at)))
    return found


def test_what_is_all_there_is_sent_a_little_ahead_of_its_hearing():
    times = sent(Pace(), [5.0] * 20)
    assert times[:2] == [5.0, 5.0]  # AHEAD of audio at once
    heard = [5.0 + number * CHUNK for number in range(20)]
    ahead = [at_ear + CHUNK - time for time, at_ear in zip(times, heard, strict=True)]
    assert max(ahead) <= AHEAD + 1e-9
    assert min(ahead[1:]) >= AHEAD - 1e-9


def test_what_comes_late_is_sent_at_once_and_what_follows_keeps_its_distance():
    times = sent(Pace(), [0.0, 0.0, 3.0, 3.0, 3.0, 3.0])
    assert times == pytest.approx([0.0, 0.0, 3.0, 3.0, 3.1, 3.2])


def test_slow_rendering_is_never_held_back():
    late = [0.0, 0.5, 1.0, 1.5]
    assert sent(Pace(), late) == late


def test_a_chunk_longer_than_what_may_be_ahead_is_sent_when_the_one_before_was_heard():
    assert sent(Pace(), [0.0] * 3, seconds=1.0) == pytest.approx([0.0, 1.0, 2.0])
