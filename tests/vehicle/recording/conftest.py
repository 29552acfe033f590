"""A drive that is recorded."""

from queue import Empty

import pytest
from drives import EPOCH, microseconds

from vehicle.recording.recorder import Recorder


@pytest.fixture
def drive(new_rig, tmp_path):
    """A gateway and a car whose frames are recorded, and every change of the gateway's state noted, from the first
    frame on.
    """

    class Recorded(new_rig):
        def __init__(self):
            self.path = tmp_path / "drive.log"
            self.recorder = Recorder(self.path, lambda: self.clock.now, EPOCH, form="candump-x")
            self.watcher, self.history, self.told = None, [], {}
            super().__init__()
            self.assistant.epoch = EPOCH

        def hear(self, frame):
            if self.watcher is None:
                self.watcher = self.state.watch()
            self.recorder.write(
                str(frame.channel), frame, True, at=self.clock.now + 1e-6
            )  # when the bridge will look at the clock
            at = self.clock.now + 1e-6
            super().hear(frame)
            self.note(at)

        def note(self, at):
            while True:
                try:
                    path, reading = self.watcher.get_nowait()
                except Empty:
                    break
                self.history.append((microseconds(reading.at + EPOCH), path, reading.value))
            news = {kind: text for kind, text in self.state.texts.items() if self.told.get(kind) != text}
            self.history += [(microseconds(at + EPOCH), f"text.{kind}", words) for kind, (_, words) in news.items()]
            self.told = dict(self.state.texts)

        def _carry(self, frame):
            self.recorder.write(str(frame.channel), frame, False)
            super()._carry(frame)

    drive = Recorded()
    yield drive
    drive.recorder.close()
