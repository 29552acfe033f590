"""The benchmark's own checks: what is lost, late or wrong is found, and a row that cannot be measured is no figure."""

import itertools

import pytest
from g70 import codec, dbc

from malcha.bench import budgets, buses, latency, load
from malcha.run.children import StartError
from sim_can.faults.damage import counter, remade
from sim_can.faults.faulty import Faulty
from sim_can.faults.script import counted

RATES = {"ccan": 400, "mcan": 80}  # frames/s
LVR12 = dbc.messages["LVR12"].message.frame_id
SECONDS = 0.3


def test_lateness_is_from_the_grid_that_begins_with_the_car():
    """10 ms: one frame 4 ms late and one time without a frame. 100 ms: 1 ms late, then 3 ms."""
    fast = [0.01 * slot for slot in range(100, 200) if slot != 150]
    fast[20] += 0.004
    slow = [0.1 * slot + (0.001 if slot < 30 else 0.003) for slot in range(10, 50)]
    found = buses.punctuality({"fast": [at + 1e-9 for at in fast], "slow": slow}, {"fast": 0.01, "slow": 0.1})
    assert (found["worst_ms"], found["drift_ms"], found["skipped"]) == (4.0, 2.0, 1)
    assert (found["p50_ms"], found["p99_ms"]) == (0.0, 3.0)


def test_the_messages_of_the_car_are_scheduled(monkeypatch):
    monkeypatch.setattr(buses, "WARM_UP", 0.2)
    row = buses.jitter(1)["jitter"]
    assert row["messages"] == 41
    assert 0 < row["p50_ms"] <= row["p99_ms"] <= row["worst_ms"]


def test_a_status_frame_is_followed_to_state_waiter_and_watcher():
    rows = buses.arrivals(20)
    assert set(rows) == {"state", "woken", "watched"}
    assert all(0 < row["p50_us"] <= row["p99_us"] for row in rows.values())


def test_a_status_frame_that_is_not_used_is_no_figure(monkeypatch):
    monkeypatch.setattr("vehicle.gateway.state.State.update", lambda self, message, values, at: None)
    with pytest.raises(StartError, match=r"DATC_DrSeatWarmerDisp is not 1"):
        buses.arrivals(1)


def test_without_loss_every_command_is_confirmed():
    row = buses.loss(5, 0)["loss_0"]
    assert (row["confirmed_percent"], row["wrong"]) == (100.0, 0)
    assert 0 < row["p50_ms"] <= row["p99_ms"]


def test_a_confirmation_of_what_the_car_does_not_have_is_wrong(monkeypatch):
    monkeypatch.setattr(Faulty, "values", {buses.SEAT: 0.0}, raising=False)  # instead of the car's own
    assert buses.loss(5, 0)["loss_0"]["wrong"] == 5


def test_where_all_is_lost_there_is_no_figure(monkeypatch):
    monkeypatch.setattr(buses, "DEADLINE", 0.3)
    with pytest.raises(StartError, match="was received"):
        buses.loss(5, 100)


@pytest.fixture(scope="module")
def traffic():
    return load.traffic()


def test_traffic_can_be_repeated_without_end(traffic):
    """After the last frame of a message its alive counter goes on with the first."""
    assert set(traffic) == set(dbc.buses)
    counts = {}
    for frame in (frame for frames in traffic.values() for frame in (*frames, *frames)):
        if counted(codec, frame.channel, frame.arbitration_id):
            counts.setdefault(frame.arbitration_id, []).append(counter(codec, frame))
    assert counts
    assert all((after - before) & 15 == 1 for found in counts.values() for before, after in itertools.pairwise(found))


class Spoiling:
    """A bus on which the first LVR12 is not what it was."""

    def __init__(self, bus, spoil):
        self.bus, self.spoil = bus, spoil

    def send(self, frame):
        frames = [frame]
        if self.spoil and frame.arbitration_id == LVR12:
            frames, self.spoil = self.spoil(frame), None
        for each in frames:
            self.bus.send(each)


def damaged(frame):
    return [remade(frame, bytes(byte ^ 1 for byte in frame.data))]


@pytest.mark.parametrize(
    ("spoil", "lost", "twice"),
    [(None, 0, 0), (lambda frame: [], 1, 0), (damaged, 1, 0), (lambda frame: [frame, frame], 0, 1)],
    ids=["whole", "dropped", "damaged", "doubled"],
)
def test_what_the_load_lost_is_counted(monkeypatch, traffic, spoil, lost, twice):
    send = load.Stream.send
    monkeypatch.setattr(load.Stream, "send", lambda stream, bus: send(stream, Spoiling(bus, spoil)))
    monkeypatch.setattr(load, "traffic", lambda: traffic)
    row = load.load(SECONDS, RATES)["load"]
    assert (row["lost"], row["twice"]) == (lost, twice)
    assert row["cpu_percent"] > 0
    assert row["backlog_ms"] > 0


def test_a_sender_that_fails_is_no_figure(monkeypatch, traffic):
    def broken(frame):
        raise OSError("no bus")

    send = load.Stream.send
    monkeypatch.setattr(load.Stream, "send", lambda stream, bus: send(stream, Spoiling(bus, broken)))
    monkeypatch.setattr(load, "traffic", lambda: traffic)
    with pytest.raises(OSError, match="no bus"):
        load.load(SECONDS, RATES)


def test_a_measurement_that_fails_ends_the_benchmark(monkeypatch):
    monkeypatch.setattr(latency, "JITTER_SECONDS", "long")
    with (
        latency.Progress(disable=True) as progress,
        pytest.raises(StartError, match=r"malcha\.bench\.buses jitter long failed"),
    ):
        latency.buses(20, 1, progress)


def figures():
    found = {row.key: dict.fromkeys(row.budget, 0.0) or {"p50_ms": 1.0, "p99_ms": 2.0} for row in budgets.ROWS}
    return found | {"load": {"cpu_percent": 10.0, "lost": 1, "frames_per_s": 4800}}


def test_the_table_has_every_row_and_says_what_is_over():
    table = budgets.table(figures(), "title")
    cells = list(zip(*(column.cells for column in table.columns)))
    assert [row[0] for row in cells] == [row.path for row in budgets.ROWS]
    *_, last = cells
    assert last[1:5] == ("cpu 10 %", "lost 1", "frames 4800 /s", "cpu <= 40 %, lost <= 0")
    assert "over" in last[5]
    assert budgets.over(figures()) == ["load"]


def test_every_row_has_a_key_of_its_own():
    assert len({row.key for row in budgets.ROWS}) == len(budgets.ROWS)
