"""The microphone, with a package in place of sounddevice: this machine may have none."""

import sys
import threading
from types import SimpleNamespace

import pytest

from malcha.talk.microphone import Microphone, MicrophoneError
from speech.protocols import SpeechUnavailable


class PortAudioError(Exception):
    pass


class Stream:
    def __init__(self, **given):
        self.given, self.closed = given, False

    def start(self):
        pass

    def close(self):
        self.closed = True
        self.given["finished_callback"]()

    def gives(self, *chunks):
        for chunk in chunks:
            self.given["callback"](chunk, len(chunk) // 2, None, None)


@pytest.fixture
def package(monkeypatch):
    """A sounddevice whose device takes 16 kHz."""
    found = SimpleNamespace(PortAudioError=PortAudioError, streams=[])

    def opened(**given):
        found.streams.append(Stream(**given))
        return found.streams[-1]

    found.RawInputStream = opened
    found.query_devices = lambda kind: {"name": "mic", "default_samplerate": 44_100.0}
    found.check_input_settings = lambda **given: None
    monkeypatch.setitem(sys.modules, "sounddevice", found)
    return found


def fails(*args, **given):
    raise PortAudioError("Error querying device -1")


def test_chunks_come_as_they_are_spoken_until_it_is_closed(package):
    microphone = Microphone()
    (stream,) = package.streams
    assert (stream.given["samplerate"], stream.given["blocksize"]) == (16_000, 1_600)
    assert (stream.given["channels"], stream.given["dtype"]) == (1, "int16")
    chunks = microphone.chunks()
    stream.gives(b"ab", b"cd")
    assert [next(chunks), next(chunks)] == [b"ab", b"cd"]
    threading.Timer(0.05, microphone.close).start()
    assert list(chunks) == []
    assert stream.closed


def test_a_device_without_16_khz_gives_its_own_rate(package):
    package.check_input_settings = fails
    assert Microphone().rate == 44_100
    assert package.streams[0].given["blocksize"] == 4_410


def test_a_rate_that_no_gateway_takes_is_said(package):
    package.check_input_settings = fails
    package.query_devices = lambda kind: {"name": "studio", "default_samplerate": 96_000.0}
    with pytest.raises(MicrophoneError, match="studio gives 96000 Hz"):
        Microphone()


def test_no_microphone_is_said(package):
    package.query_devices = fails
    with pytest.raises(MicrophoneError, match="there is no microphone: Error querying"):
        Microphone()


def test_a_microphone_that_others_hold_is_said(package):
    package.RawInputStream = fails
    with pytest.raises(MicrophoneError, match="cannot be used"):
        Microphone()


def test_unplugged_while_it_is_spoken_is_said(package):
    microphone = Microphone()
    chunks = microphone.chunks()
    package.streams[0].gives(b"ab")
    assert next(chunks) == b"ab"
    package.streams[0].given["finished_callback"]()
    with pytest.raises(MicrophoneError, match="has gone"):
        next(chunks)


def test_a_microphone_that_gives_nothing_any_more_is_said(package):
    with pytest.raises(MicrophoneError, match=r"given nothing for 0\.01 s"):
        next(Microphone(silent_for=0.01).chunks())


def test_what_nobody_takes_does_not_fill_the_memory(package):
    microphone = Microphone()
    package.streams[0].gives(*(bytes([number % 256, 0]) for number in range(1_000)))
    microphone.close()
    kept = list(microphone.chunks())
    assert len(kept) < 110
    assert kept[-1] == bytes([999 % 256, 0])


@pytest.mark.parametrize(("there", "wanted"), [(None, "pip install malcha"), ("no library", "PortAudio")])
def test_what_is_missing_is_said(monkeypatch, there, wanted):
    class Finder:
        def find_spec(self, name, path, target=None):
            if name == "sounddevice":
                raise OSError("PortAudio library not found")

    monkeypatch.delitem(sys.modules, "sounddevice", raising=False)
    if there is None:
        monkeypatch.setitem(sys.modules, "sounddevice", None)
    else:
        monkeypatch.setattr(sys, "meta_path", [Finder(), *sys.meta_path])
    with pytest.raises(SpeechUnavailable, match=wanted):
        Microphone()
