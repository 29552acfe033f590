"""The search for places beside two plain ways of searching, over the same names with the same errors.

Names are real ones from extracts of OpenStreetMap where a folder with them is given and osmium is installed, filled up
with made ones. Each question is a name with one kind of error (languages/ko/made_places.py, which says where errors and
folding overlap); it is right if that place is the first, or among the first five.

- fts5: SQLite's full text index of three letters in a row, any of them, by bm25.
- scan: every name compared: rapidfuzz's ratio of the jamo where it is installed, else difflib's (few questions: slow).
"""

import importlib
import re
import sqlite3
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from languages.ko import made_places
from navigation.search.folding import letters
from navigation.search.index import NameIndex, build
from navigation.search.ranking import LEAD, SURE

SIZES = (1_000, 10_000, 50_000)  # names
MOST = 5
SLOW = 8  # questions of a kind for a way of searching that needs more than SLOW_FROM each
SLOW_FROM = 0.1  # s
STRANGERS = 200  # names that are not in the index

Search = Callable[[str], list[int]]
Figures = dict[str, Any]


def measure(rounds: int, maps: Path | None, seed: int = 0, sizes: Sequence[int] = SIZES) -> Figures:
    """{number of names: {way: figures}} with `rounds` questions for each kind of error."""
    rng = Random(seed)
    real = real_names(maps) if maps else []
    names = list(islice(_distinct(real, made_places.names(rng)), max(sizes) + STRANGERS))
    rng.shuffle(names)
    strangers, names = names[-STRANGERS:], names[:-STRANGERS]
    found: Figures = {"real_names": len(real), "rounds": rounds, "seed": seed}
    korean = [name for name in real if re.search("[가-힣]", name)]
    if korean:
        found["real"] = _one_size(korean, strangers, rounds, Random(seed)) | {"names": len(korean)}
    for size in sizes:
        found[str(size)] = _one_size(names[:size], strangers, rounds, Random(seed))
    return found


def _one_size(names: list[str], strangers: list[str], rounds: int, rng: Random) -> Figures:
    questions = {
        how: [(made_places.misheard(names[at], how, rng), at) for at in rng.choices(range(len(names)), k=rounds)]
        for how in made_places.HOW
    }
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "names"
        began = time.perf_counter()
        build(((name, at) for at, name in enumerate(names)), folder)
        built = time.perf_counter() - began
        index = NameIndex.open(folder)
        ways: dict[str, Search] = {"malcha": lambda text: [id for id, _ in index.candidates(text, MOST)]}
        if (fts := full_text(names)) is not None:
            ways["fts5"] = fts
        ways["scan"] = scan(names)
        found: Figures = {way: asked(search, questions) for way, search in ways.items()}
        sure = [surely(index.candidates(text, 2)) for text in strangers]
        found["malcha"] |= {
            "build_s": round(built, 2),
            "mb": round(sum(file.stat().st_size for file in folder.iterdir()) / 1e6, 1),
            "strangers_taken_for_known": round(sum(sure) / len(strangers), 3),
        }
    return found


def surely(likes: list[tuple[int, float]]) -> bool:
    """Would the first be taken without asking?"""
    return bool(likes) and likes[0][1] >= SURE and (len(likes) == 1 or likes[0][1] - likes[1][1] >= LEAD)


def asked(search: Search, questions: dict[str, list[tuple[str, int]]]) -> Figures:
    """p50 and p99 in ms over all questions, recall at 1 and at 5 in % by kind of error."""
    took: list[float] = []
    worked: list[float] = []
    recall: Figures = {}
    for how, each in questions.items():
        slow = bool(took) and sorted(took)[len(took) // 2] > SLOW_FROM * 1e3
        answers = []
        for text, right in each[: SLOW if slow else None]:
            began, busy = time.perf_counter(), time.thread_time()
            found = search(text)
            worked.append((time.thread_time() - busy) * 1e3)
            took.append((time.perf_counter() - began) * 1e3)
            answers.append((right in found[:1], right in found[:MOST]))
        recall[how] = [round(100 * sum(column) / len(answers), 1) for column in zip(*answers)]
    took.sort()
    worked.sort()
    return {
        "p50_ms": round(took[len(took) // 2], 3),
        "p99_ms": round(took[int(len(took) * 0.99)], 3),
        "cpu_p50_ms": round(worked[len(worked) // 2], 3),
        "cpu_p99_ms": round(worked[int(len(worked) * 0.99)], 3),
        "questions": len(took),
        "recall": recall,
    }


def full_text(names: Sequence[str]) -> Search | None:
    """None where SQLite has no FTS5 with trigrams."""
    database = sqlite3.connect(":memory:")
    try:
        database.execute("CREATE VIRTUAL TABLE names USING fts5(name, tokenize='trigram')")
    except sqlite3.OperationalError:
        return None
    rows = ((at, letters(name)) for at, name in enumerate(names))
    database.executemany("INSERT INTO names(rowid, name) VALUES (?, ?)", rows)

    def search(text: str) -> list[int]:
        plain = letters(text)
        grams = " OR ".join(f'"{plain[at : at + 3]}"' for at in range(len(plain) - 2))
        query = "SELECT rowid FROM names WHERE names MATCH ? ORDER BY rank LIMIT ?"
        return [row[0] for row in database.execute(query, (grams, MOST))] if grams else []

    return search


def scan(names: Sequence[str]) -> Search:
    apart = [unicodedata.normalize("NFD", letters(name)) for name in names]
    if find_spec("rapidfuzz"):
        process, fuzz = (importlib.import_module(f"rapidfuzz.{name}") for name in ("process", "fuzz"))

        def quick(text: str) -> list[int]:
            said = unicodedata.normalize("NFD", letters(text))
            return [found[2] for found in process.extract(said, apart, scorer=fuzz.ratio, limit=MOST)]

        return quick

    def slow(text: str) -> list[int]:
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(unicodedata.normalize("NFD", letters(text)))
        likes = []
        for at, name in enumerate(apart):
            matcher.set_seq1(name)
            likes.append((matcher.ratio() if matcher.real_quick_ratio() > 0.5 else 0.0, -at))
        return [-at for _, at in sorted(likes, reverse=True)[:MOST]]

    return slow


def real_names(folder: Path) -> list[str]:
    """The names of all extracts in a folder; none without osmium."""
    if not find_spec("osmium"):
        return []
    osmium = importlib.import_module("osmium")
    found: dict[str, None] = {}
    for file in sorted(folder.glob("*.osm.pbf")):
        for each in osmium.FileProcessor(str(file)):
            if (name := each.tags.get("name")) and len(letters(name)) > 3:
                found[name] = None
    return list(found)


def _distinct(first: Sequence[str], rest: Iterator[str]) -> Iterator[str]:
    given = set()
    for names in (first, rest):
        for name in names:
            if (plain := letters(name)) not in given:
                given.add(plain)
                yield name
