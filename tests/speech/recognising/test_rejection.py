"""What is turned away as talk, and what is not."""

from dataclasses import replace

import pytest

from speech.recognising.rejection import ASKED, BELIEVED, Evidence, verdict, worth

# an order as the synthetic voice says it: 2 s, whole phrase
ORDER = Evidence(seconds=2.0, syllables=7, phrases=30.0, talk=20.0, score=0.5, phrase=True, agreement=0.9)


def test_an_order_is_none():
    assert verdict(ORDER) == "said"


@pytest.mark.parametrize(
    "change",
    [
        {"talk": 45.0},  # other sentences explain it better
        {
            "score": 0.2,
            "phrase": False,
            "talk": 28.0,
        },  # a mixture of phrases, and one that is hardly better than others
        {"syllables": 2},  # two syllables stretched over a second and a half
        {"seconds": 4.5},  # likewise
    ],
)
def test_what_is_talk(change):
    assert verdict(replace(ORDER, **change)) == "talk"


def test_the_ratio_is_one_of_each_frame():
    assert ORDER.ratio == pytest.approx(10.0 / (2.0 / 0.03))
    assert replace(ORDER, seconds=4.0).ratio == pytest.approx(ORDER.ratio / 2)


def test_a_mixture_has_to_be_much_likelier_than_talk():
    mixture = replace(ORDER, phrase=False)
    assert verdict(replace(mixture, talk=22.0)) == "doubtful"
    assert verdict(replace(mixture, talk=10.0)) == "said"


def test_no_audio_is_talk():
    assert verdict(Evidence(0.0, 0, 0.0, 0.0, 0.0, False, 0.0)) == "talk"


def test_between_talk_and_an_order_it_is_asked():
    frames = ORDER.seconds / 0.03
    barely = replace(ORDER, talk=ORDER.talk + (worth(ORDER) - (ASKED + BELIEVED) / 2) * frames)
    assert verdict(barely) == "doubtful"
    assert verdict(replace(barely, talk=barely.talk + (BELIEVED - ASKED) * frames)) == "talk"
    assert verdict(replace(barely, talk=barely.talk - (BELIEVED - ASKED) * frames)) == "said"


def test_the_more_noise_the_more_is_asked():
    frames = ORDER.seconds / 0.03
    order = replace(ORDER, talk=ORDER.talk + (worth(ORDER) - BELIEVED - 0.04) * frames)
    assert [verdict(replace(order, snr=snr)) for snr in (None, 20.0, 10.0, 3.0)] == ["said", "said", "said", "doubtful"]
