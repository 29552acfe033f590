"""Fault scripts, and the simulated car under them."""

from collections import Counter
from itertools import pairwise

import can
import pytest
from g70 import codec, dbc

from sim_can.car import Car
from sim_can.faults import script as scripts
from sim_can.faults.faulty import Faulty
from sim_can.faults.script import Fault, ScriptError
from vehicle.can.codec import FrameError, bits

STEP = 0.01  # s


def parse(script: str, name: str = "faults") -> list[Fault]:
    return scripts.parse(script, codec, name)


def faulty(script: str, seed: int = 0) -> Faulty:
    return Faulty(Car(), parse(script), seed)


def live(car, seconds: float, step: float = STEP) -> list[tuple[float, can.Message]]:
    """[(time in s, frame)] of all frames that the car sends."""
    said = []
    for i in range(round(seconds / step)):
        said += [((i + 1) * step, frame) for frame in car.step(step)]
    return said


def of(said, message: str) -> list[tuple[float, can.Message]]:
    bus_message = dbc.messages[message]
    return [
        (at, frame)
        for at, frame in said
        if (frame.channel, frame.arbitration_id) == (bus_message.bus, bus_message.message.frame_id)
    ]


def names(frames) -> list[str]:
    return [dbc.by_id[frame.channel, frame.arbitration_id].name for frame in frames]


def alive(frame: can.Message) -> int:
    return int(codec.decode(frame.channel, frame)[1]["Alive"])


def heat(level: int | str = 3, counter: int = 1, sequence: int = 1) -> can.Message:
    return codec.encode("VA_SEAT_CMD", codec.image("VA_SEAT_CMD") | {"RlSeatHeatSet": level}, counter, sequence)


def key(frame: can.Message) -> tuple:
    return frame.channel, frame.arbitration_id, bytes(frame.data), frame.is_error_frame


# scripts


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("1..2 drop", "FROM..TO FAULT TARGET"),
        ("1 drop mcan", "no time"),
        ("x..2 drop mcan", "FROM: 'x' is no number"),
        ("-1..2 drop mcan", "FROM: -1 is not from 0"),
        ("nan..2 drop mcan", "FROM"),
        ("3..2 drop mcan", "ends before it begins"),
        ("2..2 drop mcan", "ends before it begins"),
        ("1..2 vanish mcan", "no fault is called 'vanish'; there are drop, delay"),
        ("1..2 drop NOBODY", "no bus, message or ECU; the ECUs are .*BCM"),
        ("1..2 drop BCM@lin", "'lin' is no bus"),
        ("1..2 drop mcan@ccan", "mcan is not on ccan"),
        ("1..2 drop DATC_PE_03@ccan", "DATC_PE_03 is not on ccan"),
        ("1..2 drop mcan share=120%", "share: 120% is not from 0 to 1"),
        ("1..2 drop mcan share", "drop takes share="),
        ("1..2 drop mcan by=1", "drop takes share="),
        ("1..2 drop mcan share=1 share=1", "share is given twice"),
        ("1..2 drop mcan share=many", "share: 'many' is no number"),
        ("1..2 delay mcan", "delay needs by="),
        ("1..2 corrupt mcan bits=1.5", "whole number"),
        ("1..2 freeze DATC_PE_03", "no frame of DATC_PE_03 has an alive counter"),
        ("1..2 freeze mcan by=1", "freeze takes no numbers"),
        ("1..2 load BCM share=0.5", "load is for: bus; BCM is a ECU"),
        ("1..2 load mcan share=1", "share: 1 is not from 0 to 0.99"),
        ("1..2 babble mcan rate=100 id=0x800", "id: 0x800"),
        ("1..2 reset mcan", "reset is for: ECU"),
        ("1..2 reset VA", "the gateway"),
    ],
)
def test_a_bad_line_is_said_with_its_number_and_reason(line, told):
    with pytest.raises(ScriptError, match=f"night.txt, line 3: .*{told}"):
        parse(f"# a night\n0..1 drop all\n{line}\n", "night.txt")


@pytest.mark.parametrize("script", ["", "\n# nothing\n"])
def test_a_script_without_faults_is_no_script(script):
    with pytest.raises(ScriptError, match="no fault in it"):
        parse(script)


def test_a_script_that_cannot_be_read_is_said(tmp_path):
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    for name in ("missing", "binary"):
        with pytest.raises(ScriptError, match=name):
            scripts.read(tmp_path / name, codec)


def test_numbers_have_units():
    (fault,) = parse("0.5.. delay mcan by=300ms jitter=1s share=20%")
    assert (fault.begin, fault.end) == (0.5, float("inf"))
    assert fault.numbers == {"by": pytest.approx(0.3), "jitter": 1.0, "share": pytest.approx(0.2)}
    assert parse("0.. babble mcan id=0x1A rate=5")[0].numbers["id"] == 26


def test_the_examples_of_the_description_are_a_script():
    lines = [line for line in (scripts.__doc__ or "").splitlines() if ".." in line and line.split()[0][0].isdigit()]
    assert [fault.kind for fault in parse("\n".join(lines))] == ["drop", "delay", "freeze", "bus_off", "reset"]


# a car without luck


def test_nothing_changes_before_and_after_a_fault():
    plain, car = Car(), faulty("1..2 drop all\n1..2 corrupt all\n1..2 delay all by=1ms")
    before = live(plain, 1.0 - STEP), live(car, 1.0 - STEP)
    assert [(at, key(frame)) for at, frame in before[0]] == [(at, key(frame)) for at, frame in before[1]]
    live(plain, 1.5), live(car, 1.5)
    after = live(plain, 1.0), live(car, 1.0)
    assert [key(frame) for _, frame in after[0]] == [key(frame) for _, frame in after[1]]


def test_dropped_frames_are_lost_and_counted():
    car = faulty("1..2 drop DATC_PE_03@mcan\n2..3 drop ccan")
    said = live(car, 4.0)
    assert not [at for at, _ in of(said, "DATC_PE_03") if 1.0 <= at < 2.0]
    assert [at for at, _ in of(said, "LVR12") if 1.0 <= at < 2.0]
    assert not [frame for at, frame in said if frame.channel == "ccan" and 2.0 <= at < 3.0]
    assert [frame for at, frame in said if frame.channel == "mcan" and 2.0 <= at < 3.0]
    assert car.counts["drop"] > 100


def test_a_part_of_the_frames_is_about_that_part():
    plain, car = live(Car(), 20.0), live(faulty("0.. drop LVR12 share=20%"), 20.0)
    assert 0.75 < len(of(car, "LVR12")) / len(of(plain, "LVR12")) < 0.85


def test_a_delayed_frame_comes_so_much_later():
    car = faulty("0.. delay VA_SEAT_STS by=300ms")
    live(car, 0.5)
    assert car.receive(heat()) == []  # the answer is under way
    said = [(at, codec.decode("mcan", frame)[1]["AckSeq"]) for at, frame in of(live(car, 1.0), "VA_SEAT_STS")]
    assert next(at for at, sequence in said if sequence == 1) == pytest.approx(0.3, abs=STEP)


def test_jitter_lets_frames_overtake_each_other():
    said = of(live(faulty("0.. delay VA_SEAT_STS by=0 jitter=1"), 5.0), "VA_SEAT_STS")
    counters = [alive(frame) for _, frame in said]
    assert any((later - earlier) & 15 > 8 for earlier, later in pairwise(counters))


def test_duplicates_are_the_same_frame_again():
    said = of(live(faulty("0.. duplicate VA_SEAT_STS copies=2"), 2.0), "VA_SEAT_STS")
    assert set(Counter(bytes(frame.data) for _, frame in said).values()) == {3}


def test_a_corrupt_frame_fails_its_checksum_and_leaves_the_car_s_own_frames_alone():
    car = faulty("1..2 corrupt VA_SEAT_STS")
    said = live(car, 1.0 - STEP) and live(car, 1.0)
    assert of(said, "VA_SEAT_STS")
    for _, frame in of(said, "VA_SEAT_STS"):
        with pytest.raises(FrameError, match="CRC"):
            codec.decode("mcan", frame)
    for _, frame in of(live(car, 1.0), "VA_SEAT_STS"):
        codec.decode("mcan", frame)


def test_as_many_bits_are_turned_as_asked():
    usual, said = live(Car(), 2.0), live(faulty("0.. corrupt CGW1 bits=3"), 2.0)
    pairs = zip(of(usual, "CGW1"), of(said, "CGW1"), strict=True)
    turned = [int.from_bytes(one.data, "big") ^ int.from_bytes(other.data, "big") for (_, one), (_, other) in pairs]
    assert {bits.bit_count() for bits in turned} == {3}
    assert len(set(turned)) > 1


@pytest.mark.parametrize("message", ["VA_SEAT_STS", "WHL_SPD11", "CLU13"])
def test_a_frozen_counter_stands_still_and_the_checksum_is_right(message):
    said = of(live(faulty(f"1..3 freeze {message}"), 4.0), message)

    def counters(begin, end):
        found = set()
        for at, frame in said:
            if begin < at < end:
                found.add(codec.alive_count(*codec.decode(frame.channel, frame)))  # raises if the checksum is wrong
        return found

    assert len(counters(0.0, 1.0)) > 3
    assert len(counters(1.0 + STEP, 3.0)) == 1
    assert len(counters(3.0, 4.0)) > 3


def test_only_the_counter_is_frozen():
    car = faulty("0.. freeze VA_SEAT_STS")
    live(car, 0.5)
    car.receive(heat())
    assert codec.decode("mcan", of(live(car, 0.5), "VA_SEAT_STS")[-1][1])[1]["AckSeq"] == 1


def test_an_ecu_that_is_reset_is_silent_and_deaf_and_begins_anew():
    car = faulty("1..2 reset SCM")
    car.step(0.5)
    assert "VA_SEAT_STS" in names(car.receive(heat(3, sequence=5)))
    live(car, 0.7)
    assert car.receive(heat("off", counter=2, sequence=6)) == []
    said = live(car, 2.0)
    seats = [(at, codec.decode("mcan", frame)[1]) for at, frame in of(said, "VA_SEAT_STS")]
    assert seats[0][0] > 0.8 - STEP  # not before it is back
    assert (seats[0][1]["Alive"], seats[0][1]["AckSeq"]) == (0, 0)
    assert [values["Alive"] for _, values in seats[:4]] == [0, 1, 2, 3]
    assert seats[0][1]["RlSeatHeatState"] == 3  # the second command was not heard
    assert [frame for at, frame in said if at < 0.5]  # the others talk on


def test_an_ecu_that_was_reset_takes_any_numbers_and_counts_from_its_first_frame():
    car = faulty("1..2 reset SCM")
    car.step(0.5)
    car.receive(heat(3, sequence=5))
    car.step(1.0)
    said = [(0.0, frame) for frame in car.step(0.5)]  # one frame is due as the fault ends
    assert [alive(frame) for _, frame in of(said, "VA_SEAT_STS")] == [0]
    car.receive(heat("off", sequence=5))
    assert car.values["VA_SEAT_STS.RlSeatHeatState"] == "off"


def test_no_reset_is_missed_by_a_long_step():
    car = faulty("1..1.1 reset SCM")
    live(car, 0.9)
    car.step(2.0)
    assert alive(of(live(car, 0.3), "VA_SEAT_STS")[0][1]) < 12  # began anew at 1.1 s
    assert car.counts["reset"] == 1


def test_an_ecu_off_the_bus_rejoins_as_it_was():
    car, plain = faulty("1..2 bus_off BCM@mcan"), Car()
    said, usual = live(car, 3.0), live(plain, 3.0)
    quiet = [at for at, _ in of(said, "VA_BODY_STS") if 1.0 <= at < 2.0]
    assert not quiet
    assert [at for at, _ in of(said, "CGW1") if 1.0 <= at < 2.0]  # still on ccan
    after = [[alive(frame) for at, frame in of(heard, "VA_BODY_STS") if at > 2.1] for heard in (said, usual)]
    assert after[0] == after[1]


def test_the_gateway_off_the_bus_hears_nothing_but_its_own_controller():
    car = faulty("1..2 bus_off VA@mcan")
    live(car, 1.0 - STEP)
    said = live(car, 1.0)
    errors = [frame for _, frame in said if frame.is_error_frame]
    assert [(frame.channel, frame.arbitration_id) for frame in errors] == [("mcan", 0x40)]
    assert {frame.channel for _, frame in said if not frame.is_error_frame} == {"ccan"}
    assert car.receive(heat()) == []
    assert car.values["VA_SEAT_STS.RlSeatHeatState"] == "off"
    said = live(car, 0.5)
    assert [frame.arbitration_id for _, frame in said if frame.is_error_frame] == [0x100]
    assert [frame for _, frame in said if frame.channel == "mcan" and not frame.is_error_frame]
    assert car.receive(heat())


# a bus with too little room


def test_a_babbling_node_before_all_others_starves_the_bus():
    car = faulty("1..3 babble mcan rate=2000")
    said = live(car, 2.0)
    babble = [at for at, frame in said if frame.arbitration_id == 0]
    assert len(babble) == pytest.approx(
        100_000 / bits(can.Message(data=bytes(8), is_extended_id=False)), rel=0.02
    )  # all that mcan carries in 1 s
    assert not [frame for at, frame in said if frame.channel == "mcan" and frame.arbitration_id and at > 1.0 + STEP]
    assert [frame for at, frame in said if frame.channel == "ccan" and at > 1.5]
    assert car.receive(heat()) == []
    live(car, 1.0)
    said = live(car, 0.5)
    assert not [at for at, frame in said if frame.arbitration_id == 0 and at > STEP]
    assert car.values["VA_SEAT_STS.RlSeatHeatState"] == 3  # the command had waited
    assert car.counts["overwritten"] > 0


def test_babbling_with_the_lowest_priority_blocks_no_frame():
    usual, said = live(Car(), 3.0), live(faulty("1..3 babble mcan rate=2000 id=0x7FF"), 3.0)
    counters = [[alive(frame) for at, frame in of(heard, "VA_SEAT_STS")] for heard in (usual, said)]
    assert counters[0][:-1] == counters[1][: len(counters[0]) - 1]
    assert len([frame for _, frame in said if frame.arbitration_id == 0x7FF]) > 1000


def test_load_delays_frames_and_the_lowest_id_goes_first():
    car = faulty("0.. load mcan share=0.95")
    car.step(0.0)
    first = [frame for frame in car.step(0.2) if frame.channel == "mcan"]
    ids = [frame.arbitration_id for frame in first]
    assert ids == sorted(ids)
    assert len(ids) == pytest.approx(0.2 * 100_000 * 0.05 / bits(first[0]), abs=1.5)


def test_a_light_load_loses_nothing():
    usual, said = live(Car(), 5.0, 0.001), live(faulty("0.. load mcan share=0.3\n0.. load ccan share=0.3"), 5.0, 0.001)
    seats = [[alive(frame) for _, frame in of(heard, "VA_SEAT_STS")] for heard in (usual, said)]
    assert seats[0][:-1] == seats[1][: len(seats[0]) - 1]


def test_who_waits_for_the_car_waits_for_its_faults_too():
    car = faulty("0.003.. delay DATC_PE_02 by=2ms\n1.. load mcan share=0.9")
    car.step(0.001)
    assert car.until_due == pytest.approx(0.002)
    car.step(1.0)
    assert car.until_due <= 0.001


def test_commands_waiting_for_room_are_not_overwritten():
    """Each frame is one key press."""
    car = faulty("0..2 load mcan share=0.99")
    car.step(0.1)
    for sequence in (1, 2, 3):
        car.receive(heat(sequence, sequence, sequence))
    answers = [codec.decode("mcan", frame)[1]["AckSeq"] for _, frame in of(live(car, 6.0), "VA_SEAT_STS")]
    assert answers[-1] == 3
    assert car.counts["overwritten"] > 0  # of status messages
    assert car.values["VA_SEAT_STS.RlSeatHeatState"] == 3


# luck


SCRIPT = """0.. drop all share=10%
0.. delay mcan by=1ms jitter=50ms share=20%
1.. corrupt ccan share=5%
0.5..1 babble mcan rate=300
"""


def test_the_same_seed_is_the_same_drive_and_another_is_another():
    drives = [[(at, key(frame)) for at, frame in live(faulty(SCRIPT, seed), 3.0)] for seed in (1, 1, 2)]
    assert drives[0] == drives[1] != drives[2]


def test_one_more_fault_leaves_the_luck_of_the_others():
    first, more = "0.. drop LVR12 share=50%", "0.. drop CGW1 share=50%"
    drives = [[at for at, _ in of(live(faulty(script), 3.0), "LVR12")] for script in (first, f"{first}\n{more}")]
    assert drives[0] == drives[1]
