"""Korean letters and locales."""

import re

LOCALES = ("ko-KR",)
LETTERS = re.compile("[가-힣ㄱ-ㅣ]")  # a text with one of these is Korean
