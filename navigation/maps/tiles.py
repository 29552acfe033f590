"""Routing tiles by Valhalla's own builder, run as a child process. They belong to the version that built them.

Valhalla comes as a wheel with the builder in it: package pyvalhalla, for Python 3.11 pyvalhalla-weekly (extra `maps`).
"""

import os
import re
import selectors
import shutil
import subprocess
from collections import deque
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from navigation.engine.process import builders_configuration
from navigation.maps.errors import MapError

Progress = Callable[[str, float], None]
PACKAGES = ("pyvalhalla", "pyvalhalla-weekly")
MISSING = "no routes: pyvalhalla and osmium are not installed (make maps)"
BUILDER = "valhalla_build_tiles"
STAGES = (  # lines of the builder's log and how much is done by then, of a country; measured for a city, scaled by hand
    ("Parsing ways", 0.02), ("Parsing relations", 0.20), ("Parsing nodes", 0.25), ("Creating graph edges", 0.40),
    ("Building ", 0.50), ("Enhancing", 0.65), ("HierarchyBuilder", 0.80), ("Creating shortcuts", 0.85),
    ("Adding complex", 0.90), ("Validating", 0.95),
)  # fmt: skip
LOOK_EVERY = 0.2  # s between two calls of progress
STOPS_WITHIN = 5.0  # s after being asked to; then it is killed
LEFT_FREE = 1 << 20  # bytes: on a disk with less the builder may have lost the end of a tile without a word
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def engine() -> str:
    """The engine and version that would build: "pyvalhalla 3.9.1"; "" if it is not installed."""
    if find_spec("valhalla") is None:
        return ""
    for package in PACKAGES:
        try:
            return f"{package} {version(package)}"
        except PackageNotFoundError:
            continue
    return ""


def build(extract: Path, tiles: Path, progress: Progress, threads: int = 0) -> None:
    """Tiles of an OSM PBF file in the new folder `tiles`. `threads` 0: as many as there are processors.

    Raises MapError with the last line of the builder's log; whatever `progress` raises stops the builder. Memory on
    top of the tiles that are worked on: 90 MB for a city district, bounded by the builder's cache of 1 GB.
    """
    tiles.mkdir()
    try:
        config = builders_configuration(tiles)
    except RuntimeError as error:
        raise MapError(f"the routing engine cannot be started: {error}") from error
    with TemporaryDirectory(dir=tiles.parent) as scratch:  # the builder writes lists for mappers to where it runs
        settings, named = Path(scratch, "valhalla.json"), Path(scratch, "extract.osm.pbf")
        settings.write_text(config, encoding="utf-8")
        named.symlink_to(extract.resolve())  # whatever the file is called: the builder goes by the name
        command = [
            str(_package() / "bin" / BUILDER),
            "-c",
            str(settings),
            "-j",
            str(threads or os.cpu_count() or 1),
            str(named),
        ]
        last = _run(command, scratch, progress)
    if shutil.disk_usage(tiles).free < LEFT_FREE:  # the builder says other things then, or nothing
        raise MapError("the routing tiles could not be built: no space left on the disk")
    if last is not None:
        raise MapError(f"the routing tiles could not be built: {last}")
    if not any(tiles.rglob("*.gph")):
        raise MapError("the routing tiles could not be built: there is no road in the file")


def _package() -> Path:
    """The folder of the engine's package, found without loading it."""
    found = find_spec("valhalla")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent


def _run(command: list[str], folder: str, progress: Progress) -> str | None:
    """None if it ended well, else what it said last."""
    log: deque[str] = deque(maxlen=5)
    try:
        child = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
    except OSError as error:
        return f"{command[0]}: {error.strerror or error}"
    share = 0.0
    try:
        for line in _lines(child):
            if line is not None:
                log.append(COLOURS.sub("", line))
                share = max((done for begin, done in STAGES if begin in line), default=share)
            progress("routing tiles", share)
        code = child.wait()
    finally:
        _stop(child)
    if code == 0:
        return None
    said = next((line for line in reversed(log) if line.strip()), "it said nothing")
    return f"{BUILDER} ended with {code}: {said.strip()}"


def _lines(child: "subprocess.Popen[bytes]") -> Iterator[str | None]:
    """Lines as they come, None where LOOK_EVERY passes without one."""
    assert child.stdout is not None
    pipe, rest = child.stdout.fileno(), b""
    with selectors.DefaultSelector() as waiting:
        waiting.register(pipe, selectors.EVENT_READ)
        while True:
            if not waiting.select(LOOK_EVERY):
                yield None
                continue
            data = os.read(pipe, 65_536)
            *lines, rest = (rest + data).split(b"\n")
            yield from (line.decode("utf-8", "replace") for line in lines)
            if not data:
                yield rest.decode("utf-8", "replace")
                return


def _stop(child: "subprocess.Popen[bytes]") -> None:
    if child.poll() is None:
        child.terminate()
        try:
            child.wait(STOPS_WITHIN)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
    if child.stdout is not None:
        child.stdout.close()
