"""What may go wrong in a turn, as the status of its call with a reason."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import grpc

from contract.values import InvalidRequest, NluUnavailable
from serving.errors import abort, invalid, refuse
from serving.read_ahead import CallEnded, Stalled
from serving.server import ShuttingDown
from speech.protocols import AudioError, NoRecogniser
from vehicle.doors.repeated import TooManyIds
from vehicle.turn.requester import ClientGone

log = logging.getLogger(__name__)

FIRST_TEXT = "alternatives[0].text"
# errors of a turn in which nothing was done
HARMLESS = (InvalidRequest, NluUnavailable, ClientGone, AudioError, NoRecogniser, Stalled, CallEnded, ShuttingDown)


@contextmanager
def answered(context: grpc.ServicerContext, rpc: str, text: str = "") -> Iterator[None]:
    """What may go wrong in a call, as a status with its reason. `text` is the request's, "" where it has alternatives:
    the NLU knows it as the first alternative."""
    try:
        yield
    except InvalidRequest as error:
        log.warning("%s refused: %s", rpc, error)
        if text and error.field == FIRST_TEXT:
            error.field = "text"
        invalid(context, error)
    except TooManyIds as error:
        status, details = grpc.StatusCode.RESOURCE_EXHAUSTED, {"limit": error.limit, "of": error.of}
        refuse(context, status, "REQUEST_IDS", rpc, str(error), details)
    except ClientGone as error:
        abort(context, grpc.StatusCode.DEADLINE_EXCEEDED, "TOO_LATE", str(error))
    except NluUnavailable as error:
        abort(context, grpc.StatusCode.UNAVAILABLE, "NLU_AWAY", str(error))
    except NoRecogniser as error:
        abort(context, grpc.StatusCode.UNAVAILABLE, "NO_RECOGNISER", str(error))
    except ShuttingDown as error:
        abort(context, grpc.StatusCode.UNAVAILABLE, "SHUTTING_DOWN", str(error))
    except AudioError as error:
        abort(context, grpc.StatusCode.INVALID_ARGUMENT, "AUDIO", str(error))
    except Stalled as error:
        limit = {"limit": f"{error.after:g}"}
        abort(context, grpc.StatusCode.DEADLINE_EXCEEDED, "STALLED", str(error), limit)
