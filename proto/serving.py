"""What both gRPC servers do alike: listen, guard, health, reflection, a graceful end."""

import logging
import threading
from collections.abc import Iterator
from concurrent import futures
from contextlib import contextmanager
from dataclasses import dataclass

import grpc
from grpc_health.v1 import health, health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection

from proto.limits import RateLimit
from proto.security import HARD_LIMIT, NONE, Guard, Permitted, Tls, refuse, server_credentials

log = logging.getLogger(__name__)

GRACE = 2.0  # s for calls under way when the server stops
WORKERS = 16  # threads
MOST_STREAMS = 8  # open at once: each holds a thread, and the others are left for calls that end
LOOPBACK = ("127.", "localhost:", "[::1]:", "unix:")  # how addresses begin that only this machine reaches


class PortInUse(Exception):
    """The address cannot be listened on."""


class Streams:
    """Room for the streams of a server, so that they never hold all of its threads."""

    def __init__(self) -> None:
        self._room = threading.Semaphore(MOST_STREAMS)

    @contextmanager
    def one(self, context: grpc.ServicerContext) -> Iterator[None]:
        """A stream's place while it lasts; without one the call ends with RESOURCE_EXHAUSTED."""
        if not self._room.acquire(blocking=False):
            refuse(context, grpc.StatusCode.RESOURCE_EXHAUSTED, "streams", f"{MOST_STREAMS} streams are open, and more are not taken")
        try:
            yield
        finally:
            self._room.release()


@dataclass(frozen=True)
class Security:
    """How a server is guarded. As it stands: no TLS, no limit to the rate, which suits one process that talks to itself."""

    tls: Tls = NONE
    rate: float = 0.0  # requests/s of one client; 0: no limit


OPEN = Security()


class Serving:
    """A gRPC server with health checking and reflection. `add` registers the servicer; then `start`."""

    def __init__(
        self,
        service: str,
        security: Security = OPEN,
        permitted: Permitted | None = None,
        meter: grpc.ServerInterceptor | None = None,
        workers: int = WORKERS,
    ) -> None:
        self.service, self.security = service, security
        options = [("grpc.so_reuseport", 0), ("grpc.max_receive_message_length", HARD_LIMIT)]
        guard = Guard(service, RateLimit(security.rate), permitted)
        self.server = grpc.server(futures.ThreadPoolExecutor(workers), interceptors=[meter, guard] if meter else [guard], options=options)
        self.health = health.HealthServicer()
        health_pb2_grpc.add_HealthServicer_to_server(self.health, self.server)
        reflection.enable_server_reflection((service, health.SERVICE_NAME, reflection.SERVICE_NAME), self.server)

    def start(self, address: str) -> int:
        """Listen on "host:port" (port 0: any); the port. Raises PortInUse, TlsError."""
        tls = self.security.tls
        if tls == NONE and not address.startswith(LOOPBACK):
            log.warning("%s without TLS: whoever reaches this address can read and say what passes", address)
        try:
            if tls == NONE:
                port = self.server.add_insecure_port(address)
            else:
                port = self.server.add_secure_port(address, server_credentials(tls))
        except RuntimeError:
            port = 0
        if port == 0:
            raise PortInUse(f"cannot listen on {address}: is another server running there?")
        self.server.start()
        for name in ("", self.service):
            self.health.set(name, health_pb2.HealthCheckResponse.SERVING)
        return port

    def stop(self, grace: float = GRACE) -> None:
        """Say "not serving", let calls under way end, then close."""
        self.health.enter_graceful_shutdown()
        self.server.stop(grace).wait()
