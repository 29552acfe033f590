"""Whatever arrives on the buses or is ordered, the gateway keeps its state clean and sends only what it may.

Examples are bounded and always the same; `pytest --hypothesis-seed` does not change them.
"""

import can
import pytest
from g70 import ALLOW_LIST, FUNCTIONS, HEAD_UNIT_ID, LINK, codec, dbc
from hypothesis import given, settings
from hypothesis import strategies as st

from contract.values import Command
from vehicle.can.codec import FrameError
from vehicle.catalogue.check import InvalidCommand
from vehicle.catalogue.row import ZONES
from vehicle.results.result import Outcome

always_the_same = settings(derandomize=True, deadline=None, database=None, max_examples=200)

IDS = sorted({identifier for _, identifier in dbc.by_id} | {HEAD_UNIT_ID})
WORDS = sorted(
    {word for row in FUNCTIONS.values() if row.value for word in row.value.words}
    | {"서울역", "스타벅스", "파란색", "엄마", "tbs efm", "집", "주유소"}
)
OPS = sorted({op for row in FUNCTIONS.values() for op in row.ops})
FUNCTION_OPS = [(row.name, op) for row in FUNCTIONS.values() for op in row.ops]

frames = st.builds(
    lambda identifier, data, extended, remote, fd: can.Message(
        arbitration_id=identifier if extended else identifier & 0x7FF,
        data=None if remote else data[: 64 if fd else 8],
        dlc=8 if remote else None,
        is_extended_id=extended,
        is_remote_frame=remote,
        is_fd=fd and not remote,
    ),
    st.sampled_from(IDS) | st.integers(0, 0x1FFFFFFF),
    st.binary(min_size=8, max_size=8) | st.binary(max_size=16),
    st.sampled_from([False] * 9 + [True]),
    st.sampled_from([False] * 9 + [True]),
    st.sampled_from([False] * 9 + [True]),
)
numbers = (
    st.floats()
    | st.integers()
    | st.sampled_from([10**400, -(10**400), 1e308, 5e-324, -0.0, 0.1])
    | st.integers(-2, 110)
    | st.integers(0, 220).map(lambda half: half / 2)
)
values = (
    st.none()
    | numbers
    | st.booleans()
    | st.text(max_size=40)
    | st.sampled_from(WORDS)
    | st.dictionaries(st.sampled_from(["to", "text", "cc"]), st.text(max_size=20) | st.none(), max_size=3)
)
wild = st.builds(
    lambda function, op, zone, value: Command(function, op, zone, value),
    st.sampled_from([*FUNCTIONS, "spoiler", ""]),
    st.sampled_from([*OPS, "fly", ""]),
    st.none() | st.sampled_from(ZONES) | st.text(max_size=5),
    values,
)
likely = st.sampled_from(FUNCTION_OPS).flatmap(
    lambda pair: st.builds(
        Command, st.just(pair[0]), st.just(pair[1]), zones_of(pair[0]), st.none() | values_for(pair[0])
    )
)


def zones_of(name):
    return st.none() | st.sampled_from(FUNCTIONS[name].zones) if FUNCTIONS[name].zones else st.none()


def values_for(name):
    """Values of the right type and any size."""
    value = FUNCTIONS[name].value
    if value is None:
        return st.none()
    kinds = {
        "number": numbers,
        "percent": numbers,
        "count": numbers,
        "speed": numbers,
        "frequency": numbers | st.floats(80, 110) | st.integers(500, 1700),
        "message": st.builds(lambda to, text: {"to": to, "text": text}, st.text(max_size=20), st.text(max_size=20)),
    }
    return kinds.get(value.kind, st.text(max_size=40) | st.sampled_from(WORDS)) | (
        st.sampled_from(sorted(value.words)) if value.words else st.nothing()
    )


@pytest.fixture(scope="module")
def shared(new_rig):
    return new_rig()


@always_the_same
@given(bus=st.sampled_from(["ccan", "mcan"]), frame=frames)
def test_any_frame_may_arrive(shared, bus, frame):
    """A frame that cannot be decoded does not change the state; no frame raises."""
    before = shared.state.snapshot()
    try:
        name, _ = codec.decode(bus, frame)
    except FrameError:
        name = ""
    shared.bridge.receive(bus, frame)
    changed = {
        path.partition(".")[0] for path, reading in shared.state.snapshot().items() if before.get(path) != reading
    }
    assert changed <= {name}


@always_the_same
@given(data=st.lists(st.binary(max_size=8), max_size=12))
def test_any_text_may_be_received(shared, data):
    for payload in data:
        shared.bridge.receive("mcan", can.Message(arbitration_id=HEAD_UNIT_ID, data=payload, is_extended_id=False))
    assert all(isinstance(text, str) for _, text in shared.state.texts.values())


@always_the_same
@given(
    message=st.sampled_from(
        [name for name, bus_message in dbc.messages.items() if codec.block.own(name) and name.endswith("_STS")]
    ),
    bits=st.sets(st.integers(0, 63), min_size=1, max_size=2),
)
def test_a_damaged_frame_of_ours_is_never_used(shared, message, bits):
    """One or two flipped bits: the CRC detects all of them."""
    good = shared.sim.signals.frame(message)
    data = bytearray(good.data)
    for bit in bits:
        data[bit // 8] ^= 1 << bit % 8
    before = shared.state.snapshot()
    shared.bridge.receive("mcan", can.Message(arbitration_id=good.arbitration_id, data=data, is_extended_id=False))
    assert shared.state.snapshot() == before


def heal(rig):
    """After the random frames of the tests before: no alarm, and the car's frames are received again."""
    for bus in dbc.buses:
        rig.bridge.clear_alarm(bus)
    rig.live(1.0)


def check_frames(sent):
    """Each sent frame is a command message of the wiring, with each signal a word of its value table or in range."""
    for frame in sent:
        assert (str(frame.channel), frame.arbitration_id, len(frame.data)) in ALLOW_LIST.allowed
        name, said = codec.decode("mcan", frame)
        for signal, value in said.items():
            found = dbc.signal(f"{name}.{signal}")
            assert (
                isinstance(value, str) or found.minimum - found.scale / 2 <= value <= found.maximum + found.scale / 2
            ), (
                name,
                signal,
                value,
            )
            assert value != "invalid"


@always_the_same
@given(
    orders=st.lists(likely, min_size=1, max_size=3) | st.lists(wild | likely, min_size=1, max_size=3),
    lang=st.sampled_from(["ko", "en"]),
    speed=st.sampled_from([0, 0, 60]),
    ignition=st.sampled_from(["on", "on", "off"]),
)
def test_any_command_may_be_ordered(shared, orders, lang, speed, ignition):
    """It is not in the catalogue and nothing is done, or it ends in an outcome with a reply."""
    heal(shared)
    shared.sim.set("CGW1.CF_Gway_IGNSw", ignition)
    shared.drive(speed, "D" if speed else "P")
    shared.sent.clear()
    try:
        turn = shared.run(orders, lang)
    except InvalidCommand:
        assert not [frame for frame in shared.sent if frame.arbitration_id not in LINK.ids]
        return
    assert len(turn.results) >= len([order for order in orders if not order.function.startswith("dialog.")])
    assert all(isinstance(result.outcome, Outcome) for result in turn.results)
    assert all(result.reply or result.reason == "superseded" for result in turn.results)
    check_frames(shared.sent)
    refused = {Outcome.REFUSED, Outcome.ALREADY, Outcome.ANSWERED, Outcome.NEEDS_CONFIRMATION, Outcome.HANDED_OFF}
    if {result.outcome for result in turn.results} <= refused:
        assert not [frame for frame in shared.sent if frame.arbitration_id not in LINK.ids]


@always_the_same
@given(command=likely)
def test_what_was_confirmed_is_already_so(shared, command):
    heal(shared)
    shared.sim.set("CGW1.CF_Gway_IGNSw", "on")
    shared.drive(0, "P")
    try:
        first, *_ = shared.run([command]).results  # an undo may have several
    except InvalidCommand:
        return
    lasts = command.value != "slightly" and first.outcome is Outcome.CONFIRMED and not first.action.event
    if command.op == "set" and lasts:
        (second,) = shared.run([command]).results
        assert second.outcome is Outcome.ALREADY
