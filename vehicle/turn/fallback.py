"""Which NLU is asked: the server, or the embedded engine while the server cannot be reached."""

import logging
import time
from collections.abc import Callable
from dataclasses import replace

import grpc

from contract.values import Alternatives, Context, NluUnavailable, Understand, Understanding

log = logging.getLogger(__name__)

RETRY_AFTER = 5.0  # s after a failure without requester the server, so that only one utterance waits for its deadline


def with_fallback(
    server: Understand | None, embedded: Understand | None, clock: Callable[[], float] = time.monotonic
) -> Understand:
    """An Understand that asks the server and, when it fails, the embedded engine; the server again after RETRY_AFTER.

    It raises NluUnavailable if neither answers.
    """
    not_before = 0.0

    def understand(alternatives: Alternatives, locale: str, context: Context) -> Understanding:
        nonlocal not_before
        if server is not None and clock() >= not_before:
            try:
                return server(alternatives, locale, context)
            except grpc.RpcError as error:
                not_before = clock() + RETRY_AFTER
                instead = "the embedded engine answers" if embedded else "there is no embedded engine"
                log.warning("NLU server cannot be reached (%s); %s", error.code().name, instead)
        if embedded is None:
            raise NluUnavailable("the NLU server cannot be reached and this gateway has no embedded engine")
        return replace(embedded(alternatives, locale, context), by="embedded")

    return understand
