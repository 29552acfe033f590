"""What an error says to scripts, over a real channel, and what a client makes of errors of others."""

import re
from concurrent import futures
from pathlib import Path

import grpc
import pytest
from calls import PATIENCE
from google.rpc.code_pb2 import Code
from google.rpc.error_details_pb2 import BadRequest, ErrorInfo
from google.rpc.status_pb2 import Status
from grpc_status import rpc_status

import malcha
from contract.values import InvalidRequest
from malcha.v1.errors_pb2 import ErrorReason
from serving import errors
from serving.errors import DOMAIN, LONGEST, Reason, reason_of

ROOT = Path(malcha.__file__).parents[1]
DENIED = grpc.StatusCode.PERMISSION_DENIED
DETAILS = "grpc-status-details-bin"


@pytest.fixture(scope="module")
def ended():
    """ended(how): the error of a call whose servicer ends it so."""
    asked = []

    def end(request, context):
        asked[-1](context)

    server = grpc.server(futures.ThreadPoolExecutor(1))
    handler = grpc.unary_unary_rpc_method_handler(end)
    server.add_generic_rpc_handlers([grpc.method_handlers_generic_handler("test.Ends", {"End": handler})])
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:

        def failed(how) -> grpc.RpcError:
            asked.append(how)
            with pytest.raises(grpc.RpcError) as error:
                channel.unary_unary("/test.Ends/End")(b"", timeout=PATIENCE)
            return error.value

        yield failed
    server.stop(None)


def test_an_error_has_its_status_a_sentence_a_reason_and_its_metadata(ended):
    error = ended(lambda context: errors.abort(context, DENIED, "PERMISSION", "not you", {"rpc": "Say", "n": 3}))
    assert (error.code(), error.details()) == (DENIED, "not you")
    assert reason_of(error) == Reason("PERMISSION", {"rpc": "Say", "n": "3"}, {})
    assert DOMAIN == "malcha.v1"


def test_a_bad_request_names_the_field(ended):
    wrong = InvalidRequest("no such zone", "ZONE", "commands[1].zone", allowed="a, b")
    error = ended(lambda context: errors.invalid(context, wrong))
    assert error.code() is grpc.StatusCode.INVALID_ARGUMENT
    assert reason_of(error) == Reason("ZONE", {"allowed": "a, b"}, {"commands[1].zone": "no such zone"})
    status = rpc_status.from_call(error)
    info, request = (detail for detail in status.details)
    assert ErrorInfo.FromString(info.value).domain == DOMAIN
    (violation,) = BadRequest.FromString(request.value).field_violations
    assert (violation.field, violation.reason) == ("commands[1].zone", "ZONE")


def test_a_long_sentence_is_cut_so_that_the_client_gets_it(ended):
    wrong = InvalidRequest("가" * 60_000, "VALUE", "commands[0].value")
    error = ended(lambda context: errors.invalid(context, wrong))
    assert error.code() is grpc.StatusCode.INVALID_ARGUMENT
    assert len(error.details()) == LONGEST
    assert reason_of(error).name == "VALUE"


def test_a_reason_that_is_not_in_the_contract_is_a_bug(ended):
    class Context:
        def abort_with_status(self, status):
            raise AssertionError("never")

    with pytest.raises(ValueError, match="ERROR_REASON_NONSENSE"):
        errors.abort(Context(), DENIED, "NONSENSE", "...")


def test_every_reason_that_is_written_in_the_code_is_in_the_contract():
    """Also those of paths that no test goes."""
    known = {name.removeprefix("ERROR_REASON_") for name, _ in ErrorReason.items()}
    call = re.compile(r'(?:InvalidRequest|abort|refuse|tell)\((?:[^()]|\([^()]*\))*?"([A-Z_]{2,})"')
    found = set()
    for folder in ("contract", "serving", "nlu/service", "vehicle/doors"):
        for file in (ROOT / folder).glob("*.py"):
            found |= set(call.findall(file.read_text(encoding="utf-8")))
    assert len(found) > 15
    assert found <= known


def other(reason: bytes | None, code=Code.PERMISSION_DENIED):
    """A servicer that ends a call with these bytes as details."""

    def end(context):
        context.set_trailing_metadata(((DETAILS, reason),) if reason is not None else ())
        context.abort(DENIED, "no")

    return end


def foreign() -> bytes:
    status = Status(code=Code.PERMISSION_DENIED, message="no")
    status.details.add().Pack(ErrorInfo(reason="STOCKOUT", domain="other.example"))
    return status.SerializeToString()


@pytest.mark.parametrize(
    "details",
    [None, b"", b"\xff\xff not protobuf", foreign(), Status(code=Code.INTERNAL, message="no").SerializeToString()],
    ids=["none", "empty", "damaged", "another domain", "another status"],
)
def test_details_that_are_none_of_ours_are_no_reason(ended, details):
    error = ended(other(details))
    assert error.code() is DENIED
    assert reason_of(error) == Reason()


def test_a_server_that_cannot_be_reached_gives_no_reason():
    with grpc.insecure_channel("127.0.0.1:1") as channel, pytest.raises(grpc.RpcError) as error:
        channel.unary_unary("/test.Ends/End")(b"", timeout=PATIENCE)
    assert reason_of(error.value) == Reason()


def test_what_is_no_call_gives_no_reason():
    assert reason_of(grpc.RpcError()) == Reason()
