"""The process that Valhalla runs in, which process.py starts: `python -m navigation.engine.child TILES LIMITS`.

Its first line on standard output is {} or {"error"}. Then a request is a line on standard input, [call, body], both of
valhalla.Actor; its answer is a line {"answer"} or {"error"}, all JSON. It ends when its input is closed, which happens
however its parent ends. `... child config TILES` prints the engine's configuration for building tiles, and ends.
"""

import json
import os
import signal
import sys
from typing import IO, Any

CALLS = ("route", "optimized_route", "trace_attributes", "locate")


def config(tiles: str, verbose: bool = False) -> dict[str, Any]:
    import valhalla

    found: dict[str, Any] = valhalla.get_config(tile_extract="", tile_dir=tiles, verbose=verbose)
    return found


def actor(tiles: str, limits: dict[str, dict[str, Any]]) -> Any:
    """The engine on a folder of tiles; `limits` are those of a request that differ from the engine's own."""
    import valhalla

    settings = config(tiles)
    for limit, values in limits.items():
        settings["service_limits"][limit] |= values
    return valhalla.Actor(settings)


def serve(engine: Any, requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answers requests until there are no more."""
    for line in requests:
        call, body = json.loads(line)
        if call not in CALLS:
            raise ValueError(f"there is no call {call!r}")
        try:
            answer = {"answer": getattr(engine, call)(body)}
        except RuntimeError as error:
            answer = {"error": str(error)}
        _say(answers, answer)


def _say(answers: IO[bytes], what: dict[str, Any]) -> None:
    answers.write(json.dumps(what).encode() + b"\n")
    answers.flush()


def run(tiles: str, limits: dict[str, dict[str, Any]]) -> None:
    """The whole process. Its parent closes the input: a signal to both, as of Ctrl-C, does not cut an answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what the engine prints goes to standard error
    try:
        engine = actor(tiles, limits)
    except (RuntimeError, OSError) as error:
        _say(answers, {"error": str(error)})
        return
    try:
        _say(answers, {})
        serve(engine, sys.stdin.buffer, answers)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), answers.fileno())  # its parent has ended: nobody reads the rest


if __name__ == "__main__":
    if sys.argv[1] == "config":
        print(json.dumps(config(sys.argv[2], verbose=True)))
    else:
        run(sys.argv[1], json.loads(sys.argv[2]))
