"""English letters and locales."""

import re

LOCALES = ("en-US",)
LETTERS = re.compile(r"(?!)")  # none of its own: Latin letters stand in every language's sentences
