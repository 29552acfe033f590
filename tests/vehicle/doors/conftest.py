"""One car for all tests of a file here, over gRPC; each leaves it parked."""

import pytest
from turns import Words, ride


@pytest.fixture(scope="module")
def words():
    return Words()


@pytest.fixture(scope="module")
def drive(words):
    with ride(words) as taken:
        yield taken


@pytest.fixture
def on_the_bus(drive):
    """The gateway's frames from now on."""
    sent = []

    def observe(frame):
        if frame.sent:
            sent.append(frame)

    drive.assistant.delivery.bridge.observers.append(observe)
    yield sent
    drive.assistant.delivery.bridge.observers.remove(observe)
