"""Facts about the cache of prompts, with a voice that counts how often it renders."""

import logging
import multiprocessing
import os
import threading

import numpy as np
import pytest

from speech.voices.prompts import SUFFIX, UNFINISHED, Prompts


class Counting:
    """A voice that renders every text as as many samples as it has letters, times `long`."""

    language = "ko"
    rate = 24_000

    def __init__(self, version="1", long=100):
        self.version, self.long, self.rendered = version, long, []

    def render(self, text):
        self.rendered.append(text)
        return np.full(len(text) * self.long, len(text), np.int16)


def files(folder):
    return sorted(folder.glob(f"*{SUFFIX}"))


def test_a_sentence_is_rendered_once(tmp_path):
    voice = Counting()
    first = Prompts(voice, tmp_path).audio("네, 알겠어요.")
    again = Prompts(voice, tmp_path).audio("네, 알겠어요.")  # another process
    assert voice.rendered == ["네, 알겠어요."]
    assert again.dtype == np.int16
    assert np.array_equal(first, again)


def test_another_version_of_the_voice_renders_anew(tmp_path):
    old, new = Counting("1"), Counting("2")
    Prompts(old, tmp_path).audio("네.")
    assert not Prompts(new, tmp_path).has("네.")
    Prompts(new, tmp_path).audio("네.")
    assert new.rendered == ["네."]
    assert len(files(tmp_path)) == 2


@pytest.mark.parametrize("damage", ["flipped", "cut", "odd", "empty", "short"])
def test_a_damaged_file_is_rendered_anew(tmp_path, damage, caplog):
    voice = Counting()
    prompts = Prompts(voice, tmp_path)
    right = prompts.audio("다시 말씀해 주세요.")
    (file,) = files(tmp_path)
    content = file.read_bytes()
    file.write_bytes(
        {
            "flipped": content[:-1] + bytes([content[-1] ^ 1]),
            "cut": content[:-10],
            "odd": content[:-1],
            "empty": b"",
            "short": content[:7],
        }[damage]
    )
    assert np.array_equal(prompts.audio("다시 말씀해 주세요."), right)
    assert len(voice.rendered) == 2
    assert "damaged" in caplog.text
    prompts.audio("다시 말씀해 주세요.")
    assert len(voice.rendered) == 2  # whole again


def test_what_was_not_used_for_longest_goes_first(tmp_path):
    voice = Counting(long=5000)  # 10 kB a letter
    prompts = Prompts(voice, tmp_path, most_bytes=35_000)
    for age, text in ((300, "가"), (200, "나"), (100, "다")):
        prompts.audio(text)
        newest = max(files(tmp_path), key=lambda file: file.stat().st_mtime)
        stamp = newest.stat().st_mtime - age
        os.utime(newest, (stamp, stamp))
    prompts.audio("가")  # used now
    prompts.audio("라")
    assert [prompts.has(text) for text in "가나다라"] == [True, False, True, True]
    assert sum(file.stat().st_size for file in files(tmp_path)) <= 35_000


def test_a_prompt_larger_than_the_whole_cache_is_not_kept(tmp_path):
    prompts = Prompts(Counting(long=100_000), tmp_path, most_bytes=1000)
    assert len(prompts.audio("가")) == 100_000
    assert files(tmp_path) == []


def test_files_of_processes_that_died_are_cleared(tmp_path):
    left = tmp_path / f"abc{UNFINISHED}"
    left.write_bytes(b"x")
    os.utime(left, (0, 0))
    Prompts(Counting(), tmp_path).audio("네.")
    assert not left.exists()


def test_without_a_folder_every_sentence_is_rendered():
    voice = Counting()
    prompts = Prompts(voice, None)
    assert not prompts.has("네.")
    prompts.audio("네.")
    prompts.audio("네.")
    assert len(voice.rendered) == 2


def test_a_folder_that_cannot_be_written_is_said_once(tmp_path, caplog):
    (tmp_path / "file").write_text("")
    voice = Counting()
    prompts = Prompts(voice, tmp_path / "file" / "prompts")  # no folder can be made below a file
    with caplog.at_level(logging.WARNING):
        assert len(prompts.audio("네.")) == 200
        assert len(prompts.audio("아니요.")) == 400
    assert len(caplog.records) == 1
    assert "rendered each time" in caplog.text


def test_a_full_disk_is_said_once_and_leaves_nothing(tmp_path, caplog, monkeypatch):
    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    prompts = Prompts(Counting(), tmp_path)
    assert len(prompts.audio("네.")) == 200
    assert len(prompts.audio("네.")) == 200
    assert list(tmp_path.iterdir()) == []
    assert caplog.text.count("No space left") == 1


def test_threads_may_ask_for_the_same_sentence(tmp_path):
    prompts = Prompts(Counting(), tmp_path)
    results = []
    threads = [threading.Thread(target=lambda: results.append(prompts.audio("같은 말."))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [len(each) for each in results] == [500] * 8
    assert len(files(tmp_path)) == 1


def use(folder, seed):
    """Works for a while in a folder so small that prompts are removed all the time; fails on any wrong answer."""
    prompts = Prompts(Counting(long=1000), folder, most_bytes=20_000)
    for at in range(60):
        text = "가" * (1 + (at * 7 + seed) % 5)
        assert np.array_equal(prompts.audio(text), np.full(len(text) * 1000, len(text), np.int16))


def test_several_processes_share_one_folder(tmp_path):
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=use, args=(tmp_path, seed)) for seed in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0, 0]
    assert list(tmp_path.glob(f"*{UNFINISHED}")) == []
