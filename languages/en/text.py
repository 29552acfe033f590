"""English letters and locales."""

import re

LOCALES = ("en-US",)
LETTERS = re.compile(r"(?!)")  # none of its own: Latin letters stand in every language's sentences

NAME = "English"
WHOLE_LETTERS = "a-z"  # as in a class of a regular expression: what words are written with
LONE_LETTERS = ""  # likewise: letters that no spoken word holds
SPOKEN_SIGNS = {"%": " percent ", "°": " degrees "}  # sign -> how it is written out, with its spaces
