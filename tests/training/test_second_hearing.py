"""The network that the second hearing learns with: the same as the one that hears, and able to learn."""

import numpy as np
import pytest
import torch
from weights_files import read, written

from speech.protocols import RATE
from speech.recognising.weights_file import change
from speech.training import learn
from speech.training.learn import Example, Prompt
from speech.training.network import HEAD, Network

WIDTH, PIECES, RANK = 2 * HEAD, 30, 4
PROMPT = Prompt((27, 28), 29)


def made_weights(seed=0):
    """A small network, with names and types of the real one."""
    rng = np.random.default_rng(seed)

    def linear(name, rows, columns):
        return {
            f"{name}/weight": (rng.standard_normal((rows, columns)) / np.sqrt(columns)).astype(np.float16),
            f"{name}/bias": np.zeros(rows, np.float16),
        }

    def norm(name):
        here = f"{name}/layer_norm"
        return {f"{here}/gamma": np.ones(WIDTH, np.float16), f"{here}/beta": np.zeros(WIDTH, np.float16)}

    found = {}
    for side, positions in (("encoder", 400), ("decoder", 20)):
        here = f"{side}/layer_0"
        found |= norm(f"{here}/self_attention") | norm(f"{here}/ffn") | norm(side)
        found |= linear(f"{here}/self_attention/linear_0", 3 * WIDTH, WIDTH)
        found |= linear(f"{here}/self_attention/linear_1", WIDTH, WIDTH)
        found |= linear(f"{here}/ffn/linear_0", 4 * WIDTH, WIDTH) | linear(f"{here}/ffn/linear_1", WIDTH, 4 * WIDTH)
        found[f"{side}/position_encodings/encodings"] = rng.standard_normal((positions, WIDTH)).astype(np.float16)
    found |= norm("decoder/layer_0/attention") | linear("decoder/layer_0/attention/linear_0", WIDTH, WIDTH)
    found |= linear("decoder/layer_0/attention/linear_1", 2 * WIDTH, WIDTH)
    found |= linear("decoder/layer_0/attention/linear_2", WIDTH, WIDTH)
    found["decoder/embeddings/weight"] = (rng.standard_normal((PIECES, WIDTH)) / 8).astype(np.float16)
    for name, bands in (("conv1", 80), ("conv2", WIDTH)):
        kernel = rng.standard_normal((WIDTH, bands, 3)) / np.sqrt(3 * bands)
        found[f"encoder/{name}/weight"] = kernel.astype(np.float16)
        found[f"encoder/{name}/bias"] = np.zeros(WIDTH, np.float16)
    return found


class Tone:
    """In place of a recording: the text is told by the pitch."""

    def __init__(self, hertz):
        self.hertz, self.text = hertz, f"{hertz}"

    def samples(self):
        return (8_000 * np.sin(2 * np.pi * self.hertz * np.arange(RATE) / RATE)).astype(np.int16)


def tones():
    return [Example(Tone(hertz), pieces, 1.0) for hertz, pieces in ((300, (1, 2, 3)), (900, (4, 5)), (2000, (6,)))]


@pytest.fixture
def network():
    torch.manual_seed(0)
    return Network(made_weights(), RANK)


def test_before_it_learns_nothing_is_changed(network, tmp_path):
    file = written(tmp_path / "model.bin", made_weights())
    before = read(file)
    change(file, network.learned())
    after = read(file)
    assert all(np.array_equal(before[name], after[name]) for name in before)


def test_it_goes_on_from_what_was_learned(network):
    with torch.no_grad():
        for each in network.parameters():
            each.add_(0.05 * torch.randn_like(each))
    another = Network(made_weights(), RANK)
    another.take_up(network.learned(0.5), 0.5)
    for mine, its in zip(another.parameters(), network.parameters(), strict=True):
        assert torch.allclose(mine, its, atol=2e-3)  # the file has 16 bits
    with pytest.raises(ValueError, match="not"):
        Network(made_weights(), RANK - 1).take_up(network.learned(), 1.0)


def test_it_learns_what_was_said_and_the_file_has_it(network, tmp_path, monkeypatch):
    monkeypatch.setattr(learn, "PEAK_RATE", 1e-2)  # a small network that knows nothing has more to learn
    monkeypatch.setattr(learn, "MASKED", 0.0)
    before = learn.held_out_loss(network, tones(), PROMPT)
    learn.learn(network, tones() * 8, PROMPT, rounds=12)
    after = learn.held_out_loss(network, tones(), PROMPT)
    assert after < before / 4
    file = written(tmp_path / "model.bin", made_weights())
    change(file, network.learned())
    torch.manual_seed(1)
    loaded = Network(read(file), RANK)
    assert learn.held_out_loss(loaded, tones(), PROMPT) == pytest.approx(after, rel=0.1, abs=0.02)


def test_of_what_was_learned_a_share_may_be_kept(network, monkeypatch):
    monkeypatch.setattr(learn, "PEAK_RATE", 1e-1)
    learn.learn(network, tones() * 8, PROMPT, rounds=4)
    whole, half, none = (network.learned(share) for share in (1.0, 0.5, 0.0))
    first = made_weights()
    for name in ("encoder/layer_norm/gamma", "decoder/layer_0/ffn/layer_norm/beta"):
        assert np.array_equal(none[name], first[name])
        assert not np.array_equal(whole[name], first[name])
        assert np.allclose(half[name], (whole[name] + first[name]) / 2, atol=2e-3)
    name = "encoder/layer_0/ffn/linear_0"
    assert np.allclose(half[f"{name}/up"], whole[f"{name}/up"] / 2, atol=2e-3)
    assert np.array_equal(half[f"{name}/down"], whole[f"{name}/down"])


def test_what_follows_a_piece_does_not_change_what_was_before_it(network):
    sound = network.encode(learn.audio([tones()[0].recording.samples()], None))
    one, other = (network.decode(torch.tensor([pieces]), sound) for pieces in ([1, 2, 3], [1, 2, 9]))
    assert torch.allclose(one[:, :2], other[:, :2], atol=1e-5)
    assert not torch.allclose(one[:, 2], other[:, 2], atol=1e-3)


def test_recordings_of_one_length_are_learned_together():
    some = [Example(Tone(hertz), (1,), seconds) for hertz, seconds in enumerate([3.0, 1.0, 2.0, 1.1] * 8)]
    for batch in learn.batches(some, None)[:-1]:
        assert max(each.seconds for each in batch) - min(each.seconds for each in batch) <= 1.0
    shuffled = [each for batch in learn.batches(some, np.random.default_rng(0)) for each in batch]
    assert sorted(each.seconds for each in shuffled) == sorted(each.seconds for each in some)
