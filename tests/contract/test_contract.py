"""The public contract in proto/malcha/v1: what holds for every file of it, and stubs that match.

Read as descriptors in a pool of their own, so that nothing else in the process has to be of the same version.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import grpc
import grpc_tools
import pytest
from google.protobuf.descriptor_pb2 import DescriptorProto, EnumDescriptorProto, FileDescriptorProto, FileDescriptorSet
from grpc_tools import protoc

ROOT = Path(__file__).parents[2]
FILES = sorted(path.relative_to(ROOT / "proto").as_posix() for path in (ROOT / "proto" / "malcha").rglob("*.proto"))
WITH_SERVICE = ["malcha/v1/nlu.proto", "malcha/v1/speech.proto", "malcha/v1/vehicle.proto"]
INCLUDES = [f"-I{ROOT / 'proto'}", f"-I{Path(grpc_tools.__file__).parent / '_proto'}"]
CODES = {code.name for code in grpc.StatusCode} - {"OK", "UNKNOWN", "INTERNAL"}
MESSAGE, ENUM, SERVICE = 4, 5, 6  # numbers of the lists in FileDescriptorProto, which name a place in the source
FIELD, VALUE, RPC = 2, 2, 2  # the same in DescriptorProto, EnumDescriptorProto and ServiceDescriptorProto


@pytest.fixture(scope="module")
def contract(tmp_path_factory) -> list[FileDescriptorProto]:
    out = tmp_path_factory.mktemp("contract") / "set"
    assert protoc.main(["protoc", *INCLUDES, "--include_source_info", f"--descriptor_set_out={out}", *FILES]) == 0
    return sorted(FileDescriptorSet.FromString(out.read_bytes()).file, key=lambda file: file.name)


def messages(file: FileDescriptorProto) -> Iterator[DescriptorProto]:
    """Those of the file; only maps have messages inside."""
    for message in file.message_type:
        assert all(inner.options.map_entry for inner in message.nested_type), message.name
        assert not message.enum_type, message.name
        yield message


def enums(contract: list[FileDescriptorProto]) -> Iterator[EnumDescriptorProto]:
    for file in contract:
        yield from file.enum_type


def comments(file: FileDescriptorProto) -> dict[tuple[int, ...], str]:
    """{place in the source: the comment above it}."""
    return {tuple(location.path): location.leading_comments for location in file.source_code_info.location}


def test_the_contract_is_read_whole(contract):
    assert [file.name for file in contract] == FILES
    assert [file.name for file in contract if file.service] == WITH_SERVICE
    assert sum(len(file.service[0].method) for file in contract if file.service) >= 10
    assert any(enums(contract))


def test_every_enum_begins_with_not_given(contract):
    for enum in enums(contract):
        prefix = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", enum.name).upper()
        assert (enum.value[0].name, enum.value[0].number) == (f"{prefix}_UNSPECIFIED", 0)
        assert all(value.name.startswith(f"{prefix}_") for value in enum.value), enum.name


def test_no_field_is_named_load(contract):
    """How much of a bus's bit rate is taken is its utilisation."""
    for file in contract:
        for message in messages(file):
            assert "load" not in [field.name for field in message.field], message.name


def test_requests_and_responses_belong_to_one_rpc(contract):
    for file in contract:
        for service in file.service:
            for rpc in service.method:
                named = f".malcha.v1.{rpc.name}"
                assert (rpc.input_type, rpc.output_type) == (f"{named}Request", f"{named}Response")


def test_everything_has_a_comment(contract):
    for file in contract:
        above = comments(file)
        for at, message in enumerate(messages(file)):
            assert above[MESSAGE, at], message.name
            for inner, field in enumerate(message.field):
                assert above[MESSAGE, at, FIELD, inner], f"{message.name}.{field.name}"
        for at, enum in enumerate(file.enum_type):
            assert above[ENUM, at], enum.name
            for inner, value in enumerate(enum.value):
                assert above[ENUM, at, VALUE, inner], value.name


def test_every_rpc_names_its_status_codes(contract):
    for file in contract:
        above = comments(file)
        for at, service in enumerate(file.service):
            for inner, rpc in enumerate(service.method):
                comment = above[SERVICE, at, RPC, inner]
                named = CODES & set(re.findall(r"[A-Z_]{5,}", comment))
                assert named or "Status codes as above" in comment, f"{rpc.name}: which status codes?"


def test_every_reason_of_an_error_names_its_status_code(contract):
    (errors,) = (file for file in contract if file.name == "malcha/v1/errors.proto")
    above = comments(errors)
    for at, value in enumerate(errors.enum_type[0].value[1:], 1):
        status, colon, _ = above[ENUM, 0, VALUE, at].strip().partition(":")
        assert (status in CODES, colon) == (True, ":"), value.name


def test_committed_stubs_are_what_protoc_makes(tmp_path):
    stubs = ROOT / "malcha" / "v1"
    generator = re.search(r"GRPC_GENERATED_VERSION = '(.+)'", (stubs / "nlu_pb2_grpc.py").read_text(encoding="utf-8"))
    assert generator
    if version("grpcio-tools") != generator[1]:
        pytest.skip(f"stubs were made with grpcio-tools {generator[1]}")
    assert protoc.main(["protoc", *INCLUDES, f"--python_out={tmp_path}", f"--pyi_out={tmp_path}", *FILES]) == 0
    assert protoc.main(["protoc", *INCLUDES, f"--grpc_python_out={tmp_path}", *WITH_SERVICE]) == 0
    made = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "malcha" / "v1").iterdir()}
    kept = {path.name: path.read_text(encoding="utf-8") for path in stubs.glob("*_pb2*.py*")}
    assert made == kept, "stale stubs: make proto"


def test_the_stubs_can_be_imported():
    modules = ", ".join(f"{Path(file).stem}_pb2" for file in FILES) + ", nlu_pb2_grpc, vehicle_pb2_grpc"
    program = f"from malcha.v1 import {modules}; print(vehicle_pb2.SayRequest(seat='SEAT_DRIVER').seat)"
    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout.strip()) == (0, "1"), run.stderr
