"""Between the messages of the contract and its plain values, there and back, and what is refused on the way."""

import pytest
from google.protobuf.duration_pb2 import Duration

from contract import messages
from contract.ids import checked_id, new_id
from contract.messages import word
from contract.token_bucket import Bucket
from contract.values import Command, InvalidRequest, Understanding
from malcha.v1 import command_pb2, turn_pb2, understanding_pb2
from vehicle.doors.messages import KINDS

COMMANDS = [
    Command("hazard", "on"),
    Command("seat.heat", "set", "driver", 2.0),
    Command("seat.heat", "set", "driver", 0.0),
    Command("climate.airflow", "set", None, "feet"),
    Command("media.play", "play", None, ""),
    Command("nav.go", "do", None, "강남역"),
    Command("nav.nearby", "do", None, "cafe"),
    Command("nav.waypoint", "add", None, "cafe"),
    Command("message.send", "do", None, {"to": "me", "text": "late"}),
    Command("message.send", "do", None, {"to": "me"}),
    Command("message.send", "do", None, {}),
    Command("nav.go", "do", None, {"name": "우체국", "near": "부산역"}),
    Command("nav.nearby", "do", None, {"name": "cafe", "along_route": True}),
    Command("nav.waypoint", "add", None, {"near": "부산역"}),
    Command("home.heater", "set", None, {"room": "거실", "value": 24.0}),
    Command("home.light", "set", None, {"value": 0.0}),
    Command("home.aircon", "set", None, {"room": "안방", "value": "제습"}),
    Command("home.light", "on", None, {"room": "kitchen"}),
]


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("kinds", [KINDS, messages.UNKNOWN_KINDS], ids=["by the catalogue", "without it"])
def test_a_command_comes_back_as_it_was(command, kinds):
    assert messages.command_from_proto(messages.command_to_proto(command, kinds)) == command


@pytest.mark.parametrize(
    ("function", "kind"),
    [("nav.go", "place"), ("nav.nearby", "place"), ("nav.waypoint", "place"), ("media.play", "text")],
)
def test_words_for_a_place_are_sent_as_a_place(function, kind):
    sent = messages.command_to_proto(Command(function, "do", None, "서울역"), KINDS)
    assert sent.value.WhichOneof("kind") == kind


@pytest.mark.parametrize("value", [24.0, "제습"])
def test_the_setting_of_a_device_is_sent_as_one_of_a_home(value):
    sent = messages.command_to_proto(Command("home.aircon", "set", None, value), KINDS)
    assert sent.value.WhichOneof("kind") == "home"
    assert messages.command_from_proto(sent).value == {"value": value}


def test_parts_of_no_kind_are_a_mistake():
    with pytest.raises(ValueError, match="no value has the parts"):
        messages.value_to_proto({"to": "me", "near": "you"})


def test_what_was_not_spoken_is_absent():
    sent = messages.command_to_proto(Command("hazard", "on"))
    assert (sent.zone, sent.HasField("value")) == ("", False)
    assert messages.command_from_proto(sent) == Command("hazard", "on", None, None)


@pytest.mark.parametrize(
    ("given", "reason", "field"),
    [
        (command_pb2.Command(delay=Duration(seconds=-1)), "TIME", "x.delay"),
        (command_pb2.Command(duration=Duration(nanos=-1)), "TIME", "x.duration"),
        (command_pb2.Command(value=command_pb2.Value()), "VALUE", "x.value"),
        (command_pb2.Command(value=command_pb2.Value(text="a", unit="%")), "VALUE", "x.value.unit"),
    ],
)
def test_what_this_version_does_not_do_is_refused(given, reason, field):
    with pytest.raises(InvalidRequest) as error:
        messages.command_from_proto(given, "x")
    assert (error.value.reason, error.value.field) == (reason, field)
    assert str(error.value).startswith(field)


def test_a_delay_and_a_duration_survive_the_wire():
    later = Command("seat.heat", "off", "driver", None, 600.0, 0.5)
    assert messages.command_from_proto(messages.command_to_proto(later)) == later
    assert messages.command_from_proto(command_pb2.Command(function="hazard", op="on", delay=Duration())).after is None


def test_a_value_of_a_newer_contract_is_not_taken_for_none():
    """Its kind is a field that is not known here."""
    newer = command_pb2.Command.FromString(
        command_pb2.Command(function="hazard", op="on").SerializeToString() + b"\x22\x03\x98\x06\x01"
    )
    assert newer.HasField("value")
    with pytest.raises(InvalidRequest):
        messages.command_from_proto(newer)


@pytest.mark.parametrize("outcome", ["understood", "out_of_scope", "ambiguous", "hand_off"])
@pytest.mark.parametrize("by", ["server", "embedded", ""])
def test_an_understanding_comes_back_as_it_was(outcome, by):
    there = Understanding(outcome, (Command("nav.go", "do", None, "a"),), 0.5, (), "m1", {"run": 1.0}, by, "text")
    sent = messages.understanding_to_proto(there, KINDS)
    assert messages.understanding_from_proto(sent, {"run": 1.0}) == there


def test_timings_come_back_as_they_were():
    assert messages.timings_from_proto(messages.timings_to_proto({"run": 1.5, "decode": 0.5})) == {
        "run": 1.5,
        "decode": 0.5,
    }


@pytest.mark.parametrize(
    ("enum", "number", "expected"),
    [
        (understanding_pb2.Outcome, understanding_pb2.OUTCOME_HAND_OFF, "hand_off"),
        (understanding_pb2.Outcome, 0, ""),
        (understanding_pb2.Outcome, 77, "77"),
        (turn_pb2.CommandOutcome, turn_pb2.COMMAND_OUTCOME_TIMED_OUT, "timed_out"),
        (command_pb2.Seat, command_pb2.SEAT_REAR_LEFT, "rear_left"),
    ],
)
def test_the_words_of_enums(enum, number, expected):
    assert word(enum, number) == expected


@pytest.mark.parametrize(("locale", "code"), [("", ""), ("ko", "ko"), ("ko-KR", "ko"), ("en", "en"), ("en-US", "en")])
def test_locales(locale, code):
    assert messages.language(locale) == code


@pytest.mark.parametrize("given", ["a", "A-Z.a_z-09", "x" * 64, ""])
def test_ids_that_are_taken(given):
    assert checked_id(given, "request_id") == given


@pytest.mark.parametrize("given", [" ", "a b", "a\n", "가", "x" * 65, "a/b", "é", "\0"])
def test_ids_that_are_none(given):
    with pytest.raises(InvalidRequest) as error:
        checked_id(given, "request_id")
    assert (error.value.reason, error.value.field) == ("ID", "request_id")


def test_a_made_id_is_one():
    assert checked_id(new_id(), "utterance_id") != new_id()


def test_a_bucket_holds_its_burst_and_fills_at_its_rate():
    bucket = Bucket(burst=3.0, rate=2.0, level=3.0, at=10.0)
    assert bucket.has(3, 10.0)
    bucket.level -= 3
    assert not bucket.has(1, 10.4)
    assert bucket.has(1, 10.5)
    assert bucket.has(3, 100.0)
    assert not bucket.has(4, 200.0)
