"""Who may connect, who may do what, how much and how often, and that every refusal leaves a line."""

import json
import logging
import re
import shlex
import socket
import stat
import threading
from contextlib import ExitStack, contextmanager
from pathlib import Path

import can
import grpc
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc
from turns import PATIENCE, Words, health, status_of, until
from typer.testing import CliRunner
from vehicle.gateway.action import LONGEST_WORDS, MOST_COMMANDS, Command

import malcha
from malcha.cli.main import BAD_INPUT, NOT_DONE, app
from malcha.run import certs, children
from nlu.engine.engine import Understanding
from nlu.service import server as nlu_server
from proto import nlu_pb2, nlu_pb2_grpc, vehicle_pb2, vehicle_pb2_grpc
from serving import guard
from serving import server as serving_of_both
from serving.guard import HARD_LIMIT, LARGEST_REQUEST, Tls, TlsError
from serving.limits import (
    ALL_STREAMS,
    BURST,
    MOST_AT_ONCE,
    MOST_REMEMBERED,
    MOST_STREAMS,
    TELL_EVERY,
    WORKERS,
    RateLimit,
)
from serving.server import Security, Serving
from vehicle.catalogue.table import FUNCTIONS
from vehicle.doors import permissions, server
from vehicle.doors.permissions import ALL, GROUPS, READ, Client, Permissions, PermissionsError

ROOT = Path(malcha.__file__).parent.parent
EXAMPLE = ROOT / "docs" / "permissions.toml"
ANY_PORT = "127.0.0.1:0"
OK, UNAVAILABLE = grpc.StatusCode.OK, grpc.StatusCode.UNAVAILABLE
INVALID, EXCEEDED = grpc.StatusCode.INVALID_ARGUMENT, grpc.StatusCode.DEADLINE_EXCEEDED
DENIED, EXHAUSTED = grpc.StatusCode.PERMISSION_DENIED, grpc.StatusCode.RESOURCE_EXHAUSTED
CLIENTS = ("head-unit", "rear-tablet", "dashboard", "stranger")


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    found = tmp_path_factory.mktemp("certs")
    certs.make(found, [], list(CLIENTS))
    return found


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory) -> Path:
    """Certificates of the same names, of another authority."""
    found = tmp_path_factory.mktemp("elsewhere")
    certs.make(found, [], list(CLIENTS))
    return found


def shown(folder: Path, name: str, authority: Path | None = None) -> Tls:
    """What a side has that shows the certificate `name` and believes the folder's authority."""
    return Tls(folder / f"{name}.pem", folder / f"{name}.key", authority or folder / "ca.pem")


class Echo:
    """An engine that understands nothing at once."""

    def understand(self, alternatives, context):
        return Understanding(alternatives[0][0], "out_of_scope", (), 1.0, (), "echo", {})


@pytest.fixture(scope="module")
def words(car) -> Words:
    car.understand = Words()
    return car.understand


@contextmanager
def serving(car, service: str, tls: Tls = guard.NONE, rate: float = 0.0, allowed: Permissions = permissions.EVERYTHING):
    """The address of one of the two servers."""
    guarded = Security(tls, rate)
    if service == "nlu":
        started, port = nlu_server.serve(Echo(), ANY_PORT, guarded)
    else:
        started, port = server.serve(car, ANY_PORT, guarded, allowed)
    try:
        yield f"127.0.0.1:{port}"
    finally:
        started.stop(0.0)


def call(address: str, service: str, tls: Tls = guard.NONE) -> grpc.StatusCode:
    """The status of a harmless call."""
    with guard.channel(address, tls) as channel:
        if service == "nlu":
            request = nlu_pb2.UnderstandRequest(alternatives=[nlu_pb2.Alternative(text="에어컨")])
            return status_of(nlu_pb2_grpc.NluStub(channel).Understand, request)
        return status_of(vehicle_pb2_grpc.VehicleStub(channel).GetState, vehicle_pb2.GetStateRequest())


@pytest.fixture
def told(caplog):
    """The audit's lines so far."""
    caplog.set_level(logging.INFO, "malcha.audit")
    return lambda: [json.loads(record.getMessage()) for record in caplog.records if record.name == "malcha.audit"]


# TLS


@pytest.mark.parametrize("service", ["nlu", "vehicle"])
def test_over_tls_only_a_client_that_knows_the_authority_gets_an_answer(car, folder, elsewhere, service):
    with serving(car, service, Tls(folder / "server.pem", folder / "server.key")) as address:
        assert call(address, service, Tls(authority=folder / "ca.pem")) is OK
        assert call(address, service, Tls(authority=elsewhere / "ca.pem")) is UNAVAILABLE
        assert call(address, service) is UNAVAILABLE


@pytest.mark.parametrize("service", ["nlu", "vehicle"])
def test_over_mutual_tls_only_a_client_of_the_authority_gets_an_answer(car, folder, elsewhere, service):
    with serving(car, service, shown(folder, "server")) as address:
        assert call(address, service, shown(folder, "stranger")) is OK
        assert call(address, service, Tls(authority=folder / "ca.pem")) is UNAVAILABLE
        assert call(address, service, shown(elsewhere, "head-unit", folder / "ca.pem")) is UNAVAILABLE
        assert call(address, service) is UNAVAILABLE


def test_a_servers_certificate_makes_no_client_and_a_clients_no_server(car, folder):
    with serving(car, "vehicle", shown(folder, "server")) as address:
        assert call(address, "vehicle", shown(folder, "server")) is UNAVAILABLE
    with serving(car, "vehicle", shown(folder, "head-unit")) as address:
        assert call(address, "vehicle", shown(folder, "dashboard")) is UNAVAILABLE


def test_a_server_is_believed_only_under_the_names_in_its_certificate(car, tmp_path, folder):
    certs.make(tmp_path, ["car.example"], [])
    for made, wanted in ((folder, UNAVAILABLE), (tmp_path, OK)):
        with serving(car, "vehicle", Tls(made / "server.pem", made / "server.key")) as address:
            called = [("grpc.ssl_target_name_override", "car.example")]
            with guard.channel(address, Tls(authority=made / "ca.pem"), called) as channel:
                assert (
                    status_of(vehicle_pb2_grpc.VehicleStub(channel).GetState, vehicle_pb2.GetStateRequest()) is wanted
                )


@pytest.mark.parametrize(
    ("proved", "name"),
    [
        ({"transport_security_type": [b"ssl"]}, None),
        ({"x509_pem_cert": [b"..."]}, ""),
        ({"x509_pem_cert": [b"..."], "x509_common_name": [b"head-unit"]}, "head-unit"),
        ({"x509_pem_cert": [b"..."], "x509_common_name": [b"head-unit", b"dashboard"]}, ""),
        ({"x509_pem_cert": [b"..."], "x509_common_name": [b"\xff"]}, "\ufffd"),
    ],
)
def test_a_certificate_without_one_common_name_is_nobodys_and_not_no_certificate(proved, name):
    class Context:
        def auth_context(self):
            return proved

    assert guard.client_of(Context()) == name


def test_who_shows_a_certificate_that_nobody_asked_for_has_no_name(car, folder, words):
    """Without --tls-client-ca nothing is proved."""
    allowed = Permissions({"head-unit": frozenset({ALL})}, frozenset())
    with serving(car, "vehicle", Tls(folder / "server.pem", folder / "server.key"), allowed=allowed) as address:
        assert call(address, "vehicle", shown(folder, "head-unit")) is DENIED


@pytest.mark.parametrize(
    ("tls", "why"),
    [
        (lambda f: Tls(f / "server.pem"), "give both files"),
        (lambda f: Tls(f / "server.pem", f / "none.key"), "none.key: No such file"),
        (lambda f: Tls(f / "server.pem", f / "stranger.key"), "KEY_VALUES_MISMATCH"),
        (lambda f: Tls(f / "server.key", f / "server.pem"), "server.key"),
        (lambda f: Tls(f / "server.pem", f / "server.key", EXAMPLE), "permissions.toml"),
    ],
)
@pytest.mark.parametrize("start", [guard.server_credentials, lambda tls: tls.read()], ids=["server", "client"])
def test_certificates_that_cannot_be_used_are_said_before_anybody_listens(folder, tls, why, start):
    with pytest.raises(TlsError, match=why):
        start(tls(folder))


def test_half_a_tls_is_said(folder):
    with pytest.raises(TlsError, match="needs one itself"):
        guard.server_credentials(Tls(authority=folder / "ca.pem"))
    with pytest.raises(TlsError, match="needs the authority"):
        guard.channel("127.0.0.1:1", Tls(folder / "stranger.pem", folder / "stranger.key"))


@pytest.mark.parametrize(("address", "warned"), [("0.0.0.0:0", True), ("127.0.0.1:0", False), ("localhost:0", False)])
def test_plain_text_beyond_this_machine_is_warned_of(caplog, address, warned):
    started = Serving("nobody")
    started.start(address)
    started.stop(0.0)
    assert ("without TLS" in caplog.text) is warned


# certificates for trying it out


def test_keys_are_for_their_owner_alone_and_nothing_is_made_twice(folder):
    before = {file: file.read_bytes() for file in folder.iterdir()}
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.glob("*.key")} == {0o600}
    assert certs.make(folder, [], ["stranger"]) == []
    assert {file: file.read_bytes() for file in folder.iterdir()} == before


def test_a_client_may_be_added_later(car, folder, tmp_path):
    certs.make(tmp_path, [], [])
    with serving(car, "vehicle", shown(tmp_path, "server")) as address:
        assert [file.name for file in certs.make(tmp_path, [], ["late"])] == ["late.key", "late.pem"]
        assert call(address, "vehicle", shown(tmp_path, "late")) is OK


@pytest.mark.parametrize("name", ["", "ca", "server", "../up", "a b", "x" * 65, "-x"])
def test_a_clients_name_is_a_word(tmp_path, name):
    with pytest.raises(certs.CertsError, match="client"):
        certs.make(tmp_path, [], [name])
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_made_is_said(folder, tmp_path):
    with pytest.raises(certs.CertsError, match="is there already"):
        certs.make(folder, ["car.example"], [])
    (tmp_path / "ca.pem").write_text("nonsense")
    with pytest.raises(certs.CertsError, match=str(tmp_path)):
        certs.make(tmp_path, [], [])
    (tmp_path / "file").touch()
    with pytest.raises(certs.CertsError, match="file"):
        certs.make(tmp_path / "file", [], [])


# permissions, as a table


def test_every_function_belongs_to_a_group_and_a_group_opens_only_its_own():
    for row in FUNCTIONS.values():
        group = row.name.partition(".")[0]
        assert group in (*GROUPS, "dialog")
        for op in row.ops:
            assert Client("c", frozenset({group})).may(row, op)
            assert Client("c", frozenset({ALL})).may(row, op)
            assert not Client("c", frozenset()).may(row, op)
            others = frozenset(GROUPS) - {group}
            assert Client("c", others).may(row, op) is (group == "dialog")


def test_who_may_only_read_may_do_nothing_that_writes_or_is_handed_on():
    dashboard = Client("c", frozenset({READ}))
    may = {(row.name, op) for row in FUNCTIONS.values() for op in row.ops if dashboard.may(row, op)}
    assert not [(name, op) for name, op in may if FUNCTIONS[name].writes(op)]
    assert ("climate.temperature", "query") in may
    assert ("home.aircon", "on") not in may
    assert ("message.send", "do") not in may
    assert ("message.read", "do") not in may


def test_a_refusal_names_the_function_in_both_languages():
    refusal = Client("c", frozenset()).refuse(FUNCTIONS["window"], "open")
    assert refusal is not None
    assert refusal.reason == "permission"
    assert FUNCTIONS["window"].ko in refusal.ko
    assert FUNCTIONS["window"].en in refusal.en


def test_an_rpc_that_is_not_known_to_only_look_is_for_those_who_may_do_all():
    """Of every rpc there is: a new one is closed until somebody decides otherwise."""
    allowed = Permissions(
        {"dashboard": frozenset({READ}), "tablet": frozenset({"media"}), "unit": frozenset({ALL})}, frozenset()
    )
    rpcs = [method.name for method in vehicle_pb2.DESCRIPTOR.services_by_name["Vehicle"].methods]

    def open_to(name):
        return {rpc for rpc in [*rpcs, "Reset"] if not allowed.why_not(name, rpc, vehicle_pb2.ExecuteRequest())}

    assert open_to("unit") == {*rpcs, "Reset"}
    assert open_to("dashboard") == {rpc for rpc in rpcs if rpc.startswith(("Get", "Watch"))} | {
        "Say",
        "Execute",
        "ListFunctions",
    }
    assert open_to("tablet") == {rpc for rpc in rpcs if rpc in ("Say", "Execute", "ListFunctions", "Listen")}
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
        channels = {name: stack.enter_context(guard.channel(address, shown(folder, name))) for name in CLIENTS}
        yield {name: vehicle_pb2_grpc.VehicleStub(channel) for name, channel in channels.items()}, channels


@pytest.fixture
def on_the_bus(car):
    sent = []
    observe = lambda frame: sent.append(frame) if frame.sent else None  # noqa: E731
    car.delivery.bridge.observers.append(observe)
    yield sent
    car.delivery.bridge.observers.remove(observe)


def command(function: str, op: str, zone: str = "", **value) -> nlu_pb2.Command:
    return nlu_pb2.Command(function=function, op=op, zone=zone, value=nlu_pb2.Value(**value) if value else None)


def execute(clients, who: str, *commands: nlu_pb2.Command):
    return clients[0][who].Execute(vehicle_pb2.ExecuteRequest(commands=commands), timeout=PATIENCE)


def say(clients, words, who: str, *commands: Command, outcome="understood"):
    words.means(*commands, outcome=outcome)
    return clients[0][who].Say(vehicle_pb2.SayRequest(text="...", locale="en"), timeout=PATIENCE)


def outcomes(said) -> list[tuple[str, str]]:
    return [(vehicle_pb2.CommandOutcome.Name(result.outcome), result.reason) for result in said.results]


def test_who_may_only_read_sees_the_state_and_cannot_act(clients, on_the_bus, told):
    vehicle = clients[0]["dashboard"]
    assert vehicle.GetState(vehicle_pb2.GetStateRequest(), timeout=PATIENCE).functions
    assert vehicle.ListFunctions(vehicle_pb2.ListFunctionsRequest(), timeout=PATIENCE).functions
    watching = vehicle.WatchState(vehicle_pb2.WatchStateRequest(), timeout=PATIENCE)
    assert next(watching).function
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
    assert outcomes(execute(clients, "rear-tablet", command("seat.heat", "on", "rear_left"))) == [("CONFIRMED", "")]
    assert on_the_bus


def test_what_is_said_is_permitted_or_refused_command_by_command(clients, words, on_the_bus, told):
    execute(clients, "head-unit", command("seat.heat", "off", "rear_left"))
    on_the_bus.clear()
    said = say(
        clients, words, "rear-tablet", Command("window", "open", "rear_left"), Command("seat.heat", "on", "rear_left")
    )
    assert outcomes(said) == [("REFUSED", "permission"), ("CONFIRMED", "")]
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
    assert [outcome for outcome, _ in outcomes(said)] == ["ANSWERED", "REFUSED", "REFUSED"]
    assert on_the_bus == []


def test_who_may_act_in_one_group_does_not_see_the_whole_state(car, words, folder):
    allowed = Permissions({"stranger": frozenset({"media"})}, frozenset())
    with serving(car, "vehicle", shown(folder, "server"), allowed=allowed) as address:
        assert call(address, "vehicle", shown(folder, "stranger")) is DENIED


def first(stream):
    """The first answer of a stream, as a call."""
    return lambda *request, **more: next(stream(*request, **more))


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
        (vehicle.Execute, vehicle_pb2.ExecuteRequest(commands=[command("climate.ac", "query")])),
        (vehicle.GetState, vehicle_pb2.GetStateRequest()),
        (vehicle.ListFunctions, vehicle_pb2.ListFunctionsRequest()),
        (first(vehicle.WatchState), vehicle_pb2.WatchStateRequest()),
        (first(vehicle.WatchEvents), vehicle_pb2.WatchEventsRequest()),
        (first(vehicle.Listen), vehicle_pb2.ListenRequest()),
        (vehicle.ClearAlarm, vehicle_pb2.ClearAlarmRequest(bus="mcan")),
    ]
    assert len(requests) == len(vehicle_pb2.DESCRIPTOR.services_by_name["Vehicle"].methods)
    assert [status_of(rpc, request) for rpc, request in requests] == [DENIED] * len(requests)
    assert [line["refused"] for line in told()] == ["PERMISSION_DENIED"] * len(requests)
    assert len(words.asked) == asked
    assert on_the_bus == []
    assert health(channel) == 1


def test_nobody_says_yes_to_anothers_question(clients, words, on_the_bus):
    asks = Command("trunk", "open")
    assert outcomes(say(clients, words, "head-unit", asks)) == [("NEEDS_CONFIRMATION", "")]
    for who in ("rear-tablet", "dashboard"):
        assert outcomes(say(clients, words, who, Command("dialog.yes", "do"))) == [("ANSWERED", "")]
        assert not words.asked[-1][2].pending
    assert on_the_bus == []
    assert outcomes(say(clients, words, "head-unit", Command("dialog.yes", "do"))) == [("CONFIRMED", "")]
    execute(clients, "head-unit", command("trunk", "close"))


def test_nobody_undoes_or_hears_again_what_another_did(clients, words, on_the_bus):
    execute(clients, "head-unit", command("seat.heat", "off", "passenger"))
    done = say(clients, words, "head-unit", Command("seat.heat", "on", "passenger"))
    on_the_bus.clear()
    assert outcomes(say(clients, words, "dashboard", Command("dialog.undo", "do"))) == [("REFUSED", "nothing_to_undo")]
    assert say(clients, words, "dashboard", Command("dialog.repeat", "do")).reply != done.reply
    assert on_the_bus == []
    assert outcomes(say(clients, words, "head-unit", Command("dialog.undo", "do"))) == [("CONFIRMED", "")]


def test_a_place_that_a_reader_was_told_of_is_not_driven_to(clients, words, on_the_bus):
    said = say(clients, words, "dashboard", Command("nav.nearby", "do", None, "cafe"))
    assert outcomes(said) == [("ANSWERED", "")], said.reply
    chosen = say(clients, words, "dashboard", Command("dialog.select", "do", None, 1.0))
    assert outcomes(chosen) == [("REFUSED", "permission")]
    assert on_the_bus == []


def test_without_certificates_a_conversation_is_the_addresss_and_the_audit_names_it(car, words, told, monkeypatch):
    with serving(car, "vehicle") as address, guard.channel(address) as channel:
        nearby = ({None: vehicle_pb2_grpc.VehicleStub(channel)}, {})
        assert outcomes(say(nearby, words, None, Command("trunk", "open"))) == [("NEEDS_CONFIRMATION", "")]
        monkeypatch.setattr(guard, "client_of", lambda context: "somebody else")
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

    assert guard.caller(Context()) == who


# rate


def test_a_client_may_ask_at_once_for_a_burst_and_then_at_the_rate():
    limit = RateLimit(10.0)
    assert [limit.take("a", 0.0) for _ in range(21)] == [True] * 20 + [False]
    assert BURST == 2.0
    assert not limit.take("a", 0.09)
    assert [limit.take("a", 0.11), limit.take("a", 0.11)] == [True, False]
    assert sum(limit.take("a", 100.0) for _ in range(50)) == 20


def test_each_client_has_a_rate_of_its_own():
    limit = RateLimit(1.0)
    assert [limit.take("a", 0.0) for _ in range(3)] == [True, True, False]
    assert limit.take("b", 0.0)


def test_a_rate_below_one_still_lets_one_through_and_none_is_no_limit():
    slow = RateLimit(0.1)
    assert [slow.take("a", 0.0), slow.take("a", 9.0), slow.take("a", 10.1)] == [True, False, True]
    free = RateLimit(0.0)
    assert all(free.take("a", 0.0) for _ in range(1000))


def test_quiet_clients_are_forgotten_and_busy_ones_are_not():
    limit = RateLimit(1.0)
    while limit.take("busy", 10.0):
        pass
    for i in range(MOST_REMEMBERED * 2):
        limit.take(f"client {i}", i * 0.005)
    assert len(limit.buckets) <= MOST_REMEMBERED
    limit = RateLimit(0.01)
    assert limit.take("busy", 0.0)
    for i in range(MOST_REMEMBERED * 2):
        limit.take(f"client {i}", 0.0)
    assert not limit.take("busy", 50.0)


def test_refusals_have_a_line_at_once_and_then_one_a_second_that_counts_them():
    limit, refused = RateLimit(1.0), 0
    lines = []
    for i in range(1000):
        refused += not limit.take("a", i / 100)
        lines += [times] if (times := limit.to_tell("a", i / 100)) else []
    assert TELL_EVERY == 1.0
    assert len(lines) == 10
    assert lines[0] == 1
    assert 0 <= refused - sum(lines) < 100  # of the last second
    assert limit.take("a", 20.0)
    assert sum(lines) + limit.to_tell("a", 20.0) == refused  # with the next request that is taken


@pytest.mark.parametrize("service", ["nlu", "vehicle"])
def test_a_client_that_asks_too_often_is_refused_and_others_are_not(car, words, folder, service, told):
    with serving(car, service, shown(folder, "server"), rate=1e-3) as address:
        assert [call(address, service, shown(folder, "dashboard")) for _ in range(3)] == [OK, EXHAUSTED, EXHAUSTED]
        assert call(address, service, shown(folder, "head-unit")) is OK
    (line,) = [line for line in told() if "refused" in line]  # the second is within a second
    assert (line["refused"], line["client"], line["times"]) == ("RESOURCE_EXHAUSTED", "certificate dashboard", 1)


def test_without_certificates_a_client_is_an_address_whatever_its_port(car, words):
    with serving(car, "vehicle", rate=1e-3) as address:
        assert [call(address, "vehicle") for _ in range(2)] == [OK, EXHAUSTED]


def test_each_message_of_a_stream_counts(car, told):
    request = nlu_pb2.UnderstandRequest(alternatives=[nlu_pb2.Alternative(text="에어컨")])
    with serving(car, "nlu", rate=1.0) as address, guard.channel(address) as channel:
        answers = nlu_pb2_grpc.NluStub(channel).UnderstandStream(iter([request] * 20), timeout=PATIENCE)
        got = []
        with pytest.raises(grpc.RpcError) as error:
            got.extend(answer.outcome for answer in answers)
        assert error.value.code() is EXHAUSTED
    assert told()[0]["rpc"] == "UnderstandStream"


def test_a_stream_without_a_message_counts_too(car):
    with serving(car, "nlu", rate=1e-3) as address, guard.channel(address) as channel:
        stream = nlu_pb2_grpc.NluStub(channel).UnderstandStream
        assert [status_of(lambda **more: list(stream(iter([]), **more))) for _ in range(2)] == [OK, EXHAUSTED]


def test_streams_beyond_their_room_leave_a_line_and_others_have_theirs(car, folder, told):
    watch = vehicle_pb2.WatchStateRequest()
    with serving(car, "vehicle", shown(folder, "server")) as address, ExitStack() as opened:
        vehicles = [
            vehicle_pb2_grpc.VehicleStub(opened.enter_context(guard.channel(address, shown(folder, name))))
            for name in CLIENTS[:3]
        ]
        for vehicle in vehicles[: ALL_STREAMS // MOST_STREAMS]:
            for _ in range(MOST_STREAMS):
                watching = vehicle.WatchState(watch, timeout=PATIENCE)
                opened.callback(watching.cancel)
                assert next(watching).function
            assert status_of(lambda vehicle=vehicle, **more: next(vehicle.WatchState(watch, **more))) is EXHAUSTED
        assert status_of(lambda **more: next(vehicles[-1].WatchState(watch, **more))) is EXHAUSTED
        assert [status_of(vehicle.GetState, vehicle_pb2.GetStateRequest()) for vehicle in vehicles] == [OK] * 3
    assert [(line["refused"], line["rpc"], line["client"]) for line in told()] == [
        ("RESOURCE_EXHAUSTED", "WatchState", f"certificate {name}") for name in CLIENTS[:3]
    ]


def test_one_client_leaves_threads_for_the_others(car, folder, told, monkeypatch):
    monkeypatch.setattr(guard, "MOST_AT_ONCE", 3)
    with serving(car, "vehicle", shown(folder, "server")) as address, ExitStack() as opened:
        one, other = (
            vehicle_pb2_grpc.VehicleStub(opened.enter_context(guard.channel(address, shown(folder, name))))
            for name in CLIENTS[:2]
        )
        look = vehicle_pb2.GetStateRequest()
        watching = [one.WatchState(vehicle_pb2.WatchStateRequest(), timeout=PATIENCE) for _ in range(3)]
        assert all(next(watch).function for watch in watching)
        assert status_of(one.GetState, look) is EXHAUSTED
        assert status_of(other.GetState, look) is OK
        for watch in watching:
            watch.cancel()
        until(lambda: status_of(one.GetState, look) is OK)
    assert {(line["rpc"], line["why"].split(" ", 1)[0]) for line in told()} == {("GetState", "3")}


@pytest.mark.parametrize("rpc", ["Say", "Execute", "WatchEvents", "ClearAlarm"])
def test_calls_whose_message_never_comes_hold_no_more_threads_than_others(car, folder, told, rpc):
    """Of a client that may do nothing: gRPC would wait for each in a thread, before anything here is asked."""
    most, never = MOST_STREAMS if rpc.startswith("Watch") else MOST_AT_ONCE, threading.Event()
    with (
        serving(car, "vehicle", shown(folder, "server"), allowed=permissions.load(EXAMPLE)) as address,
        ExitStack() as opened,
    ):
        good, bad = (
            opened.enter_context(guard.channel(address, shown(folder, name))) for name in ("head-unit", "stranger")
        )
        opened.callback(never.set)
        calls = [
            bad.stream_stream(f"/{server.SERVICE}/{rpc}")(iter(never.wait, True), timeout=PATIENCE)
            for _ in range(WORKERS)
        ]
        until(lambda: sum(call.code() is EXHAUSTED for call in calls if call.done()) == WORKERS - most)
        assert status_of(vehicle_pb2_grpc.VehicleStub(good).GetState, vehicle_pb2.GetStateRequest()) is OK
        for call in calls:
            call.cancel()
        look = vehicle_pb2_grpc.VehicleStub(bad).GetState
        until(lambda: status_of(look, vehicle_pb2.GetStateRequest()) is DENIED)  # they have left
    assert {(line["rpc"], line["client"]) for line in told() if line["rpc"] != "GetState"} == {
        (rpc, "certificate stranger")
    }


def test_a_connection_has_so_many_calls_even_of_those_that_hold_no_thread(car, monkeypatch):
    monkeypatch.setattr(serving_of_both, "MOST_OF_CONNECTION", 2)
    with serving(car, "vehicle") as address, guard.channel(address) as channel:
        watch = health_pb2_grpc.HealthStub(channel).Watch
        watching = [watch(health_pb2.HealthCheckRequest(), timeout=PATIENCE) for _ in range(2)]
        assert [next(each).status for each in watching] == [1, 1]
        assert status_of(lambda **more: next(watch(health_pb2.HealthCheckRequest(), **more)), timeout=0.5) is EXCEEDED
        for each in watching:
            each.cancel()
        assert status_of(lambda **more: next(watch(health_pb2.HealthCheckRequest(), **more))) is OK


def test_a_call_without_its_message_is_invalid(clients):
    assert (
        status_of(
            lambda **more: list(clients[1]["head-unit"].stream_stream(f"/{server.SERVICE}/Say")(iter([]), **more))
        )
        is INVALID
    )


def test_a_client_that_has_vanished_is_found_out(car, monkeypatch):
    """As one whose machine lost its power: the connection is there, and nobody answers a ping."""
    monkeypatch.setattr(serving_of_both, "PING_EVERY", 0.1)
    monkeypatch.setattr(serving_of_both, "PING_PATIENCE", 0.1)
    with (
        serving(car, "vehicle") as address,
        socket.create_connection(address.rsplit(":", 1), timeout=PATIENCE) as vanished,
    ):
        vanished.sendall(
            b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes([0, 0, 0, 4, 0, 0, 0, 0, 0])
        )  # HTTP/2, its settings
        while vanished.recv(4096):
            pass


# alarms


def test_an_alarm_is_cleared_by_who_may_do_everything_and_leaves_a_line(car, told):
    def health():
        return next(bus for bus in car.delivery.bridge.health() if bus.bus == "mcan")

    car.delivery.bridge.receive("mcan", can.Message(arbitration_id=0x6A4, data=bytes(8), is_extended_id=False))
    assert "6A4" in health().alarm
    request = vehicle_pb2.ClearAlarmRequest(bus="mcan")
    some = Permissions({None: frozenset({READ, "light"})}, frozenset())
    with serving(car, "vehicle", allowed=some) as address, guard.channel(address) as channel:
        assert status_of(vehicle_pb2_grpc.VehicleStub(channel).ClearAlarm, request) is DENIED
    assert health().alarm
    with serving(car, "vehicle") as address, guard.channel(address) as channel:
        assert (
            status_of(vehicle_pb2_grpc.VehicleStub(channel).ClearAlarm, vehicle_pb2.ClearAlarmRequest(bus="bcan"))
            is INVALID
        )
        said = CliRunner().invoke(app, ["clear-alarm", "mcan", "--address", address])
        assert (said.exit_code, "6A4" in said.output) == (0, True)
        again = CliRunner().invoke(app, ["clear-alarm", "mcan", "--address", address])
        assert "no alarm" in again.output
    assert not health().alarm
    assert [("6A4" in line["alarm"], line["client"]) for line in told() if line.get("cleared") == "mcan"] == [
        (True, "ipv4:127.0.0.1"),
        (False, "ipv4:127.0.0.1"),
    ]


# size


def test_the_largest_request_of_the_contract_is_taken(car):
    """Of the largest texts, in letters of three bytes; of four they would still fit."""
    message = nlu_pb2.Value(message=nlu_pb2.MessageText(to="가" * LONGEST_WORDS, text="가" * LONGEST_WORDS))
    request = vehicle_pb2.ExecuteRequest(
        commands=[nlu_pb2.Command(function="message.send", op="do", value=message)] * MOST_COMMANDS
    )
    assert LARGEST_REQUEST / 4 < request.ByteSize() * 4 / 3 < LARGEST_REQUEST
    with serving(car, "vehicle") as address, guard.channel(address) as channel:
        assert status_of(vehicle_pb2_grpc.VehicleStub(channel).Execute, request) is OK


@pytest.mark.parametrize("size", [LARGEST_REQUEST, HARD_LIMIT])
@pytest.mark.parametrize("service", ["nlu", "vehicle"])
def test_a_larger_request_is_refused_unread(car, words, told, service, size):
    asked = len(words.asked)
    with serving(car, service) as address, guard.channel(address) as channel:
        if service == "nlu":
            request = nlu_pb2.UnderstandRequest(alternatives=[nlu_pb2.Alternative(text="x" * size)])
            assert status_of(nlu_pb2_grpc.NluStub(channel).Understand, request) is EXHAUSTED
            stream = nlu_pb2_grpc.NluStub(channel).UnderstandStream
            assert status_of(lambda **more: list(stream(iter([request]), **more))) is EXHAUSTED
        else:
            assert (
                status_of(vehicle_pb2_grpc.VehicleStub(channel).Say, vehicle_pb2.SayRequest(text="x" * size))
                is EXHAUSTED
            )
    assert len(words.asked) == asked
    lines = told()
    if size == LARGEST_REQUEST:
        assert {(line["refused"], "at most 65536" in line["why"]) for line in lines} == {("RESOURCE_EXHAUSTED", True)}
    else:
        assert lines == []  # gRPC ended it


# the documented example


def documented() -> list[list[str]]:
    """The commands of docs/security.md, in order, without the first word."""
    text = (ROOT / "docs" / "security.md").read_text(encoding="utf-8").replace("\\\n", " ")
    return [shlex.split(line)[1:] for line in text.splitlines() if line.startswith("    malcha ")]


def run(*arguments: str):
    return CliRunner().invoke(app, list(arguments), catch_exceptions=False)


def test_the_documented_example_works_as_it_says(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    certificates, nlu, vehicle, *asked = [
        [
            str(EXAMPLE)
            if word == "docs/permissions.toml"
            else str(tmp_path / word)
            if word.startswith("certs/")
            else word
            for word in words
        ]
        for words in documented()
    ]
    assert run(*certificates).exit_code == 0
    with children.process(*nlu, "--address", ANY_PORT) as server_address:
        more = ("--address", ANY_PORT, "--nlu", server_address, "--no-engine")  # so that only the server understands
        with children.process(*vehicle, *more) as address:
            done, seen, refused = [run(*words, "--address", address) for words in asked]
            plain, other = (
                run("state", "--address", address),
                run("say", "열선 켜", "--address", address, "--tls-ca", "certs/dashboard.pem"),
            )
            shown_by_environment = {
                f"MALCHA_TLS_{what}": asked[1][asked[1].index(f"--tls-{what.lower()}") + 1]
                for what in ("CA", "CERT", "KEY")
            }
            checked = CliRunner(env=shown_by_environment).invoke(app, ["health", "--address", address])
    assert (done.exit_code, seen.exit_code, refused.exit_code, checked.exit_code) == (0, 0, NOT_DONE, 0)
    assert "CONFIRMED" in done.output
    assert re.search(r"seat\.heat +passenger +3 ", seen.output)
    assert "REFUSED" in refused.output
    assert "열선 시트를 다룰 권한이 없어요" in refused.output
    assert plain.exit_code == other.exit_code == BAD_INPUT
    assert "--tls-ca" in plain.output
    assert "CERTIFICATE_VERIFY_FAILED" in other.output


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("say", "열선 켜", "--tls-cert", "none.pem"), "give both files|needs the authority"),
        (("nlu", "serve", "--address", ANY_PORT, "--tls-client-ca", "none.pem"), "needs one itself"),
        (
            ("vehicle", "serve", "--address", ANY_PORT, "--nlu", "", "--permissions", "none.toml"),
            "none.toml: .*No such file",
        ),
        (("certs", "/proc/nowhere"), "/proc/nowhere"),
    ],
)
def test_mistakes_are_said_in_a_line(arguments, why):
    said = run(*arguments)
    assert said.exit_code == BAD_INPUT
    assert re.search(why, said.output)
    assert len(said.output.strip().splitlines()) == 1
