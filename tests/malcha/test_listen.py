"""malcha listen and malcha say --audio: files and a microphone in place of a driver, scripted ears in the car."""

import io
import json
import wave

import grpc
import numpy as np
import pytest
from listening import Switched, chunks, silence, tone
from rich.console import Console
from turns import Words, ride
from typer.testing import CliRunner

from contract.values import Command
from malcha.cli import drive, terminal, utterances
from malcha.cli.errors import BAD_INPUT, NOT_DONE
from malcha.cli.main import app
from malcha.talk import audio_files, loudspeaker, microphone, scenario, waking
from malcha.talk.loudspeaker import LoudspeakerError
from malcha.talk.microphone import MicrophoneError
from malcha.talk.scenario import SCENARIO
from malcha.talk.spoken_scenario import said_aloud
from malcha.v1.vehicle_pb2_grpc import VehicleServiceStub
from speech.protocols import RATE, SpeechUnavailable, Spoken
from vehicle.doors.converse import Speech

SAID = np.concatenate([silence(0.2), tone(1.0), silence(0.6)])


class Ears(Switched):
    def speak(self, text, code):
        yield Spoken(text, tone(0.25, 24_000), 24_000)


@pytest.fixture(scope="module")
def words():
    return Words()


@pytest.fixture(scope="module")
def taken(words):
    ears = Ears()
    with ride(words, speech=Speech(ears, ears)) as found:
        yield found


@pytest.fixture
def car(taken, words):
    """Its address; it understands everything as the seat heating."""
    words.means(Command("seat.heat", "set", "driver", 2.0))
    return f"127.0.0.1:{taken.port}"


@pytest.fixture
def wav(tmp_path):
    def written(samples=SAID, name="a.wav", rate=RATE, channels=1):
        with wave.open(str(tmp_path / name), "wb") as file:
            file.setparams((channels, 2, rate, 0, "NONE", ""))
            file.writeframes(samples.astype("<i2").tobytes())
        return str(tmp_path / name)

    return written


@pytest.fixture(autouse=True)
def hurry(monkeypatch):
    """No test waits until a file would have been spoken."""
    whole = audio_files.chunks
    monkeypatch.setattr(utterances, "chunks", lambda wav, real_time: whole(wav))


def malcha(*arguments):
    return CliRunner().invoke(app, list(arguments), catch_exceptions=False)


def objects(said):
    return [json.loads(line) for line in said.stdout.splitlines()]


# say --audio


def test_say_takes_a_file_instead_of_words(car, wav):
    said = malcha("say", "--audio", wav(), "--locale", "ko", "--address", car, "--json")
    (found,) = objects(said)
    assert list(found) == ["id", "text", "outcome", "commands", "reply", "ms"]
    assert (found["text"], found["outcome"]) == ("열선 켜 줘", "understood")
    assert found["commands"][0]["outcome"] in ("confirmed", "already")
    assert said.exit_code == 0


def test_say_of_a_file_is_shown_as_a_turn(car, wav, words):
    words.means(Command("climate.temperature", "set", None, 100.0))
    said = malcha("say", "--audio", wav(), "--locale", "ko", "--address", car)
    assert said.stdout.startswith("> 열선 켜 줘 ")
    assert "REFUSED (range)" in said.stdout
    assert said.exit_code == NOT_DONE


def test_where_nothing_is_heard_nothing_is_done(car, wav):
    hum = np.tile(np.array([40, -40]), 2 * RATE)
    said = malcha("say", "--audio", wav(hum), "--locale", "ko", "--address", car, "--json")
    (found,) = objects(said)
    assert (found["outcome"], found["commands"], said.exit_code) == ("nothing_heard", [], NOT_DONE)
    assert found["reply"]
    said = malcha("say", "--audio", wav(hum), "--locale", "ko", "--address", car)
    assert "nothing heard: nobody spoke" in said.stdout


@pytest.mark.parametrize("given", [(), ("에어컨", "--audio", "a.wav")], ids=["neither", "both"])
def test_say_wants_either_words_or_a_file(given):
    said = malcha("say", *given)
    assert said.exit_code == BAD_INPUT
    assert "either words are said or --audio FILE" in said.stderr


BAD_FILES = {
    "stereo": ({"channels": 2}, "is stereo"),
    "4 kHz": ({"rate": 4_000}, "4000 Hz cannot be used"),
    "empty": ({"samples": np.zeros(0)}, "has no sample"),
}


@pytest.mark.parametrize("verb", [("say", "--audio"), ("listen", "--file")], ids=lambda verb: verb[0])
@pytest.mark.parametrize(("how", "why"), BAD_FILES.values(), ids=BAD_FILES)
def test_a_file_that_cannot_be_used_is_said_in_one_line(car, wav, verb, how, why):
    said = malcha(*verb, wav(**how), "--address", car, "--json")
    (found,) = objects(said)
    assert why in found["error"]
    assert (found["reason"], said.exit_code) == ("AUDIO", BAD_INPUT)


@pytest.mark.parametrize("verb", [("say", "--audio"), ("listen", "--file")], ids=lambda verb: verb[0])
def test_a_file_that_is_not_there_is_said(car, verb):
    said = malcha(*verb, "nowhere.wav", "--address", car)
    assert (said.exit_code, said.stdout) == (BAD_INPUT, "")
    assert said.stderr == "malcha: nowhere.wav cannot be read: No such file or directory\n"


@pytest.mark.parametrize("verb", [("say", "--audio"), ("listen", "--file")], ids=lambda verb: verb[0])
def test_a_gateway_that_cannot_hear_says_so(wav, words, verb):
    with ride(words) as deaf:
        said = malcha(*verb, wav(), "--address", f"127.0.0.1:{deaf.port}", "--json")
    assert objects(said)[-1]["reason"] == "NO_RECOGNISER"
    assert said.exit_code == BAD_INPUT


# listen


def test_listen_hears_one_file_after_the_other(car, wav):
    files = wav(name="a.wav"), wav(name="b.wav")
    said = malcha("listen", "--file", *files, "--locale", "ko", "--address", car)
    assert said.stdout.count("> 열선 켜 줘   scripted, car, pause") == 2
    assert said.stdout.count("seat.heat set driver 2") == 2
    assert said.exit_code == 0


def test_listen_tells_each_event_as_a_line_of_json(car, wav):
    said = malcha("listen", "--file", wav(), "--locale", "ko", "--address", car, "--json", "--mute")
    found = objects(said)
    order = ["listening", "speech_started", "speech_ended", "heard", "understood", "finished", "reply", "turn"]
    assert [each["event"] for each in found if each["event"] not in ("partial", "sent")] == order
    heard = next(each for each in found if each["event"] == "heard")
    assert (heard["text"], heard["recogniser"], heard["where"]) == ("열선 켜 줘", "scripted", "car")
    assert heard["ms"].keys() == {"pause", "recognise"}
    assert [each["text"] for each in found if each["event"] == "partial"][-1] == "열선 켜 줘"
    assert len({each["id"] for each in found}) == 1


def test_listen_to_a_file_says_what_was_not_done(car, wav, words):
    words.means(Command("trunk", "open"))
    said = malcha("listen", "--file", wav(), "--locale", "ko", "--address", car)
    assert "NEEDS_CONFIRMATION" in said.stdout
    assert said.exit_code == NOT_DONE


class Speaker:
    """A loudspeaker that keeps what it is given."""

    def __init__(self, rate):
        self.rate, self.played, self.ended = rate, b"", []

    def play(self, chunk):
        self.played += chunk

    def stop(self):
        self.ended.append("stop")

    def close(self):
        self.ended.append("close")


@pytest.fixture
def speakers(monkeypatch):
    found = []

    def opened(rate):
        found.append(Speaker(rate))
        return found[-1]

    monkeypatch.setattr(loudspeaker, "loudspeaker", lambda: opened)
    return found


def test_the_reply_is_played(car, wav, speakers):
    malcha("listen", "--file", wav(), "--locale", "ko", "--address", car)
    (speaker,) = speakers
    assert (speaker.rate, len(speaker.played), speaker.ended) == (24_000, 12_000, ["close"])


def test_mute_is_text_alone(car, wav, speakers):
    said = malcha("listen", "--file", wav(), "--locale", "ko", "--address", car, "--mute")
    assert (speakers, said.exit_code) == ([], 0)


class Microphone:
    """Gives an utterance, and then silence until it is closed."""

    rate = RATE

    def __init__(self):
        self.open = True

    def chunks(self):
        yield from chunks(SAID)
        quiet = chunks(silence(0.1))[0]
        for _ in range(100):
            if not self.open:
                return
            yield quiet

    def close(self):
        self.open = False


def no_key(monkeypatch):
    """A keyboard at which nobody sits."""
    monkeypatch.setattr("malcha.cli.listen.keys_there", lambda: True)
    monkeypatch.setattr(terminal, "read_keys", lambda signals: None)


def test_input_that_ends_while_it_is_spoken_ends_the_utterance(car, monkeypatch):
    monkeypatch.setattr(utterances, "Microphone", Microphone)
    monkeypatch.setattr("malcha.cli.listen.keys_there", lambda: True)
    said = malcha("listen", "--button", "--once", "--locale", "ko", "--address", car)
    assert (said.stdout, said.exit_code) == ("", NOT_DONE)  # before a word


def test_one_utterance_of_the_microphone(car, monkeypatch):
    monkeypatch.setattr(utterances, "Microphone", Microphone)
    no_key(monkeypatch)
    said = malcha("listen", "--once", "--locale", "ko", "--address", car)
    assert "> 열선 켜 줘" in said.stdout
    assert "seat.heat set driver 2" in said.stdout
    assert said.exit_code == 0


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (MicrophoneError("there is no microphone"), "MICROPHONE"),
        (SpeechUnavailable("no sounddevice"), "SPEECH_UNAVAILABLE"),
    ],
)
def test_no_microphone_is_one_line(car, monkeypatch, error, reason):
    def missing():
        raise error

    monkeypatch.setattr(utterances, "Microphone", missing)
    no_key(monkeypatch)
    said = malcha("listen", "--once", "--json", "--address", car)
    assert (objects(said), said.exit_code) == ([{"error": str(error), "reason": reason}], BAD_INPUT)


def test_a_microphone_that_is_pulled_out_in_an_utterance_is_one_line(car, monkeypatch):
    class Pulled(Microphone):
        def chunks(self):
            yield from chunks(SAID)[:6]
            raise MicrophoneError("the microphone has gone: unplugged?")

    monkeypatch.setattr(utterances, "Microphone", Pulled)
    no_key(monkeypatch)
    said = malcha("listen", "--once", "--locale", "ko", "--address", car)
    assert "malcha: the microphone has gone: unplugged?" in said.stderr
    assert "seat.heat" not in said.stdout
    assert said.exit_code == BAD_INPUT


def test_without_a_terminal_it_says_what_it_wants(car):
    said = malcha("listen", "--address", car)
    assert said.exit_code == BAD_INPUT
    wanted = "give --file FILE, --button or --wake"
    assert said.stderr == f"malcha: standard input is no terminal, so no key can begin: {wanted}\n"


class Word:
    """A wake word that is made out in samples of one height."""

    HEIGHT = 77

    def heard(self, samples):
        return bool((samples == self.HEIGHT).any())

    def reset(self):
        pass


BEHIND_WORD = np.concatenate([silence(0.5), np.full(RATE // 2, Word.HEIGHT), SAID])


@pytest.fixture
def wake(monkeypatch):
    monkeypatch.setattr(waking, "enrolled", lambda folder: Word())
    return ("--wake", "recordings")


def test_behind_the_wake_word_a_file_is_heard(car, wav, wake):
    files = wav(BEHIND_WORD, "a.wav"), wav(BEHIND_WORD, "b.wav")
    said = malcha("listen", *wake, "--file", *files, "--locale", "ko", "--address", car)
    assert said.stdout.count("> 열선 켜 줘") == 2
    assert said.exit_code == 0


def test_a_file_without_the_wake_word_is_not_heard(car, wav, wake):
    files = wav(BEHIND_WORD, "a.wav"), wav(name="b.wav")
    said = malcha("listen", *wake, "--file", *files, "--locale", "ko", "--address", car)
    assert "b.wav: the wake word was not heard" in said.stderr
    assert "a.wav" not in said.stderr
    assert (said.stdout.count("> 열선 켜 줘"), said.exit_code) == (1, NOT_DONE)


def test_the_wake_word_begins_without_a_key(car, monkeypatch, wake):
    class Woken(Microphone):
        def chunks(self):
            yield from chunks(BEHIND_WORD)
            yield from super().chunks()

    monkeypatch.setattr(microphone, "Microphone", Woken)
    said = malcha("listen", *wake, "--once", "--locale", "ko", "--address", car)
    assert "> 열선 켜 줘" in said.stdout
    assert said.exit_code == 0


def test_recordings_that_are_not_there_are_said(car, tmp_path):
    said = malcha("listen", "--wake", str(tmp_path), "--address", car)
    assert f"malcha enrol {tmp_path} makes them" in said.stderr
    assert said.exit_code == BAD_INPUT


def test_files_want_their_option(car, wav):
    said = malcha("listen", wav(), "--address", car)
    assert said.exit_code == BAD_INPUT
    assert "with --file" in said.stderr


# files in real time, the scenario


def test_in_real_time_each_piece_comes_when_it_was_spoken(wav):
    from pathlib import Path

    from speech.wav import open_wav

    now, waits = [10.0], []

    def wait(seconds):
        waits.append(round(seconds, 3))
        now[0] += seconds

    given = audio_files.chunks(open_wav(Path(wav(silence(0.25)))), True, lambda: now[0], wait)
    assert [len(each) for each in given] == [3_200, 3_200, 1_600]
    assert waits == [0.1, 0.1, 0.1]
    assert round(now[0], 3) == 10.3


def test_a_sentence_of_the_scenario_goes_to_the_car_by_voice(taken, words):
    words.means(Command("seat.heat", "set", "driver", 2.0))
    found = said_aloud(taken.vehicle, 0, None)
    assert found.text == "열선 켜 줘"
    assert found.turn.results[0].command.function == "seat.heat"


def driven(stub, hearing=True):
    """What `malcha run` shows of its scenario."""
    out = Console(file=io.StringIO(), width=140, color_system=None)
    drive.drive(stub, out, hearing)
    return out.file.getvalue()


def test_the_scenario_is_spoken_where_the_car_hears(taken, words, monkeypatch):
    words.means(Command("seat.heat", "set", "driver", 2.0))
    monkeypatch.setattr(scenario, "can_hear", lambda: True)
    shown = driven(taken.vehicle)
    assert shown.count("♪ ") == shown.count("heard by scripted, car") == len(SCENARIO)
    assert "text" not in shown


def test_a_language_that_is_not_heard_is_text_and_one_line_says_why(words, monkeypatch):
    words.means(Command("seat.heat", "set", "driver", 2.0))
    monkeypatch.setattr(scenario, "can_hear", lambda: True)
    with ride(words) as deaf:
        shown = driven(deaf.vehicle)
    for locale in ("ko", "en"):
        why = f"{locale}: this gateway hears nothing: it has no recogniser. Its sentences are text."
        assert shown.count(why) == 1
    assert [line.split("   ")[0] for line in shown.splitlines() if line.startswith("> ")] == [
        f"> {text}" for _, text in SCENARIO
    ]


@pytest.mark.parametrize(("hearing", "lines"), [(True, 1), (False, 0)])
def test_without_the_speech_packages_one_line_says_so(taken, words, monkeypatch, hearing, lines):
    words.means(Command("seat.heat", "set", "driver", 2.0))
    monkeypatch.setattr(scenario, "can_hear", lambda: False)
    shown = driven(taken.vehicle, hearing)
    assert shown.count("The speech packages are not installed (make speech): the sentences are text.") == lines
    assert "♪" not in shown


def test_another_error_of_the_gateway_ends_the_scenario(monkeypatch):
    monkeypatch.setattr(scenario, "can_hear", lambda: True)
    with grpc.insecure_channel("127.0.0.1:1") as channel, pytest.raises(grpc.RpcError):
        driven(VehicleServiceStub(channel))


def test_a_loudspeaker_that_is_pulled_out_is_one_line(car, wav, speakers, monkeypatch):
    def gone(self, chunk):
        raise LoudspeakerError("the loudspeaker has played nothing for 1.5 s: unplugged?")

    monkeypatch.setattr(Speaker, "play", gone)
    said = malcha("listen", "--file", wav(), "--locale", "ko", "--address", car)
    assert said.stderr.splitlines()[-1] == "malcha: the loudspeaker has played nothing for 1.5 s: unplugged?"
    assert "seat.heat set driver 2" in said.stdout  # it was done
    assert said.exit_code == BAD_INPUT
    assert speakers[0].ended == ["stop", "close"]
