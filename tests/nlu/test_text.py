"""What the text stage promises, before any network runs."""

import doctest
import random
import time

import pytest

from contract.values import LONGEST_TEXT, InvalidRequest, checked_text
from languages import codes, fractions, language_of, letters, numbers, part, say_numbers, text
from languages.en import numbers as english_numbers
from languages.ko import numbers as korean_numbers
from languages.ko import say_numbers as korean_say_numbers
from languages.ko import verbs
from languages.numbers import parse_number
from languages.text import normalise


@pytest.mark.parametrize(
    "module", [text, letters, numbers, fractions, korean_numbers, english_numbers, verbs, korean_say_numbers]
)
def test_examples_in_docstrings_hold(module):
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("  창문   열어 줘!! ", "창문 열어 줘"),
        ("Turn ON the A/C, please.", "turn on the a c please"),
        ("온도 ２２．５도로", "온도 22.5도로"),
        ("22.5.", "22.5"),
        ("it's 1,440 kHz", "it's 1440 khz"),
        ("37.5,999", "37.5, 999"),
        ("0,0.", "0, 0"),
        ("please, go to 37.5 ,999, now", "please go to 37.5, 999 now"),
        ("1,234,567 won", "1234567 won"),
        ("3, 4번 창문", "3 4번 창문"),
        ("the kids' seats", "the kids seats"),
        ("It’s the driver’s seat", "it's the driver's seat"),
        ("창문 30% 열어", "창문 30퍼센트 열어"),
        ("fan at 30%", "fan at 30 percent"),
        ("영하 5℃", "영하 5도"),
        ("-5도", "-5도"),
        ("R&B 틀어 줘", "r&b 틀어 줘"),
        ("더워 ㅠㅠ 😀", "더워"),
        ("창문\t열어\r\n", "창문 열어"),
        ("\u110e\u1161\u11bc\u1106\u116e\u11ab", "창문"),
    ],
)
def test_normalised_text_is_what_a_recogniser_writes(raw, clean):
    assert normalise(raw) == clean
    assert normalise(clean) == clean


PLAIN = {
    "Cyrillic": "turn оn the ас",
    "Cyrillic capitals": "ТURN ОN THE АС",
    "Greek": "turn οn the ac",
    "Armenian": "turn օn the ac",
    "full width": "ｔｕｒｎ ｏｎ ｔｈｅ ａｃ",
    "mathematical": "𝐭𝐮𝐫𝐧 𝗼𝗻 𝓽𝓱𝓮 𝒶𝒸",
    "small capitals": "ᴛᴜʀɴ ᴏɴ the ac",
    "in circles": "ⓣⓤⓡⓝ on the ac",
    "zero width": "tu\u200brn o\u200dn the\u2060 a\ufeffc",
    "soft hyphen": "tu\u00adrn on the ac",
    "written from the right": "\u202eturn on the ac\u202c",
    "marks": "tu\u0489rn on\ufe0f the ac",
}


@pytest.mark.parametrize("written", PLAIN.values(), ids=PLAIN)
def test_what_looks_the_same_is_the_same(written):
    assert normalise(written) == "turn on the ac"


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("turn the fan oﬀ", "turn the fan off"),
        ("에어\u200b컨 켜\u3164 줘", "에어컨 켜 줘"),
        ("에어컨 оn", "에어컨 on"),
        ("온도 22º", "온도 22도"),
        ("５㎞", "5km"),
        ("μg", "ug"),
        ("включи кондиционер", "включи кондиционер"),  # of a language that is not spoken: not read as Latin
        ("не включай", "не включай"),
        ("play café del mar", "play café del mar"),
        ("東京 라면", "東京 라면"),
        ("더워 ㅋㅋ", "더워"),
        ("22½", "22½"),
    ],
)
def test_letters_are_folded_to_what_they_show(raw, clean):
    assert normalise(raw) == clean
    assert normalise(clean) == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("ㅇㅇ", "응"),
        ("ㅇㅇㅇ!", "응"),
        ("ㅇㅇㅋㅋ", "응"),
        ("ㅇㅋ", "응"),
        ("ㄴㄴ", "아니"),
        ("ㄴㄴㄴ 그거 말고", "아니 그거 말고"),
        ("ㅇㅇ, 켜 줘", "응 켜 줘"),
        ("창ㅇㅇ", "창"),
    ],
)
def test_what_is_typed_for_yes_and_no(raw, clean):
    assert normalise(raw) == clean


@pytest.mark.parametrize("control", ["\x00", "\x07", "\x08", "\x1b", "\x1c", "\x7f", "\x9b"])
def test_a_control_character_is_refused(control):
    for words in (control, f"에어{control}컨 켜 줘", f"turn on{control}[A"):
        with pytest.raises(ValueError, match=f"control character .U.{ord(control):04X}"):
            normalise(words)
        if words.strip():
            with pytest.raises(InvalidRequest, match="control character") as refused:
                checked_text(words, "text")
            assert (refused.value.reason, refused.value.field) == ("TEXT_UNREADABLE", "text")


@pytest.mark.parametrize("mixed", ["turn oпn", "tиrn on", "Ꮤindow"])
def test_a_word_of_two_alphabets_is_refused(mixed):
    with pytest.raises(ValueError, match="two alphabets in one word"):
        normalise(mixed)


@pytest.mark.parametrize("nothing", ["", "   ", "\n\t", "!?", "😀", "\u200b"])
def test_text_without_a_word_is_refused(nothing):
    with pytest.raises(ValueError, match="no word"):
        normalise(nothing)


def test_text_that_is_too_long_is_refused():
    assert len(normalise("가" * LONGEST_TEXT)) == LONGEST_TEXT
    with pytest.raises(ValueError, match=str(LONGEST_TEXT)):
        normalise("가" * (LONGEST_TEXT + 1))


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("에어컨 켜 줘", "ko"),
        ("turn on the ac", "en"),
        ("kbs 틀어 줘", "ko"),
        ("play 아이유 on the radio", "ko"),
        ("22", "en"),
    ],
)
def test_a_sentence_with_hangul_is_korean_and_any_other_english(sentence, language):
    assert language_of(sentence) == language


@pytest.mark.parametrize(
    ("words", "unit", "number"),
    [
        ("이십이 점 오", "degC", 22.5),
        ("이십이점오도", "degC", 22.5),
        ("이십이 도 반", "degC", 22.5),
        ("22도 반", "degC", 22.5),
        ("22.5", "degC", 22.5),
        ("백칠 점 칠", "MHz", 107.7),
        ("천사백사십", "kHz", 1440.0),
        ("팔십구 점 일 메가헤르츠", "MHz", 89.1),
        ("두", "level", 2.0),
        ("세 단계", "level", 3.0),
        ("스물두 도", "degC", 22.0),
        ("두 번째", "", 2.0),
        ("첫 번째", "", 1.0),
        ("3번", "", 3.0),
        ("반만", "%", 50.0),
        ("절반", "%", 50.0),
        ("반 도", "degC", 0.5),
        ("마이너스 오십", "", -50.0),
        ("영하 오십", "", -50.0),
        ("영하 오 도", "degC", -5.0),
        ("영하오도", "degC", -5.0),
        ("온도 영하 오 도", "degC", -5.0),
        ("섭씨 영하 오 도", "degC", -5.0),
        ("영하 반 도", "degC", -0.5),
        ("마이너스 이십오 점 삼 도", "degC", -25.3),
        ("-5도", "degC", -5.0),
        ("온도 백 도", "degC", 100.0),
        ("백 도", "degC", 100.0),
        ("이십오 점 삼 도", "degC", 25.3),
        ("사분의 일", "%", 25.0),
        ("사 분의 삼만", "%", 75.0),
        ("삼분의 이", "%", 67.0),
        ("삼분의 일", "%", 33.0),
        ("사분의 일", "degC", 0.25),
        ("백 칠 점 칠 메가헤르츠", "MHz", 107.7),
        ("칠십 프로", "%", 70.0),
        ("한 이십 도", "degC", 20.0),
        ("영", "", 0.0),
        ("시속 백 킬로", "", 100.0),
        ("twenty two and a half", "degC", 22.5),
        ("twenty-two point five degrees", "degC", 22.5),
        ("22 and a half", "degC", 22.5),
        ("eighty nine point one", "MHz", 89.1),
        ("one oh seven point seven", "MHz", 107.7),
        ("fourteen forty", "kHz", 1440.0),
        ("minus five", "", -5.0),
        ("minus five degrees", "degC", -5.0),
        ("negative ten", "", -10.0),
        ("minus two and a half degrees", "degC", -2.5),
        ("five below", "degC", -5.0),
        ("five degrees below zero", "degC", -5.0),
        ("two and a half", "level", 2.5),
        ("two and a quarter", "", 2.25),
        ("a quarter", "%", 25.0),
        ("a quarter of the way", "%", 25.0),
        ("a quarter", "degC", 0.25),
        ("three quarters", "%", 75.0),
        ("three-quarters", "%", 75.0),
        ("three fourths", "%", 75.0),
        ("third", "%", 33.0),
        ("second", "%", 2.0),
        ("halfway", "%", 50.0),
        ("half", "%", 50.0),
        ("half a degree", "degC", 0.5),
        ("a third", "%", 33.0),
        ("two thirds", "%", 67.0),
        ("third", "", 3.0),
        ("the second one", "", 2.0),
        ("2nd", "", 2.0),
        ("one hundred percent", "%", 100.0),
    ],
)
def test_number_in_words(words, unit, number):
    assert parse_number(words, unit) == number


@pytest.mark.parametrize(
    "words",
    [
        "",
        "조금",
        "창문",
        "도",
        "a bit",
        "warmer",
        "twenty chairs",
        "이십이 마리",
        "퍼센트",
        "마이너스",
        "minus",
        "영하",
        "below",
        "영분의 일",
        "분의 일",
    ],
)
def test_what_is_no_number_is_never_guessed(words):
    assert parse_number(words) is None


@pytest.mark.parametrize(
    "words",
    [
        "9" * 14,
        "9" * 400,
        "일" * 90,
        "일" * 400,
        "1" * 60 + "마리",
        "이" * 60 + "마리",
        "one " * 24 + "point one",
        "nine " * 100,
        "-" * 500,
        "천" * 500,
    ],
    ids=lambda words: f"{words[:8]} {len(words)}",
)
def test_more_than_anybody_says_is_no_number_and_takes_no_time(words):
    began = time.perf_counter()
    assert parse_number(words) is None
    assert time.perf_counter() - began < 0.5


def test_a_trillion_is_a_number():
    assert parse_number("999999999999") == 999999999999.0


@pytest.mark.parametrize(
    ("before", "sign"),
    [
        ("온도 마이너스 ", "마이너스 "),
        ("온도를 영하", "영하"),
        ("set it to minus ", "minus "),
        ("make it -", "-"),
        ("온도 ", ""),
        ("terminus ", ""),
        ("마이너스로 ", ""),
        ("", ""),
    ],
)
def test_the_sign_that_stands_before_a_number(before, sign):
    assert before[numbers.minus_before(before) :].strip() == sign.strip()


@pytest.mark.parametrize("unit", ["degC", "%", "level", "MHz", "kHz", "ordinal", ""])
@pytest.mark.parametrize("spoken", ["ko", "en"])
def test_every_number_that_training_says_is_read_back(spoken, unit):
    rng = random.Random(3)
    for _ in range(500):
        value = {
            "degC": rng.randrange(20, 70) / 2,
            "MHz": rng.randrange(875, 1081) / 10,
            "ordinal": rng.randrange(1, 8),
        }.get(unit, rng.randrange(1, 101))
        if unit == "level":
            value = rng.randrange(1, 9)
        words = say_numbers.say_number(value, unit, spoken, rng, difference=unit == "level")
        assert parse_number(words, unit) == value, words
        assert parse_number(words.replace(" ", ""), unit) == value or spoken == "en", words


PARTS = {  # module of a language -> what understanding and training ask it for
    "text": ("LETTERS", "LOCALES", "LONE_LETTERS", "NAME", "SHORT_FORMS", "SPOKEN_SIGNS", "WHOLE_LETTERS"),
    "numbers": ("MINUS_AT_END", "UNIT_WORDS", "read"),
    "say_numbers": ("say",),
    "names": ("whole",),
    "mishearing": ("mishear",),
    "rewording": ("reworded",),
    "wording": (
        "ENDS_IN_VERB", "JOINS", "LINKING", "ZONE_JOINS",
        "fit", "fit_join", "fit_name", "fit_zone_join", "forbid", "invent", "is_order", "talk_ending",
    ),
}  # fmt: skip


@pytest.mark.parametrize("module", PARTS)
@pytest.mark.parametrize("code", codes())
def test_a_language_has_what_is_asked_of_every_language(code, module):
    assert set(PARTS[module]) <= set(vars(part(code, module)))
