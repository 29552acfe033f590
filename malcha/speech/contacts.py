"""The names of the driver's contacts: a text file, one a line. The list stays in the car (hearing_for_car.py)."""

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from languages import codes, language_of

MOST = 500  # of a language: each has three phrases in a list of 20,000
LONGEST = 40  # letters
SIGNS = re.compile(r"[^\w\s.'-]|_")

Contacts = Mapping[str, tuple[str, ...]]  # by language
NONE: Contacts = MappingProxyType({})


class ContactsError(ValueError):
    """A file of contacts that cannot be used; says why."""


def read_contacts(file: Path | None) -> Contacts:
    """By the language of their letters, without signs: of "엄마 ♥" the recogniser can listen for 엄마. Empty lines are
    left out. Raises ContactsError."""
    if file is None:
        return NONE
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise ContactsError(f"it cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ContactsError("it is no text in UTF-8") from error
    names: dict[str, None] = {}
    for line in filter(str.strip, lines):
        name = " ".join(SIGNS.sub(" ", unicodedata.normalize("NFC", line)).split())
        if len(name) > LONGEST or not any(map(str.isalpha, name)):
            raise ContactsError(f"{line[:LONGEST]!r} is no name: one a line, of at most {LONGEST} letters")
        names[name] = None
    found = {code: tuple(name for name in names if language_of(name) == code) for code in codes()}
    for code, some in found.items():
        if len(some) > MOST:
            raise ContactsError(f"it has {len(some)} names in {code}, and at most {MOST} are listened for")
    return found
