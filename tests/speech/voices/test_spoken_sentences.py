"""Facts about how a reply is cut."""

import pytest

from speech.voices.sentences import pieces, sentences


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("창문을 열었어요.", ("창문을 열었어요.",)),
        ("시동이 꺼져 있어요. 다시 말씀해 주세요.", ("시동이 꺼져 있어요.", "다시 말씀해 주세요.")),
        ("온도를 22.5도로 맞췄어요.", ("온도를 22.5도로 맞췄어요.",)),
        (
            "1. 강남역, 2. 역삼역, 10. 선릉역. 몇 번째로 갈까요?",
            ("1. 강남역, 2. 역삼역, 10. 선릉역.", "몇 번째로 갈까요?"),
        ),
        ("Fan set to 3. Window open.", ("Fan set to 3.", "Window open.")),
        ("At 7:00 a.m. tomorrow. Yes?", ("At 7:00 a.m. tomorrow.", "Yes?")),
        ("It is 7:00 p.m. Shall I go?", ("It is 7:00 p.m.", "Shall I go?")),
        ("끝…  다음!", ("끝…", "다음!")),
        ("", ()),
        (" ... ", ()),
    ],
)
def test_sentences(text, cut):
    assert sentences(text) == cut


@pytest.mark.parametrize(
    ("sentence", "language", "cut"),
    [
        ("창문을 열었어요.", "ko", ("창문을 열었어요.",)),
        ("운전석 열선 시트를 2단으로 올렸어요.", "ko", ("운전석 열선 시트를", "2단으로 올렸어요.")),
        (
            "제가 할 일은 아닌 것 같아서 아무것도 하지 않았어요.",
            "ko",
            ("제가 할 일은", "아닌 것 같아서 아무것도", "하지 않았어요."),
        ),
        ("Passenger temperature set to 22.5 degrees.", "en", ("Passenger temperature", "set to 22.5 degrees.")),
        ("Navigating to Gangnam Station.", "en", ("Navigating to Gangnam Station.",)),
        ("Driver temperature set to 22.5 degrees.", "en", ("Driver temperature set", "to 22.5 degrees.")),
        ("The range is 410 kilometres.", "en", ("The range is", "410 kilometres.")),
        ("모든 창문은 열려 있어요.", "ko", ("모든 창문은", "열려 있어요.")),
        ("엔진은 이상 없어요.", "ko", ("엔진은", "이상 없어요.")),
        ("잘 이해하지 못했어요.", "ko", ("잘 이해하지 못했어요.",)),
        ("주행 가능 거리는 410킬로미터예요.", "ko", ("주행 가능 거리는", "410킬로미터예요.")),
    ],
)
def test_pieces(sentence, language, cut):
    assert pieces(sentence, language) == cut
    assert " ".join(cut) == sentence


@pytest.mark.parametrize(("language", "most"), [("ko", 24), ("en", 60), ("fr", 60)])
def test_a_word_that_never_ends_is_cut(language, most):
    assert max(map(len, pieces("가" * 1000, language))) == most


def test_a_number_counts_as_long_as_it_is_said():
    assert pieces("온도를 22.5도로 맞췄어요.", "ko") == ("온도를", "22.5도로 맞췄어요.")
