"""One folder for each language: number words, particles, nouns, sentences. The modules here serve all languages.

A language is a package languages/<code> with the modules text (its letters, its locales), numbers, say_numbers, nouns,
words, names, sentences, grammar and aloud (how a reply is read to the voice); its folder rules/ has the words and
patterns that nlu/rules looks for. No code outside this package compares language codes: it asks the language.
"""

from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

DEFAULT = "ko"  # of replies to commands that came without an utterance
OTHERWISE = "en"  # of a text without letters that tell its language


@cache
def codes() -> tuple[str, ...]:
    """The codes of the languages, which are the names of their folders: ("en", "ko")."""
    return tuple(sorted(file.parent.name for file in Path(__file__).parent.glob("*/__init__.py")))


@cache
def part(code: str, name: str) -> ModuleType:
    """A module of a language: part("ko", "numbers"). Raises ModuleNotFoundError if there is none."""
    return import_module(f"languages.{code}.{name}")


@cache
def locales() -> dict[str, str]:
    """{locale or code as a request may have it: code of the language}: ko, ko-KR, en, en-US."""
    return {name: code for code in codes() for name in (code, *part(code, "text").LOCALES)}


def language_of(text: str, numbers: str = OTHERWISE) -> str:
    """The code of the language whose letters are in the text; OTHERWISE if there are none.

    `numbers` is that of a text without any letter, such as "119": of what was said before.
    """
    found = next((code for code in codes() if part(code, "text").LETTERS.search(text)), None)
    return found or (OTHERWISE if any(map(str.isalpha, text)) else numbers)
