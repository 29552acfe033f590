"""Facts about the two DBCs of the Genesis G70."""

from collections import Counter

import pytest
from g70 import codec, dbc

from vehicle.can.dbc import Dbc, DbcError
from vehicle.can.values import KNOWN_GAPS

MESSAGES = [pytest.param(bus_message, id=name) for name, bus_message in dbc.messages.items()]
OWN = [
    pytest.param(bus_message.message, id=name) for name, bus_message in dbc.messages.items() if codec.block.own(name)
]
COUNTS = (
    "Crc",
    "Alive",
    "Seq",
    "AckSeq",
    "MapScale",
    "PresetSet",
    "TrackCount",
    "UnreadCount",
    "SentCount",
    "WaypointCount",
)
NO_STATE = {"no_change", *KNOWN_GAPS}  # words that do not name a state
HEAD, RATE = 'VERSION ""\nNS_ :\nBS_:\nBU_: A\n', 'BA_DEF_ "Baudrate" INT 0 1000000;\nBA_ "Baudrate" 500000;\n'
EMPTY_DBC = HEAD + RATE


def test_both_buses_load():
    assert {bus_message.bus for bus_message in dbc.messages.values()} == {"ccan", "mcan"}


def test_a_message_name_means_one_message():
    names = Counter(
        name for bus in dbc.buses for name in [w.message.name for w in dbc.messages.values() if w.bus == bus]
    )
    assert set(names.values()) == {1}


def test_an_id_means_one_message_on_its_bus():
    assert len(dbc.by_id) == len(dbc.messages)


@pytest.mark.parametrize("bus_message", MESSAGES)
def test_a_frame_is_classic_and_has_a_sender_and_a_receiver(bus_message):
    message = bus_message.message
    assert message.frame_id < 0x800
    assert not message.is_extended_frame
    assert message.length <= 8
    assert len(message.senders) == 1
    assert all(signal.receivers for signal in message.signals)


@pytest.mark.parametrize("bus_message", MESSAGES)
def test_every_signal_has_a_range_and_starts_within_it_or_at_a_word(bus_message):
    for signal in bus_message.message.signals:
        assert signal.minimum is not None, signal.name
        assert signal.maximum is not None, signal.name
        start = dbc.start(f"{bus_message.message.name}.{signal.name}")
        half = signal.scale / 2
        assert isinstance(start, str) or signal.minimum - half <= start <= signal.maximum + half, (signal.name, start)


@pytest.mark.parametrize("bus_message", MESSAGES)
def test_every_message_says_what_it_is(bus_message):
    assert bus_message.message.comment


@pytest.mark.parametrize("message", OWN)
def test_our_own_messages_begin_with_checksum_counter_and_sequence_number(message):
    crc, alive, *rest = message.signals
    assert (crc.name, crc.length) == ("Crc", 8)
    assert (alive.name, alive.length) == ("Alive", 4)
    if message.name.endswith("_CMD"):
        assert (rest[0].name, rest[0].length) == ("Seq", 4)


@pytest.mark.parametrize("message", OWN)
def test_our_own_signals_are_states_counts_or_quantities_with_a_unit(message):
    for signal in message.signals:
        states = {str(word) for word in (signal.choices or {}).values()} - NO_STATE
        assert states or signal.name in COUNTS or signal.unit, signal.name


@pytest.mark.parametrize("message", OWN)
def test_commands_are_sent_by_the_gateway_and_status_by_the_car(message):
    assert ("VA" in message.senders) == message.name.endswith(("_CMD", "_INF"))  # INF: to be shown, not acknowledged


@pytest.mark.parametrize(
    "message", [param.values[0] for param in OWN if param.id.endswith("_CMD")], ids=lambda message: message.name
)
def test_our_own_commands_are_acknowledged_by_the_status_of_their_name(message):
    status = dbc.messages[message.name.replace("_CMD", "_STS")].message
    assert status.get_signal_by_name("AckSeq").length == message.get_signal_by_name("Seq").length


def test_an_unknown_signal_is_named_in_the_error():
    with pytest.raises(KeyError, match=r"CGW1\.Nothing"):
        dbc.signal("CGW1.Nothing")
    with pytest.raises(KeyError, match=r"NOBODY\.Nothing"):
        dbc.signal("NOBODY.Nothing")


def test_an_unknown_word_is_named_in_the_error():
    with pytest.raises(KeyError, match="sideways"):
        dbc.raw_of("LVR12.CF_Lvr_Gear", "sideways")


def folder(tmp_path, **files):
    for bus in dbc.buses:
        (tmp_path / f"{bus}.dbc").write_text(files.get(bus, EMPTY_DBC), encoding="utf-8")
    return tmp_path


def test_a_folder_without_files_is_named(tmp_path):
    with pytest.raises(DbcError, match=rf"{tmp_path.name}: no \*\.dbc"):
        Dbc(tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "this is no DBC",
        EMPTY_DBC + 'BO_ 256 LONG: 1 A\n SG_ Wide : 0|16@1+ (1,0) [0|65535] "" A\n',  # a signal longer than its message
        EMPTY_DBC  # overlapping signals
        + 'BO_ 256 TWICE: 8 A\n SG_ One : 0|8@1+ (1,0) [0|255] "" A\n SG_ Two : 4|8@1+ (1,0) [0|255] "" A\n',
    ],
    ids=["garbage", "too long", "overlapping"],
)
def test_a_broken_file_is_named(tmp_path, text):
    with pytest.raises(DbcError, match=r"mcan\.dbc"):
        Dbc(folder(tmp_path, mcan=text))


def test_a_message_on_both_buses_is_named(tmp_path):
    same = EMPTY_DBC + 'BO_ 256 SAME: 8 A\n SG_ One : 0|8@1+ (1,0) [0|255] "" A\n'
    with pytest.raises(DbcError, match=r"mcan\.dbc: message SAME"):
        Dbc(folder(tmp_path, ccan=same, mcan=same))


def test_a_bus_without_bit_rate_is_named(tmp_path):
    with pytest.raises(DbcError, match=r"mcan\.dbc: no attribute Baudrate"):
        Dbc(folder(tmp_path, mcan=HEAD))


@pytest.mark.parametrize("cycle", [0, -1])
def test_a_cycle_time_that_is_none_is_named(tmp_path, cycle):
    text = EMPTY_DBC.replace(
        RATE,
        'BO_ 256 ONE: 8 A\n SG_ One : 0|8@1+ (1,0) [0|255] "" A\n'
        f'BA_DEF_ BO_ "GenMsgCycleTime" INT -10 10000;\n{RATE}BA_ "GenMsgCycleTime" BO_ 256 {cycle};\n',
    )
    with pytest.raises(DbcError, match=rf"mcan\.dbc: GenMsgCycleTime of ONE is {cycle}, but must be above 0 ms"):
        Dbc(folder(tmp_path, mcan=text))


def test_the_bit_rates_are_those_of_this_generation():
    assert [dbc.bit_rate(bus) for bus in ("ccan", "mcan")] == [500_000, 100_000]  # bit/s


@pytest.mark.parametrize("bus_message", MESSAGES)
def test_a_status_has_a_cycle_and_a_request_has_none(bus_message):
    """Commands are sent on event; HU_DATC_PE_00 (listening) is cyclic, and text frames are sent when there is a
    text.
    """
    periodic = bus_message.message.name == "HU_DATC_PE_00" or "VA" not in bus_message.message.senders
    text = dbc.attribute(bus_message.message.name, "Transport")
    assert bool(bus_message.message.cycle_time) == (periodic and not text)


@pytest.mark.parametrize(
    ("message", "hertz"),
    [  # public software that reads cars of this generation expects the first, logs of one show the others
        *({"EMS12": 100, "LVR12": 100, "WHL_SPD11": 50, "CGW1": 10, "CGW2": 5, "CGW4": 5, "TPMS11": 5}.items()),
        *({"DATC_PE_02": 1, "DATC_PE_03": 1, "DATC_PE_05": 1, "HU_CLU_PE_05": 1, "GW_DDM_PE": 5}.items()),
    ],
)
def test_public_cycle_times_are_kept(message, hertz):
    assert dbc.messages[message].message.cycle_time == 1000 / hertz


@pytest.mark.parametrize("message", ["HU_CLU_PE_01"])
def test_what_the_head_unit_has_no_value_for_is_all_ones(message):
    """As observed on a real car."""
    for signal in dbc.messages[message].message.signals:
        if signal.name not in ("HU_OpState", "HU_Navi_On_Off", "HU_Frequency"):  # the radio plays
            start = dbc.start(f"{message}.{signal.name}")
            raw = dbc.raw_of(f"{message}.{signal.name}", start) if isinstance(start, str) else signal.raw_initial
            assert raw == (1 << signal.length) - 1, signal.name
