"""Does a test fail for each rule of policy, turn and transmit safety that is taken away?

`python tests/mutation.py`, or for some modules `python tests/mutation.py policy gate`. The rules are read from the
source. Of each function: every condition never and always true, every part of an `and`, an `or` and a range dropped,
every statement that does something removed, every limit moved both ways, any for all and min for max. Of the table:
every need, question first and "not fitted" removed. One at a time, in a copy of the tree, and the tests beside the
module's name in PARTS have to fail, or hang. Half an hour with two at a time on two free cores, a module by itself one
to three minutes. Mutants that change nothing anybody could see stand in mutation_equivalent.tsv. Exit code 1 where a
rule survives.
"""

import argparse
import contextlib
import importlib
import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import wait
from pathlib import Path

import pytest
from mutants import LIMITS, TABLE, Cutter, Mutant
from rich.console import Console
from rich.markup import escape
from rich.table import Table

import vehicle

ROOT = Path(__file__).parent.parent
LOADED_FIRST = (  # what the tests import besides; once for all runs
    "grpc_health.v1.health", "grpc_reflection.v1alpha.reflection", "isotp", "onnxruntime", "sentencepiece", "typer",
)  # fmt: skip
LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "docs", "training", "benchmarks", "*.egg-info")
TESTED = 100  # what pytest ends with comes on top: a test failed, or a module did not load
NOTICED = {TESTED + 1, TESTED + 2, TESTED + 4, -signal.SIGKILL}
FORK = multiprocessing.get_context("fork")
LONGEST = 60.0  # s that the tests of a part may take; alone they need ten or so


@dataclass(frozen=True)
class Part:
    """A module, or some places in it, and the tests that should notice, the likeliest first."""

    path: str
    tests: str
    only: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return Path(self.path).stem

    def key(self, mutant: Mutant) -> str:
        return f"{self.name}: {mutant.rule} -> {mutant.change}"


SHARED = "shared who_gives_way some_zones delivery repeat head_unit turn_end side_by_side stop what_moves"
PARTS = (
    Part("vehicle/resolving/policy.py", "policy resolve functions every_car"),
    Part("vehicle/catalogue/climate.py", "policy", (TABLE,)),
    Part("vehicle/catalogue/body.py", "policy", (TABLE,)),
    Part("vehicle/catalogue/head_unit.py", "policy", (TABLE,)),
    Part("vehicle/turn/planning.py", "policy assistant resolve delivery", ("plan",)),
    Part("vehicle/gateway/plausibility.py", "supervision"),
    Part("vehicle/gateway/bus_state.py", "transmit receiving texts bridge repeat"),
    Part("sim_can/frames/new_commands.py", "transmit sim_can"),
    Part("vehicle/gateway/sequence_numbers.py", "transmit texts bridge repeat"),
    Part("vehicle/gateway/allow_list.py", "transmit bridge"),
    Part("vehicle/gateway/gate.py", "transmit texts bridge receiving"),
    Part("vehicle/gateway/send_queue.py", "transmit texts repeat bridge delivery turn_end"),
    Part("vehicle/gateway/bridge.py", "bridge transmit supervision", (
        "Bridge.receive", "Bridge.clear_alarm", "Bridge._refuse")),
    Part("vehicle/delivery/manual_override.py", "delivery"),
    Part("vehicle/delivery/delivery.py", SHARED, (
        "Delivery.claim", "Delivery.commanded", "Delivery.overtaken", "Delivery.supersede", "Delivery.stop",
        "Delivery.end", "Delivery.taken", "ends_for", "what_is_left", LIMITS)),
    Part("vehicle/delivery/precedence.py", SHARED, ("at_odds", "wishes", "without")),
    Part("vehicle/delivery/movement.py", "movement delivery some_zones"),
    Part("vehicle/delivery/turn_delivery.py", SHARED, (
        "TurnDelivery.send", "TurnDelivery._take_place", "TurnDelivery.unwanted", "TurnDelivery.wait_for_any",
        "TurnDelivery._wait_for_answers", "TurnDelivery._has_ended", "TurnDelivery._repeat", LIMITS)),
    Part("vehicle/delivery/ending.py", "shared delivery repeat head_unit turn_end side_by_side stop", (
        "result", "early")),
    Part("vehicle/delivery/closings.py", "closings what_moves"),
    Part("vehicle/delivery/stopping.py", "what_moves stop stop_op stop_words later_and_stop"),
    Part("vehicle/turn/later.py", "later for_a_while"),
    Part("vehicle/turn/ends.py", "for_a_while later"),
    Part("vehicle/turn/schedule.py", "schedule later"),
    Part("vehicle/delivery/feedback.py", "delivery repeat head_unit turn_end movement", (
        "Feedback.see", "Feedback.done", "Feedback.was_done", "Feedback.answer", "Feedback.overridden",
        "Feedback.in_doubt", "Feedback.shows", "Feedback.rejected", LIMITS)),
    Part("vehicle/delivery/underway.py", "repeat", (LIMITS,)),
    Part("vehicle/delivery/turn_end.py", "turn_end"),
    Part("vehicle/turn/performer.py", "assistant order events turn_end head_unit delivery later who_gives_way stop_op"),
)  # fmt: skip

SAME = dict(
    line.split("	", 1)
    for line in Path(__file__).with_name("mutation_equivalent.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
)


class Tree:
    """A copy in which one module at a time is not what it was."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.stamp = 1_000_000_000  # s; each text has its own, or Python would take the last one's compiled file
        shutil.copytree(ROOT, root, ignore=LEFT_OUT)

    def write(self, path: str, text: bytes) -> None:
        (self.root / path).write_bytes(text)
        self.stamp += 2
        os.utime(self.root / path, (self.stamp, self.stamp))

    def start(self, part: Part, text: bytes) -> None:
        """The tests of a part begin, with this text in its place."""
        self.part, self.text = part, (self.root / part.path).read_bytes()
        self.write(part.path, text)
        self.run = FORK.Process(target=self.test)
        self.run.start()
        self.until = time.monotonic() + LONGEST

    def test(self) -> None:
        """In a process of its own, which has loaded already what is not ours. The tests that failed last come first."""
        os.chdir(self.root)
        sys.path.insert(0, str(self.root))
        vehicle.__path__ = [str(self.root / "vehicle")]
        with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(nowhere):
            files = [str(next(Path("tests").rglob(f"test_{name}.py"))) for name in self.part.tests.split()]
            code = pytest.main(["-x", "-q", "--ff", *files])
        os._exit(TESTED + code)

    def survived(self) -> bool | None:
        """Have all tests passed? None while they run; no if they take too long."""
        if self.run.is_alive() and time.monotonic() < self.until:
            return None
        self.run.kill()
        self.run.join()
        self.write(self.part.path, self.text)
        if self.run.exitcode not in NOTICED | {TESTED}:
            raise RuntimeError(f"{self.part.path}: the run of {self.part.tests} ended with {self.run.exitcode}")
        return self.run.exitcode == TESTED


def chosen(parts: list[Part]) -> list[tuple[Part, Mutant]]:
    """Those to be tried. What stands in SAME has to be in the source still."""
    found = [(part, mutant) for part in parts for mutant in Cutter((ROOT / part.path).read_bytes()).mutants(part.only)]
    keys = {part.key(mutant) for part, mutant in found}
    if rotten := [key for key in SAME if key not in keys and key.partition(":")[0] in {part.name for part in parts}]:
        sys.exit(f"not in the source any more, mend mutation_equivalent.tsv: {rotten}")
    return [(part, mutant) for part, mutant in found if part.key(mutant) not in SAME]


def survivors(tried: list[tuple[Part, Mutant]], trees: list[Tree]) -> Iterator[tuple[Part, Mutant]]:
    """As they are found; each tree tries one at a time."""
    left = tried[::-1]
    running: dict[Tree, tuple[Part, Mutant]] = {}
    while left or running:
        for tree in trees:
            if left and tree not in running:
                part, mutant = running[tree] = left.pop()
                tree.start(part, mutant.source)
        wait([tree.run.sentinel for tree in running], timeout=1.0)
        for tree in list(running):
            if (survived := tree.survived()) is not None:
                each = running.pop(tree)
                if survived:
                    yield each


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("modules", nargs="*", help=f"of these only: {', '.join(part.name for part in PARTS)}")
    parser.add_argument("--list", action="store_true", help="only say what would be removed")
    parser.add_argument("--at-once", type=int, default=2, help="runs of tests at a time")
    arguments = parser.parse_args()
    if unknown := set(arguments.modules) - {part.name for part in PARTS}:
        parser.error(f"no module {', '.join(unknown)}")
    parts = [part for part in PARTS if not arguments.modules or part.name in arguments.modules]
    tried = chosen(parts)
    if arguments.list:
        print("\n".join(f"{part.path}:{mutant.line}: {part.key(mutant)}" for part, mutant in tried))
        return 0
    table, survived = Table("where", "rule", "change", title="No test noticed"), 0
    for name in LOADED_FIRST:
        importlib.import_module(name)
    with tempfile.TemporaryDirectory() as folder:
        trees = [Tree(Path(folder) / str(number)) for number in range(arguments.at_once)]
        as_they_are = [(part, Mutant(0, "", "", (ROOT / part.path).read_bytes())) for part in parts]
        if failing := {part.path for part, _ in survivors(as_they_are, trees)} ^ {part.path for part in parts}:
            sys.exit(f"their tests fail with every rule in place: {', '.join(failing)}")
        for part, mutant in survivors(tried, trees):
            survived += 1
            print(f"{part.path}:{mutant.line}: {part.key(mutant)}", file=sys.stderr, flush=True)  # the table comes last
            table.add_row(f"{part.path}:{mutant.line}", escape(mutant.rule), escape(mutant.change))
    if survived:
        Console().print(table)
    print(f"{len(tried)} rules removed, {len(tried) - survived} noticed")
    return 1 if survived else 0


if __name__ == "__main__":
    sys.exit(main())
