"""The process that Valhalla runs in, which process.py starts: `python -m navigation.engine.child TILES LIMITS`.

Its first line is {} or {"error"}. Then a request is [call, body], both of valhalla.Actor, and its answer {"answer"} or
{"error"}. It ends when its input is closed, which happens however its parent ends. `... child config TILES` prints the
engine's configuration for building tiles, and ends.
"""

import json
import sys
from io import BufferedReader, FileIO
from typing import IO, Any

from contract import as_child
from contract.as_child import say

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


def serve(tiles: str, limits: dict[str, dict[str, Any]], requests: FileIO, answers: IO[bytes]) -> None:
    """Answers requests until there are no more."""
    try:
        engine = actor(tiles, limits)
    except (RuntimeError, OSError) as error:
        say(answers, {"error": str(error)})
        return
    say(answers, {})
    for line in BufferedReader(requests):  # a line may have 100 kB
        call, body = json.loads(line)
        if call not in CALLS:
            raise ValueError(f"there is no call {call!r}")
        try:
            answer = {"answer": getattr(engine, call)(body)}
        except RuntimeError as error:
            answer = {"error": str(error)}
        say(answers, answer)


if __name__ == "__main__":
    if sys.argv[1] == "config":
        print(json.dumps(config(sys.argv[2], verbose=True)))
    else:
        tiles, limits = sys.argv[1], json.loads(sys.argv[2])
        as_child.run(lambda requests, answers: serve(tiles, limits, requests, answers))
