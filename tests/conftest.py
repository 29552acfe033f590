"""Two cars to talk to: `rig`, without threads and with a clock of its own, and `car`, as in life."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from rig import Rig
from turns import driven

from vehicle.turn.assistant import Assistant

# gateways of the tests keep what is scheduled there, and not where the user's own gateway does
os.environ["XDG_STATE_HOME"] = tempfile.mkdtemp(prefix="malcha-state-")
# nor do they look for places on the user's own map
os.environ["XDG_DATA_HOME"] = tempfile.mkdtemp(prefix="malcha-data-")
# a gateway that is not spoken to need not load a recogniser of 600 MB, nor render prompts
os.environ["MALCHA_GATEWAY__HEARING"] = "false"
os.environ["MALCHA_SPEECH__MUTE"] = "true"
# nor make a map
os.environ["MALCHA_GATEWAY__ROUTES"] = "false"


@pytest.fixture(scope="session", autouse=True)
def _every_engine_is_closed() -> Iterator[None]:
    """Of the routing engines that the tests have started none is left: each holds a map open."""
    yield
    assert [each for each in children() if "navigation.engine.child" in each] == []


def children() -> list[str]:
    """The command lines of the processes that this one has started and that run now; none where /proc does not tell."""
    found = []
    for thread in Path("/proc/self/task").glob("*/children"):
        with suppress(OSError):  # it has ended meanwhile
            found += [Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ") for pid in thread.read_text().split()]
    return found


@pytest.fixture
def rig() -> Rig:
    """Parked, ignition on, everything reported."""
    return Rig()


@pytest.fixture(scope="session")
def new_rig() -> type[Rig]:
    """For tests that need several."""
    return Rig


@pytest.fixture(scope="module")
def car() -> Assistant:
    """The gateway on virtual buses of its own, and a simulated car in a hurry."""
    with driven() as (assistant, _):
        yield assistant
