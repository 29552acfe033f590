"""What is turned away as talk, and what is not."""

from dataclasses import replace

import pytest

from speech.recognising.rejection import Evidence, is_talk

# an order as the synthetic voice says it: 2 s, whole phrase
ORDER = Evidence(seconds=2.0, syllables=7, phrases=30.0, talk=20.0, score=0.5, phrase=True)


def test_an_order_is_none():
    assert not is_talk(ORDER)


@pytest.mark.parametrize(
    "change",
    [
        {"talk": 45.0},  # other sentences explain it better
        {"score": 0.2, "phrase": False},  # a mixture of phrases that is hardly better than others
        {"syllables": 2},  # two syllables stretched over a second and a half
        {"seconds": 4.5},  # likewise
    ],
)
def test_what_is_talk(change):
    assert is_talk(replace(ORDER, **change))


def test_the_ratio_is_one_of_each_frame():
    assert ORDER.ratio == pytest.approx(10.0 / (2.0 / 0.03))
    assert replace(ORDER, seconds=4.0).ratio == pytest.approx(ORDER.ratio / 2)


def test_a_mixture_has_to_be_much_likelier_than_talk():
    mixture = replace(ORDER, phrase=False)
    assert is_talk(replace(mixture, talk=25.0))
    assert not is_talk(replace(mixture, talk=10.0))


def test_no_audio_is_talk():
    assert is_talk(Evidence(0.0, 0, 0.0, 0.0, 0.0, False))
