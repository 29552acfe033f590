"""A server's description of itself for clients without stubs, as grpc.reflection.v1 and as v1alpha, which is older.

grpcio-reflection has only v1alpha. Both have the same messages under two names, so that the bytes on the wire are the
same: v1 is answered by the servicer of v1alpha, and described by its file under the other name.
"""

from collections.abc import Iterable

import grpc
from google.protobuf import descriptor_pool, text_format
from google.protobuf.descriptor_pb2 import FileDescriptorProto
from grpc_reflection.v1alpha import reflection, reflection_pb2

V1ALPHA = reflection.SERVICE_NAME
V1 = "grpc.reflection.v1.ServerReflection"
FILE = "grpc/reflection/v1/reflection.proto"
METHOD = "ServerReflectionInfo"


def enable(services: Iterable[str], server: grpc.Server) -> None:
    """Describe these services and the reflection itself, before the server starts."""
    describe_v1()
    servicer = reflection.ReflectionServicer((*services, V1, V1ALPHA))
    handler = grpc.stream_stream_rpc_method_handler(
        servicer.ServerReflectionInfo,
        reflection_pb2.ServerReflectionRequest.FromString,
        reflection_pb2.ServerReflectionResponse.SerializeToString,
    )
    handlers = (grpc.method_handlers_generic_handler(name, {METHOD: handler}) for name in (V1, V1ALPHA))
    server.add_generic_rpc_handlers(tuple(handlers))


def describe_v1() -> None:
    """Put v1's own description where descriptors are looked up; once in a process."""
    pool = descriptor_pool.Default()
    try:
        pool.FindFileByName(FILE)
    except KeyError:
        found = FileDescriptorProto()
        reflection_pb2.DESCRIPTOR.CopyToProto(found)
        renamed = text_format.MessageToString(found).replace("v1alpha", "v1")
        found = text_format.Parse(renamed, FileDescriptorProto())
        found.name = FILE
        pool.AddSerializedFile(found.SerializeToString())
