"""Who may do what: as a table, over the wire, and that every refusal leaves a line."""

import re
from contextlib import ExitStack
from pathlib import Path

import can
import grpc
import pytest
from calls import PATIENCE, first, health, sent, status_of
from g70 import FUNCTIONS
from secured import CLIENTS, DENIED, INVALID, call, serving, shown
from turns import command

import malcha
from contract.messages import word
from contract.values import Command
from malcha.v1 import turn_pb2, vehicle_pb2, vehicle_pb2_grpc
from serving import tls
from vehicle.doors import permissions
from vehicle.doors.permissions import ALL, GROUPS, READ, Client, Permissions, PermissionsError

EXAMPLE = Path(malcha.__file__).parents[1] / "docs" / "permissions.toml"


# permissions, as a table


def test_every_function_belongs_to_a_group_and_a_group_opens_only_its_own():
    for row in FUNCTIONS.values():
        group = row.name.partition(".")[0]
        assert group in GROUPS or row.is_dialog
        for op in row.ops:
            assert Client("c", frozenset({group})).may(row, op)
            assert Client("c", frozenset({ALL})).may(row, op)
            assert not Client("c", frozenset()).may(row, op)
            others = frozenset(GROUPS) - {group}
            assert Client("c", others).may(row, op) is row.is_dialog


def test_who_may_only_read_may_do_nothing_that_writes_or_is_handed_on():
    dashboard = Client("c", frozenset({READ}))
    may = {(row.name, op) for row in FUNCTIONS.values() for op in row.ops if dashboard.may(row, op)}
    assert not [(name, op) for name, op in may if FUNCTIONS[name].writes(op)]
    assert ("climate.temperature", "query") in may
    assert ("home.aircon", "on") not in may
    assert ("message.send", "do") not in may
    assert ("message.read", "do") not in may


def test_a_refusal_of_a_command_has_a_reason():
    refusal = Client("c", frozenset()).refuse(FUNCTIONS["window"], "open")
    assert refusal is not None
    assert refusal.reason == "permission"
    assert Client("c", frozenset({"window"})).refuse(FUNCTIONS["window"], "open") is None


def test_an_rpc_that_is_not_known_to_only_look_is_for_those_who_may_do_all():
    """Of every rpc there is: a new one is closed until somebody decides otherwise."""
    allowed = Permissions(
        {"dashboard": frozenset({READ}), "tablet": frozenset({"media"}), "unit": frozenset({ALL})}, frozenset()
    )
    rpcs = [method.name for method in vehicle_pb2.DESCRIPTOR.services_by_name["VehicleService"].methods]

    def open_to(name):
        return {rpc for rpc in [*rpcs, "Reset"] if not allowed.why_not(name, rpc, vehicle_pb2.ExecuteRequest())}

    assert open_to("unit") == {*rpcs, "Reset"}
    assert open_to("dashboard") == {rpc for rpc in rpcs if rpc.startswith(("Get", "Watch"))} | {
        "Say",
        "Converse",
        "Execute",
        "ListFunctions",
    }
    assert open_to("tablet") == {
        rpc for rpc in rpcs if rpc in ("Say", "Converse", "Execute", "ListFunctions", "Listen")
    }
    assert open_to("stranger") == open_to("") == open_to(None) == set()


def test_the_example_says_who_may_do_what():
    found = permissions.load(EXAMPLE)
    assert found.clients["dashboard"] == {READ}
    assert found.clients["head-unit"] == {ALL}
    assert found.client(None).groups == found.client("stranger").groups == frozenset()


def test_whoever_shows_no_certificate_has_a_line_of_its_own(tmp_path):
    file = tmp_path / "p.toml"
    file.write_text('without_certificate = ["read"]')
    found = permissions.load(file)
    assert found.client(None).groups == {READ}
    assert found.client("").groups == found.client("any").groups == frozenset()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[clients]\nphone = ['windows']", "no group 'windows'; 'window'?"),
        ("[clients]\nphone = ['xyz']", "no group 'xyz'; there are read, all, climate"),
        ("[clients]\nphone = ['dialog']", "no group 'dialog'"),
        ("[clients]\nphone = 'read'", "'phone': must be a list of words"),
        ("[clients]\nphone = [1]", "'phone': must be a list of words"),
        ("[clients]\n'' = ['read']", "a client has a name"),
        ("without_certificate = 'all'", "without_certificate: must be a list"),
        ("clients = ['phone']", "only without_certificate"),
        ("everybody = ['all']", "'everybody': only without_certificate"),
        ("[clients]\nphone = ['read']\nphone = ['all']", "Cannot overwrite a value"),
        ("[clients", "at end of document"),
    ],
)
def test_a_file_that_cannot_be_used_is_said(tmp_path, text, why):
    file = tmp_path / "p.toml"
    file.write_text(text)
    with pytest.raises(PermissionsError, match=re.escape(why)) as error:
        permissions.load(file)
    assert str(error.value).startswith(str(file))
    with pytest.raises(PermissionsError, match="No such file"):
        permissions.load(tmp_path / "none.toml")


# permissions, over the wire


@pytest.fixture(scope="module")
def clients(car, words, folder):
    """A stub for each client, at a gateway with mutual TLS and the example's permissions."""
    with (
        serving(car, "vehicle", shown(folder, "server"), allowed=permissions.load(EXAMPLE)) as address,
        ExitStack() as stack,
    ):
        channels = {name: stack.enter_context(tls.channel(address, shown(folder, name))) for name in CLIENTS}
        yield {name: vehicle_pb2_grpc.VehicleServiceStub(channel) for name, channel in channels.items()}, channels


@pytest.fixture
def on_the_bus(car):
    sent = []
    observe = lambda frame: sent.append(frame) if frame.sent else None  # noqa: E731
    car.delivery.bridge.observers.append(observe)
    yield sent
    car.delivery.bridge.observers.remove(observe)


def execute(clients, who: str, *commands):
    return clients[0][who].Execute(vehicle_pb2.ExecuteRequest(commands=commands), timeout=PATIENCE).turn


def say(clients, words, who: str, *commands: Command, outcome="understood"):
    words.means(*commands, outcome=outcome)
    return clients[0][who].Say(vehicle_pb2.SayRequest(text="...", locale="en"), timeout=PATIENCE).turn


def outcomes(said) -> list[tuple[str, str]]:
    return [(word(turn_pb2.CommandOutcome, result.outcome), result.reason) for result in said.results]


def test_who_may_only_read_sees_the_state_and_cannot_act(clients, on_the_bus, told):
    vehicle = clients[0]["dashboard"]
    assert vehicle.GetState(vehicle_pb2.GetStateRequest(), timeout=PATIENCE).functions
    assert vehicle.ListFunctions(vehicle_pb2.ListFunctionsRequest(), timeout=PATIENCE).functions
    watching = vehicle.WatchState(vehicle_pb2.WatchStateRequest(), timeout=PATIENCE)
    assert next(watching).change.function
    watching.cancel()
    assert told() == []
    with pytest.raises(grpc.RpcError) as error:
        execute(clients, "dashboard", command("seat.heat", "on", "driver"))
    assert error.value.code() is DENIED
    assert error.value.details() == "client 'dashboard' is not permitted seat.heat on; it has read; nothing was done"
    assert on_the_bus == []
    (line,) = told()
    assert (line["refused"], line["client"], line["rpc"], line["times"]) == (
        "PERMISSION_DENIED",
        "certificate dashboard",
        "Execute",
        1,
    )
    assert line["why"] == error.value.details()
    assert line["peer"].startswith("ipv4:127.0.0.1:")


def test_of_several_commands_none_is_carried_out_if_one_is_not_permitted(clients, on_the_bus):
    heat, window = command("seat.heat", "on", "rear_left"), command("window", "open", "rear_left")
    for commands in ((heat, window), (window, heat)):
        assert status_of(clients[0]["rear-tablet"].Execute, vehicle_pb2.ExecuteRequest(commands=commands)) is DENIED
    assert on_the_bus == []


def test_what_is_permitted_is_done(clients, on_the_bus):
    execute(clients, "head-unit", command("seat.heat", "off", "rear_left"))
    assert outcomes(execute(clients, "rear-tablet", command("seat.heat", "on", "rear_left"))) == [("confirmed", "")]
    assert on_the_bus


def test_what_is_said_is_permitted_or_refused_command_by_command(clients, words, on_the_bus, told):
    execute(clients, "head-unit", command("seat.heat", "off", "rear_left"))
    on_the_bus.clear()
    said = say(
        clients, words, "rear-tablet", Command("window", "open", "rear_left"), Command("seat.heat", "on", "rear_left")
    )
    assert outcomes(said) == [("refused", "permission"), ("confirmed", "")]
    assert said.results[0].reply == "This device has no permission for the window."
    assert {frame.message for frame in on_the_bus} == {"VA_SEAT_CMD"}
    assert said.reply.startswith(said.results[0].reply)
    line = told()[-1]
    assert line["client"] == "certificate rear-tablet"
    assert [(c["outcome"], c["reason"]) for c in line["commands"]] == [("refused", "permission"), ("confirmed", "")]


def test_who_may_only_read_gets_answers_and_nothing_else(clients, words, on_the_bus):
    said = say(
        clients,
        words,
        "dashboard",
        Command("climate.ac", "query"),
        Command("climate.ac", "on"),
        Command("home.aircon", "on"),
    )
    assert [outcome for outcome, _ in outcomes(said)] == ["answered", "refused", "refused"]
    assert on_the_bus == []


def test_who_may_act_in_one_group_does_not_see_the_whole_state(car, words, folder):
    allowed = Permissions({"stranger": frozenset({"media"})}, frozenset())
    with serving(car, "vehicle", shown(folder, "server"), allowed=allowed) as address:
        assert call(address, "vehicle", shown(folder, "stranger")) is DENIED


def test_who_may_only_read_neither_quietens_the_car_nor_clears_an_alarm(clients, on_the_bus, told):
    vehicle = clients[0]["dashboard"]
    assert status_of(first(vehicle.Listen), vehicle_pb2.ListenRequest()) is DENIED
    assert status_of(vehicle.ClearAlarm, vehicle_pb2.ClearAlarmRequest(bus="mcan")) is DENIED
    assert [line["rpc"] for line in told()] == ["Listen", "ClearAlarm"]
    assert on_the_bus == []


def test_who_is_not_named_is_not_even_listened_to(clients, words, on_the_bus, told):
    vehicle, channel = clients[0]["stranger"], clients[1]["stranger"]
    asked = len(words.asked)
    requests = [
        (vehicle.Say, vehicle_pb2.SayRequest(text="열선 켜")),
        (first(sent(vehicle.Converse)), vehicle_pb2.ConverseRequest(text="열선 켜")),
        (vehicle.Execute, vehicle_pb2.ExecuteRequest(commands=[command("climate.ac", "query")])),
        (vehicle.GetState, vehicle_pb2.GetStateRequest()),
        (vehicle.ListFunctions, vehicle_pb2.ListFunctionsRequest()),
        (first(vehicle.WatchState), vehicle_pb2.WatchStateRequest()),
        (first(vehicle.WatchEvents), vehicle_pb2.WatchEventsRequest()),
        (first(vehicle.Listen), vehicle_pb2.ListenRequest()),
        (vehicle.ClearAlarm, vehicle_pb2.ClearAlarmRequest(bus="mcan")),
    ]
    assert len(requests) == len(vehicle_pb2.DESCRIPTOR.services_by_name["VehicleService"].methods)
    assert [status_of(rpc, request) for rpc, request in requests] == [DENIED] * len(requests)
    assert [line["refused"] for line in told()] == ["PERMISSION_DENIED"] * len(requests)
    assert len(words.asked) == asked
    assert on_the_bus == []
    assert health(channel) == 1


def test_nobody_says_yes_to_anothers_question(clients, words, on_the_bus):
    asks = Command("trunk", "open")
    assert outcomes(say(clients, words, "head-unit", asks)) == [("needs_confirmation", "")]
    for who in ("rear-tablet", "dashboard"):
        assert outcomes(say(clients, words, who, Command("dialog.yes", "do"))) == [("answered", "")]
        assert not words.asked[-1][2].pending
    assert on_the_bus == []
    assert outcomes(say(clients, words, "head-unit", Command("dialog.yes", "do"))) == [("confirmed", "")]
    execute(clients, "head-unit", command("trunk", "close"))


def test_nobody_undoes_or_hears_again_what_another_did(clients, words, on_the_bus):
    execute(clients, "head-unit", command("seat.heat", "off", "passenger"))
    done = say(clients, words, "head-unit", Command("seat.heat", "on", "passenger"))
    on_the_bus.clear()
    assert outcomes(say(clients, words, "dashboard", Command("dialog.undo", "do"))) == [("refused", "nothing_to_undo")]
    assert say(clients, words, "dashboard", Command("dialog.repeat", "do")).reply != done.reply
    assert on_the_bus == []
    assert outcomes(say(clients, words, "head-unit", Command("dialog.undo", "do"))) == [("confirmed", "")]


def test_a_place_that_a_reader_was_told_of_is_not_driven_to(clients, words, on_the_bus):
    said = say(clients, words, "dashboard", Command("nav.nearby", "do", None, "cafe"))
    assert outcomes(said) == [("answered", "")], said.reply
    chosen = say(clients, words, "dashboard", Command("dialog.select", "do", None, 1.0))
    assert outcomes(chosen) == [("refused", "permission")]
    assert on_the_bus == []


def test_without_certificates_a_conversation_is_the_addresss_and_the_audit_names_it(car, words, told, monkeypatch):
    with serving(car, "vehicle") as address, tls.channel(address) as channel:
        nearby = ({None: vehicle_pb2_grpc.VehicleServiceStub(channel)}, {})
        assert outcomes(say(nearby, words, None, Command("trunk", "open"))) == [("needs_confirmation", "")]
        monkeypatch.setattr(tls, "client_of", lambda context: "somebody else")
        say(nearby, words, None, Command("info.time", "query"))
        assert not words.asked[-1][2].pending
        monkeypatch.undo()
        say(nearby, words, None, Command("info.time", "query"))
        assert words.asked[-1][2].pending
    assert [line["client"] for line in told()] == ["ipv4:127.0.0.1", "certificate somebody else", "ipv4:127.0.0.1"]


@pytest.mark.parametrize(
    ("peer", "who"),
    [("ipv4:10.0.0.7:4711", "ipv4:10.0.0.7"), ("ipv6:%5Bfe80::1%5D:80", "ipv6:%5Bfe80::1%5D"), ("unix:", "unix")],
)
def test_who_shows_no_certificate_is_its_address_whatever_the_port(peer, who):
    class Context:
        def auth_context(self):
            return {}

        def peer(self):
            return peer

    assert tls.caller(Context()) == who


# alarms


def test_an_alarm_is_cleared_by_who_may_do_everything_and_leaves_a_line(car, told):
    def health():
        return next(bus for bus in car.delivery.bridge.health() if bus.bus == "mcan")

    car.delivery.bridge.receive("mcan", can.Message(arbitration_id=0x6A4, data=bytes(8), is_extended_id=False))
    assert "6A4" in health().alarm
    request = vehicle_pb2.ClearAlarmRequest(bus="mcan")
    some = Permissions({None: frozenset({READ, "light"})}, frozenset())
    with serving(car, "vehicle", allowed=some) as address, tls.channel(address) as channel:
        assert status_of(vehicle_pb2_grpc.VehicleServiceStub(channel).ClearAlarm, request) is DENIED
    assert health().alarm
    with serving(car, "vehicle") as address, tls.channel(address) as channel:
        assert (
            status_of(
                vehicle_pb2_grpc.VehicleServiceStub(channel).ClearAlarm, vehicle_pb2.ClearAlarmRequest(bus="bcan")
            )
            is INVALID
        )
        clear = vehicle_pb2_grpc.VehicleServiceStub(channel).ClearAlarm
        assert "6A4" in clear(request, timeout=PATIENCE).alarm
        assert clear(request, timeout=PATIENCE).alarm == ""
    assert not health().alarm
    assert [("6A4" in line["alarm"], line["client"]) for line in told() if line.get("cleared") == "mcan"] == [
        (True, "ipv4:127.0.0.1"),
        (False, "ipv4:127.0.0.1"),
    ]
