"""One folder a language: number words, particles, nouns, sentences. What is here is the same for all of them.

A language is a package languages/<code> with the modules text (its letters, its locales), numbers, say_numbers, nouns,
words, sentences and grammar. Nothing outside asks which language it is: it asks the language.
"""

from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

DEFAULT = "ko"  # of replies to commands without words
OTHERWISE = "en"  # of a text in whose letters no language recognises itself


@cache
def codes() -> tuple[str, ...]:
    """The languages that there are, by their folders: ("en", "ko")."""
    return tuple(sorted(file.parent.name for file in Path(__file__).parent.glob("*/__init__.py")))


@cache
def part(code: str, name: str) -> ModuleType:
    """A module of a language: part("ko", "numbers"). ModuleNotFoundError where the language lacks it."""
    return import_module(f"languages.{code}.{name}")


@cache
def locales() -> dict[str, str]:
    """{locale or code as a request may have it: code of the language}: ko, ko-KR, en, en-US."""
    return {name: code for code in codes() for name in (code, *part(code, "text").LOCALES)}


def language_of(text: str) -> str:
    """The code of the language whose letters stand in the text; OTHERWISE where none recognises its own."""
    return next((code for code in codes() if part(code, "text").LETTERS.search(text)), OTHERWISE)
