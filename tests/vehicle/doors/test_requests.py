"""Bad requests: each with its reason and the path of the field, and nothing on the bus."""

import grpc
import pytest
from google.protobuf.duration_pb2 import Duration
from turns import command, failure

from contract.values import Command, InvalidRequest
from languages import locales
from malcha.v1 import command_pb2, understanding_pb2, vehicle_pb2
from vehicle.cars.car import load
from vehicle.doors import requests

G70, HATCHBACK = load("genesis_g70"), load("hatchback")
ON = command("hazard", "on")


def wrong(**more) -> command_pb2.Command:
    return command_pb2.Command(function="hazard", op="on", **more)


def several(*texts: str, score: float = 0.0):
    return [understanding_pb2.Alternative(text=text, score=score) for text in texts]


BAD_COMMANDS = [
    ([], "COMMANDS", "commands"),
    ([ON] * 9, "COMMANDS", "commands"),
    ([command("flux.capacitor", "on")], "FUNCTION", "commands[0].function"),
    ([ON, command("hazard", "explode")], "OP", "commands[1].op"),
    ([ON, ON, command("seat.heat", "on", "roof")], "ZONE", "commands[2].zone"),
    ([command("climate.temperature", "set", text="warm")], "VALUE", "commands[0].value"),
    ([command("climate.ac", "on", number=1)], "VALUE", "commands[0].value"),
    ([command("climate.temperature", "set", number=float("nan"))], "VALUE", "commands[0].value"),
    ([command("media.play", "play", text="가" * 501)], "VALUE", "commands[0].value"),
    ([wrong(delay=Duration(seconds=-600))], "TIME", "commands[0].delay"),
    ([wrong(delay=Duration(seconds=604801))], "TIME", "commands[0].delay"),
    ([ON, wrong(duration=Duration(nanos=-1))], "TIME", "commands[1].duration"),
    ([wrong(value=command_pb2.Value())], "VALUE", "commands[0].value"),
    ([wrong(value=command_pb2.Value(unit="%"))], "VALUE", "commands[0].value"),
    ([command("climate.temperature", "set", number=72, unit="degF")], "VALUE", "commands[0].value.unit"),
    ([command("light.ambient", "set", text="red", unit="%")], "VALUE", "commands[0].value.unit"),
    ([command("hazard", "on", home={"room": "kitchen"})], "VALUE", "commands[0].value"),
    ([command("home.light", "set", place={"name": "a", "near": "b"})], "VALUE", "commands[0].value"),
    ([command("home.heater", "set", home={"number": float("nan")})], "VALUE", "commands[0].value"),
    ([command("media.play", "play", place={"name": "a", "along_route": True})], "VALUE", "commands[0].value"),
]
BAD_WORDS = [
    ({}, "TEXT_MISSING", "text"),
    ({"text": " \n　"}, "TEXT_MISSING", "text"),
    ({"text": "가" * 501}, "TEXT_TOO_LONG", "text"),
    ({"text": "열선 켜\x1b[D"}, "TEXT_UNREADABLE", "text"),
    ({"alternatives": several("열선", "열\x00선")}, "TEXT_UNREADABLE", "alternatives[1].text"),
    ({"alternatives": several(*["열선"] * 6)}, "ALTERNATIVES", "alternatives"),
    ({"text": "열선", "alternatives": several("열선")}, "ALTERNATIVES", "alternatives"),
    ({"alternatives": several("열선", "")}, "TEXT_MISSING", "alternatives[1].text"),
    ({"alternatives": several("열선", score=1.5)}, "SCORE", "alternatives[0].score"),
    ({"alternatives": several("열선", score=float("nan"))}, "SCORE", "alternatives[0].score"),
]
BAD_FRAMES = [  # of every request that begins a turn
    ({"locale": "fr-FR"}, "LOCALE", "locale"),
    ({"locale": "KO"}, "LOCALE", "locale"),
    ({"seat": 99}, "SEAT", "seat"),
    ({"seat": -1}, "SEAT", "seat"),
    *(
        ({name: id}, "ID", name)
        for name in ("utterance_id", "request_id")
        for id in ("a b", "é", "x" * 65, "a/b", "a\n")
    ),
]


def refused(call, *arguments) -> tuple[str, str]:
    with pytest.raises(InvalidRequest) as error:
        call(*arguments)
    return error.value.reason, error.value.field


@pytest.mark.parametrize(("commands", "reason", "field"), BAD_COMMANDS)
def test_commands_that_break_the_contract(commands, reason, field):
    request = vehicle_pb2.ExecuteRequest(commands=commands)
    assert refused(requests.commands, request, G70) == (reason, field)


@pytest.mark.parametrize(("given", "reason", "field"), BAD_WORDS)
@pytest.mark.parametrize("kind", [vehicle_pb2.SayRequest, vehicle_pb2.ConverseRequest])
def test_words_that_break_the_contract(kind, given, reason, field):
    assert refused(requests.utterance, kind(**given)) == (reason, field)


@pytest.mark.parametrize(("given", "reason", "field"), BAD_FRAMES)
@pytest.mark.parametrize("kind", [vehicle_pb2.SayRequest, vehicle_pb2.ConverseRequest, vehicle_pb2.ExecuteRequest])
def test_what_every_turn_has_in_common_and_breaks_the_contract(kind, given, reason, field):
    assert refused(requests.asked, kind(**given)) == (reason, field)


@pytest.mark.parametrize(
    ("request_", "reason", "field", "metadata"),
    [
        (
            vehicle_pb2.ExecuteRequest(commands=[command("hazard", "x")]),
            "OP",
            "commands[0].op",
            {"allowed": "on, off, query"},
        ),
        (vehicle_pb2.ExecuteRequest(commands=[ON] * 9), "COMMANDS", "commands", {"limit": "8"}),
        (vehicle_pb2.ExecuteRequest(commands=[wrong(delay=Duration(seconds=-1))]), "TIME", "commands[0].delay", {}),
        (
            vehicle_pb2.SayRequest(text="x" * 501),
            "TEXT_TOO_LONG",
            "text",
            {"size": "501", "limit": "500"},
        ),
        (
            vehicle_pb2.SayRequest(text="x", locale="f" * 5000),
            "LOCALE",
            "locale",
            {"allowed": ", ".join(sorted(locales()))},
        ),
        (
            vehicle_pb2.ExecuteRequest(commands=[command("media.tune", "set", number=91.9, unit="kHz")]),
            "VALUE",
            "commands[0].value.number",
            {"allowed": "531 to 1602 kHz"},
        ),
        (vehicle_pb2.ExecuteRequest(commands=[command("x" * 9000, "on")]), "FUNCTION", "commands[0].function", {}),
        (vehicle_pb2.ClearAlarmRequest(bus="bcan"), "BUS", "bus", {"allowed": "ccan, mcan"}),
    ],
)
def test_a_client_is_told_the_reason_and_the_field(drive, on_the_bus, request_, reason, field, metadata):
    rpc = getattr(drive.vehicle, type(request_).__name__.removesuffix("Request"))
    status, found = failure(rpc, request_)
    assert (status, found.name, found.metadata) == (grpc.StatusCode.INVALID_ARGUMENT, reason, metadata)
    assert list(found.fields) == [field]
    assert found.fields[field]
    assert on_the_bus == []


def test_a_text_that_the_engine_cannot_read_has_a_reason_too(drive, monkeypatch):
    from turns import engine

    monkeypatch.setattr(drive.assistant, "understand", engine())
    status, found = failure(drive.vehicle.Say, vehicle_pb2.SayRequest(text="😀"))
    assert (status, found.name) == (grpc.StatusCode.INVALID_ARGUMENT, "TEXT_UNREADABLE")
    assert list(found.fields) == ["text"]
    two = [understanding_pb2.Alternative(text="에어컨 켜 줘", score=1), understanding_pb2.Alternative(text="!!!")]
    _, found = failure(drive.vehicle.Say, vehicle_pb2.SayRequest(alternatives=two))
    assert (found.name, list(found.fields)) == ("TEXT_UNREADABLE", ["alternatives[1].text"])


def test_a_request_that_cannot_be_decoded_has_a_reason(drive):
    for data in (b"\x1a\x02\xff\xfe", b"\x1a\x50half"):
        for rpc in ("Say", "Execute"):
            status, found = failure(drive.channel.unary_unary(f"/malcha.v1.VehicleService/{rpc}"), data)
            assert (status, found.name) == (grpc.StatusCode.INVALID_ARGUMENT, "UNDECODABLE")


# what is taken


def taken(*commands: command_pb2.Command, car=G70) -> list[Command]:
    return list(requests.commands(vehicle_pb2.ExecuteRequest(commands=commands), car))


@pytest.mark.parametrize("function", ["nav.go", "nav.nearby"])
def test_a_place_and_its_name_alone_are_the_same(function):
    as_place, as_text = taken(command(function, "do", place={"name": "카페"}), command(function, "do", text="카페"))
    assert as_place == as_text == Command(function, "do", None, "카페")


@pytest.mark.parametrize(
    ("function", "number", "unit"),
    [
        ("climate.temperature", 22, "degC"),
        ("media.volume", 30, "%"),
        ("media.tune", 95.9, "MHz"),
        ("media.tune", 603, "kHz"),
    ],
)
def test_a_number_may_have_a_unit_of_its_function(function, number, unit):
    (found,) = taken(command(function, "set", number=number, unit=unit))
    assert found.value == number


def test_units_are_those_of_the_car():
    with pytest.raises(InvalidRequest) as error:
        taken(command("media.tune", "set", number=603, unit="kHz"), car=HATCHBACK)
    assert error.value.details == {"allowed": "MHz"}


def test_a_seat_that_is_not_given_is_the_drivers_and_an_utterance_gets_an_id():
    found = requests.asked(vehicle_pb2.SayRequest(text="x"))
    assert (found.seat, found.lang, found.request_id, len(found.utterance_id)) == ("driver", "", "", 12)
    assert found.utterance_id != requests.asked(vehicle_pb2.SayRequest(text="x")).utterance_id
    given = vehicle_pb2.SayRequest(text="x", seat="SEAT_REAR_LEFT", locale="en-US", utterance_id="u", request_id="r")
    found = requests.asked(given)
    assert (found.seat, found.lang, found.utterance_id, found.request_id) == ("rear_left", "en", "u", "r")


def test_the_utterance_id_of_the_client_reaches_who_understands_and_the_answer(drive, words):
    words.means(Command("info.time", "query"))
    assert drive.say("몇 시야", utterance_id="trip-7.turn-3").utterance_id == "trip-7.turn-3"
    assert words.asked[-1][2].utterance_id == "trip-7.turn-3"
    made = drive.say("몇 시야").utterance_id
    assert made == words.asked[-1][2].utterance_id != ""
