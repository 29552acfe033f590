"""Servers with TLS and limits, and clients that call them."""

from contextlib import contextmanager
from pathlib import Path

import grpc
from calls import status_of

from contract.values import Understanding
from malcha.v1 import nlu_pb2, nlu_pb2_grpc, understanding_pb2, vehicle_pb2, vehicle_pb2_grpc
from nlu.service import server as nlu_server
from serving.limits import MOST_AT_ONCE
from serving.server import Security
from serving.tls import NONE, Tls, channel
from vehicle.doors import permissions, server
from vehicle.doors.permissions import Permissions

ANY_PORT = "127.0.0.1:0"
CLIENTS = ("head-unit", "rear-tablet", "dashboard", "stranger")
OK, UNAVAILABLE = grpc.StatusCode.OK, grpc.StatusCode.UNAVAILABLE
INVALID, EXCEEDED = grpc.StatusCode.INVALID_ARGUMENT, grpc.StatusCode.DEADLINE_EXCEEDED
DENIED, EXHAUSTED = grpc.StatusCode.PERMISSION_DENIED, grpc.StatusCode.RESOURCE_EXHAUSTED


def shown(folder: Path, name: str, authority: Path | None = None) -> Tls:
    """What a side has that shows the certificate `name` and believes the folder's authority."""
    return Tls(folder / f"{name}.pem", folder / f"{name}.key", authority or folder / "ca.pem")


class Echo:
    """An engine that understands nothing at once."""

    def __init__(self):
        self.catalogue = {}

    def understand(self, alternatives, context):
        return Understanding("out_of_scope", (), 1.0, model_version="echo", text=alternatives[0][0])


@contextmanager
def serving(
    car,
    service: str,
    tls: Tls = NONE,
    rate: float = 0.0,
    allowed: Permissions = permissions.EVERYTHING,
    calls: int = MOST_AT_ONCE,
):
    """The address of one of the two servers."""
    guarded = Security(tls, rate, calls)
    if service == "nlu":
        started, port = nlu_server.serve(Echo(), ANY_PORT, guarded)
    else:
        started, port = server.serve(car, ANY_PORT, guarded, allowed)
    try:
        yield f"127.0.0.1:{port}"
    finally:
        started.stop(0.0)


def call(address: str, service: str, tls: Tls = NONE) -> grpc.StatusCode:
    """The status of a harmless call."""
    with channel(address, tls) as open_channel:
        if service == "nlu":
            request = nlu_pb2.UnderstandRequest(alternatives=[understanding_pb2.Alternative(text="에어컨")])
            return status_of(nlu_pb2_grpc.NluServiceStub(open_channel).Understand, request)
        return status_of(vehicle_pb2_grpc.VehicleServiceStub(open_channel).GetState, vehicle_pb2.GetStateRequest())
