"""The wake word: the microphone is heard until it was said, then an utterance has it, then the word again."""

import itertools
import queue
import threading
import wave

import numpy as np
import pytest
from typer.testing import CliRunner

from malcha.cli import enrol, utterances
from malcha.cli.errors import BAD_INPUT
from malcha.cli.main import app
from malcha.talk import microphone, waking
from malcha.talk.microphone import MicrophoneError
from malcha.talk.waking import BEHIND, Waking, behind_word
from speech.listening import wake_word
from speech.protocols import RATE, AudioError

CHUNK = 320  # samples, 20 ms


def chunk(number):
    return np.full(CHUNK, number, "<i2").tobytes()


class Word:
    """A wake word that is made out in chunks of one number."""

    def __init__(self, said=7):
        self.said, self.resets = said, 0

    def heard(self, samples):
        return bool((samples == self.said).any())

    def reset(self):
        self.resets += 1


class Source:
    """A microphone that gives what a test puts into it."""

    rate = RATE

    def __init__(self):
        self.coming, self.closed = queue.SimpleQueue(), False

    def chunks(self):
        while (each := self.coming.get()) is not None:
            if isinstance(each, Exception):
                raise each
            yield each

    def close(self):
        self.closed = True
        self.coming.put(None)


class Told:
    """What a Waking tells, waited for."""

    def __init__(self):
        self.told = queue.SimpleQueue()

    def __call__(self, problem):
        self.told.put(problem)

    def next(self):
        return self.told.get(timeout=10.0)


@pytest.fixture
def sources():
    return []


@pytest.fixture
def told():
    return Told()


@pytest.fixture
def listening(sources, told):
    def opened():
        sources.append(Source())
        return sources[-1]

    return Waking(Word(), opened, told)


def test_what_is_said_in_the_same_breath_is_handed_on_without_the_end_of_the_word():
    end, order = [6, 6, 1], [*[5] * 10, 2, *[5] * 10]  # the quietest moment is behind the word
    word = Word(said=4)
    behind = behind_word(map(chunk, [9, 8, 7, *end, *order, 4, 5]), RATE, word)
    assert b"".join(behind) == b"".join(map(chunk, [1, *order, 4, 5]))
    assert word.resets == 1


def test_what_is_further_back_is_the_word_and_let_go():
    behind = behind_word(map(chunk, [1, *[6] * 200, 7, 2]), RATE, Word())
    first, *rest = behind
    assert len(first) / 2 <= BEHIND * RATE
    assert rest == [chunk(2)]


def test_audio_of_another_rate_is_heard_too():
    behind = behind_word(itertools.repeat(chunk(7), 100), 48_000, Word())
    assert behind is not None


def test_without_the_word_there_is_nothing_behind_it():
    assert behind_word(map(chunk, [1, 2]), RATE, Word()) is None


def test_said_it_is_told_and_the_open_microphone_is_handed_on(listening, sources, told):
    listening.listen()
    for number in (1, 7, 2):
        sources[0].coming.put(chunk(number))
    assert told.next() is None
    source, behind = listening.hand_over()
    sources[0].coming.put(None)
    assert b"".join(behind) == b"".join(map(chunk, [1, 7, 2]))
    assert source is sources[0]
    assert not source.closed
    assert listening.hand_over() is None  # once


def test_a_key_before_the_word_closes_the_microphone_and_tells_nothing(listening, sources, told):
    listening.listen()
    sources[0].coming.put(chunk(1))
    assert listening.hand_over() is None
    assert sources[0].closed
    assert told.told.empty()


def test_it_listens_again(listening, sources, told):
    for at in range(2):
        listening.listen()
        sources[at].coming.put(chunk(7))
        assert told.next() is None
    assert sources[0].closed  # the word was said and nobody took it up
    listening.stop()
    assert sources[1].closed


def test_what_ends_late_does_not_begin_the_listening_anew(listening, sources, told):
    begin = utterances.Begin(None, "", 0, None, print, print, print)
    begin.wake(listening)
    begin.rest()
    assert len(sources) == 1
    sources[0].coming.put(chunk(7))
    assert told.next() is None
    begin.rest()  # the word was said: its microphone waits to be handed over
    assert (len(sources), sources[0].closed) == (1, False)
    begin.close()
    assert sources[0].closed


def test_a_microphone_that_is_gone_is_told(listening, sources, told):
    listening.listen()
    sources[0].coming.put(MicrophoneError("unplugged"))
    assert isinstance(told.next(), MicrophoneError)
    listening.stop()


def test_too_few_recordings_are_told(tmp_path):
    with pytest.raises(AudioError, match=r"0 recordings.*malcha enrol"):
        waking.enrolled(tmp_path)


class Speaks:
    """A microphone of the verb that records."""

    rate = RATE
    words: tuple = ()

    def __init__(self):
        self._samples = next(Speaks.words)

    def chunks(self):
        yield from (each.tobytes() for each in np.array_split(self._samples, 25))

    def close(self):
        pass


@pytest.fixture
def spoken(monkeypatch):
    """Enrolment with a microphone that says these, and a network that is not there."""

    def speaks(*samples, fits=True):
        def enrolled(folder):
            if not fits:
                raise AudioError("the recordings of the wake word are too different")

        Speaks.words = iter(samples)
        monkeypatch.setattr(microphone, "Microphone", Speaks)
        monkeypatch.setattr(wake_word, "open_network", lambda: None)
        monkeypatch.setattr(waking, "enrolled", enrolled)
        monkeypatch.setattr(waking, "trimmed", lambda recording: recording)

    return speaks


def enrolled(folder, keys="\n\n\n"):
    return CliRunner().invoke(app, ["enrol", str(folder)], input=keys)


def test_a_word_is_recorded_three_times(spoken, tmp_path):
    seconds = round(enrol.SECONDS * RATE)
    spoken(*(np.full(seconds, number, "<i2") for number in (1, 2, 3)))
    said = enrolled(tmp_path / "word")
    assert said.exit_code == 0, said.output
    assert f"malcha listen --wake {tmp_path / 'word'}" in said.output
    for number in (1, 2, 3):
        with wave.open(str(tmp_path / "word" / f"{number}.wav")) as file:
            assert (file.getframerate(), file.getnchannels(), file.getnframes()) == (RATE, 1, seconds)
            assert file.readframes(1) == bytes([number, 0])


def test_recordings_that_do_not_fit_are_not_kept(spoken, tmp_path):
    spoken(*[np.zeros(RATE, "<i2")] * 3, fits=False)
    said = enrolled(tmp_path / "word")
    assert said.exit_code == BAD_INPUT
    assert "too different" in said.output
    assert not (tmp_path / "word").exists()


def test_the_end_of_the_keys_is_an_end_and_nothing_is_kept(spoken, tmp_path):
    spoken(np.zeros(RATE, "<i2"))
    said = enrolled(tmp_path / "word", keys="\n")
    assert said.exit_code == BAD_INPUT
    assert "no terminal" in said.output
    assert not (tmp_path / "word").exists()


def test_a_microphone_that_is_pulled_out_leaves_nothing(spoken, tmp_path, monkeypatch):
    class Pulled(Speaks):
        def chunks(self):
            raise MicrophoneError("unplugged")

    spoken(np.zeros(RATE, "<i2"))
    monkeypatch.setattr(microphone, "Microphone", Pulled)
    said = enrolled(tmp_path / "word")
    assert (said.exit_code, (tmp_path / "word").exists()) == (BAD_INPUT, False)
    assert "unplugged" in said.output


def test_a_recording_without_a_word_is_told_at_once(spoken, tmp_path, monkeypatch):
    spoken(np.zeros(RATE, "<i2"), np.zeros(RATE, "<i2"))
    monkeypatch.setattr(waking, "trimmed", wake_word.trimmed)
    said = enrolled(tmp_path / "word")
    assert said.exit_code == BAD_INPUT
    assert "2 of 3" not in said.output


@pytest.mark.parametrize("folder", ["file", "/proc/none/word"])
def test_a_folder_that_cannot_be_is_one_line(spoken, tmp_path, folder):
    spoken(*[np.zeros(RATE, "<i2")] * 3)
    (tmp_path / "file").write_text("")
    said = enrolled(tmp_path / folder)
    assert said.exit_code == BAD_INPUT
    assert len(said.stderr.strip().splitlines()) in (1, 4)  # of three recordings each has a line before


def test_a_recording_that_cannot_be_read_is_told(tmp_path):
    for name in ("1.wav", "2.WAV", "3.wav"):
        (tmp_path / name).mkdir()
    with pytest.raises(AudioError, match=r"1\.wav cannot be read"):
        waking.enrolled(tmp_path)


def test_recordings_that_are_there_are_not_written_over(spoken, tmp_path):
    (tmp_path / "1.wav").write_bytes(b"mine")
    said = enrolled(tmp_path)
    assert said.exit_code == BAD_INPUT
    assert "has WAV files already" in said.output
    assert (tmp_path / "1.wav").read_bytes() == b"mine"


def test_no_thread_is_left(listening):
    listening.listen()
    listening.stop()
    assert not [each for each in threading.enumerate() if each.name == "wake word"]
