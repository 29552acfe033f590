"""Checks at start, before a bus is opened, that every language has all sentences and words for a car."""

import re
from collections.abc import Iterable, Iterator

from languages import codes, part
from languages.language import Grammar, Language, Noun, fields_of, load
from vehicle.cars.car import Car
from vehicle.catalogue.row import ZONES
from vehicle.catalogue.table import COLOURS, ROWS
from vehicle.replies import keys

Rows = Iterator[tuple[str, str]]  # (module of the language, what is wrong with which row)


def missing(car: Car) -> list[str]:
    """What any language lacks for this car, with file and row: ["languages/ko/nouns.py: NOUNS has no 'horn'"]."""
    found: list[str] = []
    for code in codes():
        broken = incomplete(code)
        try:
            found += broken or [f"languages/{code}/{module}.py: {what}" for module, what in gaps(load(code), [car])]
        except (TypeError, AttributeError, ValueError) as error:
            found.append(f"languages/{code}: a table is not of the form that it must have: {error}")
    return found or same_locales()


def same_locales() -> list[str]:
    """Locales that two languages have: a client that names one would get either."""
    owners: dict[str, str] = {}
    found = []
    for code in codes():
        for locale in part(code, "text").LOCALES:
            if (other := owners.setdefault(locale, code)) != code:
                found.append(f"languages/{code}/text.py: LOCALES has {locale!r}, which languages/{other} has, too")
    return found


def incomplete(code: str) -> list[str]:
    """The modules, and the names in them, that a language lacks."""
    tables = {
        "text": ("LOCALES", "LETTERS", "THERE"),
        "nouns": ("NOUNS", "DONE", "ASKED", "ALREADY", "NOT_FOUND", "CHECKS", "AREAS", "EXAMPLES"),
        "words": ("WORDS", "ZONES", "UNITS", "COLOURS", "COLOUR_ENDINGS", "LITTLE", "MUCH", "NOTCH", "FURTHER"),
        "sentences": ("SENTENCES",),
        "numbers": ("read", "MINUS_AT_END", "UNIT_WORDS"),
        "grammar": tuple(name for name in vars(Grammar) if not name.startswith("_")),
    }
    found = []
    for module in tables:
        try:
            loaded = part(code, module)
        except SyntaxError as error:
            found.append(f"languages/{code}/{module}.py line {error.lineno}: {error.msg}")
            continue
        except Exception as error:  # a mistake in the Python of the language
            found.append(f"languages/{code}/{module}.py: {error}")
            continue
        if module == "text" and not isinstance(getattr(loaded, "LETTERS", re.compile("")), re.Pattern):
            found.append(f"languages/{code}/text.py: LETTERS must be a pattern, re.compile(...)")
        found += [f"languages/{code}/{module}.py: no {name}" for name in tables[module] if not hasattr(loaded, name)]
    return found


def gaps(language: Language, cars: Iterable[Car]) -> Rows:
    """(module, what is missing or wrong) of what the replies need of a language for these cars."""
    cars = list(cars)
    yield from sentences(language, cars)
    for name, module, have, need in rows(language, cars):
        yield from ((module, f"{name} has no {row!r}") for row in sorted(need - have))
    for car in cars:
        missing_rows = sorted(keys.already(car) - language.already.keys())
        yield from (("nouns", f"ALREADY has no {row!r}, as {car.name} may be so before") for row in missing_rows)
        for function in car.functions.values():
            for word in sorted(keys.value_words(function, car)):
                if not {word, f"{function.name} {word}"} & language.words.keys():
                    yield "words", f"WORDS has no {word!r}, which {function.name} of {car.name} may show"


def sentences(language: Language, cars: Iterable[Car]) -> Rows:
    """Sentences that are missing, or use a field or a form that does not exist."""
    for key, fields in keys.needed(language, cars).items():
        template = language.sentences.get(key)
        if template is None:
            yield "sentences", f"SENTENCES has no {key!r}"
        else:
            yield from (("sentences", what) for what in wrong_fields(language, key, template, fields))
    for table in (language.done, language.asked, language.already):
        for key, template in table.items():
            yield from (("nouns", what) for what in wrong_fields(language, key, template, keys.VALUE_FIELDS))


def wrong_fields(language: Language, key: str, template: str, fields: str) -> Iterator[str]:
    """What is wrong with the braces of a template that may use these fields."""
    try:
        used = fields_of(template)
    except ValueError as error:
        yield f"{key!r}: {error}"
        return
    for field, form in used:
        if field not in fields.split():
            yield f"{key!r} has no field {field!r}, only {fields or 'none'}"
        elif why := wrong_form(language, field, form):
            yield f"{key!r}, {field!r}: {why}"


def wrong_form(language: Language, field: str, form: str) -> str:
    """What is wrong with the form of a field, "" if nothing is."""
    if field in keys.NUMBERS:
        try:
            format(1.0 if form.endswith(("f", "g")) else 1, form)
        except ValueError as error:
            return str(error)
        return ""
    try:
        language.grammar.fit(Noun(next(iter(language.nouns))) if field == "noun" else field, form)
    except ValueError as error:
        return str(error)
    return ""


def unused(language: Language, cars: Iterable[Car]) -> Rows:
    """Rows of a language that neither these cars nor the catalogue need."""
    cars = list(cars)
    for key in sorted(language.sentences.keys() - keys.needed(language, cars).keys()):
        yield "sentences", f"SENTENCES: {key!r} is never said"
    for name, module, have, need in rows(language, cars):
        yield from ((module, f"{name}: {row!r} is never said") for row in sorted(have - need))
    ops = {f"{row.name} {op}" for row in ROWS for op in row.ops}
    functions = {row.name for row in ROWS}
    for name, table in (("DONE", language.done), ("ASKED", language.asked), ("ALREADY", language.already)):
        yield from (("nouns", f"{name}: there is no {row!r}") for row in sorted(table.keys() - ops))
    yield from (("nouns", f"NOT_FOUND: there is no {row!r}") for row in sorted(language.not_found.keys() - functions))
    said = set()
    for car in cars:
        for function in car.functions.values():
            for word in keys.value_words(function, car):
                own = f"{function.name} {word}"
                said.add(own if own in language.words else word)
    yield from (("words", f"WORDS: {row!r} is never said") for row in sorted(language.words.keys() - said))


def rows(language: Language, cars: Iterable[Car]) -> Iterator[tuple[str, str, set[str], set[str]]]:
    """(table, module, rows that it has, rows that it needs)."""
    cars = list(cars)
    nouns = {row.name for row in ROWS if not row.is_dialog}
    checks = {check.name for car in cars for function in car.functions.values() for check in function.checks}
    units = {unit for car in cars for unit in keys.units(car)}
    yield "NOUNS", "nouns", set(language.nouns), nouns
    yield "CHECKS", "nouns", set(language.checks), checks
    yield "UNITS", "words", set(language.units), units
    yield "ZONES", "words", set(language.zones), set(ZONES)
    yield "COLOURS, as a value,", "words", set(language.colours.values()), set(COLOURS)
