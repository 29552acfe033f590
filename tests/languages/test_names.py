"""Where a name ends in a sentence, wherever the network ended it. Brackets stand around what the network found."""

import pytest

from languages import part


def whole(code, marked, of_place=False):
    begin, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    begin, end = part(code, "names").whole(text, begin, end, of_place)
    return text[begin:end]


@pytest.mark.parametrize(
    ("heard", "name"),
    [
        ("[쇼핑]몰 찾아 줘", "쇼핑몰"),
        ("[동네 도서]관은 몇 시에 닫아", "동네 도서관"),
        ("[고속버스터미]널로 가 줘", "고속버스터미널"),
        ("[민속마]을 가자", "민속마을"),  # 을 stands behind a final consonant: here it is the name's own
        ("[해물칼국]수 먹고 싶어", "해물칼국수"),
        ("[김 부장]님께 전화해", "김 부장님"),
        ("[신나는 노래]들을 틀어", "신나는 노래들"),
        ("[지하상]가에 세워 줘", "지하상가"),
        ("[나 홀로 집]에 틀어 줘", "나 홀로 집"),
        ("[kb]s로 돌려 줘", "kbs"),
        ("[fm4]u 틀어 줘", "fm4u"),
        ("[르세라핌]", "르세라핌"),
    ],
)
def test_a_syllable_left_over_that_is_no_particle_belongs_to_a_korean_name(heard, name):
    assert whole("ko", heard) == name


@pytest.mark.parametrize(
    ("heard", "name"),
    [
        ("[부산역]으로 가자", "부산역"),
        ("[여의도]로 가자", "여의도"),
        ("[서울]로 가자", "서울"),  # ㄹ takes 로
        ("[이모]네 가자", "이모"),
        ("[수영장]이 어디야", "수영장"),
        ("[볼링장]은 문 열었어", "볼링장"),
        ("[제과점]을 찾아", "제과점"),
        ("[한식]를 찾아 줘", "한식"),  # a slip of the tongue
        ("[고모]와 통화할래", "고모"),
        ("[삼촌]과 통화할래", "삼촌"),
        ("[지수]한테 전화해", "지수"),
        ("[지수]랑 통화할래", "지수"),
        ("[시청]까지 얼마나 걸려", "시청"),
        ("[시청]부터 안내해", "시청"),
        ("[박물관]에서 만나", "박물관"),
        ("[약국]만 찾아", "약국"),
        ("[여의도]예요 거기로 가", "여의도"),
        ("[강변]이에요 거기로 가", "강변"),
        ("[소나기]라는 노래 틀어", "소나기"),
        ("[보사노바]같은 노래 틀어", "보사노바"),
        ("[주유소]있나 봐 줘", "주유소"),
        ("[분위기]좋은 식당", "분위기"),
        ("[공항]앞 호텔", "공항"),
        ("[공항]옆에 있는 호텔", "공항"),
        ("[원주]추가 해 줘", "원주"),
        ("[잠실역]가 줘", "잠실역"),
        ("[잠실역]가줘 빨리", "잠실역"),
        ("[잠실역]가자 빨리", "잠실역"),
        ("[라디오]켜 줘", "라디오"),
        ("[30분]정도 걸리는 데", "30분"),
    ],
)
@pytest.mark.parametrize("of_place", [True, False])
def test_a_particle_and_a_word_without_its_space_stay_behind_a_korean_name(heard, name, of_place):
    assert whole("ko", heard, of_place) == name


@pytest.mark.parametrize(
    ("heard", "name"),
    [
        ("[지수한]테 전화해 줘", "지수"),
        ("[고객센터에]게 전해 줘", "고객센터"),
        ("[시청까]지만 가자", "시청"),
        ("[다음 장부]터 들려줘", "다음 장"),
        ("[부산역으]로 가자", "부산역"),
        ("[형한]테 전화해 줘", "형"),
        ("[양평부]터미널 가자", "양평부"),  # no particle: the word goes on
        ("[에]서 만나", "에"),  # nothing would be left
    ],
)
def test_a_particle_is_never_torn_apart(heard, name):
    assert whole("ko", heard) == name


@pytest.mark.parametrize(
    ("heard", "of_place", "name"),
    [
        ("[분식집을] 찾아", False, "분식집"),
        ("[한식를] 찾아", False, "한식"),
        ("[주차타워를]", True, "주차타워"),
        ("[정든마을] 가자", True, "정든마을"),
        ("[노을] 틀어 줘", False, "노을"),  # 을 stands behind a final consonant
        ("[별을] 틀어 줘", False, "별을"),  # one syllable would be left
        ("[집으로] 틀어 줘", False, "집으로"),
        ("[재즈 음악으로] 틀어", False, "재즈"),
        ("[지수한테] 전화해", False, "지수"),
        ("[서울역까지] 얼마나 걸려", True, "서울역"),
        ("[시립미술관에서] 만나", True, "시립미술관"),
        ("[비 오는 골목 앞에서] 틀어", False, "비 오는 골목 앞에서"),  # a title
        ("[바다 끝까지] 틀어", False, "바다 끝까지"),
        ("[대전에서 속초까지] 얼마나 걸려", True, "대전에서 속초까지"),  # the way between them
        ("[진입로가] 막혀", True, "진입로"),
        ("[3번 출구가] 어디야", True, "3번 출구"),
        ("[거래처가] 어디야", True, "거래처"),
        ("[차 댈 데가] 있을까", True, "차 댈 데"),
        ("[여의도는] 막혀", True, "여의도"),
        ("[약국은] 어디야", True, "약국"),
        ("[소나기가] 좋더라 틀어", False, "소나기가"),  # who knows what titles end in
        ("[종로 3가] 어떻게 가", True, "종로 3가"),
        ("[을지로4가] 막혀", True, "을지로4가"),
        ("[을지로오가] 막혀", True, "을지로오가"),
        ("[성수동 이가] 가자", True, "성수동 이가"),
        ("[강남 번화가] 가자", True, "강남 번화가"),
        ("[원주 처가] 들렀다 가", True, "원주 처가"),
        ("[핫 요가] 어디서 해", True, "핫 요가"),
        ("[시민회관 상가] 찾아", True, "시민회관 상가"),
        ("[여의도는]", True, "여의도는"),  # nothing follows: it may be the name
        ("[맛있는] 집 찾아", True, "맛있는"),
        ("[충북 보은] 가자", True, "충북 보은"),
    ],
)
def test_a_particle_that_was_taken_for_the_end_of_a_korean_name_is_none(heard, of_place, name):
    assert whole("ko", heard, of_place) == name


@pytest.mark.parametrize(
    ("heard", "of_place", "name"),
    [
        ("[무슨 제과점]이 있어", True, "제과점"),
        ("[가장 가까운 제과점]으로 가", True, "제과점"),
        ("[시립미술관 근처가] 막혀", True, "시립미술관"),
        ("[제과점 위치]는 어디야", True, "제과점"),
        ("[무슨 노래] 틀어", False, "무슨 노래"),
        ("[시립미술관 근처] 틀어", False, "시립미술관 근처"),
        ("[가까운] 데로 가", True, "가까운"),
        ("[근처] 아무 데나 가", True, "근처"),
        ("[내 위치] 주변 보여 줘", True, "내 위치"),
    ],
)
def test_what_only_says_that_a_place_is_looked_for_is_no_part_of_its_name(heard, of_place, name):
    assert whole("ko", heard, of_place) == name


@pytest.mark.parametrize(
    ("heard", "of_place", "name"),
    [
        ("find [the nearest piz]za", True, "pizza"),
        ("find [any pizza] now", True, "pizza"),
        ("play [any pizza] now", False, "any pizza"),
        ("find [any] now", True, "any"),
    ],
)
def test_what_only_says_that_an_english_place_is_looked_for_is_no_part_of_it(heard, of_place, name):
    assert whole("en", heard, of_place) == name


@pytest.mark.parametrize(
    "heard", ["[강남역]까지안내해줘", "[쇼핑]몰찾아줘", "[소나기]틀어", "[쇼핑]몰", "[kb]s", "강남역[으]로", "[]쇼핑"]
)
def test_where_no_space_is_written_a_name_is_left_as_it_was_found(heard):
    begin, end = heard.index("["), heard.index("]")
    assert whole("ko", heard) == heard[begin + 1 : end]


@pytest.mark.parametrize(
    ("heard", "name"),
    [
        ("drive to [port]land", "portland"),
        ("drive to port[land] please", "portland"),
        ("drive to st[. lou]is now", "st. louis"),
        ("play [ro]lling stones", "rolling"),
        ("call [mum]'s mobile", "mum"),
        ("call [mum']s mobile", "mum's"),
        ("take me to [o'ha]re", "o'hare"),
        ("[aldi]", "aldi"),
        ("find [aldi] near here", "aldi"),
        ("take the i [95] south", "95"),
        ("play [hello] kitty", "hello"),
    ],
)
@pytest.mark.parametrize("of_place", [True, False])
def test_an_english_name_is_whole_words_without_what_it_owns(heard, name, of_place):
    assert whole("en", heard, of_place) == name
