"""Facts about Korean particles: they follow the last sound of a word, whatever script it is written in."""

import pytest

from languages.ko.particles import ablative, attach, bare, dative, final_of, fit_particle


@pytest.mark.parametrize(
    ("word", "particle", "said"),
    [
        ("온도", "을", "온도를"),
        ("창문", "을", "창문을"),
        ("공조", "은", "공조는"),
        ("트렁크", "이에요", "트렁크예요"),
        ("엄마", "이랑", "엄마랑"),
        ("운전석", "과", "운전석과"),
        ("서울", "으로", "서울로"),  # after ㄹ
        ("강남역", "으로", "강남역으로"),
        ("집", "으로", "집으로"),
        ("회사", "으로", "회사로"),
        ("온도", "를", "온도를"),  # asked for by the other form
        ("창문", "를", "창문을"),
        ("서울", "로", "서울로"),
        ("", "을", "를"),
    ],
)
def test_korean_words(word, particle, said):
    assert attach(word, particle) == said


@pytest.mark.parametrize(
    ("word", "particle", "said"),
    [
        ("3", "으로", "3으로"),  # 삼
        ("2", "으로", "2로"),
        ("7", "으로", "7로"),  # 칠
        ("6", "이에요", "6이에요"),
        ("0", "을", "0을"),  # 영
        ("80", "을", "80을"),  # 팔십
        ("100", "으로", "100으로"),  # 백
        ("95.9", "을", "95.9를"),  # 구
        ("22.5", "으로", "22.5로"),
        ("50%", "을", "50%를"),  # 퍼센트
        ("51%", "으로", "51%로"),
        ("%", "은", "%는"),
        ("23도", "으로", "23도로"),
        ("23°C", "으로", "23°C로"),
        ("2단", "으로", "2단으로"),
        ("12km", "이에요", "12km예요"),
        ("12 km", "이에요", "12 km예요"),
        ("80km/h", "으로", "80km/h로"),
        ("5kg", "을", "5kg을"),
        ("107.7MHz", "을", "107.7MHz를"),
        ("12.6V", "이에요", "12.6V예요"),
    ],
)
def test_numbers_and_units_as_they_are_read(word, particle, said):
    assert attach(word, particle) == said


@pytest.mark.parametrize(
    ("word", "particle", "said"),
    [
        ("FM", "을", "FM을"),  # 에프엠
        ("AM", "으로", "AM으로"),
        ("쿨FM", "이에요", "쿨FM이에요"),
        ("USB", "을", "USB를"),
        ("MP3", "을", "MP3을"),  # 삼
        ("TV", "은", "TV는"),
        ("URL", "으로", "URL로"),  # 엘
        ("HDR", "은", "HDR은"),  # 알
        ("IC", "으로", "IC로"),  # 씨
        ("JCT", "을", "JCT를"),
        ("fm", "을", "fm을"),
        ("mp3", "으로", "mp3으로"),
        ("KBS 2FM", "을", "KBS 2FM을"),
        ("BTS", "이", "BTS가"),
        ("A", "와", "A와"),
    ],
)
def test_abbreviations_letter_by_letter(word, particle, said):
    assert attach(word, particle) == said


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("Butter", "Butter를"),  # 버터
        ("Dynamite", "Dynamite를"),
        ("Queen", "Queen을"),
        ("Spring", "Spring을"),
        ("Classic", "Classic을"),
        ("Apple", "Apple을"),
        ("iPhone", "iPhone을"),
        ("Hello", "Hello를"),
    ],
)
def test_loanwords_by_their_ending(word, said):
    assert attach(word, "을") == said


@pytest.mark.parametrize("word", ["강남역.", "강남역)", "'강남역'", "강남역?", "강남역 "])
def test_marks_at_the_end_are_not_read(word):
    assert attach(word, "으로") == word + "으로"


def test_other_scripts_count_as_a_vowel():
    assert attach("東京", "으로") == "東京로"


def test_an_unknown_particle_is_a_bug():
    with pytest.raises(KeyError):
        attach("온도", "에서")


@pytest.mark.parametrize(
    ("word", "after", "said"),
    [
        ("강남역", "로 가자", "으로 가자"),
        ("서울", "으로", "로"),
        ("엄마", "이랑", "랑"),
        ("FM", "를 틀어", "을 틀어"),
        ("USB", "을 틀어", "를 틀어"),
        ("집", "이에요", "이에요"),
        ("온도", " 올려", " 올려"),
        ("", "을", "을"),
    ],
)
def test_the_particle_that_a_text_begins_with(word, after, said):
    assert fit_particle(word, after) == said


def test_every_final_of_a_syllable():
    assert [final_of(syllable) for syllable in "가각갈감강갛"] == [0, 1, 8, 16, 21, 27]


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        ("서울역으로", "서울역"),
        ("서울로", "서울"),
        ("종로", "종로"),  # 으로 would stand after ㅇ
        ("엄마한테요", "엄마"),
        ("김민준이요", "김민준"),
        ("아이유를 틀어 줘", "아이유"),
        ("카페요", "카페"),
        ("요", "요"),
    ],
)
def test_the_name_in_an_answer(answer, name):
    assert bare(answer) == name


@pytest.mark.parametrize(
    ("who", "to", "of"),
    [
        ("엄마", "엄마에게", "엄마에게서"),
        ("회사", "회사에", "회사에서"),
        ("119", "119에", "119에서"),
        ("1588 0000", "1588 0000번으로", "1588 0000번에서"),
        ("010-1234-5678", "010-1234-5678번으로", "010-1234-5678번에서"),
        ("Mike", "Mike에게", "Mike에게서"),
        ("민수에게", "민수에게", "민수에게서"),
        ("엄마한테", "엄마한테", "엄마한테서"),
    ],
)
def test_who_gets_a_call_and_who_a_message_is_from(who, to, of):
    assert (dative(who), ablative(who)) == (to, of)
