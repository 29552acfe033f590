"""Errors that scripts can read: a gRPC status with google.rpc.ErrorInfo and, of a bad request, the wrong fields.

Reasons are those of malcha/v1/errors.proto, without ERROR_REASON_. `abort` makes every error of a server, `reason_of`
reads them on the client's side.
"""

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NoReturn

import grpc
from google.protobuf.any_pb2 import Any
from google.protobuf.message import DecodeError
from google.rpc.error_details_pb2 import BadRequest, ErrorInfo
from google.rpc.status_pb2 import Status
from grpc_status import rpc_status

from contract.values import InvalidRequest
from malcha.v1.errors_pb2 import ErrorReason
from serving.tls import caller

audit = logging.getLogger("malcha.audit")

DOMAIN = "malcha.v1"
LONGEST = 300  # characters of a sentence: it travels three times in metadata, of which clients take 8 KiB
NOTHING: Mapping[str, object] = {}


@dataclass(frozen=True)
class Denial:
    """Why a client may not do something: a sentence, and what errors.proto lists as metadata of PERMISSION."""

    text: str
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Reason:
    """What the details of an error say: a name of ErrorReason without prefix, its metadata, {wrong field: sentence}.

    All of it is empty where the error has no details: gRPC itself made it, or no server of this contract.
    """

    name: str = ""
    metadata: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)


def abort(
    context: grpc.ServicerContext,
    status: grpc.StatusCode,
    reason: str,
    text: str,
    metadata: Mapping[str, object] = NOTHING,
    wrong: str = "",
) -> NoReturn:
    """End the call. `wrong` is the path of the field that is wrong, if it is one.

    Raises ValueError for a reason that is not in errors.proto, and else what gRPC raises to end a call.
    """
    ErrorReason.Value(f"ERROR_REASON_{reason}")
    text = text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."
    words = {name: str(value) for name, value in metadata.items()}
    details = [packed(ErrorInfo(reason=reason, domain=DOMAIN, metadata=words))]
    if wrong:
        violation = BadRequest.FieldViolation(field=wrong, description=text, reason=reason)
        details.append(packed(BadRequest(field_violations=[violation])))
    context.abort_with_status(rpc_status.to_status(Status(code=status.value[0], message=text, details=details)))
    raise AssertionError("abort raises")


def packed(message: ErrorInfo | BadRequest) -> Any:
    found = Any()
    found.Pack(message)
    return found


def invalid(context: grpc.ServicerContext, error: InvalidRequest) -> NoReturn:
    """End the call of a request that breaks the contract."""
    status = grpc.StatusCode.INVALID_ARGUMENT
    abort(context, status, error.reason, str(error), error.details, error.field)


def refuse(
    context: grpc.ServicerContext,
    status: grpc.StatusCode,
    reason: str,
    rpc: str,
    text: str,
    metadata: Mapping[str, object] = NOTHING,
) -> NoReturn:
    """End the call, with a line in the audit."""
    tell(context, status, reason, rpc, text, 1)
    abort(context, status, reason, text, metadata)


def tell(context: grpc.ServicerContext, status: grpc.StatusCode, reason: str, rpc: str, text: str, times: int) -> None:
    """A line in the audit about calls that were refused."""
    line = {
        "refused": status.name,
        "reason": reason,
        "times": times,
        "client": caller(context),
        "peer": context.peer(),
        "rpc": rpc,
        "why": text,
    }
    audit.warning("%s", json.dumps(line, ensure_ascii=False))


def reason_of(error: grpc.RpcError) -> Reason:
    """Why a call failed, for the client that made it. Details that are damaged or of another domain count as none."""
    try:
        status = rpc_status.from_call(error)  # type: ignore[arg-type]  # the error of a call is the call
    except (ValueError, AttributeError, DecodeError):  # of another status; never was a call; no protobuf at all
        return Reason()
    info, request = ErrorInfo(), BadRequest()
    for detail in status.details if status else ():
        for known in (info, request):
            detail.Unpack(known)
    if info.domain != DOMAIN:
        return Reason()
    fields = {violation.field: violation.description for violation in request.field_violations}
    return Reason(info.reason, dict(info.metadata), fields)
