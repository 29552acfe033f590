"""What is kept of what was said last: in memory, within a bound, and never on disk."""

import numpy as np
from letters import Letters

from speech.voices.prompts import Prompts
from speech.voices.recent import Recent
from speech.voices.speaking import Speaker


def samples(count):
    return np.zeros(count, np.int16)


def test_what_was_not_used_for_longest_goes_first():
    recent = Recent(most_bytes=600)
    for text in ("가", "나", "다"):
        recent.put(text, samples(100))
    recent.get("가")
    recent.put("라", samples(100))
    assert [text for text in "가나다라" if recent.get(text) is not None] == ["가", "다", "라"]


def test_the_same_again_counts_once_and_what_is_too_long_is_not_kept():
    recent = Recent(most_bytes=600)
    for _ in range(5):
        recent.put("가", samples(150))
    recent.put("나", samples(150))
    assert (len(recent.get("가")), len(recent.get("나"))) == (150, 150)
    recent.put("다", samples(301))
    assert recent.get("다") is None


def test_a_name_that_was_read_aloud_is_not_on_disk(tmp_path):
    voice = Letters(rate=1_000, samples=100)
    prompts = Prompts(voice, tmp_path)
    prompts.audio("창문을 열었어요.")  # known ahead
    (known,) = tmp_path.iterdir()
    for _ in range(2):
        speaker = Speaker({"ko": prompts})
        spoken = list(speaker.speak("김민지에게 전화할게요. 창문을 열었어요.", "ko"))
        speaker.close()
    assert [piece.cached for piece in spoken] == [True] * len(spoken), "in memory the second time"
    assert list(tmp_path.iterdir()) == [known]
    again = Speaker({"ko": Prompts(voice, tmp_path)})  # another process
    assert [piece.cached for piece in again.speak("김민지에게 전화할게요. 창문을 열었어요.", "ko")][-2:] == [
        False,
        True,
    ]
    again.close()
