"""Two cars to talk to: `rig`, without threads and with a clock of its own, and `car`, as in life."""

import os
import tempfile

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
