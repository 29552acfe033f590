"""The graph of a model with fewer words: what is left out of it, and what stays as it was."""

import struct

import numpy as np
import pytest

from speech.recognising import fewer_words, korean_model, openfst
from speech.recognising.fewer_words import ARC, GRAPH, LOOK_AHEAD, MAGIC_ADDED, NAMES, STATE

WORDS = {0: "<eps>", 1: "창문", 2: "창문짝", 3: "열어"}
# "창문" and "창문짝" are one sound up to state 1; from 2 on, which waits in itself, "창문짝" goes on to 3 and is
# told. "열어" is said from the start on, in one sound
ARCS = [(0, 10, 0, 1), (0, 11, 3, 4), (1, 12, 1, 4), (1, 13, 0, 2), (2, 14, 0, 2), (2, 15, 2, 3), (3, 16, 0, 4)]
FOLLOWING = [[(1, 4)], [(1, 3)], [(2, 3)], [], [(1, 2), (3, 5)]]  # from each state, as ranges of words
FINAL = 4
BODY = b"how likely they are"


def head(kind, flags=0, states=0, arcs=0):
    return openfst.Head(kind, b"standard", 1, flags, 7, 0, states, arcs).bytes()


def table(words):
    entries = b"".join(openfst.text(word.encode()) + struct.pack("<q", number) for number, word in words.items())
    return openfst.symbols_head(b"words", len(WORDS), len(words)) + entries


@pytest.fixture
def model(tmp_path):
    (tmp_path / "graph").mkdir()
    (tmp_path / NAMES).write_bytes(head(b"ngram", flags=3) + 2 * table(WORDS) + BODY)
    states, arcs = np.zeros(5, STATE), np.zeros(len(ARCS), ARC)
    states["final"] = np.where(np.arange(5) == FINAL, 0.5, np.inf)
    starts = np.array([start for start, *_ in ARCS])
    states["arcs"] = np.bincount(starts, minlength=5)
    states["first"] = np.cumsum(states["arcs"]) - states["arcs"]
    for at, (_, sound, word, to) in enumerate(ARCS):
        arcs[at] = (sound, word, at / 2, to)
    ranges = b"".join(
        struct.pack(f"<q{2 * len(each)}ii", len(each), *sum(each, ()), sum(end - begin for begin, end in each))
        for each in FOLLOWING
    )
    ahead = LOOK_AHEAD + struct.pack("<iq", 5, len(FOLLOWING)) + ranges
    whole = head(b"olabel_lookahead") + struct.pack("<i", MAGIC_ADDED) + head(b"const", states=5, arcs=len(ARCS))
    (tmp_path / GRAPH).write_bytes(whole + states.tobytes() + arcs.tobytes() + ahead)
    return tmp_path


@pytest.fixture
def out(tmp_path):
    (tmp_path / "out" / "graph").mkdir(parents=True)
    return tmp_path / "out"


def graph(file):
    """States, arcs, and what follows the arcs."""
    read = openfst.Reader(file.read_bytes())
    read.head(b"olabel_lookahead")
    read.numbers("i")
    found = read.head(b"const")
    behind_states = read.at + STATE.itemsize * found.states
    behind_arcs = behind_states + ARC.itemsize * found.arcs
    data = read.data
    states, arcs = (
        np.frombuffer(data[read.at : behind_states], STATE),
        np.frombuffer(data[behind_states:behind_arcs], ARC),
    )
    return found, states, arcs, data[behind_arcs:]


def test_with_all_words_the_graph_is_as_it_was(model, out):
    assert fewer_words.write(model, out, lambda word: True) == len(WORDS)
    (before, *_, ahead_before), (after, *_, ahead) = graph(model / GRAPH), graph(out / GRAPH)
    assert (before, ahead_before) == (after, ahead)
    kept = ["final", "first", "arcs"]  # the test's own file does not count arcs without input
    assert graph(model / GRAPH)[1][kept].tolist() == graph(out / GRAPH)[1][kept].tolist()
    assert graph(model / GRAPH)[2].tolist() == graph(out / GRAPH)[2].tolist()


def test_a_word_goes_with_all_that_leads_to_it_alone(model, out):
    assert fewer_words.write(model, out, {"창문", "열어"}.__contains__) == 3
    found, states, arcs, ahead = graph(out / GRAPH)
    assert (found.states, found.arcs, found.start) == (3, 3, 0)
    # state 2 still leads to itself, and nowhere else; 3 is not reached any more; 4 is 2 now
    assert arcs[["input", "output", "to"]].tolist() == [(10, 0, 1), (11, 3, 2), (12, 1, 2)]
    assert arcs["weight"].tolist() == [0, 0.5, 1]
    assert states["final"].tolist() == [np.inf, np.inf, 0.5]
    assert states[["first", "arcs", "no_input", "no_output"]].tolist() == [(0, 2, 0, 1), (2, 1, 0, 0), (3, 0, 0, 0)]
    assert ahead == LOOK_AHEAD + struct.pack("<iq", 5, 3) + b"".join(
        [struct.pack("<qiii", 1, 1, 4, 3), struct.pack("<qiii", 1, 1, 3, 2), struct.pack("<qiiiii", 2, 1, 2, 3, 5, 3)]
    )


def test_names_keep_their_numbers_and_are_there_once(model, out):
    fewer_words.write(model, out, {"열어"}.__contains__)
    assert (out / NAMES).read_bytes() == head(b"ngram", flags=2) + table({0: "<eps>", 3: "열어"}) + BODY


def test_files_of_another_form_are_told(model, out):
    def refused(name, data, why):
        before = (model / name).read_bytes()
        (model / name).write_bytes(data(before))
        with pytest.raises(ValueError, match=why):
            fewer_words.write(model, out, lambda word: True)
        (model / name).write_bytes(before)

    refused(NAMES, lambda data: data[:30], "ends too soon")
    refused(NAMES, lambda data: data.replace(b"ngram", b"const"), "of the kind ngram")
    refused(NAMES, lambda data: data.replace("열어".encode(), "닫아".encode(), 1), "the same words twice")
    refused(NAMES, lambda data: head(b"ngram", flags=2) + table(WORDS) + BODY, "its words twice")
    refused(GRAPH, lambda data: data[:-4], "ends elsewhere")
    refused(GRAPH, lambda data: data[:-40], "ends elsewhere")
    refused(GRAPH, lambda data: data + b"\0\0\0\0", "ends elsewhere")
    refused(GRAPH, lambda data: data.replace(LOOK_AHEAD + struct.pack("<i", 5), bytes(9)), "another form")
    refused(GRAPH, lambda data: data.replace(struct.pack("<i", MAGIC_ADDED), bytes(4), 1), "no look-ahead")


def test_a_model_of_another_form_is_loaded_whole(model, out, caplog):
    for name in korean_model.NEEDED:
        (model / name).parent.mkdir(exist_ok=True)
        if not (model / name).exists():
            (model / name).write_text("")
    before = (model / GRAPH).read_bytes()
    (model / NAMES).write_bytes(b"something else")
    with korean_model.with_settings(model, {}, lambda word: False) as laid:
        assert (laid / NAMES).read_bytes() == b"something else"
        assert (laid / GRAPH).read_bytes() == before
    assert "with all its words" in caplog.text


def test_short_words_and_those_of_the_phrases_are_kept():
    kept = korean_model.is_kept(["인천국제공항으로 안내해 줘"])
    assert all(map(kept, ("가", "판교역", "국제공항", "인천국제공항", "<UNK>", "!SIL")))
    assert not any(map(kept, ("국제우편", "AB", "가가가가", "공항으로가")))
