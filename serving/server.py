"""What every gRPC server does alike: listen, guard, health, reflection, a graceful end."""

import logging
import threading
from collections.abc import Collection, Mapping
from concurrent import futures
from dataclasses import dataclass

import grpc
from grpc_health.v1 import health, health_pb2, health_pb2_grpc

from serving import reflection
from serving.address import is_local, why_not
from serving.guard import HARD_LIMIT, Guard, Permitted, Uncounted, everything_counts
from serving.limits import MOST_AT_ONCE, RateLimit, places
from serving.tls import NONE, Tls, server_credentials
from serving.under_way import UnderWay

log = logging.getLogger(__name__)

GRACE = 2.0  # s for calls under way when the server stops
# s before that for those that are to come to their end: most utterances last 2 to 3 s. What starts our servers kills
# them 5 s after it has told them to stop
DRAIN = 3.0
PING_EVERY = 10.0  # s between pings to a client; one that is gone without a word has left, and its calls with it
PING_PATIENCE = 5.0  # s for its answer
PINGS_TAKEN_EVERY = 5.0  # s; a client may ping so often, on a quiet stream too, and with no call open
MOST_OF_CONNECTION = (
    100  # calls open on one connection, with those that hold no thread (Health.Watch); more of them wait
)


class PortInUse(Exception):
    """The address cannot be listened on; says why."""


class ShuttingDown(Exception):
    """The server is told to stop, and what has not begun does not begin any more."""

    def __init__(self) -> None:
        super().__init__("the server is shutting down; nothing was done")


@dataclass(frozen=True)
class Security:
    """How a server is guarded. As it stands: no TLS, no limit to the rate, which suits one process that talks to
    itself."""

    tls: Tls = NONE
    rate: float = 0.0  # requests/s of one client; 0: no limit
    calls: int = MOST_AT_ONCE  # of one client under way


OPEN = Security()


class Serving:
    """A gRPC server with health checking and reflection. Add the servicers to `server`; then `start`."""

    def __init__(
        self,
        services: Mapping[str, Permitted],
        security: Security = OPEN,
        meter: grpc.ServerInterceptor | None = None,
        workers: int = 0,
        uncounted: Uncounted = everything_counts,
        later: Collection[str] = (),
    ) -> None:
        """`services` are those to be added, by their full names, with who may do what there. `workers` are threads; 0:
        as many as the calls of one client leave room for others. `uncounted`: see Guard. Those `later` do not serve
        until `serves` is called."""
        self.services, self.security, self.later = tuple(services), security, later
        self.stopping = threading.Event()  # set when the server shuts down: streams that have no end of their own end
        self.under_way = UnderWay()  # the calls among them that come to their own end before the server does
        room = places(security.calls)
        guard = Guard(services, RateLimit(security.rate), room, uncounted=uncounted)
        self.server = grpc.server(
            futures.ThreadPoolExecutor(workers or room.workers),
            interceptors=[meter, guard] if meter else [guard],
            options=options(),
        )
        self.health = health.HealthServicer()
        health_pb2_grpc.add_HealthServicer_to_server(self.health, self.server)
        reflection.enable((*services, health.SERVICE_NAME), self.server)

    def start(self, address: str) -> int:
        """Listen on "host:port" (port 0: any) or "unix:/path"; the port. Raises PortInUse, TlsError."""
        tls = self.security.tls
        if why := why_not(address):
            raise PortInUse(f"cannot listen on {address}: {why}")
        if tls == NONE and not is_local(address):
            log.warning("%s without TLS: whoever reaches this address can read and say what passes", address)
        try:
            if tls == NONE:
                port = self.server.add_insecure_port(address)
            else:
                port = self.server.add_secure_port(address, server_credentials(tls))
        except RuntimeError:
            port = 0
        if port == 0:
            raise PortInUse(f"cannot listen on {address}: another server took it just now, or gRPC cannot use it")
        self.server.start()
        for name in ("", *self.services):
            now = health_pb2.HealthCheckResponse
            self.health.set(name, now.NOT_SERVING if name in self.later else now.SERVING)
        return port

    def serves(self, service: str) -> None:
        """Health says so of this service from now on."""
        self.later = [each for each in self.later if each != service]
        self.health.set(service, health_pb2.HealthCheckResponse.SERVING)

    def stop(self, grace: float = GRACE) -> None:
        """Say "not serving", let calls under way end, then close; with a `grace` of 0 s at once."""
        self.health.enter_graceful_shutdown()
        self.stopping.set()
        if grace and not self.under_way.wait_for_none(DRAIN):
            log.warning("calls that have not ended after %g s are broken off", DRAIN)
        self.server.stop(grace).wait()


def options() -> list[tuple[str, int]]:
    """gRPC's options of every server."""
    return [
        ("grpc.so_reuseport", 0),
        ("grpc.max_receive_message_length", HARD_LIMIT),
        ("grpc.max_concurrent_streams", MOST_OF_CONNECTION),
        ("grpc.keepalive_time_ms", int(PING_EVERY * 1000)),
        ("grpc.http2.ping_timeout_ms", int(PING_PATIENCE * 1000)),
        ("grpc.keepalive_permit_without_calls", 1),
        ("grpc.http2.min_ping_interval_without_data_ms", int(PINGS_TAKEN_EVERY * 1000)),
    ]
