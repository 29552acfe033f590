"""Where a reply is played, with a PortAudio that a test works by hand."""

import sys
import threading
import wave

import pytest

from malcha.talk import loudspeaker
from malcha.talk.loudspeaker import Loudspeaker, LoudspeakerError, WavFile

RATE = 1000
CHUNK = bytes(range(1, 201))  # 0.1 s


class Stream:
    def __init__(self, **arguments):
        self.arguments, self.calls = arguments, []

    def start(self):
        self.calls.append("start")

    def stop(self):
        self.calls.append("stop")

    def close(self):
        self.calls.append("close")

    def take(self, samples=20):
        """What PortAudio plays next."""
        wanted = bytearray(b"x" * 2 * samples)
        self.arguments["callback"](memoryview(wanted), samples, None, None)
        return bytes(wanted)


class Package:
    """Stands for sounddevice."""

    class PortAudioError(Exception):
        pass

    def __init__(self, wrong=""):
        self.wrong, self.stream = wrong, None

    def query_devices(self, kind):
        if self.wrong == "none":
            raise self.PortAudioError("Error querying device -1")

    def RawOutputStream(self, **arguments):
        if self.wrong == "rate":
            raise self.PortAudioError("Invalid sample rate")
        self.stream = Stream(**arguments)
        return self.stream


@pytest.fixture
def package():
    return Package()


@pytest.fixture
def player(package):
    return Loudspeaker(package, RATE)


def test_what_is_played_comes_out_and_then_silence(package, player):
    player.play(CHUNK)
    given = b"".join(package.stream.take() for _ in range(6))
    assert given == CHUNK + bytes(40)
    assert package.stream.arguments["samplerate"] == RATE


def test_stop_is_silent_with_the_next_block(package, player):
    player.play(CHUNK)
    assert package.stream.take() == CHUNK[:40]
    player.stop()
    assert package.stream.take() == bytes(40)
    player.play(CHUNK)  # of the next reply
    assert package.stream.take() == CHUNK[:40]


def play_too_much(player, ended):
    for _ in range(3):
        player.play(CHUNK)
    ended.set()


@pytest.mark.parametrize("how", ["heard", "stopped"])
def test_it_waits_while_enough_waits(package, player, how):
    ended = threading.Event()
    thread = threading.Thread(target=play_too_much, args=(player, ended))
    thread.start()
    assert not ended.wait(0.05)
    if how == "stopped":
        player.stop()
    while how == "heard" and not ended.is_set():
        package.stream.take()
    assert ended.wait(5)
    thread.join()


def test_closing_waits_until_all_was_heard(package, player):
    player.play(CHUNK)
    thread = threading.Thread(target=player.close)
    thread.start()
    while thread.is_alive():
        package.stream.take()
    assert package.stream.calls == ["start", "stop", "close"]


def test_one_that_was_unplugged_is_said(package, player, monkeypatch):
    monkeypatch.setattr(loudspeaker, "GONE_AFTER", 0.01)
    player.play(CHUNK)
    player.play(CHUNK)
    with pytest.raises(LoudspeakerError, match="unplugged"):
        player.play(CHUNK)
    player.play(CHUNK)
    with pytest.raises(LoudspeakerError, match="unplugged"):
        player.close()
    assert package.stream.calls[-1] == "close"


def test_a_rate_that_it_has_not_is_said():
    with pytest.raises(LoudspeakerError, match="at 1000 Hz: Invalid sample rate"):
        Loudspeaker(Package("rate"), RATE)


def test_a_machine_without_one_says_so_in_one_line(monkeypatch, caplog):
    caplog.set_level("INFO")
    monkeypatch.setattr(loudspeaker, "sounddevice", lambda: Package("none"))
    assert loudspeaker.loudspeaker() is None
    assert [record.getMessage() for record in caplog.records] == [
        "the reply is not heard: there is no loudspeaker: Error querying device -1"
    ]


def test_a_machine_with_one_opens_it(monkeypatch, package):
    monkeypatch.setattr(loudspeaker, "sounddevice", lambda: package)
    loudspeaker.loudspeaker()(RATE).play(CHUNK)
    assert package.stream.take(100) == CHUNK


class WithoutLibrary:
    def find_spec(self, name, path=None, target=None):
        if name == "sounddevice":
            raise OSError("PortAudio library not found")


@pytest.mark.parametrize("lacks", ["package", "library"])
def test_without_its_package_one_line_says_so(monkeypatch, caplog, lacks):
    caplog.set_level("INFO")
    if lacks == "package":
        monkeypatch.setitem(sys.modules, "sounddevice", None)
    else:
        monkeypatch.delitem(sys.modules, "sounddevice", raising=False)
        monkeypatch.setattr(sys, "meta_path", [WithoutLibrary(), *sys.meta_path])
    assert loudspeaker.loudspeaker() is None
    assert ("pip install" if lacks == "package" else "libportaudio2") in caplog.records[0].getMessage()
    assert len(caplog.records) == 1


def test_a_file_has_what_was_played_before_it_was_stopped(tmp_path):
    player = WavFile(tmp_path / "reply.wav", RATE)
    player.play(CHUNK)
    player.stop()
    player.play(CHUNK)
    player.close()
    with wave.open(str(tmp_path / "reply.wav")) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (RATE, 1, 2)
        assert file.readframes(1000) == CHUNK
