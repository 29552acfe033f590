"""Facts about the bytes on the two buses. The hex data is typed in, so that a common error of both ends is noticed."""

import can
import pytest
from g70 import FUNCTIONS, codec, dbc

from contract.values import Command
from vehicle.can.block import own_crc
from vehicle.can.checksum import crc8, seal_wheel_speed, wheel_speed_fields, wheel_speed_sum
from vehicle.can.codec import FrameError
from vehicle.cars.wiring import Write

# What the gateway sends first after its start: alive counter 1, sequence number 1 ("11" in the second byte of our own).
# Big-endian: a signal's start is its highest bit. 7F, F, 3F...: "no change".
GOLDEN = [
    # 034 byte 1 = SubBlower F, MainBlower F; byte 2 = rear mode 0, RearBlower F; byte 5 = AcSet 2 (on)
    (Command("climate.ac", "on"), "034#00FF0F0000020000"),
    # MainBlower 5 in the low half of byte 1
    (Command("climate.fan", "set", value=5), "034#00F50F0000000000"),
    # C_ReqHazard at bits 5 and 4: 2 (on)
    (Command("hazard", "on"), "043#2000000000000000"),
    # C_ReqDrUnlock at bits 3 and 2: 1 (request)
    (Command("door.lock", "unlock"), "043#0400000000000000"),
    # AMP_Mute at bits 1 and 0: 2 (on)
    (Command("media.volume", "mute"), "009#0200000000000000"),
    # 40 % of 45 steps = 18 = 0x12; balance, fade, bass, mid, treble stay at 10 = 0A
    (Command("media.volume", "set", value=40), "00F#120A0A0A0A0A0000"),
    # (22.5 - 14) / 0.5 = 17 = 0x11; passenger FF; purifier 0
    (Command("climate.temperature", "set", "driver", 22.5), "6A0#F51111FF00000000"),
    # 111 011 11|1 111 111 1|11 000...: the second three bits are the passenger's 3
    (Command("seat.heat", "set", "passenger", 3), "6A1#4411EFFFC0000000"),
    # sevens: 1111111 1|111111 01|10010 111|...: the third is 0110010 = 50
    (Command("window", "set", "rear_left", 50), "6A2#5A11FFFD97FFFFC0"),
    # TrunkSet in the two highest bits of byte 2: 2 (open)
    (Command("trunk", "open"), "6A3#0911800000000000"),
    # IntFrSet 0011110 = 30, IntRrSet 1111111
    (Command("light.interior", "set", "front", 30), "6A4#0D113DFC00000000"),
    # BrightSet 0101000 = 40, MapZoomSet 00
    (Command("display.brightness", "set", value=40), "6A5#3211500000000000"),
    # (95.9 - 87.5) / 0.1 = 84 = 001010100 over bytes 3 and 4, then AmSet 11 ones
    (Command("media.tune", "set", value=95.9), "6A6#EE11002A7FF00000"),
    # MediaAction 2 (pause) in the high half of byte 2; FmSet and AmSet all ones from byte 3 on
    (Command("media.pause", "do"), "6A6#7E1120FFFFF00000"),
    # PhoneAction 1 (call); the words went ahead on 6AE
    (Command("phone.call", "do", value="엄마"), "6A7#DC11100000000000"),
    # NavAction 000, RouteOptionSet 011 (free)
    (Command("nav.route_option", "set", value="free"), "6A8#85110C0000000000"),
    # Seoul station: (37.5547 + 90) / 0.00003 = 4251823 = 0x40E0AF in 23 bits, (126.9707 + 180) / 0.00003 = 10232357 =
    # 0x9C2225 in 24
    (Command("nav.go", "do", value="서울역"), "6A9#1E1181C15F38444A"),
    # the same place; StopAction in the last bit, 0 (first)
    (Command("nav.next_stop", "do", value="서울역"), "6AC#201181C15F38444A"),
]
ON_THE_WAY = "nav.next_stop"  # a stop on the way needs one
REAL = [  # frames observed on real cars of this generation (Sportage QL)
    (
        "mcan",
        "131#1000FF001000FF00",
        {
            "DATC_DrTempDispC": 22.0,
            "DATC_PsTempDispC": 22.0,
            "DATC_DrTempDispF": "not_available",
            "DATC_Rear_DrTempDispC": "not_shown",
        },
    ),
    ("mcan", "132#9001011400000003", {"DATC_MainBlowerDisp": 3, "DATC_OpSts": "on", "DATC_OffDisp": "off"}),
    ("mcan", "134#0300000200001000", {"DATC_PwrInfo": "ign", "DATC_SyncDisp": "dual"}),
    (
        "mcan",
        "114#0B21FFFFFFFFE10F",
        {
            "HU_OpState": 11,
            "HU_Preset_Number": 2,
            "HU_Track_Number": "not_available",
            "HU_Play_time_Sec": 0x3F,
            "HU_Disc_select_No": 0xF,
        },
    ),
    ("mcan", "197#1000000000000000", {"HU_LanguageInfo": "korean"}),
    ("ccan", "043#0000400203000030", {"CF_Datc_FrontBlwDisp": 3, "CF_Datc_OpSts": 1, "CF_Datc_PwrInf": 3}),
    ("ccan", "541#03004100C0000001", {"CF_Gway_IGNSw": "on", "CF_Gway_LightSwState": "auto"}),
    ("ccan", "541#04004100C0100001", {"CF_Gway_IGNSw": "start", "CF_Gway_StarterRlyState": 1}),
    ("ccan", "559#1040000020000040", {"CF_Gway_StrgWhlHeatedState": "on"}),
    ("ccan", "553#000010090100C000", {"CF_Gway_RLDrSw": "open", "CF_Gway_RRDrSw": "closed"}),
]
WHEELS_AT_REST = "386#00C0008000400080"


def frame(text, **more):
    """ "541#0300..." as a CAN frame."""
    identifier, _, data = text.partition("#")
    return can.Message(
        arbitration_id=int(identifier, 16), data=bytes.fromhex(data), **{"is_extended_id": False, **more}
    )


def written(message):
    return f"{message.arbitration_id:03X}#{bytes(message.data).hex().upper()}"


@pytest.mark.parametrize(("command", "text"), GOLDEN, ids=lambda value: value if isinstance(value, str) else "")
def test_golden_frame(rig, command, text):
    if command.function == ON_THE_WAY:
        rig.run([Command("nav.go", "do", value="강남역")])
    rig.run([command])
    if rig.session.pending:
        rig.do("dialog.yes", "do")
    assert text in [written(message) for message in rig.sent]
    assert {message.channel for message in rig.sent} == {"mcan"}


def test_every_command_message_of_the_table_has_a_golden_frame():
    targets = [
        t
        for row in FUNCTIONS.values()
        for t in [*row.ops.values(), *(row.words.values() if row.value else ())]
        if isinstance(t, Write)
    ]
    paths = {path for target in targets for path in target.signals} | {
        w.command for row in FUNCTIONS.values() for w in row.wires.values() if w.command
    }
    ids = {dbc.messages[path.partition(".")[0]].message.frame_id for path in paths}
    assert ids == {int(text.partition("#")[0], 16) for _, text in GOLDEN}


@pytest.mark.parametrize(("bus", "text", "facts"), REAL, ids=[text for _, text, _ in REAL])
def test_real_frame(bus, text, facts):
    _, values = codec.decode(bus, frame(text))
    assert {name: values[name] for name in facts} == facts


def test_wheel_speeds_of_a_real_car():
    data = bytes(frame(WHEELS_AT_REST).data)
    assert wheel_speed_fields(data) == (11, 9)
    assert wheel_speed_sum(data) == 9
    assert codec.decode("ccan", frame(WHEELS_AT_REST))[1]["WHL_SPD_FL"] == 0.0


def test_sealing_gives_the_real_frame_again():
    assert seal_wheel_speed(bytes(8), 11) == bytes(frame(WHEELS_AT_REST).data)


@pytest.mark.parametrize(
    ("data", "start", "invert", "crc"),
    [
        (bytes(7), 0xFD, 0xDF, 0x90),  # LKAS11, FCA11 of this platform
        (bytes(range(7)), 0xFD, 0xDF, 0x91),
        (b"123456789", 0xFF, 0xFF, 0x4B),  # check value of CRC-8/SAE-J1850, ours
    ],
)
def test_crc_vector(data, start, invert, crc):
    assert crc8(data, start, invert) == crc


def test_the_id_is_in_the_checksum_so_that_a_frame_cannot_stand_for_another():
    assert own_crc(0x6A1, bytes(8)) != own_crc(0x6A2, bytes(8))


def test_the_same_id_means_different_things_on_the_two_buses():
    text = "043#0000400203000030"
    assert codec.decode("ccan", frame(text))[0] == "DATC13"
    name, values = codec.decode("mcan", frame(text))
    assert name == "TMU_GW_E_01"
    assert "CF_Datc_FrontBlwDisp" not in values


@pytest.mark.parametrize("bit", range(64))
def test_one_damaged_bit_of_our_own_frame_is_found(bit):
    good = codec.encode(
        "VA_SEAT_STS", {signal.name: 0 for signal in dbc.messages["VA_SEAT_STS"].message.signals}, counter=5
    )
    data = bytearray(good.data)
    data[bit // 8] ^= 1 << bit % 8
    with pytest.raises(FrameError, match="CRC"):
        codec.decode("mcan", can.Message(arbitration_id=good.arbitration_id, data=data, is_extended_id=False))


@pytest.mark.parametrize("text", ["386#01C0008000400080", "386#00C0008000400040", "386#00C0008000C00080"])
def test_damaged_wheel_speeds_are_found(text):
    with pytest.raises(FrameError, match="checksum"):
        codec.decode("ccan", frame(text))


@pytest.mark.parametrize(
    ("bus", "message", "reason"),
    [
        ("ccan", frame("541#03004100C00000"), "7 bytes"),
        ("ccan", frame("541#"), "0 bytes"),
        ("mcan", frame("541#03004100C0000001"), "unknown id"),
        ("ccan", frame("7FF#00"), "unknown id"),
        ("bcan", frame("541#03004100C0000001"), "unknown id"),
        ("ccan", frame("541#03004100C0000001", is_extended_id=True), "11 bit"),
        ("ccan", can.Message(arbitration_id=0x541, is_extended_id=False, is_remote_frame=True, dlc=8), "classic data"),
        ("ccan", can.Message(arbitration_id=0x541, is_extended_id=False, is_error_frame=True), "classic data"),
        ("ccan", frame("541#03004100C0000001", is_fd=True), "classic data"),
    ],
    ids=["truncated", "empty", "of the other bus", "unknown id", "on no bus", "extended", "remote", "error", "fd"],
)
def test_a_frame_that_must_not_be_used(bus, message, reason):
    with pytest.raises(FrameError, match=reason):
        codec.decode(bus, message)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("VA_CLIMATE_CMD.DrTempSet", 40.0),
        ("VA_CLIMATE_CMD.DrTempSet", 16.0),
        ("VA_CLIMATE_CMD.DrTempSet", "warm"),
        ("VA_WINDOW_CMD.DrWdwSet", -1),
        ("VA_WINDOW_CMD.DrWdwSet", float("nan")),
        ("VA_WINDOW_CMD.DrWdwSet", 1e300),
        ("VA_WINDOW_CMD.DrWdwSet", None),
        ("HU_AMP_E_02.AMP_Mute", "loud"),
    ],
)
def test_a_value_that_the_signal_cannot_carry_is_not_encoded(path, value):
    message, _, name = path.partition(".")
    with pytest.raises(FrameError, match=message):
        codec.encode(message, codec.image(message) | {name: value})


def test_a_missing_signal_is_not_encoded():
    with pytest.raises(FrameError, match="VA_WINDOW_CMD"):
        codec.encode("VA_WINDOW_CMD", {"DrWdwSet": 3})


def test_an_image_changes_nothing():
    for name in (
        "VA_CLIMATE_CMD",
        "VA_SEAT_CMD",
        "VA_WINDOW_CMD",
        "VA_BODY_CMD",
        "VA_LIGHT_CMD",
        "VA_DISPLAY_CMD",
        "VA_MEDIA_CMD",
        "HU_AMP_E_02",
    ):
        for signal, value in codec.image(name).items():
            assert value in ("no_change", 0), (name, signal)


@pytest.mark.parametrize("counter", range(16))
def test_alive_and_sequence_number_count_to_fifteen(counter):
    values = codec.decode(
        "mcan", codec.encode("VA_NAV_CMD", codec.image("VA_NAV_CMD"), counter, sequence=15 - counter)
    )[1]
    assert (values["Alive"], values["Seq"]) == (counter, 15 - counter)


@pytest.mark.parametrize(
    ("path", "value", "wanted", "same"),
    [
        ("DATC_PE_02.DATC_DrTempDispC", 22.5, 22.5, True),
        ("DATC_PE_02.DATC_DrTempDispC", 22.5, 22.6, True),  # not to be told apart on the wire
        ("DATC_PE_02.DATC_DrTempDispC", 22.5, 23.0, False),
        ("DATC_PE_02.DATC_DrTempDispC", "HI", 27.5, True),
        ("DATC_PE_02.DATC_DrTempDispC", "not_available", 27.5, False),
        ("DATC_PE_05.DATC_DrSeatWarmerDisp", "off", 0, True),
        ("DATC_PE_03.DATC_AcDisp", "on", "off", False),
        ("VA_LIGHT_STS.IntFrLevel", 72, 72.5, True),  # just between two steps: either
        ("VA_LIGHT_STS.IntFrLevel", 73, 72.5, True),
    ],
)
def test_a_status_matches_to_half_a_step(path, value, wanted, same):
    assert codec.matches(path, value, wanted) is same
