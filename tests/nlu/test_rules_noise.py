"""Nothing is done on noise, with and without something said before; and every sentence for the car has a known word."""

from pathlib import Path
from random import Random

import pytest
from turns import MODEL

from contract.values import Command, Context
from languages import language_of
from nlu.engine.engine import Engine
from nlu.rules.noise import share_known
from nlu.sampling.authored import read_corpus
from nlu.sampling.catalogue import catalogue
from nlu.sampling.sampler import Sampler

MISHEARD = pytest.mark.xfail(reason="the model hears something else", strict=True)
ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
FILLERS = ("음", "어 그", "저기 음", "어 음 그러니까", "uh", "hmm", "um well", "so uh like")
CONTEXTS = {
    "nothing": Context(),
    "question": Context(pending=True),
    "window": Context((Command("window", "open"),)),
    "temperature": Context((Command("climate.temperature", "set", None, 23.0),)),
    "volume": Context((Command("media.volume", "up"),)),
    "title": Context((Command("media.play", "play", None, "jazz"),)),
    "place": Context((Command("nav.go", "do", None, "서울역"),)),
    "colour": Context((Command("light.ambient", "on"),)),
}


@pytest.fixture(scope="module")
def engine():
    if not MODEL.exists():
        pytest.skip("no model: make train")
    return Engine.load(MODEL)


def mashed(rng, language):
    """Words as a hand makes them that falls on the keys: letters of one row, or any syllables."""
    words = []
    for _ in range(rng.choice((1, 1, 2, 2, 3))):
        if language == "en":
            row = rng.choice((*ROWS, "".join(ROWS)))
            words.append("".join(rng.choice(row) for _ in range(rng.randint(3, 8))))
        else:
            words.append("".join(chr(rng.randrange(0xAC00, 0xD7A4)) for _ in range(rng.randint(1, 5))))
    return " ".join(words)


@pytest.mark.parametrize("name", CONTEXTS)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_hardly_any_of_270_mashed_texts_is_acted_on(engine, name, language):
    rng = Random(11)
    acted = [
        text for text in (mashed(rng, language) for _ in range(270)) if engine.understand(text, CONTEXTS[name]).commands
    ]
    assert len(acted) <= 3, acted


@pytest.mark.parametrize("name", CONTEXTS)
@pytest.mark.parametrize("text", FILLERS)
def test_fillers_alone_do_nothing(engine, text, name):
    assert engine.understand(text, CONTEXTS[name]).commands == ()


def test_a_filler_that_answers_a_question_is_an_answer(engine):
    assert engine.understand("어", Context(pending=True)).commands == (Command("dialog.yes", "do"),)


@pytest.mark.parametrize("last", [Command("seat.heat", "on", "driver"), Command("media.volume", "up")])
def test_talk_that_is_none_by_itself_is_no_follow_up(engine, last):
    talk = (
        "what a day the boss kept us all until the end",
        "아까 회의가 끝도 없이 길었잖아",
        "she turned up late again",
    )
    for text in talk:
        if engine.understand(text).outcome == "out_of_scope":
            assert engine.understand(text, Context((last,))).commands == ()


@pytest.mark.parametrize(
    ("text", "function"),
    [
        ("help", "dialog.help"),
        ("도움말", "dialog.help"),
        ("unpause", "media.resume"),
        pytest.param("replay the music", "media.resume", marks=MISHEARD),
        ("defog", "climate.defrost_front"),
        ("수요일이야", "info.date"),
        ("is it wednesday", "info."),  # which question of that agent does not matter
    ],
)
def test_plain_words_are_no_noise(engine, text, function):
    found = engine.understand(text)
    assert any(each.function.startswith(function) for each in found.commands or found.candidates)


@pytest.mark.parametrize("text", ["december", "십이월", "sunday", "일요일"])
def test_days_and_months_are_known(text):
    assert share_known(text, language_of(text)) == 1


def test_nearly_every_sampled_sentence_for_the_car_has_a_known_word():
    entries = catalogue()
    corpus = read_corpus(Path(__file__).parents[2] / "nlu" / "corpus", entries)
    sampler, rng = Sampler(corpus, entries, held_out=True), Random(5)
    said = [u for u in (sampler.sample(rng, noise=False) for _ in range(3000)) if u.segments[0].function != "none"]
    spoken = [u.text for u in said if not any(span.tag in ("arg", "body", "to") for span in u.spans)]
    strange = [text for text in spoken if share_known(text, language_of(text)) == 0]
    assert len(strange) < len(spoken) / 200, strange
