"""How often, how much and how many at once of one client, and that every refusal leaves a line."""

import socket
import threading
from contextlib import ExitStack
from pathlib import Path

import grpc
import pytest
from calls import PATIENCE, Context, failure, status_of, until, whole
from grpc_health.v1 import health_pb2, health_pb2_grpc
from secured import CLIENTS, DENIED, EXCEEDED, EXHAUSTED, INVALID, OK, call, serving, shown

import malcha
from contract.values import LONGEST_TEXT, MOST_COMMANDS
from malcha.v1 import command_pb2, nlu_pb2, nlu_pb2_grpc, understanding_pb2, vehicle_pb2, vehicle_pb2_grpc
from serving import server as serving_of_both
from serving import tls
from serving.guard import HARD_LIMIT, LARGEST_REQUEST
from serving.limits import (
    ALL_STREAMS,
    BURST,
    MOST_AT_ONCE,
    MOST_REMEMBERED,
    MOST_STREAMS,
    TELL_EVERY,
    WORKERS,
    Places,
    RateLimit,
    places,
)
from vehicle.doors import permissions, server

EXAMPLE = Path(malcha.__file__).parents[1] / "docs" / "permissions.toml"


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
    assert len(limit.clients) <= MOST_REMEMBERED
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
    request = nlu_pb2.UnderstandRequest(alternatives=[understanding_pb2.Alternative(text="에어컨")])
    with serving(car, "nlu", rate=1.0) as address, tls.channel(address) as channel:
        answers = nlu_pb2_grpc.NluServiceStub(channel).UnderstandStream(iter([request] * 20), timeout=PATIENCE)
        got = []
        with pytest.raises(grpc.RpcError) as error:
            got.extend(answer.understanding.outcome for answer in answers)
        assert error.value.code() is EXHAUSTED
    assert told()[0]["rpc"] == "UnderstandStream"


def test_a_stream_without_a_message_counts_too(car):
    with serving(car, "nlu", rate=1e-3) as address, tls.channel(address) as channel:
        stream = nlu_pb2_grpc.NluServiceStub(channel).UnderstandStream
        assert [status_of(lambda **more: list(stream(iter([]), **more))) for _ in range(2)] == [OK, EXHAUSTED]


def test_streams_beyond_their_room_leave_a_line_and_others_have_theirs(car, folder, told):
    watch = vehicle_pb2.WatchStateRequest()
    with serving(car, "vehicle", shown(folder, "server")) as address, ExitStack() as opened:
        vehicles = [
            vehicle_pb2_grpc.VehicleServiceStub(opened.enter_context(tls.channel(address, shown(folder, name))))
            for name in CLIENTS[:3]
        ]
        for vehicle in vehicles[: ALL_STREAMS // MOST_STREAMS]:
            for _ in range(MOST_STREAMS):
                watching = vehicle.WatchState(watch, timeout=PATIENCE)
                opened.callback(watching.cancel)
                assert next(watching).change.function
            assert status_of(lambda vehicle=vehicle, **more: next(vehicle.WatchState(watch, **more))) is EXHAUSTED
        assert status_of(lambda **more: next(vehicles[-1].WatchState(watch, **more))) is EXHAUSTED
        assert [status_of(vehicle.GetState, vehicle_pb2.GetStateRequest()) for vehicle in vehicles] == [OK] * 3
    assert [(line["refused"], line["rpc"], line["client"]) for line in told()] == [
        ("RESOURCE_EXHAUSTED", "WatchState", f"certificate {name}") for name in CLIENTS[:3]
    ]


def test_one_client_leaves_threads_for_the_others_and_is_told_the_limit(car, folder, told):
    never = threading.Event()
    with serving(car, "vehicle", shown(folder, "server"), calls=3) as address, ExitStack() as opened:
        opened.callback(never.set)
        channels = [opened.enter_context(tls.channel(address, shown(folder, name))) for name in CLIENTS[:2]]
        one, other = map(vehicle_pb2_grpc.VehicleServiceStub, channels)
        look = vehicle_pb2.GetStateRequest()
        held = [one.WatchState(vehicle_pb2.WatchStateRequest(), timeout=PATIENCE) for _ in range(2)]
        assert all(next(watch).change.function for watch in held)
        held.append(channels[0].stream_stream(f"/{server.SERVICE}/Say")(iter(never.wait, True), timeout=PATIENCE))
        until(lambda: status_of(one.GetState, look) is EXHAUSTED)
        status, reason = failure(one.GetState, look)
        assert (status, reason.name) == (EXHAUSTED, "CALLS_AT_ONCE")
        assert reason.metadata == {"limit": "3", "of": "client", "client": f"certificate {CLIENTS[0]}"}
        assert status_of(other.GetState, look) is OK
        for call in held:
            call.cancel()
        until(lambda: status_of(one.GetState, look) is OK)
    whys = {f"3 calls of certificate {CLIENTS[0]} are under way, and more are not taken"}
    assert {line["why"] for line in told()} == whys


@pytest.mark.parametrize(
    ("calls", "room"), [(12, Places(12, 8, 32, 16)), (1, Places(1, 1, 32, 16)), (200, Places(200, 133, 220, 110))]
)
def test_streams_and_threads_grow_with_the_calls_of_one_client(calls, room):
    assert places(calls) == room


def test_clients_behind_one_address_are_counted_together_and_by_certificate_apart(car, folder):
    with serving(car, "vehicle", rate=1e-3) as address, tls.channel(address) as one, tls.channel(address) as other:
        look = vehicle_pb2.GetStateRequest()
        assert status_of(vehicle_pb2_grpc.VehicleServiceStub(one).GetState, look) is OK
        with pytest.raises(grpc.RpcError) as error:
            vehicle_pb2_grpc.VehicleServiceStub(other).GetState(look, timeout=PATIENCE)
    told = "more than 0.001 requests a second are not taken of ipv4:127.0.0.1 (all without certificate at this address"
    assert str(error.value.details()).startswith(told)
    with serving(car, "vehicle", shown(folder, "server"), rate=1e-3) as address:
        assert [call(address, "vehicle", shown(folder, name)) for name in CLIENTS[:3]] == [OK] * 3


def test_a_certificate_without_a_name_is_counted_by_itself():
    class Proved(Context):
        def __init__(self, pem: bytes):
            super().__init__()
            self.pem = pem

        def auth_context(self):
            return {"x509_pem_cert": [self.pem], "x509_common_name": []}

    one, other = tls.caller(Proved(b"one")), tls.caller(Proved(b"other"))
    assert one.startswith("certificate sha256:")
    assert one != other


@pytest.mark.parametrize("rpc", ["Say", "Execute", "WatchEvents", "ClearAlarm"])
def test_calls_whose_message_never_comes_hold_no_more_threads_than_others(car, folder, told, rpc):
    """Of a client that may do nothing: gRPC would wait for each in a thread, before anything here is asked."""
    most, never = MOST_STREAMS if rpc.startswith("Watch") else MOST_AT_ONCE, threading.Event()
    with (
        serving(car, "vehicle", shown(folder, "server"), allowed=permissions.load(EXAMPLE)) as address,
        ExitStack() as opened,
    ):
        good, bad = (
            opened.enter_context(tls.channel(address, shown(folder, name))) for name in ("head-unit", "stranger")
        )
        opened.callback(never.set)
        calls = [
            bad.stream_stream(f"/{server.SERVICE}/{rpc}")(iter(never.wait, True), timeout=PATIENCE)
            for _ in range(WORKERS)
        ]
        until(lambda: sum(call.code() is EXHAUSTED for call in calls if call.done()) == WORKERS - most)
        assert status_of(vehicle_pb2_grpc.VehicleServiceStub(good).GetState, vehicle_pb2.GetStateRequest()) is OK
        for call in calls:
            call.cancel()
        look = vehicle_pb2_grpc.VehicleServiceStub(bad).GetState
        until(lambda: status_of(look, vehicle_pb2.GetStateRequest()) is DENIED)  # they have left
    assert {(line["rpc"], line["client"]) for line in told() if line["rpc"] != "GetState"} == {
        (rpc, "certificate stranger")
    }


def test_a_connection_has_so_many_calls_even_of_those_that_hold_no_thread(car, monkeypatch):
    monkeypatch.setattr(serving_of_both, "MOST_OF_CONNECTION", 2)
    with serving(car, "vehicle") as address, tls.channel(address) as channel:
        watch = health_pb2_grpc.HealthStub(channel).Watch
        watching = [watch(health_pb2.HealthCheckRequest(), timeout=PATIENCE) for _ in range(2)]
        assert [next(each).status for each in watching] == [1, 1]
        assert status_of(lambda **more: next(watch(health_pb2.HealthCheckRequest(), **more)), timeout=0.5) is EXCEEDED
        for each in watching:
            each.cancel()
        assert status_of(lambda **more: next(watch(health_pb2.HealthCheckRequest(), **more))) is OK


def test_a_call_without_its_message_is_invalid(car):
    with serving(car, "vehicle") as address, tls.channel(address) as channel:
        status, reason = failure(whole(channel.stream_stream(f"/{server.SERVICE}/Say")), iter([]))
    assert (status, reason.name) == (INVALID, "NO_REQUEST")


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


# size


def test_the_largest_request_of_the_contract_is_taken(car):
    """Of the largest texts, in letters of three bytes; of four they would still fit."""
    message = command_pb2.Value(message=command_pb2.MessageText(to="가" * LONGEST_TEXT, text="가" * LONGEST_TEXT))
    request = vehicle_pb2.ExecuteRequest(
        commands=[command_pb2.Command(function="message.send", op="do", value=message)] * MOST_COMMANDS
    )
    assert LARGEST_REQUEST / 4 < request.ByteSize() * 4 / 3 < LARGEST_REQUEST
    with serving(car, "vehicle") as address, tls.channel(address) as channel:
        assert status_of(vehicle_pb2_grpc.VehicleServiceStub(channel).Execute, request) is OK


@pytest.mark.parametrize("size", [LARGEST_REQUEST, HARD_LIMIT])
@pytest.mark.parametrize("service", ["nlu", "vehicle"])
def test_a_larger_request_is_refused_unread(car, words, told, service, size):
    asked = len(words.asked)
    with serving(car, service) as address, tls.channel(address) as channel:
        if service == "nlu":
            request = nlu_pb2.UnderstandRequest(alternatives=[understanding_pb2.Alternative(text="x" * size)])
            assert status_of(nlu_pb2_grpc.NluServiceStub(channel).Understand, request) is EXHAUSTED
            stream = nlu_pb2_grpc.NluServiceStub(channel).UnderstandStream
            assert status_of(lambda **more: list(stream(iter([request]), **more))) is EXHAUSTED
        else:
            assert (
                status_of(vehicle_pb2_grpc.VehicleServiceStub(channel).Say, vehicle_pb2.SayRequest(text="x" * size))
                is EXHAUSTED
            )
    assert len(words.asked) == asked
    lines = told()
    if size == LARGEST_REQUEST:
        assert {(line["refused"], "at most 65536" in line["why"]) for line in lines} == {("RESOURCE_EXHAUSTED", True)}
    else:
        assert lines == []  # gRPC ended it
