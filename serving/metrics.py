"""What servers tell Prometheus: calls by rpc and status, how long they took, open streams; the page it is read from.

Labels are words of the code or of the contract, never of a client: what was said, who said it and ids are in the audit.
"""

import logging
import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import wraps
from typing import Any

import grpc
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector

from serving import metrics_page
from serving.address import is_local, is_port
from serving.server import PortInUse
from serving.tls import NONE, Tls

log = logging.getLogger(__name__)

LOOPBACK = "127.0.0.1"  # without TLS plain HTTP without a password: only this machine, unless another host is asked for
# s; from one utterance to a sunroof
BUCKETS = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
MOST_WORDS = 64  # values of one label that are told apart, however they come about
OTHER = "other"  # the label of all further ones

Tell = Callable[[str, Any], None]  # (rpc, its response)


class Bounded:
    """Words as values of a label: the first MOST_WORDS as they are, all others as one."""

    def __init__(self) -> None:
        self._words: set[str] = set()
        self._lock = threading.Lock()

    def __call__(self, word: str) -> str:
        with self._lock:
            if len(self._words) < MOST_WORDS:
                self._words.add(word)
            return word if word in self._words else OTHER


class Meter(grpc.ServerInterceptor):
    """In front of every rpc of `service`, and of the guard: what that turns away is counted by its status. Those of the
    services that stand `beside` it on the server are counted with them."""

    def __init__(self, registry: CollectorRegistry, service: str, tell: Tell, beside: Collection[str] = ()) -> None:
        self.services, self.tell = (service, *beside), tell
        self.calls = Counter(
            "malcha_rpcs", "Calls that ended, by rpc and gRPC status.", ["rpc", "status"], registry=registry
        )
        self.seconds = Histogram(
            "malcha_rpc_seconds", "Duration of calls that are no streams.", ["rpc"], registry=registry, buckets=BUCKETS
        )
        self.streams = Gauge("malcha_open_streams", "Streams open now.", ["rpc"], registry=registry)
        ProcessCollector(registry=registry)

    def intercept_service(self, continuation: Callable[[Any], Any], details: Any) -> Any:
        handler = continuation(details)
        service, _, rpc = details.method.lstrip("/").rpartition("/")
        if handler is None or service not in self.services:
            return handler
        shape = (
            ("stream" if handler.request_streaming else "unary")
            + "_"
            + ("stream" if handler.response_streaming else "unary")
        )
        behaviour = getattr(handler, shape)

        @wraps(behaviour)
        def one(request: Any, context: grpc.ServicerContext, *more: Any) -> Any:
            with self._counted(rpc, context), self.seconds.labels(rpc).time():
                response = behaviour(request, context, *more)
                self.tell(rpc, response)
                return response

        @wraps(behaviour)
        def several(request: Any, context: grpc.ServicerContext, *more: Any) -> Iterator[Any]:
            with self._counted(rpc, context), streams.track_inprogress():
                for response in behaviour(request, context, *more):
                    self.tell(rpc, response)
                    yield response

        if not handler.response_streaming:
            return handler._replace(**{shape: one})
        streams = self.streams.labels(rpc)  # there from the first call on, at 0 when none is open
        return handler._replace(**{shape: several})

    @contextmanager
    def _counted(self, rpc: str, context: grpc.ServicerContext) -> Iterator[None]:
        status = grpc.StatusCode.OK
        try:
            yield
        except GeneratorExit:
            status = grpc.StatusCode.CANCELLED
            raise
        except Exception:
            status = context.code() or grpc.StatusCode.UNKNOWN  # type: ignore[attr-defined]
            raise
        finally:
            self.calls.labels(rpc, status.name).inc()


def timed(histogram: Histogram, timings: Any) -> None:
    """The stages of a response, each under its name."""
    for timing in timings:
        histogram.labels(timing.stage).observe(timing.ms / 1000)


def place(where: str) -> tuple[str, int]:
    """(host, port) of "PORT" or "host:PORT". Raises PortInUse."""
    host, _, port = where.rpartition(":")
    if not is_port(port):
        raise PortInUse(f"metrics on {where!r}: that is neither a port nor host:port")
    return host.strip("[]") or LOOPBACK, int(port)


@contextmanager
def metered(where: str, make: Callable[[CollectorRegistry], Meter], tls: Tls = NONE) -> Iterator[Meter]:
    """A meter and the page that shows its counts, told on standard output. Raises PortInUse, TlsError."""
    registry = CollectorRegistry()
    meter = make(registry)
    host = where.rpartition(":")[0] or LOOPBACK
    with endpoint(registry, where, tls) as port:
        with suppress(OSError):  # nobody reads it
            print(f"metrics on http{'s' if tls.certificate else ''}://{host}:{port}/metrics", flush=True)
        yield meter


@contextmanager
def endpoint(registry: CollectorRegistry, where: str, tls: Tls = NONE) -> Iterator[int]:
    """The page that Prometheus scrapes while it lasts, over the server's TLS if it has any; yields its port.

    With an authority whoever asks has to prove a certificate of it. Raises PortInUse, TlsError.
    """
    host, port = place(where)
    with ExitStack() as started:
        try:
            taken = started.enter_context(metrics_page.served(host, port, registry, tls))
        except OSError as error:
            raise PortInUse(f"cannot listen on {where} for metrics: {error.strerror or error}") from error
        if not tls.certificate and not is_local(f"{host}:{port}"):
            log.warning("metrics on %s without TLS: whoever reaches this address can read them", where)
        yield taken
