"""Other endings and beginnings of training sentences: they mean the same, and are said so."""

from random import Random

import pytest

from languages import part
from languages.ko.rewording import final, with_final

STEMS = {
    "켜": "켜", "틀어": "틀", "닫아": "닫", "들어": "듣", "놔": "놓", "안내해": "안내하", "알려": "알리",
    "깨워": "깨우", "해": "하", "가": "가", "불러": "부르", "내려": "내리", "풀어": "풀",
}  # fmt: skip
DRAWS = 700  # of one sentence: every form of it comes


def reworded(code, text, kind):
    """Every sentence that `text` may become."""
    module, found = part(code, "rewording"), set()
    for seed in range(DRAWS):
        change = module.reworded(text, kind, STEMS if code == "ko" else {}, Random(seed))
        if change is not None:
            begin, end, words = change
            assert 0 <= begin <= end <= len(text)
            found.add(text[:begin] + words + text[end:])
    return found


def endings(text, kind, begin):
    """What may stand behind `begin`, which stays."""
    found = reworded("ko", text, kind)
    assert all(each.startswith(begin) for each in found)
    return {each.removeprefix(begin) for each in found}


@pytest.mark.parametrize(
    ("text", "before", "forms"),
    [
        ("불 켜 줘", "불 ", {"켜주렴", "켜 줄 수 있니", "켤 수 있니", "켜렴", "켜자", "켜고 싶어", "켜라", "켜 봐"}),
        ("라디오 틀어 줄래", "라디오 ", {"틀어주세요", "틀 수 있어", "틀렴", "틀자", "틀고 싶어", "틀어야 돼"}),
        ("창문 닫아 주라", "창문 ", {"닫아 줄래", "닫을 수 있나", "닫으렴", "닫자", "닫고 싶어", "닫아라"}),
        ("음악 들어", "음악 ", {"들을 수 있니", "들으렴", "듣자", "듣고 싶어", "들어야겠다", "들어 봐"}),
        ("여기 놔", "여기 ", {"놓을 수 있니", "놓으렴", "놓자", "놔라", "놔 주렴"}),
        ("안전벨트 풀어", "안전벨트 ", {"풀 수 있니", "풀렴", "풀자", "풀어줄래"}),
        ("빅스비 불러", "빅스비 ", {"부를 수 있니", "부르렴", "부르자", "불러라"}),
        ("이십 도로 해", "이십 도로 ", {"할 수 있니", "하렴", "하자", "해라", "해 주실래요"}),
    ],
)
def test_an_order_has_other_endings(text, before, forms):
    assert forms <= endings(text, "order", before)


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("음악 들어", ("듣을", "듣으렴", "들자", "들고")),  # 듣다 changes before a vowel only
        ("여기 놔", ("놓라", "놀 수", "놔을", " 을 수")),
        ("창문 닫아 줘", ("닫렴", "닫 수", "닫아을")),
        ("라디오 틀어 줘", ("틀으렴", "틀을")),
        ("불 켜 줘", ("켜을", "켜으렴")),
    ],
)
def test_a_stem_has_the_final_and_the_vowel_of_its_kind(text, never):
    assert not any(wrong in each for each in reworded("ko", text, "order") for wrong in never)


@pytest.mark.parametrize("order", ["일곱 시에 깨워", "주유소 알려", "집까지 안내해"])
@pytest.mark.parametrize("ending", [" 줘", ""])
def test_what_is_done_to_the_speaker_is_nothing_that_the_speaker_does(order, ending):
    """ "깨우고 싶어" would wake somebody else."""
    asked = {each.strip() for each in endings(order + ending, "order", order)}
    assert asked == {words for words, _ in part("ko", "rewording").REQUESTS}


@pytest.mark.parametrize(
    "text",
    [
        "바람이 약해", "시트가 눅눅해", "여기 왜 이렇게 컴컴해", "카페에 가야 해", "이제 닫으려고 해",
        "왜 말을 안 들어", "볼륨이 못 내려", "주유소", "에어컨", "서울역으로", "", "켜고 싶다", "밥 먹고 싶어",
        "창문 열지 마", "카페 어디 있어", "제일 싼 주유소가 어디야", "이 길 막혀",
    ],
)  # fmt: skip
def test_what_only_ends_like_an_order_stays_as_it_is(text):
    assert reworded("ko", text, "order") == set()


@pytest.mark.parametrize(
    ("text", "kind", "apart"),
    [
        ("물 좀 줘", "talk", True), ("커피 한 잔 줄래", "talk", True), ("가게 이름 전부 줘", "query", True),
        ("바람 얼굴 쪽으로 줘", "order", True), ("이리 줘", "talk", True), ("문 닫아 줘", "talk", False),
        ("사진 찍어줘", "talk", False), ("불 꺼줘", "order", False), ("날씨 알려줘", "query", False),
    ],
)  # fmt: skip
def test_behind_another_word_than_a_verb_the_space_stays(text, kind, apart):
    """ "닫아 줘" may be written "닫아줘"; "물 좀 줘" is not "물 좀줘"."""
    before = text[:-2].rstrip() if text.endswith("줄래") else text[:-1].rstrip()
    found = {each[len(before)] == " " for each in reworded("ko", text, kind) if each.startswith(before)}
    assert found == ({True} if apart else {True, False})


@pytest.mark.parametrize(
    ("text", "before", "forms"),
    [
        ("지금 몇 도야", "지금 몇 ", {"도야", "도니", "도냐", "도지", "도예요", "도죠", "돌까", "돈가"}),
        ("오늘 며칠이야", "오늘 며칠", {"이야", "이니", "이냐", "이지", "이에요", "이죠", "일까", "인가"}),
        ("여기 어디야", "여기 어", {"디야", "디니", "디냐", "디지", "디예요", "디죠", "딜까", "딘가"}),
        ("채널이 kbs 1fm야", "채널이 kbs 1fm", {"야", "니", "냐", "지", "예요", "죠"}),  # no Hangul, no final under it
        ("볼륨이 15야", "볼륨이 15", {"야", "니", "냐", "지", "예요", "죠"}),
    ],
)
def test_what_a_thing_is_may_be_asked_with_other_endings(text, before, forms):
    assert endings(text, "query", before) == forms


TOLD = {"지 알려 줘", "지 알려 줄래", "지 확인해 줘", "지 봐 줘", "지 말해 줘", "지 궁금해", "지 알려 주렴"}


@pytest.mark.parametrize(
    ("text", "before", "asked", "told"),
    [
        ("이 길 막혀", "이 길 막", {"히니", "히나", "히냐", "히지", "히나요", "히는가", "힐까", "혀", "혀요"}, "히는"),
        ("공기 좋아", "공기 좋", {"니", "나", "냐", "지", "나요", "은가", "을까", "아", "아요"}, "은"),
        ("비 와", "비 ", {"오니", "오나", "오냐", "오지", "오나요", "오는가", "올까", "와", "와요"}, "오는"),
        ("뉴욕이 빨라", "뉴욕이 ",
         {"빠르니", "빠르나", "빠르냐", "빠르지", "빠르나요", "빠른가", "빠를까", "빨라", "빨라요"}, "빠른"),
        ("우산 필요해", "우산 필요",
         {"하니", "하나", "하냐", "하지", "하나요", "한가", "할까", "해", "해요"}, "한"),
        ("창문 닫혔어", "창문 닫혔",
         {"어", "니", "나", "냐", "을까", "는가", "지", "어요", "나요", "습니까"}, "는"),
        ("문 잠겨 있나요", "문 잠겨 있",
         {"어", "니", "나", "냐", "을까", "는가", "지", "어요", "나요", "습니까"}, "는"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["query", "talk"])
def test_a_question_has_other_endings_and_one_to_the_car_may_be_a_request(text, before, asked, told, kind):
    wanted = asked | {told + each for each in TOLD} if kind == "query" else asked
    assert endings(text, kind, before) == wanted


@pytest.mark.parametrize(
    ("text", "some"),
    [
        ("이 노래 제목이 뭐야", {"이 노래 제목이 뭐니", "이 노래 제목이 뭘까", "이 노래 제목이 뭡니까"}),
        ("오늘 날씨 어떨까", {"오늘 날씨 어때", "오늘 날씨 어떠니", "오늘 날씨 어떻습니까"}),
    ],
)
def test_what_and_how_may_be_asked_in_many_ways_and_only_the_car_is_asked_to_tell(text, some):
    asked, talked = reworded("ko", text, "query"), reworded("ko", text, "talk")
    assert some < talked < asked
    assert {each for each in asked - talked if "알려 줘" not in each} == set()
    assert len(asked - talked) == 1


@pytest.mark.parametrize("text", ["부산은 어떻게 가", "부산은 어떻게가"])
def test_how_to_get_there_is_asked_and_not_ordered(text):
    found = reworded("ko", text, "order")
    assert {text + "니", text + "요", text[:-1] + "갈까", text + "는가"} <= found
    assert not any("줘" in each or "자" in each or "수 있" in each for each in found)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("안녕 말차야", "talk"), ("아이고 머리야", "talk"), ("자기야", "talk"), ("역시 나는 천재야", "talk"),
        ("지갑을 두고 왔지 뭐야", "talk"), ("비가 왔으면 좋겠어", "talk"), ("알려 주면 좋겠어", "query"),
        ("그 돈으로 부산까지 가겠나", "query"), ("야", "query"), ("이 야", "query"), ("", "query"),
        ("배가 고프다", "talk"),
    ],
)  # fmt: skip
def test_what_asks_nothing_gets_no_other_question(text, kind):
    assert reworded("ko", text, kind) == set()


@pytest.mark.parametrize(
    ("syllable", "index", "consonant", "made"),
    [("켜", 0, 8, "켤"), ("틀", 8, 8, "틀"), ("틀", 8, 4, "튼"), ("도", 0, 4, "돈"), ("닫", 7, 7, "닫")],
)
def test_the_final_consonant_of_a_syllable(syllable, index, consonant, made):
    assert final(syllable) == index
    assert with_final("가" + syllable, consonant) == "가" + made


@pytest.mark.parametrize("letter", ["k", "7", " ", "ㅏ"])
def test_what_is_no_hangul_syllable_has_no_final(letter):
    assert final(letter) == 0


REQUESTS = {words for words, _ in part("en", "rewording").REQUESTS}


def beginnings(text, kind="order"):
    found = reworded("en", text, kind)
    assert all(each.endswith(text) for each in found)
    return {each.removesuffix(text) for each in found}


def test_an_english_order_may_begin_as_a_request():
    assert beginnings("play some swing") == REQUESTS


@pytest.mark.parametrize("text", ["take me to the lake", "find us a pub", "give me the news"])
def test_nobody_does_together_what_is_done_for_one(text):
    assert REQUESTS - beginnings(text) == {"let's ", "can we "}


def test_please_is_said_once():
    assert REQUESTS - beginnings("open the boot please") == {each for each in REQUESTS if "please" in each}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("play some swing", "query"), ("open the boot", "talk"), ("the boot should be open", "order"), ("", "order"),
        ("heat on", "order"), ("warm enough now", "order"), ("cool for the baby", "order"),
        ("heat settings off", "order"), ("change of plan we want the lake", "order"), ("open now cafes", "order"),
        ("close to my office a pub", "order"),
        ("open the boot would you", "order"), ("turn that off could you please", "order"),
    ],
)  # fmt: skip
def test_what_does_not_begin_with_an_order_or_is_a_request_stays_as_it_is(text, kind):
    assert beginnings(text, kind) == set()


@pytest.mark.parametrize(
    "text", ["heat the seats", "warm up the wheel", "close the boot", "open it", "change the station"]
)
def test_a_verb_that_may_be_another_word_is_one_before_its_object(text):
    assert beginnings(text) == REQUESTS
