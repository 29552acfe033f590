"""Who understands: the NLU server, and the same engine inside the car when the server is away."""

import logging
import time
from collections.abc import Callable
from dataclasses import replace

import grpc

from contract.values import Alternatives, Context, NluUnavailable, Understand, Understanding

log = logging.getLogger(__name__)

RETRY_AFTER = 5.0  # s without asking a server that failed, so that a lost server costs one deadline, not each


def with_fallback(
    server: Understand | None, embedded: Understand | None, clock: Callable[[], float] = time.monotonic
) -> Understand:
    """The server first; when it fails, the engine in the car, and the server again after RETRY_AFTER.

    Raises NluUnavailable if neither answers.
    """
    not_before = 0.0

    def understand(alternatives: Alternatives, locale: str, context: Context) -> Understanding:
        nonlocal not_before
        if server is not None and clock() >= not_before:
            try:
                return server(alternatives, locale, context)
            except grpc.RpcError as error:
                not_before = clock() + RETRY_AFTER
                instead = "the car's own engine answers" if embedded else "no engine in the car"
                log.warning("NLU server away (%s); %s", error.code().name, instead)
        if embedded is None:
            raise NluUnavailable("the NLU server is away and this gateway has no engine of its own")
        return replace(embedded(alternatives, locale, context), by="embedded")

    return understand
