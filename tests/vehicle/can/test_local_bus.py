"""The local bus between processes: all participants that read receive the same, and nobody silences the others."""

import asyncio
import os
import random
import signal
import subprocess
import sys
import threading
import time
import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path

import can
import pytest
from g70 import dbc
from stacks import alone, plans
from turns import PATIENCE
from typer.testing import CliRunner

from contract.values import Command
from malcha.cli.errors import BAD_INPUT
from malcha.cli.main import app
from malcha.run import stack
from malcha.run.buses import opened
from malcha.run.children import StartError
from vehicle.can import local_bus, local_inbox, local_lock
from vehicle.can.local_bus import LocalBus
from vehicle.can.local_inbox import INBOX_BYTES, INTERFACE, RECORD
from vehicle.results.result import Outcome
from vehicle.turn.assistant import Assistant

ROOT = Path(__file__).parents[3]


@pytest.fixture
def channel(tmp_path) -> str:
    return str(tmp_path / "bus")


@pytest.fixture
def join(channel):
    """Creates participants and shuts all of them down at the end."""
    joined = []

    def one(**options) -> LocalBus:
        joined.append(LocalBus(channel, **options))
        return joined[-1]

    yield one
    for bus in joined:
        bus.shutdown()


def frame(number: int = 0, frame_id: int = 0x123, **more) -> can.Message:
    return can.Message(arbitration_id=frame_id, data=number.to_bytes(4, "big"), is_extended_id=False, **more)


def heard(bus: LocalBus, timeout: float = 0.0) -> list[int]:
    """Numbers of all frames in the inbox."""
    numbers = []
    while (message := bus.recv(timeout)) is not None:
        numbers.append(int.from_bytes(message.data, "big"))
    return numbers


def inboxes(channel: str) -> list[str]:
    return [name for name in os.listdir(channel) if name.endswith(".inbox")]


def other(code: str, channel: str, **more) -> subprocess.Popen:
    """Another process with the participant `bus`; it prints a line when it has joined."""
    start = (
        "import sys, can, time\n"
        "from vehicle.can.local_bus import LocalBus\n"
        f"bus = LocalBus({channel!r})\n"
        "print('here', flush=True)\n"
    )
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    child = subprocess.Popen(
        [sys.executable, "-c", start + code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
        **more,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "here\n"
    return child


# frames


@pytest.mark.parametrize(
    "message",
    [
        frame(7),
        can.Message(arbitration_id=0x7FF, is_extended_id=False),
        can.Message(arbitration_id=0x1ABCDEF0, data=bytes(range(8))),
        can.Message(arbitration_id=0, data=b"\xff" * 8, is_extended_id=False),
        can.Message(arbitration_id=0x100, is_remote_frame=True, dlc=5, is_extended_id=False),
        can.Message(arbitration_id=0x40, is_error_frame=True, data=bytes(8), is_extended_id=False),
    ],
    ids=["usual", "no data", "extended", "lowest id", "remote", "error"],
)
def test_a_frame_arrives_as_it_was_sent(join, message):
    sender, receiver = join(), join()
    before = time.time()
    sender.send(message)
    got = receiver.recv(0.0)
    assert got is not None
    assert got.equals(message, timestamp_delta=None, check_channel=False, check_direction=False)
    assert got.is_rx
    assert before <= got.timestamp <= time.time()
    assert sender.recv(0.0) is None


def test_can_fd_is_refused(join, channel):
    with pytest.raises(can.CanOperationError, match="not a classic CAN frame"):
        join().send(can.Message(arbitration_id=1, is_fd=True, data=bytes(12)))
    with pytest.raises(can.CanInitializationError, match="CAN FD"):
        LocalBus(channel, fd=True)


def test_own_frames_are_received_only_if_asked_for(join):
    sender, other = join(receive_own_messages=True), join()
    sender.send(frame())
    own, others = sender.recv(0.0), other.recv(0.0)
    assert own is not None
    assert others is not None
    assert (own.is_rx, others.is_rx) == (False, True)


def test_filters_pass_what_they_name(join):
    sender, receiver = join(), join(can_filters=[{"can_id": 0x100, "can_mask": 0x700, "extended": False}])
    for frame_id in (0x0FF, 0x100, 0x1FF, 0x200):
        sender.send(frame(frame_id, frame_id))
    assert heard(receiver) == [0x100, 0x1FF]


def test_buses_do_not_hear_each_other(join, channel):
    with LocalBus(f"{channel}2") as stranger:
        join().send(frame())
        assert stranger.recv(0.0) is None


def test_recv_waits_no_longer_than_asked(join):
    began = time.monotonic()
    assert join().recv(0.05) is None
    assert 0.04 < time.monotonic() - began < 0.5


def test_a_notifier_with_an_event_loop_hears_every_frame(join):
    sender, receiver = join(), join()

    async def listen() -> list[int]:
        got: list[int] = []
        notifier = can.Notifier(
            receiver, [lambda m: got.append(int.from_bytes(m.data, "big"))], loop=asyncio.get_running_loop()
        )
        for number in range(50):
            sender.send(frame(number))
        while len(got) < 50:
            await asyncio.sleep(0)
        notifier.stop()
        return got

    assert asyncio.run(asyncio.wait_for(listen(), PATIENCE)) == list(range(50))


# one order, nothing lost


def test_everybody_hears_all_frames_in_the_same_order(join):
    listeners = [join() for _ in range(3)]
    senders = [join() for _ in range(3)]

    def talk(which: int) -> None:
        for number in range(300):
            senders[which].send(frame(1000 * which + number))

    threads = [threading.Thread(target=talk, args=(which,)) for which in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    orders = [heard(listener) for listener in listeners]
    assert orders[0] == orders[1] == orders[2]
    for which in range(3):
        assert [number for number in orders[0] if number // 1000 == which] == [
            1000 * which + number for number in range(300)
        ]


def test_threads_may_share_a_participant(join):
    sender, listener = join(), join()
    threads = [
        threading.Thread(target=lambda k=k: [sender.send(frame(1000 * k + i)) for i in range(200)]) for k in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(heard(listener))) == 800


def test_a_process_that_reads_slowly_holds_the_sender_back_and_loses_nothing(channel, join):
    count = 3 * INBOX_BYTES // RECORD.size
    code = f"sys.stdin.readline()\nnumbers = [int.from_bytes(bus.recv(5).data, 'big') for _ in range({count})]\n"
    child = other(code + f"print(numbers == list(range({count})))\nbus.shutdown()", channel)
    sender = join()
    sent = fill(sender)
    assert child.stdin is not None
    print("read", file=child.stdin, flush=True)
    for number in range(sent, count):
        sender.send(frame(number), timeout=10)
    assert child.communicate(timeout=PATIENCE)[0] == "True\n"


def test_who_joins_later_hears_from_then_on(join):
    sender = join()
    sender.send(frame(1))
    late = join()
    sender.send(frame(2))
    assert heard(late) == [2]


# who does not read, or does not let go


def fill(sender: LocalBus) -> int:
    """Sends as many frames as there is room for; returns their number."""
    for number in range(10**6):
        if sender._full_inboxes():
            return number
        sender.send(frame(number), timeout=0.0)
    raise AssertionError("no end")


def test_who_does_not_read_delays_the_others_once_and_is_named(join, caplog):
    sender, listener, deaf = join(), join(), join()
    room = 0
    while not sender._full_inboxes():
        sender.send(frame(room))
        assert heard(listener) == [room]
        room += 1
    assert 8000 < room <= INBOX_BYTES // RECORD.size
    began = time.monotonic()
    sender.send(frame(room), timeout=0.1)
    assert time.monotonic() - began >= 0.1
    for number in range(room + 1, 3 * room):
        sender.send(frame(number), timeout=0.0)
        assert heard(listener) == ([room, number] if number == room + 1 else [number])
    assert caplog.text.count(f"process {os.getpid()} does not read its frames") == 1
    assert deaf._name not in sender._peers


def test_who_was_removed_says_so_when_it_reads_and_takes_part_again(channel, join):
    sender, deaf = join(), join()
    fill(sender)
    sender.send(frame(1), timeout=0.0)
    assert len(inboxes(channel)) == 1
    descriptor = deaf.fileno()
    with pytest.raises(can.CanOperationError, match="frames were lost"):
        deaf.recv(0.0)
    assert (deaf.fileno(), len(inboxes(channel))) == (descriptor, 2)
    sender.send(frame(2))
    assert heard(deaf) == [2], "nothing that is old"
    deaf.send(frame(3))
    assert heard(sender) == [3]


def test_a_process_that_hangs_is_left_out_and_takes_part_again_when_it_goes_on(channel, join):
    code = (
        "while True:\n"
        "    try:\n"
        "        got = bus.recv()\n"
        "    except can.CanOperationError:\n"
        "        print('again', flush=True)\n"
        "        continue\n"
        "    if got.arbitration_id == 0x7FF:\n"
        "        break\n"
    )
    child = other(code, channel)
    sender, listener = join(), join()
    child.send_signal(signal.SIGSTOP)
    for number in range(2 * INBOX_BYTES // RECORD.size):
        sender.send(frame(number))
        assert heard(listener) == [number]
    assert len(inboxes(channel)) == 2
    child.send_signal(signal.SIGCONT)
    # it was stopped while it waited in recv, and finishes that with a frame of before
    assert child.stdout is not None
    assert child.stdout.readline() == "again\n"
    sender.send(frame(frame_id=0x7FF))
    assert child.wait(PATIENCE) == 0


def test_an_inbox_that_was_deleted_is_replaced(channel, join):
    """By a program that cleans up /tmp."""
    sender, receiver = join(), join()
    sender.send(frame(1))
    (Path(channel) / receiver._name).unlink()
    with pytest.raises(can.CanOperationError, match="takes part again"):
        receiver.recv(0.0)
    sender.send(frame(2))
    assert heard(receiver) == [2]


def test_a_frame_is_taken_by_all_or_waits_for_all(join):
    sender, slow, listener = join(), join(), join()
    room = fill(sender)
    assert heard(listener) == list(range(room))
    waiting = threading.Thread(target=lambda: sender.send(frame(42), timeout=PATIENCE))
    waiting.start()
    assert heard(listener) == []
    got = heard(slow)
    waiting.join(PATIENCE)
    assert got + heard(slow) == [*range(room), 42]
    assert heard(listener) == [42]


def test_the_lock_is_not_held_while_waiting_for_room(join):
    """Two participants that wait for room in each other's inbox do not block a third one."""
    sender, slow = join(), join()
    fill(sender)
    waiting = threading.Thread(target=lambda: sender.send(frame(1), timeout=PATIENCE))
    waiting.start()
    with sender._lock.held(time.monotonic() + PATIENCE):
        pass
    heard(slow)
    waiting.join(PATIENCE)
    assert not waiting.is_alive()


def test_a_stranger_that_fills_an_inbox_costs_only_its_owner_a_frame(join, monkeypatch):
    sender, listener, full = join(), join(), join()
    fill(sender)
    heard(listener)
    monkeypatch.setattr(sender, "_full_inboxes", list)  # there was room when it was looked up
    monkeypatch.setattr(local_bus.os, "write", no_room_in(sender._peers[full._name], os.write))
    sender.send(frame(5))
    assert heard(listener) == [5]


def no_room_in(descriptor: int, write):
    def wrote(where: int, data: bytes) -> int:
        if where == descriptor:
            raise BlockingIOError
        return write(where, data)

    return wrote


def test_waiting_for_the_lock_ends_when_it_was_told_to(join):
    sender, holder = join(), join()
    with (
        holder._lock.held(time.monotonic()),
        pytest.raises(can.CanTimeoutError, match="holds the lock"),
    ):
        sender.send(frame(), timeout=0.05)
    sender.send(frame())


@pytest.mark.parametrize("timeout", [None, 0.01], ids=["at once", "in many short tries"])
def test_who_stops_while_it_holds_the_lock_loses_it(join, monkeypatch, caplog, timeout):
    monkeypatch.setattr(local_lock, "HOLDER_TIMEOUT", 0.05)
    sender, listener, holder = join(), join(), join()
    with holder._lock.held(time.monotonic()):
        for number in range(10**6):
            try:
                sender.send(frame(number), timeout=timeout)
                break
            except can.CanTimeoutError:
                assert timeout == 0.01
        late = join()  # a newcomer is not kept out, either
    assert heard(listener) == [number]
    holder.send(frame(7))
    late.send(frame(8))
    assert (heard(listener), heard(sender), heard(holder)) == ([7, 8], [7, 8], [number, 8])
    assert caplog.text.count("is replaced") == 1


def test_no_participant_joins_between_two_inboxes_of_a_frame(channel, join, monkeypatch):
    """A sender would treat an inbox that is not open yet as that of a dead process."""
    monkeypatch.setattr(local_bus, "LOCK_TIMEOUT", 0.05)
    with join()._lock.held(time.monotonic()), pytest.raises(can.CanInitializationError, match="holds the lock"):
        LocalBus(channel)


# coming and going


def test_a_killed_participant_is_dropped_and_its_inbox_removed(channel, join, caplog):
    child = other("sys.stdin.read()", channel)
    sender, listener = join(), join()
    sender.send(frame(1))
    child.send_signal(signal.SIGKILL)
    child.wait()
    assert len(inboxes(channel)) == 3
    for number in range(2, 2 * INBOX_BYTES // RECORD.size):  # more than the dead one's inbox would hold
        sender.send(frame(number), timeout=0.0)
        assert heard(listener) == ([1, 2] if number == 2 else [number])
    assert len(inboxes(channel)) == 2
    assert f"process {child.pid} has ended" in caplog.text


def test_the_lock_is_released_when_its_holder_is_killed(channel, join):
    sender, listener = join(), join()
    child = other(
        "with bus._lock.held(time.monotonic() + 9):\n    print('holds', flush=True)\n    sys.stdin.read()", channel
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "holds\n"
    with pytest.raises(can.CanTimeoutError, match="holds the lock"):
        sender.send(frame(), timeout=0.01)
    child.kill()
    child.wait()
    sender.send(frame(1))
    assert heard(listener) == [1]


def test_a_sender_killed_while_it_sends_damages_nothing(channel, join):
    """At most its last frame was received by some participants and not by others."""
    listeners = [join(), join()]
    code = (
        "for n in range(10**6):\n"
        "    frame = can.Message(arbitration_id=1, data=n.to_bytes(4, 'big'), is_extended_id=False)\n"
        "    bus.send(frame, timeout=60)"
    )
    child = other(code, channel)
    while listeners[0].recv(PATIENCE).data != (99).to_bytes(4, "big"):
        pass
    child.kill()
    child.wait()
    one, other_one = heard(listeners[0]), heard(listeners[1])[100:]
    assert abs(len(one) - len(other_one)) <= 1
    assert max(one, other_one, key=len) == list(range(100, 100 + max(len(one), len(other_one))))
    listeners[0].send(frame(7))
    assert heard(listeners[1]) == [7]


def test_a_sender_that_waits_for_a_process_that_dies_goes_on(channel, join):
    child = other("sys.stdin.read()", channel)
    sender = join()
    fill(sender)
    threading.Timer(0.1, child.kill).start()
    sender.send(frame(), timeout=PATIENCE)
    child.wait()


def test_inboxes_of_the_dead_do_not_stand_in_the_way(channel, join):
    os.mkdir(channel)
    os.mkfifo(Path(channel) / "1-dead.inbox")
    first, second = join(), join()
    first.send(frame(5))
    assert heard(second) == [5]
    assert len(inboxes(channel)) == 2


def test_a_participant_that_leaves_leaves_only_the_lock_file_and_is_not_reported_as_dead(channel, join, caplog):
    open_before = len(os.listdir("/proc/self/fd"))
    for _ in range(3):
        first, second = LocalBus(channel), LocalBus(channel)
        first.send(frame())
        second.shutdown()
        first.send(frame())
        first.shutdown()
        first.shutdown()
    assert os.listdir(channel) == ["lock"]
    assert "has ended" not in caplog.text
    assert len(os.listdir("/proc/self/fd")) == open_before


def test_a_bus_that_is_shut_down_says_so(join):
    bus = join()
    bus.shutdown()
    with pytest.raises(can.CanOperationError, match="shut down"):
        bus.send(frame())
    with pytest.raises(can.CanOperationError, match="shut down"):
        bus.recv(0.0)


def test_shutdown_ends_the_wait_of_a_receiver(join):
    bus, got = join(), []
    thread = threading.Thread(target=lambda: got.append(bus.recv()))
    thread.start()
    while not bus._receiving.locked():
        pass
    bus.shutdown()
    thread.join(PATIENCE)
    assert got == [None]


def test_garbage_in_an_inbox_is_said_and_the_next_frame_heard(channel, join):
    sender, receiver = join(), join()
    with open(Path(channel) / receiver._name, "wb") as inbox:
        inbox.write(b"no frame, and longer than one would be: " + bytes(5))
    with pytest.raises(can.CanOperationError, match="not a frame"):
        receiver.recv(0.0)
    sender.send(frame(9))
    assert heard(receiver) == [9]


# opening


@pytest.mark.parametrize("channel", ["", ".", "..", "a\0b"])
def test_a_bad_channel_is_refused(channel):
    with pytest.raises(ValueError, match="not a channel"):
        LocalBus(channel)


def test_a_directory_that_cannot_be_made_is_said(tmp_path):
    with pytest.raises(can.CanInitializationError, match="missing"):
        LocalBus(str(tmp_path / "missing" / "bus"))
    (tmp_path / "file").write_text("")
    config = alone({"ccan": str(tmp_path / "file"), "mcan": str(tmp_path / "mcan")}, INTERFACE)
    with pytest.raises(StartError, match=r"bus ccan: malcha_local .*file"), opened(plans(config)):
        pass


def test_a_common_directory_that_others_can_write_to_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(local_inbox, "BASE", tmp_path / "common")
    LocalBus("fine").shutdown()
    (tmp_path / "common").chmod(0o777)
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    for base in ("common", "link"):
        monkeypatch.setattr(local_inbox, "BASE", tmp_path / base)
        with pytest.raises(can.CanInitializationError, match="only you can use"):
            LocalBus("fine")


def in_pyproject() -> str:
    """Where pyproject.toml says that this interface is."""
    points = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["entry-points"]["can.interface"]
    return str(points[INTERFACE])


def test_python_can_finds_it_by_the_name_in_pyproject():
    assert EntryPoint(INTERFACE, in_pyproject(), "can.interface").load() is LocalBus


def test_can_bus_opens_it_where_the_package_is_installed(tmp_path, channel):
    installed = tmp_path / "installed" / "malcha-0.dist-info"
    installed.mkdir(parents=True)
    (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: malcha\nVersion: 0\n")
    (installed / "entry_points.txt").write_text(f"[can.interface]\n{INTERFACE} = {in_pyproject()}\n")
    code = f"import can\nwith can.Bus(interface={INTERFACE!r}, channel={channel!r}) as bus: print(bus)"
    environment = os.environ | {"PYTHONPATH": f"{ROOT}:{tmp_path / 'installed'}"}
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, timeout=PATIENCE
    )
    assert said.stdout == f"malcha_local {channel} in {channel}\n", said.stderr


# the gateway in one process, the car in another


@pytest.fixture
def channels(tmp_path) -> dict[str, str]:
    return {bus: str(tmp_path / bus) for bus in dbc.buses}


def sim(channels: dict[str, str], script: Path) -> list[str]:
    return [
        "sim",
        "--interface",
        INTERFACE,
        "--ccan",
        channels["ccan"],
        "--mcan",
        channels["mcan"],
        "--faults",
        str(script),
    ]


def simulated(channels: dict[str, str]):
    config = alone(channels, INTERFACE)
    return stack.simulated_car(config, plans(config))


def heat(assistant: Assistant, level: int) -> Outcome:
    assert stack.wait_for_car(assistant, PATIENCE)
    return assistant.execute([Command("seat.heat", "set", "rear_left", level)]).results[0].outcome


def test_gateway_and_car_run_apart_and_each_may_start_again(channels, tmp_path):
    script = tmp_path / "faults"
    script.write_text("0.. duplicate VA_SEAT_STS\n0.. drop AMP_HU_PE_02 share=10%")
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    car = subprocess.Popen(
        [sys.executable, "-m", "malcha", *sim(channels, script)], stdout=subprocess.PIPE, text=True, env=environment
    )
    try:
        with stack.gateway(alone(channels, INTERFACE)) as assistant:
            assert heat(assistant, 1) is Outcome.CONFIRMED
            car.terminate()
            said = car.communicate(timeout=PATIENCE)[0]
            with simulated(channels):
                assert heat(assistant, 2) is Outcome.CONFIRMED
        with (
            simulated(channels),
            stack.gateway(alone(channels, INTERFACE)) as assistant,
        ):
            assert heat(assistant, 3) is Outcome.CONFIRMED
    finally:
        car.kill()
    assert car.returncode == 0
    assert "duplicate" in said
    assert all(os.listdir(at) == ["lock"] for at in channels.values())


def test_two_gateways_notice_each_other(channels):
    with (
        simulated(channels),
        stack.gateway(alone(channels, INTERFACE)) as first,
        stack.gateway(alone(channels, INTERFACE)) as second,
    ):
        assert stack.wait_for_car(first, PATIENCE)
        heat(second, 1)  # if it was not heard before: who takes words of the car answers with frames of flow control
        stopped = lambda: [each for each in (first, second) if any(bus.alarm for bus in each.delivery.bridge.health())]  # noqa: E731
        assert first.state.wait(lambda: bool(stopped()), first.clock() + PATIENCE, first.clock)
        assert heat(stopped()[0], 2) is Outcome.FAILED


@pytest.mark.parametrize("bad", ["1..2 vanish mcan", ""])
def test_a_bad_script_of_faults_is_said_before_the_car_starts(channels, tmp_path, bad):
    script = tmp_path / "faults"
    script.write_text(bad)
    result = CliRunner().invoke(app, sim(channels, script))
    assert result.exit_code == BAD_INPUT
    assert str(script) in result.output
    assert not os.path.exists(channels["mcan"])


def test_random_frames_come_through_whole(join):
    sender, receiver, dice = join(), join(), random.Random(4)
    for _ in range(2000):
        message = can.Message(
            arbitration_id=dice.randrange(0x800), data=dice.randbytes(dice.randrange(9)), is_extended_id=False
        )
        sender.send(message)
        got = receiver.recv(0.0)
        assert got is not None
        assert (got.arbitration_id, got.data, got.dlc) == (message.arbitration_id, message.data, message.dlc)
