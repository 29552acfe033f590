"""What guidance is likely to say next is rendered before it says it, and is what it says."""

import threading

import numpy as np
import pytest
from guided_drives import Drive, place
from letters import Letters

from malcha.config.effective import fixed
from malcha.speech import announcements, voices
from malcha.speech.announcements import announcements_ahead, rendered
from speech.voices import rendering
from speech.voices.prompts import Prompts
from vehicle.turn.announcing import Coming
from vehicle.turn.listeners import Listeners

SOON = 5.0  # s


@pytest.fixture
def voice(tmp_path):
    return Prompts(Letters(), tmp_path)


def test_it_is_rendered_sentence_by_sentence_each_once(voice):
    coming = Coming(
        ("잠시 후 좌회전하세요. 이어서 우회전하세요.", "200미터 앞에서 좌회전하세요. 이어서 우회전하세요."), "ko"
    )
    assert rendered({"ko": voice}, coming, lambda: False) == 3
    assert voice.voice.rendered == ["잠시 후 좌회전하세요.", "이어서 우회전하세요.", "200미터 앞에서 좌회전하세요."]
    assert rendered({"ko": voice}, coming, lambda: False) == 0


def test_nothing_is_begun_once_it_is_to_stop_nor_of_a_language_without_a_voice(voice):
    coming = Coming(("하나입니다.", "둘입니다."), "ko")
    assert rendered({"ko": voice}, coming, lambda: bool(voice.voice.rendered)) == 1
    assert rendered({"ko": voice}, Coming(("One.",), "en"), lambda: False) == 0


def test_it_waits_while_somebody_speaks_and_drops_what_is_of_a_maneuver_before(monkeypatch, tmp_path):
    done, rendered, talking, asked = threading.Event(), [], threading.Event(), threading.Event()

    def render(self, language, text):
        rendered.append((language, text))
        if text == "셋입니다.":
            done.set()
        return np.ones(4, np.int16)

    def busy():
        asked.set()
        return talking.is_set()

    monkeypatch.setattr(rendering.Renderer, "render", render)
    monkeypatch.setattr(voices.by_language, "VERSIONS", {"ko": lambda: "k1"})
    monkeypatch.setattr("malcha.speech.prompts.LOOK_AGAIN", 0.01)
    coming = Listeners[Coming]()
    talking.set()
    with announcements_ahead(fixed({"speech.cache": tmp_path}), coming, busy):
        coming.tell(Coming(("하나입니다.",), "ko"))
        assert asked.wait(SOON)
        assert rendered == []
        coming.tell(Coming(("둘입니다.", "셋입니다."), "ko"))
        talking.clear()
        assert done.wait(SOON)
    assert rendered[-2:] == [("ko", "둘입니다."), ("ko", "셋입니다.")]
    coming.tell(Coming(("넷입니다.",), "ko"))  # nobody listens any more
    assert ("ko", "넷입니다.") not in rendered


def test_without_a_cache_nothing_is_rendered(monkeypatch):
    monkeypatch.setattr(announcements, "folder", lambda config: None)
    coming = Listeners[Coming]()
    with announcements_ahead(fixed({}), coming, lambda: False):
        coming.tell(Coming(("하나입니다.",), "ko"))


@pytest.mark.parametrize("language", ["ko", "en"])
def test_most_of_what_is_said_of_a_maneuver_again_was_said_to_come(language):
    drive, coming, again = Drive(), set(), []
    drive.guidance.language = language
    drive.guidance.coming.join(lambda each: coming.update(each.texts))
    drive.guidance.said.join(lambda said: again.append(said.text in coming) if said.kind in ("near", "now") else None)
    drive.go(*place(2500, 1500))
    for _ in range(3000):
        if drive.live(0.2) is None:
            break
    assert len(again) == 4
    assert all(again)
