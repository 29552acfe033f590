"""Facts about every language: it has words for all that the cars can say, and no others; and it is one folder."""

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

import languages
from languages.language import Noun, colour, load
from vehicle.can.dbc import car_names
from vehicle.cars import car
from vehicle.catalogue.table import COLOURS, ROWS
from vehicle.replies import check, keys

ROOT = Path(__file__).parents[2]
CARS = [car.load(name) for name in car_names()]
CODES = languages.codes()


def test_there_are_korean_and_english():
    assert {"ko", "en"} <= set(CODES)


@pytest.mark.parametrize("one", CARS, ids=lambda one: one.name)
def test_nothing_is_missing_for_a_car(one):
    assert check.missing(one) == []


@pytest.mark.parametrize("code", CODES)
def test_nothing_stands_there_that_is_never_said(code):
    assert list(check.unused(load(code), CARS)) == []


def test_all_languages_have_the_same_sentences():
    usual = {code: load(code).sentences.keys() for code in CODES}
    own = {f"done.{op}" for row in ROWS for op in row.ops}  # a language may say each function's in its own way
    assert len({frozenset(found - own) for found in usual.values()}) == 1


@pytest.mark.parametrize("code", CODES)
def test_every_sentence_can_be_said(code):
    language = load(code)
    for key, fields in keys.needed(language, CARS).items():
        filled = {name: 3 if name in keys.NUMBERS else "x" for name in fields.split()}
        said = language.say(key, **(filled | {"noun": Noun("window", ("rear",), True)}))
        assert said, key
        assert not set("{}") & set(said), key


@pytest.mark.parametrize(
    ("table", "row", "told"),
    [
        ("nouns", "horn", ("nouns", "NOUNS has no 'horn'")),
        ("checks", "oil", ("nouns", "CHECKS has no 'oil'")),
        ("units", "degC", ("words", "UNITS has no 'degC'")),
        ("zones", "rear", ("words", "ZONES has no 'rear'")),
        ("words", "sport", ("words", "WORDS has no 'sport', which drive_mode of genesis_g70 may show")),
        ("sentences", "done.open", ("sentences", "SENTENCES has no 'done.open'")),
        ("sentences", "failed.obstructed", ("sentences", "SENTENCES has no 'failed.obstructed'")),
        ("sentences", "refused.ignition", ("sentences", "SENTENCES has no 'refused.ignition'")),
        ("sentences", "handed.home", ("sentences", "SENTENCES has no 'handed.home'")),
    ],
)
@pytest.mark.parametrize("code", CODES)
def test_a_row_that_is_missing_is_named(code, table, row, told):
    whole = load(code)
    less = {key: value for key, value in getattr(whole, table).items() if key != row}
    assert told in list(check.gaps(replace(whole, **{table: less}), [car.load("genesis_g70")]))


@pytest.mark.parametrize(
    ("template", "why"),
    [
        ("{thing} on.", "'done.on' has no field 'thing', only noun value"),
        ("{noun:xx} on.", "'done.on', 'noun': "),
        ("{noun on.", "'done.on': "),
    ],
)
@pytest.mark.parametrize("code", CODES)
def test_a_template_that_cannot_be_filled_is_named(code, template, why):
    whole = load(code)
    wrong = replace(whole, sentences={**whole.sentences, "done.on": template})
    (found,) = check.gaps(wrong, CARS)
    assert found[0] == "sentences"
    assert found[1].startswith(why)


@pytest.mark.parametrize(("table", "row"), [("nouns", "rocket"), ("units", "parsec"), ("sentences", "done.launch")])
def test_a_row_too_many_is_named(table, row):
    whole = load("en")
    more = replace(whole, **{table: {**getattr(whole, table), row: "x"}})
    assert any(repr(row) in what for _, what in check.unused(more, CARS))


def copy_of_languages(folder: Path, *without: str) -> None:
    """The languages and a new one, xx, whose files are those of English under another name."""
    shutil.copytree(ROOT / "languages", folder / "languages", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(folder / "languages" / "en", folder / "languages" / "xx")
    for file in (folder / "languages" / "xx").glob("*.py"):
        text = file.read_text(encoding="utf-8").replace("languages.en", "languages.xx").replace("en-US", "xx-XX")
        file.write_text(text, encoding="utf-8")
    for module in without:
        (folder / "languages" / "xx" / f"{module}.py").unlink()


def printed(folder: Path, script: str) -> str:
    """What a script prints where the languages of this folder are the ones that there are."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(folder), str(ROOT)))}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_a_new_language_is_a_new_folder_and_nothing_else(tmp_path):
    copy_of_languages(tmp_path)
    script = (
        "from vehicle.cars.car import load; from vehicle.replies import check; from languages import codes, language;"
        "print(*codes(), check.missing(load('genesis_g70')), language.load('xx').say('thanks'))"
    )
    every = " ".join(sorted([*languages.codes(), "xx"]))
    assert printed(tmp_path, script) == f"{every} [] You're welcome.\n"


@pytest.mark.parametrize(
    ("module", "old", "new", "told"),
    [
        ("nouns", "NOUNS = {", "NOUNS = {{", "languages/xx/nouns.py line "),
        ("nouns", "NOUNS = {", "NOUNS = 5\nOTHER = {", "languages/xx: a table is not of the form that it must have: "),
        ("text", "LETTERS = ", 'LETTERS = "["\nOTHER = ', "languages/xx/text.py: LETTERS must be a pattern"),
        ("text", "xx-XX", "ko-KR", "languages/xx/text.py: LOCALES has 'ko-KR', which languages/ko has, too"),
    ],
    ids=["syntax", "no table", "no pattern", "locale"],
)
def test_a_mistake_in_a_language_is_one_line_with_its_file(tmp_path, module, old, new, told):
    copy_of_languages(tmp_path)
    file = tmp_path / "languages" / "xx" / f"{module}.py"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    loaded = "from vehicle.cars.car import load; from vehicle.replies.check import missing;"
    script = f"{loaded} print(missing(load('genesis_g70'))[0])"
    assert printed(tmp_path, script).startswith(told)


def test_a_language_without_a_module_is_told_at_start(tmp_path):
    copy_of_languages(tmp_path, "sentences")
    script = (
        "from vehicle.cars.car import load; from vehicle.replies.check import missing;"
        "print(missing(load('genesis_g70')))"
    )
    assert "languages/xx/sentences.py: No module named" in printed(tmp_path, script)


@pytest.mark.parametrize("spoken", ["파란색", "파랑", "파란", "블루", "blue", "Blue", "파란 색깔", "청색"])
def test_colours_by_many_names(spoken):
    assert colour(spoken) == "blue"


@pytest.mark.parametrize("spoken", ["", "색", "따뜻한 색", "infrared"])
def test_no_such_colour(spoken):
    assert colour(spoken) is None


def test_every_colour_has_a_name_in_every_language():
    for code in CODES:
        assert set(load(code).colours.values()) == set(COLOURS)


@pytest.mark.parametrize(
    ("hour", "ko", "en"),
    [
        (0, "오전 12시 7분", "12:07 a.m."),
        (9, "오전 9시 7분", "9:07 a.m."),
        (12, "오후 12시 7분", "12:07 p.m."),
        (23, "오후 11시 7분", "11:07 p.m."),
    ],
)
def test_the_time_of_day(hour, ko, en):
    now = datetime(2026, 3, 2, hour, 7)
    assert (load("ko").grammar.clock(now), load("en").grammar.clock(now)) == (ko, en)


def test_the_date():
    now = datetime(2026, 3, 2)
    assert (load("ko").grammar.date(now), load("en").grammar.date(now)) == ("3월 2일 월요일", "Monday, March 2")


@pytest.mark.parametrize(("when", "said"), [("at 3:30 p.m.", "at 3:30 p.m."), ("tomorrow", "tomorrow.")])
def test_a_promise_ends_in_one_point(when, said):
    assert load("en").grammar.promise("Shall I close the window?", when) == f"I'll close the window {said}"


@pytest.mark.parametrize(
    ("noun", "form", "said"),
    [
        (Noun("window"), "", "창문"),
        (Noun("window", ("rear",), True), "을", "뒤 창문을"),
        (Noun("window", ("driver", "passenger")), "은", "운전석과 조수석 창문은"),
        (Noun("seat.heat", ("rear",), True), "자리", "뒷자리 열선 시트"),
        ("열려 있어요", "상태", "열려 있어요"),
        ("22도", "상태", "22도예요"),
    ],
)
def test_korean_forms(noun, form, said):
    assert load("ko").grammar.fit(noun, form) == said


@pytest.mark.parametrize(
    ("noun", "form", "said"),
    [
        (Noun("window"), "the", "the window"),
        (Noun("window", ("rear",), True), "the", "the rear windows"),
        (Noun("window", ("all",), True), "the", "all windows"),
        (Noun("window", ("rear",), True), "is", "are"),
        (Noun("window", ("driver", "passenger")), "", "driver window and passenger window"),
        (Noun("seat.heat", ("rear",), True), "", "rear seat heating"),
        (Noun("seat.heat", ("rear",), True), "is", "is"),
        (Noun("wiper"), "is", "are"),
        (Noun("status.tyre"), "looks", "looks"),
        (Noun("status.warning"), "looks", "look"),
    ],
)
def test_english_forms(noun, form, said):
    assert load("en").grammar.fit(noun, form) == said


def test_only_a_noun_in_s_is_plural_in_english():
    grammar = languages.part("en", "nouns").GRAMMAR
    assert set(grammar.values()) <= {"plural", "mass"}
    assert all(load("en").nouns[name].endswith("s") for name, form in grammar.items() if form == "plural")
