"""The lines of `malcha understand`: one object in, one out, nothing lost."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from typing import Any

from rich import box
from rich.table import Table

import languages
from contract.values import Context, Understanding
from malcha.cli.given import SURROGATE
from malcha.cli.streams import utf8_input
from malcha.run.both_engines import BothEngines
from nlu.engine.engine import Engine


def given() -> Iterator[str]:
    """The lines of standard input as they come, blank ones left out."""
    return (line for line in utf8_input() if line.strip())


def read(line: str) -> dict[str, Any]:
    """A line as {"text": ..., "lang": ...}; a line that is no JSON object is itself the text."""
    line = line.rstrip("\r\n")
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return {"text": line}
    return found if isinstance(found, dict) else {"text": line}


def rounded(value: Any) -> Any:
    """A number to the thousandth: of "after" to the millisecond."""
    return round(value, 3) if isinstance(value, float) else value


def answer(engine: Engine | BothEngines, asked: dict[str, Any]) -> dict[str, Any]:
    """The understanding as in the contract, or the text with an "error"."""
    text = asked.get("text")
    if not isinstance(text, str):
        return {"text": text, "error": 'no "text" in this line'}
    if SURROGATE.search(text):
        return {"text": text, "error": "the text is not UTF-8"}
    lang = asked.get("lang", "")
    if not isinstance(lang, str) or (lang and lang not in languages.locales()):
        return {"text": text, "error": f"lang {lang!r}: only {' and '.join(languages.codes())} are spoken"}
    try:
        heard = engine.understand(text, Context(now=datetime.now()))
    except ValueError as error:
        return {"text": text, "error": str(error)}
    return {"text": text} | meaning(heard)


def meaning(heard: Understanding) -> dict[str, Any]:
    """Outcome, commands, reason and confidence as in the contract."""
    commands = [
        {name: rounded(value) for name, value in asdict(command).items() if value is not None}
        for command in heard.commands
    ]
    found: dict[str, Any] = {"outcome": heard.outcome, "commands": commands}
    if heard.reason:
        found["reason"] = heard.reason
    return found | {"confidence": round(float(heard.confidence), 4)}


def table(found: dict[str, Any]) -> Table:
    """The same for people."""
    shown = Table(title=str(found["text"]), title_justify="left", box=box.SIMPLE, show_header=False)
    if "error" in found:
        shown.add_row("error", found["error"])
        return shown
    shown.add_row(found["outcome"], f"{found['confidence']:.2f}")
    for command in found["commands"]:
        shown.add_row(
            f"{command['function']} {command['op']}",
            " ".join(f"{name}={command[name]}" for name in ("zone", "value", "after", "duration") if name in command),
        )
    return shown
