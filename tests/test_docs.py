"""README and docs/: links and paths lead somewhere, commands and their flags are those of the app, lines are short."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
PAGES = [README, *sorted((ROOT / "docs").glob("*.md"))]
GENERATED = {"figures.md"}  # by malcha eval --markdown: its lines are as long as they come
MOST_LINES = 150  # of README.md
MOST_COLUMNS = 120
NEW_LANGUAGE = "xx"  # in paths of docs/languages.md: a language that is yet to come

FOLDERS = [folder.name for folder in ROOT.iterdir() if folder.is_dir() and not folder.name.startswith(".")]
LINK = re.compile(r"\]\(([^)\s#]+)(?:#[^)]*)?\)")
REPOSITORY_PATH = re.compile(rf"(?<![\w/.-])(?:{'|'.join(map(re.escape, FOLDERS))})/[\w./*-]*")
INDENTED = re.compile(r"(?m)^    +(.*)$")
FENCED = re.compile(r"(?ms)^```\w*\n(.*?)^```")
SPAN = re.compile(r"`([^`]+)`")
COMMAND = re.compile(r"(?:^|[\s(/])malcha ((?:nlu|vehicle) serve|voice prompts|map [a-z]+|[a-z][a-z-]*)\b([^#|;]*)")

EACH_PAGE = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def without_fences(text: str) -> str:
    return FENCED.sub("", text)


def code(page: Path) -> Iterator[str]:
    """Every line of code and every code span of a page; a command on several lines is one."""
    text = page.read_text(encoding="utf-8").replace("\\\n", " ")
    yield from (line for block in FENCED.findall(text) for line in block.splitlines())
    yield from INDENTED.findall(without_fences(text))
    yield from (" ".join(span.split()) for span in SPAN.findall(INDENTED.sub("", without_fences(text))))


def commands(page: Path) -> list[tuple[str, list[str]]]:
    """[(verb, its flags)] of every `malcha ...` in the code of a page."""
    found = [match for line in code(page) for match in COMMAND.finditer(line)]
    return [(match[1], re.findall(r"(?<!\S)--[a-z-]+", match[2])) for match in found]


def columns(line: str) -> int:
    """How wide a line is where a Korean letter takes two columns."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in line)


@EACH_PAGE
def test_every_link_leads_to_a_file(page):
    links = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []


@EACH_PAGE
def test_every_path_of_the_repository_is_there(page):
    named = (path.rstrip(".") for path in REPOSITORY_PATH.findall(page.read_text(encoding="utf-8")))
    paths = {path for path in named if NEW_LANGUAGE not in path}
    assert sorted(path for path in paths if not (any(ROOT.glob(path)) if "*" in path else (ROOT / path).exists())) == []


@EACH_PAGE
def test_every_command_is_a_verb_of_the_app_with_its_flags(page):
    typer = pytest.importorskip("typer.main")
    main = pytest.importorskip("malcha.cli.main", exc_type=ImportError)
    app = typer.get_command(main.app)
    verbs = {}
    for name, verb in app.commands.items():
        verbs |= {f"{name} {each}": found for each, found in getattr(verb, "commands", {}).items()} or {name: verb}
    wrong = []
    for name, flags in commands(page):
        if name not in verbs:
            wrong.append(f"malcha {name}")
            continue
        has = {option for each in verbs[name].params for option in (*each.opts, *each.secondary_opts)} | {"--help"}
        wrong += [f"malcha {name} {flag}" for flag in flags if flag not in has]
    assert wrong == []


def test_pages_name_commands():
    assert {"run", "say", "vehicle serve", "replay"} <= {verb for page in PAGES for verb, _ in commands(page)}


def test_the_readme_is_short():
    assert len(README.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


@EACH_PAGE
def test_lines_are_no_wider_than_a_screen(page):
    if page.name in GENERATED:
        pytest.skip("written by a program")
    lines = page.read_text(encoding="utf-8").splitlines()
    long = [number for number, line in enumerate(lines, 1) if columns(line) > MOST_COLUMNS and line[:1] != "|"]
    assert long == []
