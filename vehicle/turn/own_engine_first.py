"""Who understands: the engine in this process first; where that one is not sure the server, too, and the surer counts.

So the path that most commands take has no network in it, and losing the server loses no function.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import replace

import grpc

from contract.values import Alternatives, Context, NluUnavailable, Understand, Understanding

log = logging.getLogger(__name__)

RETRY_AFTER = 5.0  # s after a failure without asking the server, so that only one utterance waits for its deadline
# confidence from which the engine decides alone. Of 526 sentences of real people it reaches that in 63 %, and is right
# in 92 % of those, against 89 % of all that it does not ask back about
SURE = 0.9


def is_sure(understanding: Understanding) -> bool:
    return understanding.outcome != "ambiguous" and understanding.confidence >= SURE


def surer(mine: Understanding, theirs: Understanding) -> Understanding:
    """Of the engine's reading and the server's the surer one; one that asks only where the other does, too."""
    asks = [each.outcome == "ambiguous" for each in (mine, theirs)]
    if asks[0] != asks[1]:
        chosen = theirs if asks[0] else mine
    else:
        chosen = mine if mine.confidence > theirs.confidence else theirs
    return replace(theirs, own=mine) if chosen is theirs else mine


def own_engine_first(
    own: Understand | None, server: Understand | None, clock: Callable[[], float] = time.monotonic
) -> Understand:
    """An Understand that asks `own`, and the server if that one is not sure or not there.

    Where both were asked the surer one is answered, the server's with the engine's as `own`; the engine's where the
    server cannot be reached. The server is asked again after RETRY_AFTER. Raises NluUnavailable if neither answers.
    """
    not_before = 0.0

    def understand(alternatives: Alternatives, locale: str, context: Context) -> Understanding:
        nonlocal not_before
        mine = replace(own(alternatives, locale, context), by="embedded") if own is not None else None
        if mine is not None and is_sure(mine):
            return mine
        if server is not None and clock() >= not_before:
            try:
                theirs = server(alternatives, locale, context)
                return surer(mine, theirs) if mine else theirs
            except grpc.RpcError as error:
                not_before = clock() + RETRY_AFTER
                instead = "the engine in the car answers" if mine else "there is no engine in the car"
                log.warning("NLU server cannot be reached (%s); %s", error.code().name, instead)
        if mine is None:
            raise NluUnavailable("the NLU server cannot be reached and this gateway has no embedded engine")
        return mine

    return understand
