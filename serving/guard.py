"""Who calls, over what, how much and how often: TLS for both servers and their clients, limits, a line for every refusal.

What no Python code sees leaves no line: a failed TLS handshake, and a request larger than HARD_LIMIT, which gRPC ends itself.
"""

import json
import logging
import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

import grpc

from serving.limits import ALL_STREAMS, MOST_AT_ONCE, MOST_STREAMS, WORKERS, AtOnce, RateLimit

audit = logging.getLogger("malcha.audit")

LARGEST_REQUEST = (
    64 * 1024
)  # bytes; the contract's largest, 8 commands of two texts of 500 characters each, takes half of it
HARD_LIMIT = 4 * LARGEST_REQUEST  # bytes, beyond which gRPC does not even receive it

Permitted = Callable[
    [str | None, str, Any], str
]  # (client's name, rpc, request) -> why not, in a sentence; "" if it may


class TlsError(Exception):
    """Certificates that cannot be used; says which file and why."""


@dataclass(frozen=True)
class Tls:
    """PEM files: what this side shows, and the authority that must have signed what the other side shows."""

    certificate: Path | None = None
    key: Path | None = None
    authority: Path | None = None

    def read(self) -> tuple[bytes | None, bytes | None, bytes | None]:
        """(authority, key, certificate). Raises TlsError, which gRPC itself would not: it only fails to connect."""
        if bool(self.certificate) != bool(self.key):
            raise TlsError("a certificate needs its key, and a key its certificate: give both files")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        try:
            if self.certificate:
                context.load_cert_chain(self.certificate, self.key, password=lambda: b"")
            if self.authority:
                context.load_verify_locations(self.authority)
            authority, key, certificate = (
                file.read_bytes() if file else None for file in (self.authority, self.key, self.certificate)
            )
        except (OSError, ssl.SSLError) as error:  # an SSLError is an OSError without a file's name
            files = ", ".join(str(file) for file in (self.certificate, self.key, self.authority) if file)
            raise TlsError(f"{files}: {error.strerror or error}") from error
        return authority, key, certificate


NONE = Tls()


def server_credentials(tls: Tls) -> grpc.ServerCredentials:
    """With an authority every client has to prove a certificate of it (mutual TLS). Raises TlsError."""
    if not tls.certificate:
        raise TlsError("a server that asks its clients for certificates needs one itself: give its certificate and key")
    authority, key, certificate = tls.read()
    assert key is not None
    assert certificate is not None
    return grpc.ssl_server_credentials([(key, certificate)], authority, require_client_auth=authority is not None)


def channel(address: str, tls: Tls = NONE, options: Sequence[tuple[str, Any]] | None = None) -> grpc.Channel:
    """A channel to a server, with TLS if there is any file for it. Raises TlsError."""
    if tls == NONE:
        return grpc.insecure_channel(address, options)
    if not tls.authority:
        raise TlsError(
            "a client with a certificate needs the authority of the server's, too, to know whom it shows it to"
        )
    return grpc.secure_channel(address, grpc.ssl_channel_credentials(*tls.read()), options)


def client_of(context: grpc.ServicerContext) -> str | None:
    """The common name in the certificate that the caller proved; "" if that has not exactly one, None without certificate."""
    proved: Mapping[str, Iterable[bytes]] = context.auth_context()  # type: ignore[assignment]  # the stubs have it otherwise
    if "x509_pem_cert" not in proved:
        return None
    names = list(proved.get("x509_common_name", ()))
    return names[0].decode(errors="replace") if len(names) == 1 else ""


def caller(context: grpc.ServicerContext) -> str:
    """Who calls, for limits and the audit: the certificate's name, else the address without the port."""
    client = client_of(context)
    return context.peer().rpartition(":")[0] if client is None else f"certificate {client}"


@dataclass(frozen=True)
class TooLarge:
    """Stands for a request that was not even parsed."""

    size: int  # bytes


class Guard(grpc.ServerInterceptor):
    """In front of every rpc of a server: rate, how many at once, size, and for the rpcs of `service` permission, in this order.

    A call has its place before its message has come: gRPC would wait for that in a thread, as long as the client likes. So
    every rpc is taken as one whose requests are a stream, which is the same on the wire.
    """

    def __init__(
        self,
        service: str,
        rate: RateLimit,
        permitted: Permitted | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.service, self.rate, self.permitted, self.clock = service, rate, permitted, clock
        self.calls, self.streams = AtOnce(MOST_AT_ONCE, WORKERS), AtOnce(MOST_STREAMS, ALL_STREAMS)
        self._guarded: dict[str, Any] = {}  # by method

    def intercept_service(self, continuation: Callable[[Any], Any], details: Any) -> Any:
        if details.method not in self._guarded:
            if (handler := continuation(details)) is None:
                return None
            self._guarded[details.method] = self._guard(details.method, handler)
        return self._guarded[details.method]

    def _guard(self, method: str, handler: Any) -> Any:
        service, _, rpc = method.lstrip("/").rpartition("/")
        own = service == self.service
        rpc = rpc if own else method
        asks, answers = (
            "stream" if several else "unary" for several in (handler.request_streaming, handler.response_streaming)
        )
        behaviour = getattr(handler, f"{asks}_{answers}")
        holds = handler.response_streaming and not getattr(
            behaviour, "experimental_non_blocking", False
        )  # Health.Watch holds no thread

        def admitted(requests: Iterator[Any], context: grpc.ServicerContext) -> Any:
            """What the rpc is given: its requests as they come, or the only one."""
            each = self._each(rpc, own, requests, context)
            try:
                return each if handler.request_streaming else next(each)
            except StopIteration:
                return context.abort(grpc.StatusCode.INVALID_ARGUMENT, "there is no request")

        @wraps(behaviour)  # grpc reads attributes of it
        def one(requests: Iterator[Any], context: grpc.ServicerContext, *more: Any) -> Any:
            with self._place(rpc, False, context):
                return behaviour(admitted(requests, context), context, *more)

        @wraps(behaviour)
        def several(requests: Iterator[Any], context: grpc.ServicerContext) -> Iterator[Any]:
            with self._place(rpc, True, context):
                yield from behaviour(admitted(requests, context), context)

        guarded = {f"{asks}_{answers}": None, f"stream_{answers}": several if holds else one}
        return handler._replace(
            request_streaming=True, request_deserializer=small(handler.request_deserializer), **guarded
        )

    @contextmanager
    def _place(self, rpc: str, stream: bool, context: grpc.ServicerContext) -> Iterator[None]:
        """A call's place while it lasts; without one it ends here."""
        who = caller(context)
        self._count(rpc, who, context)
        with ExitStack() as taken:
            if not taken.enter_context(self.calls.one(who)):
                why = f"{MOST_AT_ONCE} calls of this client are under way, and more are not taken"
                refuse(context, grpc.StatusCode.RESOURCE_EXHAUSTED, rpc, why)
            if stream and not taken.enter_context(self.streams.one(who)):
                why = f"{MOST_STREAMS} streams of this client are open, or {ALL_STREAMS} of all, and more are not taken"
                refuse(context, grpc.StatusCode.RESOURCE_EXHAUSTED, rpc, why)
            yield

    def _each(self, rpc: str, own: bool, requests: Iterator[Any], context: grpc.ServicerContext) -> Iterator[Any]:
        """Each further message of a stream counts as a request."""
        for number, request in enumerate(requests):
            if number:
                self._count(rpc, caller(context), context)
            self._admit(rpc, own, request, context)
            yield request

    def _count(self, rpc: str, who: str, context: grpc.ServicerContext) -> None:
        """Ends the call here if it is one too many for the client's rate."""
        now = self.clock()
        exhausted, too_often = (
            grpc.StatusCode.RESOURCE_EXHAUSTED,
            f"more than {self.rate.rate:g} requests a second are not taken of one client",
        )
        admitted = self.rate.take(who, now)
        if times := self.rate.to_tell(who, now):
            tell(context, exhausted, rpc, too_often, times)
        if not admitted:
            context.abort(exhausted, too_often)

    def _admit(self, rpc: str, own: bool, request: Any, context: grpc.ServicerContext) -> None:
        """Ends the call here if this request may not be made."""
        if isinstance(request, TooLarge):
            why = f"the request has {request.size} bytes, at most {LARGEST_REQUEST} are taken"
            refuse(context, grpc.StatusCode.RESOURCE_EXHAUSTED, rpc, why)
        if own and self.permitted is not None and (why := self.permitted(client_of(context), rpc, request)):
            refuse(context, grpc.StatusCode.PERMISSION_DENIED, rpc, why)


def small(parse: Callable[[bytes], Any]) -> Callable[[bytes], Any]:
    """The same for requests that are not too large."""
    return lambda data: parse(data) if len(data) <= LARGEST_REQUEST else TooLarge(len(data))


def refuse(context: grpc.ServicerContext, status: grpc.StatusCode, rpc: str, why: str) -> None:
    """End the call, with a line in the audit."""
    tell(context, status, rpc, why, 1)
    context.abort(status, why)


def tell(context: grpc.ServicerContext, status: grpc.StatusCode, rpc: str, why: str, times: int) -> None:
    line = {
        "refused": status.name,
        "times": times,
        "client": caller(context),
        "peer": context.peer(),
        "rpc": rpc,
        "why": why,
    }
    audit.warning("%s", json.dumps(line, ensure_ascii=False))
