"""Facts about the symbols that the voices are given."""

import pytest

from speech.voices import english_sounds, kokoro, korean_sounds
from speech.voices.english import sounds

KOKORO = set(
    ';:,.!?—…"()“” \u0303ʣʥʦʨᵝꭧAIOQSTWYᵊabcdefhijklmnopqrstuvwxyzɑɐɒæβɔɕçɖðʤəɚɛɜɟɡɥɨɪʝɯɰŋ'
    "ɳɲɴøɸθœɹɾɻʁɽʂʃʈʧʊʋʌɣɤχʎʒʔˈˌːʰʲ↓→↗↘ᵻ"
)  # what the model knows
DICTIONARY = {
    "window": "wˈɪndO", "open": "ˈOpᵊn", "degree": "dəɡɹˈi", "navigate": "nˈævəɡˌAt", "twenty": "twˈɛnti", "two": "tˈu",
    "stop": "stˈɑp", "apple": "ˈæpᵊl", "switch": "swˈɪʧ",
}  # fmt: skip


def test_every_korean_syllable_has_symbols_that_the_model_knows():
    for at in range(11172):
        said = korean_sounds.sounds(chr(0xAC00 + at))
        assert said
        assert set(said) <= KOKORO, chr(0xAC00 + at)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("가", "카"),
        ("다", "타"),
        ("바", "파"),
        ("자", "차"),
        ("켜", "꺼"),
        ("거", "고"),
        ("어", "우"),
        ("으", "우"),
        ("사", "하"),
    ],
)
def test_syllables_that_must_not_be_confused_differ(one, other):
    assert korean_sounds.sounds(one) != korean_sounds.sounds(other)


def test_plain_stops_are_voiced_between_voiced_sounds_only():
    assert korean_sounds.sounds("가가")[0] == "k"
    assert "ɡ" in korean_sounds.sounds("가가")
    assert "ɡ" not in korean_sounds.sounds("각가")


def test_korean_punctuation_stays():
    assert korean_sounds.sounds("네, 가요?").count(",") == 1
    assert korean_sounds.sounds("네, 가요?").endswith("?")


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("window open.", "wˈɪndO ˈOpᵊn."),
        ("the window", "ðə wˈɪndO"),
        ("the apple", "ði ˈæpᵊl"),
        ("degrees", "dəɡɹˈiz"),
        ("stops", "stˈɑps"),
        ("stopped", "stˈɑpt"),
        ("stopping", "stˈɑpɪŋ"),
        ("navigating", "nˈævəɡˌAtɪŋ"),
        ("switches", "swˈɪʧᵻz"),
        ("twenty-two", "twˈɛnti tˈu"),
        ("F M", "ˈɛf ˈɛm"),
        ("A M", "ˈA ˈɛm"),
        ("a window", "ɐ wˈɪndO"),
        ("A window", "ɐ wˈɪndO"),
        ("L's", "ˈɛlz"),
        ("x's", "ˈɛksᵻz"),
        ("McDonald's", "məkdˈɑnᵊldz"),
        ("Starbucks", "stˈɑɹbˌʌks"),
        ("", ""),
    ],
)
def test_english(text, symbols):
    assert english_sounds.sounds(text, DICTIONARY) == symbols


@pytest.mark.parametrize("word", ["yeoksam", "seocho", "zyx", "qqq", "strengths"])
def test_an_unknown_word_is_read_by_its_spelling(word):
    said = english_sounds.sounds(word, {})
    assert said
    assert set(said) <= KOKORO


def test_korean_words_in_english_are_said_as_korean():
    said = sounds("open 강남역", DICTIONARY)
    assert said == "ˈOpᵊn " + korean_sounds.sounds("강남역")


def test_long_speech_is_rendered_in_parts_that_are_cut_at_commas_or_spaces():
    assert kokoro.parts("short.") == ["short."]
    long = "one two three four five six seven eight nine ten, " * 4 + "x" * 200
    cut = kokoro.parts(long)
    assert all(0 < len(part) <= kokoro.MOST_SYMBOLS for part in cut)
    assert cut[0].endswith(",")
    assert "".join(cut).replace(" ", "") == long.replace(" ", "")
