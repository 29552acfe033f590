"""The sentences that the second hearing learns from."""

from itertools import islice

from nlu.sampling.spoken import LONGEST, sentences

CHAT = ["오늘 점심 뭐 먹었어", "창문 열어 주세요", "코엑스에서 만나"]


def test_they_are_short_korean_and_the_same_for_a_seed():
    one, again, other = (list(islice(sentences(CHAT, [], seed), 60)) for seed in (0, 0, 1))
    assert one == again != other
    assert all(2 <= len(text) <= LONGEST for text in one)
    assert all(any("가" <= letter <= "힣" for letter in text) for text in one)
    assert 0 < sum(text in CHAT for text in one) < 40


def test_what_an_evaluation_says_is_left_out_in_every_spelling_and_with_every_ending():
    found = list(islice(sentences(CHAT, ["창문열어 줘", "name: 코엑스"], 0), 200))
    assert "창문 열어 주세요" not in found
    assert not any("코엑스" in text.replace(" ", "") for text in found)
    assert "오늘 점심 뭐 먹었어" in found
