"""A measure in a process of its own, so that its memory and its cores are its own: `python -m malcha.bench.NAME`.

It prints its figures as JSON, on the last line. Such a module imports this one, which is therefore light.
"""

import json
import subprocess
import sys
from typing import Any

from rich.progress import Progress

from malcha.run.children import StartError


def rows(what: str, progress: Progress) -> dict[str, Any]:
    """Those of a module with its arguments, such as "load 60". What it says of a fault is shown as it comes. Raises
    StartError."""
    task = progress.add_task(what, total=None)
    done = subprocess.run(command(*what.split()), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        raise StartError(f"malcha.bench.{what} failed (exit code {done.returncode})")
    progress.remove_task(task)
    found: dict[str, Any] = read(done.stdout)
    return found


def figures(called: str, longest: float, name: str, *arguments: object) -> dict[str, Any]:
    """Those of a module that has `longest` s for them. Raises StartError, in which it is `called` so and what it said
    last is told."""
    own = command(name, *map(str, arguments))
    try:
        done = subprocess.run(own, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=longest)
    except subprocess.TimeoutExpired as error:
        raise StartError(f"{called} took longer than {longest:.0f} s") from error
    if done.returncode:
        said = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
        raise StartError(f"{called} failed: {said[-1]}")
    found: dict[str, Any] = read(done.stdout)
    return found


def command(name: str, *arguments: str) -> list[str]:
    return [sys.executable, "-m", f"malcha.bench.{name}", *arguments]


def read(output: str) -> Any:
    return json.loads(output.splitlines()[-1])
