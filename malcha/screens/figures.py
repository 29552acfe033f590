"""What the tables and the Markdown page of `malcha eval` share: names and order of the figures, shares as words."""

from collections.abc import Mapping
from typing import Any

from languages import part
from nlu.evaluation.figures import Share

ALL = "all"  # the group of every language
FIGURES = {  # in the summary, in order
    "exact": "exact: the whole command list",
    "lenient": "lenient: besides what labels leave open",
    "wrong_act": "wrong act: something else would be done",
    "function_op": "functions and ops",
    "zone": "zone, function right and takes one",
    "value": "value, function right and takes one",
    "several_exact": "several commands: exact",
    "several_function_op": "several commands: functions and ops",
    "false_accepts": "false accepts, of what means no command",
    "false_accepts_alone": "  said without a context",
    "false_accepts_after": "  said after commands or a question",
    "handed_to_agent": "  besides: handed to an agent",
    "false_rejects": "false rejects, of what means commands",
    "asked": "asked about",
}
AGENTS = (
    "false accepts: a command for the car came out; functions with an agent in the catalogue (information, home, "
    "assistant) are none"
)
KIND_COLUMNS = ("language", "kind", "n", "exact", "lenient", "asked", "wrong act", "false accepts")
KINDS = "asked: what means commands and is asked about, of all; false accepts: wrong acts of what means none"


def kind_cells(line: Mapping[str, Any]) -> list[str]:
    """The KIND_COLUMNS of one line; "all" in place of the kind where the line is over a whole language."""
    shares = (percent(line[name]) for name in ("exact", "lenient", "asked", "wrong_act"))
    false = line["false_accepts"]
    counts = f"{false['right']}/{false['n']}" if false["n"] else "-"
    return [group_name(line["lang"]), line["kind"] or ALL, str(line["n"]), *shares, counts]


def group_name(group: str) -> str:
    """The heading of a column: a language's name, or "all"."""
    return group if group == ALL else str(part(group, "text").NAME)


def share(found: Share) -> str:
    """ "95.4 % (92.0 to 97.4)  229/240 ": share, 95 % interval, counts in columns; "-" of nothing."""
    if not found["n"]:
        return "-"
    return (
        f"{percent(found)} ({found['low'] * 100:.1f} to {found['high'] * 100:.1f}) {found['right']:>4}/{found['n']:<4}"
    )


def percent(found: Share) -> str:
    """ "95.4 %"; "-" of nothing."""
    return f"{found['share'] * 100:.1f} %" if found["n"] else "-"
