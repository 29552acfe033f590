"""Korean letters and locales."""

import re

LOCALES = ("ko-KR",)
LETTERS = re.compile("[가-힣ㄱ-ㅣ]")  # a text with one of these is Korean

NAME = "Korean"
WHOLE_LETTERS = "가-힣"  # as in a class of a regular expression: what words are written with
LONE_LETTERS = "ㄱ-ㅣ"  # likewise: letters that no spoken word holds; normalising drops them ("ㅋㅋ")
THERE = ("거기", "그곳", "저기")  # instead of the name of a place that was just listed
SPOKEN_SIGNS = {"%": "퍼센트", "°": "도"}  # sign -> how it is written out, with its spaces
SHORT_FORMS = {  # pattern of what is typed for a word, laughter and tears behind it included -> the word
    "(?:ㅇㅇ+|ㅇㅋ)[ㅋㅎㅠㅜ]*": "응",
    "ㄴㄴ+[ㅋㅎㅠㅜ]*": "아니",
}
