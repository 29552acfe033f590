"""A client of the vehicle gateway: python python_client.py HOST:PORT [CA.pem [CERTIFICATE.pem KEY.pem]]

Lists what the car can do, says a sentence, follows a turn, gives commands while it watches the state, and reads why a
bad request failed. Needs the packages grpcio and grpcio-status, and the stubs malcha.v1 (docs/clients.md).
"""

import sys
import uuid
from pathlib import Path

import grpc
from google.rpc.error_details_pb2 import BadRequest, ErrorInfo
from grpc_status import rpc_status

from malcha.v1 import command_pb2, state_pb2, turn_pb2, vehicle_pb2, vehicle_pb2_grpc

LOOK, TURN = 5.0, 30.0  # s: deadline of a call that only looks, and of a whole turn
CHANGES = 2  # of the state, to be watched
KEEPALIVE = [
    ("grpc.keepalive_time_ms", 10_000),  # a ping after 10 s without traffic; the server allows one every 5 s
    ("grpc.keepalive_timeout_ms", 5_000),  # without an answer for so long the connection is lost
    ("grpc.keepalive_permit_without_calls", 1),
    ("grpc.http2.max_pings_without_data", 0),  # 0: on a quiet stream too, as often as needed
    ("grpc.enable_http_proxy", 0),  # a car is not reached through a proxy, whatever http_proxy says
]


def connect(address: str, files: list[str]) -> grpc.Channel:
    """Plain text without files; TLS with the server's authority; mutual TLS with certificate and key too."""
    if not files:
        return grpc.insecure_channel(address, KEEPALIVE)
    authority, certificate, key = [Path(file).read_bytes() for file in files] + [None] * (3 - len(files))
    return grpc.secure_channel(address, grpc.ssl_channel_credentials(authority, key, certificate), KEEPALIVE)


def value(given: command_pb2.Value) -> str:
    """In words; what is not set is empty."""
    kind = given.WhichOneof("kind")
    return f"{given.number:g}" if kind == "number" else str(getattr(given, kind)).strip() if kind else ""


def command(given: command_pb2.Command) -> str:
    return " ".join(filter(None, (given.function, given.op, given.zone, value(given.value))))


def result(given: turn_pb2.CommandResult) -> str:
    outcome = turn_pb2.CommandOutcome.Name(given.outcome).removeprefix("COMMAND_OUTCOME_")
    return f"{command(given.command)}: {outcome}" + (f" ({given.reason})" if given.reason else "")


def state(given: state_pb2.FunctionState) -> str:
    known = value(given.value) if given.known == state_pb2.KNOWN_FRESH else state_pb2.Known.Name(given.known)
    asked = f"(asked for {value(given.target)})" if given.HasField("target") and not given.reached else ""
    return " ".join(filter(None, (given.function, given.zone, known, given.unit, asked)))


def say(vehicle: vehicle_pb2_grpc.VehicleServiceStub) -> None:
    """One sentence. The request is sent again as after a lost answer: the car does it once."""
    request = vehicle_pb2.SayRequest(
        text="운전석 엉따 2단계로", locale="ko-KR", utterance_id=f"u-{uuid.uuid4()}", request_id=f"r-{uuid.uuid4()}"
    )
    for _ in range(2):
        said = vehicle.Say(request, timeout=TURN)
        print(f"say: {said.turn.reply} (answered again: {said.answered_again})")
        print(*(f"say: {result(each)}" for each in said.turn.results), sep="\n")
    print(f"say: {request.utterance_id}")


def converse(vehicle: vehicle_pb2_grpc.VehicleServiceStub) -> None:
    """A turn as it goes. An event that this client does not know is passed over."""
    text = "turn on the hazard lights and open the passenger window halfway"
    for told in vehicle.Converse(iter([vehicle_pb2.ConverseRequest(text=text, locale="en-US")]), timeout=TURN):
        match told.WhichOneof("event"):
            case "heard":
                print(f"converse: heard {told.heard.text}")
            case "understood":
                print("converse: understood", ", ".join(map(command, told.understood.commands)))
            case "sent":
                print(f"converse: sent {command(told.sent.command)}", *(frame.message for frame in told.sent.frames))
            case "finished":
                print(f"converse: finished {result(told.finished.result)}")
            case "reply":
                print(f"converse: reply {told.reply.text}")
            case "turn":
                print(f"converse: turn {told.turn.reply}")


def execute(vehicle: vehicle_pb2_grpc.VehicleServiceStub) -> None:
    """Commands without language."""
    number = command_pb2.Value
    commands = [
        command_pb2.Command(function="seat.heat", op="set", zone="driver", value=number(number=1)),
        command_pb2.Command(function="climate.temperature", op="set", zone="driver", value=number(number=23)),
    ]
    done = vehicle.Execute(vehicle_pb2.ExecuteRequest(commands=commands, locale="en-US"), timeout=TURN).turn
    print(*(f"execute: {result(each)}" for each in done.results), f"execute: {done.reply}", sep="\n")


def watch(vehicle: vehicle_pb2_grpc.VehicleServiceStub) -> None:
    """The present state, then commands and what they change: CHANGES of it, or until nothing changes any more."""
    stream = vehicle.WatchState(vehicle_pb2.WatchStateRequest())
    values, changes, complete = 0, 0, False
    for told in stream:
        event = told.WhichOneof("event")
        if event == "snapshot_end":
            print(f"watch: the present state of {told.snapshot_end.car} has {values} values")
            complete = True
            execute(vehicle)
        elif event == "change" and not complete:
            values += 1
        elif event == "change":
            print(f"watch: {state(told.change)}")
            changes += 1
        if changes == CHANGES or event == "heartbeat":  # a heartbeat comes every 5 s
            break
    stream.cancel()


def bad_request(vehicle: vehicle_pb2_grpc.VehicleServiceStub) -> None:
    """Why a request was wrong, for programs and for people."""
    wrong = command_pb2.Command(function="window", op="open", zone="roof")
    try:
        vehicle.Execute(vehicle_pb2.ExecuteRequest(commands=[wrong]), timeout=TURN)
    except grpc.RpcError as error:
        if (status := rpc_status.from_call(error)) is None:  # gRPC itself ended the call: it has no details
            raise
        info, request = ErrorInfo(), BadRequest()
        for detail in status.details:
            detail.Unpack(info) or detail.Unpack(request)
        print(f"error: {error.code().name}, reason {info.reason} of {info.domain}, {dict(info.metadata)}")
        print(*(f"error: {wrong.field}: {wrong.description}" for wrong in request.field_violations), sep="\n")
    else:
        sys.exit("error: a request with a wrong zone was taken")


def main(address: str, *files: str) -> None:
    with connect(address, list(files)) as channel:
        vehicle = vehicle_pb2_grpc.VehicleServiceStub(channel)
        found = vehicle.ListFunctions(vehicle_pb2.ListFunctionsRequest(), timeout=LOOK)
        fitted = [each for each in found.functions if each.fitted]
        print(f"functions: {found.car} has {len(fitted)} of {len(found.functions)}")
        print(*(f"functions: {each.name}: {' '.join(each.ops)}" for each in fitted[:3]), sep="\n")
        say(vehicle)
        converse(vehicle)
        watch(vehicle)
        bad_request(vehicle)


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3, 5):
        sys.exit(__doc__.splitlines()[0])
    try:
        main(*sys.argv[1:])
    except grpc.RpcError as error:
        sys.exit(f"error: {error.code().name}: {error.details()}")
    except OSError as error:  # a certificate that cannot be read
        sys.exit(f"error: {error}")
