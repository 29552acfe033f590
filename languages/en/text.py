"""English letters and locales."""

import re

LOCALES = ("en-US",)
LETTERS = re.compile(r"(?!)")  # none of its own: Latin letters stand in every language's sentences

NAME = "English"
WHOLE_LETTERS = "a-z"  # as in a class of a regular expression: what words are written with
LONE_LETTERS = ""  # likewise: letters that no spoken word holds
THERE = ("there", "that place", "that one")  # instead of the name of a place that was just listed
SPOKEN_SIGNS = {"%": " percent ", "°": " degrees "}  # sign -> how it is written out, with its spaces
SHORT_FORMS: dict[str, str] = {}  # pattern of what is typed for a word -> the word
