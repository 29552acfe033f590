"""The figures of `malcha eval` as Markdown, for the documentation: what they are is in nlu/evaluation/figures.py."""

from collections.abc import Mapping
from typing import Any

from malcha.screens.figures import AGENTS, ALL, FIGURES, KIND_COLUMNS, KINDS, group_name, kind_cells, percent, share

ABSENT = "-"  # of a function that one of the languages has not
COLUMNS = ("n", "exact", "precision", "recall")


def markdown(found: Mapping[str, Any]) -> str:
    """A page: the summary, the kinds if any, the functions by language, and the worst confusions.

    `found` is what `report` has made.
    """
    groups = [name for name in found["summary"] if name != ALL]
    head = ["", *(group_name(name) for name in groups)]
    shares = [
        [words.strip(), *(share(found["summary"][name][figure]) for name in groups)]
        for figure, words in FIGURES.items()
    ]
    shares.append(["calibration error (ECE)", *(f"{found['summary'][name]['ece']:.3f}" for name in groups)])
    functions = [
        [name, *(cell for group in groups for cell in _cells(found["functions_by_language"][group].get(name)))]
        for name in found["functions"]
    ]
    kinds = _table(list(KIND_COLUMNS), [kind_cells(line) for line in found["kinds"]])
    confusions = [[row["meant"], row["heard"], str(row["count"])] for row in found["confusions"] if row["count"] > 1]
    return "\n\n".join([
        "# Figures of understanding",
        f"{found['n']} utterances, model {found['model']}, threshold {found['threshold']:g}. "
        "Written by `malcha eval --markdown`; shares with their 95 % Wilson intervals. "
        f"{AGENTS[0].upper()}{AGENTS[1:]}.",
        _table(head, shares),
        *(["## By kind", f"{KINDS[0].upper()}{KINDS[1:]}.", kinds] if found["kinds"] else []),
        "## Functions",
        _table(["function", *(f"{group} {column}" for group in groups for column in COLUMNS)], functions),
        "## Heard as another, more than once",
        _table(["meant", "heard", "count"], confusions) if confusions else "None.",
    ]) + "\n"  # fmt: skip


def _cells(shares: Mapping[str, Any] | None) -> list[str]:
    """The COLUMNS of one function."""
    if not shares:
        return [ABSENT] * len(COLUMNS)
    return [str(shares["exact"]["n"]), *(percent(shares[column]) for column in COLUMNS[1:])]


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(_cell(words) for words in line)} |" for line in lines)


def _cell(words: str) -> str:
    return " ".join(words.replace("|", "/").split())
