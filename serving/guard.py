"""In front of every rpc of a server: how much, how often and how many at once of one client, and what it may do.

What no Python code sees leaves no line: a request larger than HARD_LIMIT, which gRPC ends itself.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Any

import grpc
from google.protobuf.message import DecodeError

from serving.errors import Denial, abort, refuse, tell
from serving.limits import AtOnce, Places, RateLimit
from serving.tls import CERTIFICATE, caller, client_of

# bytes; the contract's largest, 8 commands of two texts of 500 characters each, takes half of it
LARGEST_REQUEST = 64 * 1024
HARD_LIMIT = 4 * LARGEST_REQUEST  # bytes, beyond which gRPC does not even receive it
EXHAUSTED = grpc.StatusCode.RESOURCE_EXHAUSTED

Permitted = Callable[[str | None, str, Any], Denial | None]  # (client's name, rpc, request) -> why not


Uncounted = Callable[[Any], bool]  # (request) -> is it a part of one that was counted, as audio of an utterance is?


def everything_counts(request: Any) -> bool:
    """Every message of a stream is a request."""
    return False


def everybody(client: str | None, rpc: str, request: Any) -> Denial | None:
    """Every client may call every rpc."""
    return None


@dataclass(frozen=True)
class TooLarge:
    """Stands for a request that was not even parsed."""

    size: int  # bytes


@dataclass(frozen=True)
class Undecodable:
    """Stands for a request that could not be parsed."""

    why: str


class Guard(grpc.ServerInterceptor):
    """In front of every rpc of a server: rate, how many at once, size, of our own services permission, in this order.

    A call has its place before its message has come: gRPC would wait for that in a thread, as long as the client likes.
    So every rpc is taken as one whose requests are a stream, which is the same on the wire.
    """

    def __init__(
        self,
        services: Mapping[str, Permitted],
        rate: RateLimit,
        places: Places,
        clock: Callable[[], float] = time.monotonic,
        uncounted: Uncounted = everything_counts,
    ) -> None:
        """`services` are our own by their full names, with who may do what there; others (health) are for everybody.

        `uncounted` says which further messages of a stream do not count for the rate.
        """
        self.services, self.rate, self.places, self.clock = services, rate, places, clock
        self.uncounted = uncounted
        self.calls = AtOnce(places.each, places.workers)
        self.streams = AtOnce(places.streams, places.all_streams)
        self._guarded: dict[str, Any] = {}  # by method

    def intercept_service(self, continuation: Callable[[Any], Any], details: Any) -> Any:
        if details.method not in self._guarded:
            if (handler := continuation(details)) is None:
                return None
            self._guarded[details.method] = self._guard(details.method, handler)
        return self._guarded[details.method]

    def _guard(self, method: str, handler: Any) -> Any:
        service, _, rpc = method.lstrip("/").rpartition("/")
        permitted = self.services.get(service)
        rpc = rpc if permitted else method
        asks, answers = (
            "stream" if several else "unary" for several in (handler.request_streaming, handler.response_streaming)
        )
        behaviour = getattr(handler, f"{asks}_{answers}")
        # Health.Watch holds no thread
        holds = handler.response_streaming and not getattr(behaviour, "experimental_non_blocking", False)

        def admitted(requests: Iterator[Any], context: grpc.ServicerContext) -> Any:
            """What the rpc is given: its requests as they come, or the only one."""
            each = self._each(rpc, permitted, requests, context)
            try:
                return each if handler.request_streaming else next(each)
            except StopIteration:
                abort(context, grpc.StatusCode.INVALID_ARGUMENT, "NO_REQUEST", "there is no request")

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
        who, places = caller(context), self.places
        self._count(rpc, who, context)
        with ExitStack() as taken:
            if full := taken.enter_context(self.calls.one(who)):
                most = places.each if full == "client" else places.workers
                why = f"{most} calls of {whose(who, full)} are under way, and more are not taken"
                refuse(context, EXHAUSTED, "CALLS_AT_ONCE", rpc, why, {"limit": most, "of": full, "client": who})
            if stream and (full := taken.enter_context(self.streams.one(who))):
                most = places.streams if full == "client" else places.all_streams
                why = f"{most} streams of {whose(who, full)} are open, and more are not taken"
                refuse(context, EXHAUSTED, "STREAMS", rpc, why, {"limit": most, "of": full, "client": who})
            yield

    def _each(
        self, rpc: str, permitted: Permitted | None, requests: Iterator[Any], context: grpc.ServicerContext
    ) -> Iterator[Any]:
        """Each further message of a stream counts as a request, but those that are `uncounted`."""
        for number, request in enumerate(requests):
            if number and not self.uncounted(request):
                self._count(rpc, caller(context), context)
            self._admit(rpc, permitted, request, context)
            yield request

    def _count(self, rpc: str, who: str, context: grpc.ServicerContext) -> None:
        """Ends the call here if it is one too many for the client's rate."""
        now = self.clock()
        admitted, times = self.rate.take(who, now), self.rate.to_tell(who, now)
        if admitted and not times:
            return
        limit = f"{self.rate.rate:g}"
        too_often = f"more than {limit} requests a second are not taken of {whose(who)}"
        if times:
            tell(context, EXHAUSTED, "RATE", rpc, too_often, times)
        if not admitted:
            abort(context, EXHAUSTED, "RATE", too_often, {"limit": limit, "client": who})

    def _admit(self, rpc: str, permitted: Permitted | None, request: Any, context: grpc.ServicerContext) -> None:
        """Ends the call here if this request may not be made."""
        if isinstance(request, TooLarge):
            why = f"the request has {request.size} bytes, at most {LARGEST_REQUEST} are taken"
            refuse(context, EXHAUSTED, "SIZE", rpc, why, {"size": request.size, "limit": LARGEST_REQUEST})
        if isinstance(request, Undecodable):
            why = f"the request cannot be decoded: {request.why}"
            refuse(context, grpc.StatusCode.INVALID_ARGUMENT, "UNDECODABLE", rpc, why, {})
        if permitted and (denial := permitted(client_of(context), rpc, request)):
            denied = grpc.StatusCode.PERMISSION_DENIED
            refuse(context, denied, "PERMISSION", rpc, denial.text, {"rpc": rpc, **denial.details})


def whose(client: str, full: str = "client") -> str:
    """Who is counted, in words: what has no certificate shares its address with others."""
    if full == "all":
        return "all clients together"
    return client if client.startswith(CERTIFICATE) else f"{client} (all without certificate at this address together)"


def small(parse: Callable[[bytes], Any]) -> Callable[[bytes], Any]:
    """The same for requests that are not too large; one that cannot be parsed gets a reason, too."""

    def parsed(data: bytes) -> Any:
        if len(data) > LARGEST_REQUEST:
            return TooLarge(len(data))
        try:
            return parse(data)
        except (DecodeError, UnicodeDecodeError) as error:
            return Undecodable(str(error))

    return parsed
