"""Facts about how replies are read aloud: single texts, and every sentence of the product with values."""

import re

import pytest

from languages.en.aloud import aloud as english
from languages.ko.aloud import aloud as korean
from languages.language import Noun, fields_of, load, parts_of
from vehicle.replies.keys import NUMBERS

KOREAN = (
    ("MBC FM4U를", "엠비씨 에프엠포유를"),
    ("89.1", "팔십구 점 일"),
    ("119에", "일일구에"),
    ("119에 전화를 걸까요?", "일일구에 전화를 걸까요?"),
    ("온도를 22.5도로 맞췄어요.", "온도를 이십이 점 오 도로 맞췄어요."),
    ("2단계", "이 단계"),
    ("3시 30분", "세 시 삼십 분"),
    ("1,200m", "천이백 미터"),
    ("80km/h", "시속 팔십 킬로미터"),
    ("30%", "삼십 퍼센트"),
    ("FM 95.1", "에프엠 구십오 점 일"),
    ("A/C", "에어컨"),
    ("G70", "지 칠십"),
    ("010-1234-5678", "공일공 일이삼사 오육칠팔"),
    ("세 개", "세 개"),
    ("3개", "세 개"),
    ("2시", "두 시"),
    ("30분", "삼십 분"),
    ("3단계", "삼 단계"),
    ("2층", "이 층"),
    ("1로", "일로"),
    ("2으로", "이로"),
    ("2로", "이로"),
    ("'1'이라고", "일이라고"),
    ("종로 3가", "종로 삼가"),
    ("1/2", "이 분의 일"),
    ("12/25", "십이월 이십오 일"),
    ("16~30도", "십육에서 삼십 도"),
    ("3~5개", "세 개에서 다섯 개"),
    ("-5도", "영하 오 도"),
    ("80km/h로", "시속 팔십 킬로미터로"),
    ("50%은", "오십 퍼센트는"),
    ("USB을 틀었어요", "유에스비를 틀었어요"),
    ("GS25 파르나스타워점", "지에스 이십오 파르나스타워점"),
    ("SK서광주유소", "에스케이 서광주유소"),
    ("JW 메리어트 호텔 서울", "제이더블유 메리어트 호텔 서울"),
    ("aT센터", "에이티 센터"),
    ("CU BGF사옥점", "씨유 비지에프 사옥점"),
    ("인천국제공항 제1여객터미널", "인천국제공항 제일 여객터미널"),
    ("63빌딩", "육십삼 빌딩"),
    ("스타벅스 강남R점", "스타벅스 강남 알 점"),
    ("1. 강남역 2킬로미터, 2. 역삼역 3.5킬로미터", "첫 번째 강남역 이 킬로미터, 두 번째 역삼역 삼 점 오 킬로미터"),
    ("오전 7시 0분", "오전 일곱 시"),
    ("1시간 30분 뒤에", "한 시간 삼십 분 뒤에"),
    ("24시간", "이십사 시간"),
    ("6월 5일", "유월 오 일"),
    ("10월", "시월"),
    ("'ok 갈게'라고 보낼까요?", "오케이 갈게라고 보낼까요?"),
    ("KBS 제1라디오", "케이비에스 제일 라디오"),
    ("TBS eFM", "티비에스 이에프엠"),
    ("한 곳뿐이에요. 1번부터 12번까지 있어요.", "한 곳뿐이에요. 일 번부터 십이 번까지 있어요."),
    ("010 1234 5678번으로", "공일공 일이삼사 오육칠팔번으로"),
    ("iPhone을", "아이폰을"),
    ("Dynamite을 틀었어요", "다이너마이트를 틀었어요"),
    ("12.6V", "십이 점 육 볼트"),
    ("107.7MHz", "백칠 점 칠 메가헤르츠"),
    ("Rosa에게", "로사에게"),
    ("가깝다 ㅋㅋ 😀", "가깝다"),
    ("35㎍/㎥", "삼십오 마이크로그램"),
    ("35μg/m³", "삼십오 마이크로그램"),
    ("여러 곳이 있어요, 모두 3곳이에요.", "여러 곳이 있어요, 모두 세 곳이에요."),
    ("K5", "케이파이브"),
    ("2번 더", "두 번 더"),
    ("20살", "스무 살"),
    ("서울 100도", "서울 백 도"),
    ("3,000원", "삼천 원"),
    ("$5", "오 달러"),
    ("7:05", "일곱 시 오 분"),
    ("테헤란로7길 32", "테헤란로 칠 길 삼십이"),
    ("2개월", "이 개월"),
    ("1km예요", "일 킬로미터예요"),
    ("P에 놓고", "피에 놓고"),
    ("10,000원", "만 원"),
    ("3월 1일이에요", "삼월 일 일이에요"),
    ("0.5도 단위로", "영 점 오 도 단위로"),
    ("95.1에서", "구십오 점 일에서"),
    ("16도부터 30도까지", "십육 도부터 삼십 도까지"),
    ("2도예요", "이 도예요"),
    ("제2롯데월드", "제이 롯데월드"),
    ("5호선", "오 호선"),
    ("3번째", "세 번째"),
    ("1번째", "첫 번째"),
    ("오늘은 12월 1일 화요일이에요.", "오늘은 십이월 일 일 화요일이에요."),
    ("메모리 1번", "메모리 일 번"),
    ("2단으로", "이 단으로"),
    ("열선을 2단으로 올렸어요.", "열선을 이 단으로 올렸어요."),
    ("직선거리 기준으로 약 1시간 5분 남았어요.", "직선거리 기준으로 약 한 시간 오 분 남았어요."),
    ("라디오 저장 채널 3번을 틀었어요.", "라디오 저장 채널 삼 번을 틀었어요."),
    ("FM 라디오를 91.9메가헤르츠로 맞췄어요.", "에프엠 라디오를 구십일 점 구 메가헤르츠로 맞췄어요."),
    ("엔진 온도는 90°C예요.", "엔진 온도는 구십 도예요."),
    ("타이어는 2.4bar예요.", "타이어는 이 점 사 바예요."),
    ("(약 5km)", "약 오 킬로미터"),
    ("비가 40%래요", "비가 사십 퍼센트래요"),
    ("가능 거리는 512킬로미터예요.", "가능 거리는 오백십이 킬로미터예요."),
    ("오후 12시 30분", "오후 열두 시 삼십 분"),
    ("내일 오전 7시에", "내일 오전 일곱 시에"),
    ("1588-1234번으로", "일오팔팔 일이삼사번으로"),
    ("02-123-4567", "공이 일이삼 사오육칠"),
    ("112에 신고", "일일이에 신고"),
    ("119번", "일일구번"),
    ("120km/h", "시속 백이십 킬로미터"),
    ("0.5L", "영 점 오 리터"),
    ("100만 원", "백만 원"),
    ("1,234,567원", "백이십삼만 사천오백육십칠 원"),
    ("20번째", "스무 번째"),
    ("3시간", "세 시간"),
    ("13시 5분", "십삼 시 오 분"),
    ("2명", "두 명"),
    ("5천 원", "오천 원"),
    ("16-30도", "십육에서 삼십 도"),
    ("A4", "에이 사"),
    ("Wi-Fi를 켰어요.", "와이파이를 켰어요."),
    ("LG트윈스타워", "엘지 트윈스타워"),
    ("T맵", "티 맵"),
    ("2026년", "이천이십육 년"),
    ("3~4시간", "세 시간에서 네 시간"),
    ("-12.5도", "영하 십이 점 오 도"),
    ("+82 10-1234-5678", "공일공 일이삼사 오육칠팔"),
)
ENGLISH = (
    ("Today is Monday, November 30.", "Today is Monday, November thirtieth."),
    ("On May 3, 7 people", "On May third, seven people"),
    ("Seoul St. Mary's Hospital", "Seoul saint Mary's Hospital"),
    ("Calling Dr. Kim.", "Calling doctor Kim."),
    ("POSCO Center", "POSCO Center"),
    ("CHA Gangnam Medical Center", "CHA Gangnam Medical Center"),
    ("JW Marriott", "J W Marriott"),
    ("22.5 degrees", "twenty-two point five degrees"),
    ("FM 95.1", "F M ninety-five point one"),
    ("3:30", "three thirty"),
    ("80 km/h", "eighty kilometres an hour"),
    ("call 119", "call one one nine"),
    ("Shall I call 119?", "Shall I call one one nine?"),
    ("7:05 p.m.", "seven oh five P M."),
    ("It is 7:00 a.m.", "It is seven A M."),
    ("at 7:00 a.m. tomorrow", "at seven A M tomorrow"),
    ("3:00", "three o'clock"),
    ("A/C on.", "A C on."),
    (
        "1. Gangnam Station 2 kilometres, 2. COEX 3.5 kilometres",
        "one, Gangnam Station two kilometres, two, COEX three point five kilometres",
    ),
    ("Thursday, December 1", "Thursday, December first"),
    ("16-30 degrees", "sixteen to thirty degrees"),
    ("1,200 m", "one thousand two hundred metres"),
    ("30%", "thirty percent"),
    ("G70", "G seventy"),
    ("010-1234-5678", "zero one zero, one two three four, five six seven eight"),
    ("The temperature goes from 16 to 30 degrees.", "The temperature goes from sixteen to thirty degrees."),
    ("Set to LO.", "Set to low."),
    ("USB", "U S B"),
    ("TBS eFM", "T B S E F M"),
    ("KBS 1 Radio", "K B S one Radio"),
    ("It's 5 o'clock", "It's five o'clock"),
    ("1st", "first"),
    ("22nd", "twenty-second"),
    ("1/2", "one half"),
    ("-5 degrees", "minus five degrees"),
    ("Shall I send 'on my way' to Mom?", "Shall I send on my way to Mom?"),
    ("35 micrograms per cubic metre", "thirty-five micrograms per cubic metre"),
    ("12.6 volts", "twelve point six volts"),
    ("toll-free roads", "toll-free roads"),
    ("1 km", "one kilometre"),
    ("$5", "five dollars"),
    ("3 km", "three kilometres"),
    ("119 km", "one hundred nineteen kilometres"),
    ("Which one?", "Which one?"),
    ("No highways", "No highways"),
    ("Hi there", "Hi there"),
    ("I'll turn the heater off in 10 minutes.", "I'll turn the heater off in ten minutes."),
    ("2026-12-01", "December first, two thousand twenty-six"),
    ("GS25", "G S twenty-five"),
    ("wi-fi", "wifi"),
    ("(about 5 km)", "about five kilometres"),
    ("엄마", "엄마"),
    ("Shall I send '늦어요' to 엄마?", "Shall I send 늦어요 to 엄마?"),
    ("P", "P"),
    ("at 6.", "at six."),
    ("in P.", "in P."),
    ("100%", "one hundred percent"),
    ("5-10 minutes", "five to ten minutes"),
    ("0.5", "zero point five"),
    ("1000", "one thousand"),
    ("2026", "two thousand twenty-six"),
    ("Fan speed set to 3.", "Fan speed set to three."),
    ("Volume up to 12.", "Volume up to twelve."),
    ("Radio set to 91.9 megahertz.", "Radio set to ninety-one point nine megahertz."),
    ("About 35 minutes left, in a straight line.", "About thirty-five minutes left, in a straight line."),
    ("Speed 120 km/h", "Speed one hundred twenty kilometres an hour"),
    ("The volume goes from 0 to 45.", "The volume goes from zero to forty-five."),
    (
        "Calling 010 1234 5678.",
        "Calling zero one zero, one two three four, five six seven eight.",
    ),
    ("It's 90°C", "It's ninety degrees"),
    ("Tyre at 240 kPa", "Tyre at two hundred forty kilopascals"),
    ("12:00 p.m.", "twelve P M."),
    ("December 25", "December twenty-fifth"),
    ("Tuesday, March 3", "Tuesday, March third"),
    ("Done at 23:45", "Done at twenty-three forty-five"),
    ("1,000,000", "one million"),
    ("99.9%", "ninety-nine point nine percent"),
    ("11th", "eleventh"),
    ("112", "one one two"),
    ("5-7 p.m.", "five to seven P M."),
)
KOREAN_VALUES = (
    "22.5도", "3단", "50퍼센트", "89.1메가헤르츠", "최저", "Dynamite", "010-1234-5678", "119", "G70", "오후 2시 30분",
    "12월 1일",
    "GS25 파르나스타워점", "aT센터", "KBS 제1라디오", "1. 강남역 2.5킬로미터, 2. 63빌딩 11킬로미터", "20%",
    "I'm late :)", "5km/h",
)  # fmt: skip
ENGLISH_VALUES = (
    "22.5 degrees", "3", "50 percent", "89.1 megahertz", "LO", "Dynamite", "010-1234-5678", "119", "G70", "2:30 p.m.",
    "December 1", "GS25 Parnas Tower", "aT Center", "KBS 1 Radio",
    "1. COEX 2.5 kilometres, 2. 63 Building 11 kilometres",
    "20%", "I'm late :)", "5 km/h",
)  # fmt: skip
NUMBERS_TRIED = (1, 2, 7, 12, 20, 45.0, 0.5, 89.1)
ZONES = ((), ("driver",), ("rear_left", "rear_right"))


@pytest.mark.parametrize(("written", "spoken"), KOREAN)
def test_korean(written, spoken):
    assert korean(written) == spoken


@pytest.mark.parametrize(("written", "spoken"), ENGLISH)
def test_english(written, spoken):
    assert english(written) == spoken


def templates(language):
    """[(key, template)] of all that is said: sentences, and those of single functions."""
    tables = (language.sentences, language.done, language.asked, language.already, language.not_found, language.checks)
    return [(key, template) for table in tables for key, template in table.items()]


def fillings(language, template, values):
    """The template with each of the values, numbers and nouns in turn."""
    nouns = list(language.nouns)
    for at, value in enumerate(values):
        fields = {}
        for field, _ in fields_of(template):
            number = NUMBERS_TRIED[at % len(NUMBERS_TRIED)]
            if field == "noun":
                fields[field] = Noun(nouns[at * 5 % len(nouns)], ZONES[at % len(ZONES)])
            elif field in ("number", "listed", "minutes", "hour", "minute", "count"):
                fields[field] = max(1, int(number))
            else:
                fields[field] = number if field in NUMBERS else value
        yield language.fill(template, **fields)


def test_nothing_unreadable_is_left_of_any_korean_reply():
    language = load("ko")
    tried = 0
    for key, template in templates(language):
        words = {word for text, _, _ in parts_of(template) for word in re.findall("(?<![가-힣0-9])[가-힣]{2,}", text)}
        for written in fillings(language, template, KOREAN_VALUES):
            spoken = korean(written)
            tried += 1
            assert re.fullmatch("[가-힣 ,.?!]+", spoken), (key, written, spoken)
            assert not re.search("  | [,.?!]|,[,.?!]", spoken), (key, written, spoken)
            lost = [word for word in words if word in written and word not in spoken]
            assert not lost, (key, written, spoken)
    assert tried > 1000


def test_nothing_unreadable_is_left_of_any_english_reply():
    language = load("en")
    for key, template in templates(language):
        words = {word for text, _, _ in parts_of(template) for word in re.findall("[a-z]{3,}", text)}
        for written in fillings(language, template, ENGLISH_VALUES):
            spoken = english(written)
            assert re.fullmatch("[A-Za-z' ,.?!-]+", spoken), (key, written, spoken)
            assert not re.search("  | [,.?!]|,[,.?!]", spoken), (key, written, spoken)
            lost = [word for word in words if word in written and word not in spoken]
            assert not lost, (key, written, spoken)


@pytest.mark.parametrize("code", ["ko", "en"])
def test_every_word_of_the_replies_is_read(code):
    language = load(code)
    said = korean if code == "ko" else english
    letters = "[가-힣 ,.?!]+" if code == "ko" else "[A-Za-z' ,.?!-]+"
    for table in (language.words, language.nouns, language.areas, language.examples, language.zones):
        for text in table.values():
            assert re.fullmatch(letters, said(text)), text


@pytest.mark.parametrize(
    "text", ["", " ", "...", "😀", "'\"", "~", "-", "http://a.b/c?d=1&e=2", "1.2.3.4", "0" * 200, "A" * 200]
)
def test_odd_texts_are_read_or_passed_over(text):
    assert re.fullmatch("[가-힣 ,.?!]*", korean(text))
    assert re.fullmatch("[A-Za-z' ,.?!-]*", english(text))
