"""Calls of gRPC servers, for tests that ask what they end with."""

import time
from collections.abc import Callable
from typing import Any

import grpc
from google.protobuf.descriptor_pool import DescriptorPool
from google.protobuf.message import Message
from google.protobuf.message_factory import GetMessageClass
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha.proto_reflection_descriptor_database import ProtoReflectionDescriptorDatabase

from serving.errors import Reason, reason_of

PATIENCE = 30.0  # s for one call, whatever else the machine does


def until(condition):
    """For what comes soon and cannot be waited for otherwise."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def status_of(call: Callable[..., Any], *arguments: Any, **more: Any) -> grpc.StatusCode:
    """The status with which a call ends."""
    try:
        call(*arguments, **{"timeout": PATIENCE} | more)
    except grpc.RpcError as error:
        return error.code()
    return grpc.StatusCode.OK


def failure(call: Callable[..., Any], *arguments: Any, **more: Any) -> tuple[grpc.StatusCode, Reason]:
    """The status of a call that fails, and the details of its error."""
    try:
        call(*arguments, **{"timeout": PATIENCE} | more)
    except grpc.RpcError as error:
        return error.code(), reason_of(error)
    raise AssertionError("the call did not fail")


def first(stream):
    """The first answer of a stream, as a call."""
    return lambda *request, **more: next(stream(*request, **more))


def sent(stream):
    """A call that takes a stream of requests, as one that takes a single one."""
    return lambda request, **more: stream(iter([request]), **more)


def whole(stream):
    """All answers of a stream, as a call."""
    return lambda *request, **more: list(stream(*request, **more))


def reflected(channel: grpc.Channel, service: str, method: str) -> tuple[type[Message], Callable[[Message], Message]]:
    """(class of the request, how to call) of an rpc, from the server's own description: a client without stubs."""
    pool = DescriptorPool(ProtoReflectionDescriptorDatabase(channel))
    found = pool.FindServiceByName(service).FindMethodByName(method)
    request, response = (GetMessageClass(type_) for type_ in (found.input_type, found.output_type))
    call = channel.unary_unary(
        f"/{service}/{method}", request_serializer=request.SerializeToString, response_deserializer=response.FromString
    )
    return request, lambda message: call(message, timeout=PATIENCE)


def health(channel: grpc.Channel, service: str = "") -> int:
    check = health_pb2_grpc.HealthStub(channel).Check
    return check(health_pb2.HealthCheckRequest(service=service), timeout=PATIENCE).status


class Context(grpc.RpcContext):
    """The context of a call without a server: of a client that is there and reads when it likes, or has `left`."""

    class Aborted(Exception):
        """The call has ended; the code and the reason stand in its text."""

    def __init__(self, left: bool = False):
        self.left = left

    def abort(self, code, details):
        raise self.Aborted(f"{code} {details}")

    def abort_with_status(self, status):
        self.abort(status.code, status.details)

    def is_active(self):
        return not self.left

    def time_remaining(self):
        return PATIENCE

    def cancel(self): ...

    def add_callback(self, callback):
        return not self.left

    def auth_context(self):
        return {}

    def peer(self):
        return "ipv4:10.0.0.7:4711"
