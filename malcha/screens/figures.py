"""What the tables and the Markdown page of `malcha eval` share: names and order of the figures, shares as words."""

from languages import part
from nlu.evaluation.figures import Share

ALL = "all"  # the group of every language
FIGURES = {  # in the summary, in order
    "exact": "exact: the whole command list",
    "function_op": "functions and ops",
    "zone": "zone, function right and takes one",
    "value": "value, function right and takes one",
    "several_exact": "several commands: exact",
    "several_function_op": "several commands: functions and ops",
    "false_accepts": "false accepts, of what means no command",
    "handed_to_agent": "  besides: handed to an agent",
    "false_rejects": "false rejects, of what means commands",
    "asked": "asked about",
}
AGENTS = (
    "false accepts: a command for the car came out; functions with an agent in the catalogue (information, home, "
    "assistant) are none"
)


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
