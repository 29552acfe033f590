"""What the network's answer becomes, from logits written here: names are whole words, kin questions one reading."""

import re

import numpy as np
import pytest

from nlu.engine.decode import DOUBT_COSTS, Decoder, Segment, _untorn
from nlu.engine.description import CatalogueRow, Description
from nlu.engine.reader import place_of
from nlu.engine.tokeniser import Tokens

CATALOGUE = {
    "none": CatalogueRow(("none",)),
    "unsupported": CatalogueRow(("unsupported",)),
    "nav.go": CatalogueRow(("do",), kind="place"),
    "nav.nearby": CatalogueRow(("do",), kind="category"),
    "nav.info": CatalogueRow(("query",), kind="text"),
    "media.play": CatalogueRow(("play",), kind="text"),
    "phone.call": CatalogueRow(("do",), kind="contact"),
    "home.light": CatalogueRow(("on", "off", "query"), kind="device", agent="home"),
    "home.tv": CatalogueRow(("on", "off", "query"), kind="device", agent="home"),
    "info.weather": CatalogueRow(("query",), agent="information"),
    "info.air_quality": CatalogueRow(("query",), agent="information"),
    "info.general": CatalogueRow(("query",), agent="information"),
    "media.charts": CatalogueRow(("query",), agent="information"),
    "assistant.note": CatalogueRow(("do",), agent="assistant"),
    "assistant.alarm": CatalogueRow(("do",), agent="assistant"),
    "status.fuel": CatalogueRow(("query",)),
    "status.range": CatalogueRow(("query",)),
}
FUNCTIONS = tuple(CATALOGUE)
OPS = tuple(dict.fromkeys(op for row in CATALOGUE.values() for op in row.ops))
NAMES = ("arg", "to", "body", "near", "room", "number")
TAGS = ("O", *(f"{begin}-{name}" for name in NAMES for begin in "BI"))
PAIRS = [(name, op) for name, row in CATALOGUE.items() for op in row.ops]
COLUMNS, WIDTH = {}, 0
for group, size in zip(
    ("start", "weight", "function", "op", "word", "zone", "tag"), (1, 1, len(FUNCTIONS), len(OPS), 1, 1, len(TAGS))
):
    COLUMNS[group] = (WIDTH, WIDTH + size)
    WIDTH += size
DECODER = Decoder(
    Description(
        version="", temperature=1.0, threshold=0.5, reach=1, functions=FUNCTIONS, ops=OPS, words=("",), zones=("all",),
        tags=TAGS, contexts=(), sources=(), columns=COLUMNS, aliases={}, catalogue=CATALOGUE, sha256={},
        pairs=tuple((FUNCTIONS.index(name), OPS.index(op)) for name, op in PAIRS),
    )
)  # fmt: skip


def said(marked, function, starts=()):
    """The words under each tag, where the network reads "{tag:words}" under a tag. Tokens are single characters.

    "▁" is a token that is only the space before the next character. `starts`: characters at which another command
    begins; the answer is of the first.
    """
    begin, end, tags, text, name = [], [], [], "", ""
    for c in re.findall(r"\{\w+:|.", marked):
        if len(c) > 1:
            name, first = c[1:-1], True
        elif c == "}":
            name = ""
        elif c == " ":
            text += " "
        else:
            text += " " * (c == "▁")
            begin.append(len(text))
            text += c.replace("▁", "")
            end.append(len(text))
            tags.append(f"{'B' if first else 'I'}-{name}" if name else "O")
            first = False
    logits = np.full((len(tags), WIDTH), -9, np.float32)
    for at, tag in enumerate(tags):
        logits[at, COLUMNS["tag"][0] + TAGS.index(tag)] = 9
        logits[at, 0] = 9 if begin[at] in starts else -9
    logits[:, COLUMNS["function"][0] + FUNCTIONS.index(function)] = 9
    segments = DECODER.segments(logits, Tokens(list(range(len(tags))), begin, end), text, 0.0)
    return segments[0].said


@pytest.mark.parametrize(
    ("heard", "function", "words"),
    [
        ("{arg:제과}점 찾아 줘", "nav.nearby", {"arg": "제과점"}),
        ("{arg:제과점}으로 가자", "nav.go", {"arg": "제과점"}),
        ("{arg:시립도서관까지} 안내해", "nav.go", {"arg": "시립도서관"}),
        ("{arg:현재 위치} 알려 줘", "nav.info", {"arg": "현재 위치"}),  # what is asked, no place to go to
        ("{arg:제일 가까운 제과}점 근처", "nav.nearby", {"arg": "제과점"}),
        ("{arg:골목 끝까지} 틀어 줘", "media.play", {"arg": "골목 끝까지"}),
        ("{arg:김 부}장한테 전화해", "phone.call", {"arg": "김 부"}),  # the rest of the word could be anything
        ("{arg:김 부장한}테 전화해", "phone.call", {"arg": "김 부장"}),
        ("{near:시립미술}관 옆 {arg:제과}점", "nav.nearby", {"near": "시립미술관", "arg": "제과점"}),
        ("{room:사랑}방 불 꺼", "home.light", {"room": "사랑방"}),
        ("{room:거실에서} 불 꺼", "home.light", {"room": "거실"}),
        ("call {arg:mag}gie please", "phone.call", {"arg": "maggie"}),
        ("call {arg:maggie}'s mobile", "phone.call", {"arg": "maggie"}),
        ("text {to:mag}gie {body:i'm l}ate", "phone.call", {"to": "maggie", "body": "i'm l"}),  # no name is cut there
        ("find {arg:piz}za near {near:har}bor road", "nav.nearby", {"arg": "pizza", "near": "harbor"}),
    ],
)
def test_a_name_is_whole_words_whatever_the_network_read(heard, function, words):
    assert said(heard, function) == words


@pytest.mark.parametrize(
    ("heard", "words"),
    [
        ("{near:잠실역}{arg:집} 가자", {"near": "잠실역", "arg": "집"}),  # one word, two names
        ("{near:har}{arg:bor} road now", {"near": "har", "arg": "bor"}),
        ("{near:h}ar{arg:bor} road now", {"near": "har", "arg": "arbor"}),
        ("{near:잠실역} {arg:집} 가자", {"near": "잠실역", "arg": "집"}),
        ("{arg:한들로 4}{number:5}로 가 줘", {"arg": "한들로 45", "number": "5"}),  # but no number is cut in two
    ],
)
def test_a_name_never_runs_into_the_next_or_back_into_the_last(heard, words):
    assert said(heard, "nav.nearby") == words


def test_a_name_does_not_run_into_the_next_command():
    assert said("{arg:약국}역 가자", "nav.nearby") == {"arg": "약국역"}
    assert said("{arg:약국}역 가자", "nav.nearby", starts=(2,)) == {"arg": "약국"}


@pytest.mark.parametrize(
    ("heard", "function", "words"),
    [
        ("call {arg:maggie▁}please now", "phone.call", {"arg": "maggie"}),
        ("{arg:약국▁}점 가자", "nav.nearby", {"arg": "약국"}),
        ("call▁{arg:maggie} please", "phone.call", {"arg": "maggie"}),
        ("call {arg:▁} now", "phone.call", {}),
    ],
)
def test_a_space_at_the_end_of_a_name_does_not_take_in_the_next_word(heard, function, words):
    assert said(heard, function) == words


def segment(likely):
    """What is read where the network gives these probabilities to (function, op)."""
    logits = np.full((1, WIDTH), -20, np.float32)
    logits[0, slice(*COLUMNS["op"])] = 0
    for function, probability in likely.items():
        logits[0, COLUMNS["function"][0] + FUNCTIONS.index(function)] = np.log(probability)
    (found,) = DECODER.segments(logits, Tokens([0], [0], [1]), "x", 0.0)
    return found


@pytest.mark.parametrize(
    ("likely", "handed"),
    [
        ({"info.weather": 0.5, "info.air_quality": 0.3, "info.general": 0.2}, 0.5),
        ({"info.weather": 0.6, "assistant.note": 0.4}, 0.0),  # another agent
        ({"info.weather": 0.6, "media.charts": 0.4}, 0.0),  # another group of functions
        ({"info.weather": 0.6, "status.fuel": 0.4}, 0.0),  # the car knows that
        ({"assistant.note": 0.7, "assistant.alarm": 0.3}, 0.3),
        ({"status.fuel": 0.6, "status.range": 0.4}, 0.0),  # the car answers one of them
        ({"nav.info": 0.9, "info.general": 0.1}, 0.0),
        ({"unsupported": 0.5, "none": 0.3, "status.fuel": 0.2}, 0.3),  # nothing is done for either
        ({"none": 0.6, "unsupported": 0.4}, 0.4),
    ],
)
def test_which_question_of_one_agent_is_meant_does_not_matter(likely, handed):
    found = segment(likely)
    assert found.function == next(iter(likely))
    assert found.confidence == pytest.approx(next(iter(likely.values())), abs=1e-3)
    assert found.handed == pytest.approx(handed, abs=1e-3)
    assert found.sureness == pytest.approx(found.confidence + handed, abs=1e-2)


def test_what_is_done_at_home_has_to_be_told_apart():
    """An agent that switches something is asked for the right thing only."""
    assert segment({"home.light": 0.6, "home.tv": 0.4}).handed == 0.0


def test_what_is_not_offered_raises_no_doubt_that_it_is_for_the_car():
    assert segment({"unsupported": 0.6, "none": 0.4}).doubt == 0.0
    assert segment({"status.fuel": 0.6, "none": 0.4}).doubt == pytest.approx(0.4, abs=1e-3)


def test_doubt_weighs_more_than_what_is_handed():
    found = Segment("info.weather", "query", (), "", {}, 0.5, 0.1, handed=0.3)
    assert found.sureness == pytest.approx(0.8 - DOUBT_COSTS * 0.1)


@pytest.mark.parametrize(
    ("tagged", "value"),
    [
        ({"arg": "제과점", "near": "시청"}, {"near": "시청", "name": "제과점"}),
        ({"near": "시청"}, {"near": "시청"}),
        ({"arg": "주유소", "along": "가는 길에"}, {"name": "주유소", "along_route": True}),
    ],
)
def test_what_is_near_stands_before_the_name(tagged, value):
    """As one says it in Korean: 시청 앞 제과점."""
    assert list(place_of(tagged).items()) == list(value.items())


@pytest.mark.parametrize(("tagged", "value"), [({"arg": "제과점"}, "제과점"), ({}, None)])
def test_a_place_alone_is_its_name(tagged, value):
    assert place_of(tagged) == value


def test_a_word_whose_first_syllable_was_taken_alone_is_one_name():
    """Of "홍|대 부근" the place is 홍대; "잠실역집", without a space, stays two."""
    tokens = Tokens([1, 2, 3, 4], [0, 1, 3, 6], [1, 2, 5, 8])
    assert _untorn([("near", 0, 1), ("arg", 1, 4)], tokens, 0) == [("near", 0, 2), ("arg", 2, 4)]
    longer = Tokens([1, 2], [0, 3], [3, 4])
    assert _untorn([("near", 0, 1), ("arg", 1, 2)], longer, 0) == [("near", 0, 1), ("arg", 1, 2)]
