"""What a recogniser is told to listen for: the orders that are likely first, and talk that is not like them."""

from collections import Counter

from nlu.sampling.phrases import FOLDER, commonest, far_from, order_pattern, with_endings, with_opposites

VERBS = {"켜다": ("켜", "켜고", "켠"), "끄다": ("꺼", "끄고", "끈")}
ORDER = order_pattern(VERBS, "ko")


def test_the_ending_of_an_order_is_told_from_the_order():
    for said in ("에어컨 꺼", "에어컨 꺼 줘", "에어컨 꺼줄래", "에어컨 꺼 주실래요"):
        assert ORDER.fullmatch(said)[1] == "에어컨 꺼"
    assert not ORDER.fullmatch("지름길 없어")


def test_an_order_is_listed_with_the_usual_endings_and_a_question_is_not():
    found = list(with_endings(["에어컨 꺼", "지름길 없어"], ORDER, "ko"))
    assert found == ["에어컨 꺼", "에어컨 꺼 줘", "에어컨 꺼 주세요", "지름길 없어"]


def test_short_orders_come_first_and_every_function_has_its_share():
    often = Counter({"지금 볼륨을 좀 올려": 12, "볼륨 올려": 10, "소리 크게": 10, "소리 키워": 10})
    seldom = Counter({"통풍 시트 꺼": 4, "통풍 꺼": 1})
    found = commonest({("media.volume", "up"): often, ("seat.ventilation", "off"): seldom})
    assert found[0] == "볼륨 올려"
    assert found.index("통풍 시트 꺼") < found.index("지금 볼륨을 좀 올려")


def test_an_order_is_listed_along_with_its_opposite():
    every = ["통풍 켜", "볼륨 올려", "창문 열어 둬", "볼륨 내려", "통풍 꺼"]
    found = list(dict.fromkeys(with_opposites(every)))
    assert found == ["통풍 켜", "통풍 꺼", "볼륨 올려", "볼륨 내려", "창문 열어 둬"]


def test_talk_in_the_words_of_orders_is_left_out():
    orders = ["에어컨 켜", "에어컨 꺼", "창문 열어"]
    assert far_from(orders, ["에어컨이 비싸더라", "여자친구가 왔어", "여자친구가 왔어"]) == ["여자친구가 왔어"]


def test_the_lists_hold_the_plain_orders():
    orders = (FOLDER / "ko.txt").read_text(encoding="utf-8").splitlines()
    assert len(orders) == len(set(orders)) <= 16_000
    plain = {"에어컨 켜 줘", "에어컨 꺼", "통풍 시트 꺼 줘", "볼륨 올려", "볼륨 내려 주세요", "선루프 열어"}
    assert plain <= set(orders)
    assert {"음악 켜 줘", "음악 꺼 줘"} <= set(orders)
    assert not plain & set((FOLDER / "ko_talk.txt").read_text(encoding="utf-8").splitlines())
