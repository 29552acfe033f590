"""The contract: stubs that match their .proto files, and status codes that every rpc names."""

import re
from importlib.metadata import version
from pathlib import Path

import grpc
import pytest

ROOT = Path(__file__).parents[2]
PROTOS = sorted((ROOT / "proto").glob("*.proto"))
RPC = re.compile(r"((?:^ *//.*\n)*)^ *rpc (\w+)", re.MULTILINE)
RPCS = [
    pytest.param(path.stem, name, comment, id=f"{path.stem}.{name}")
    for path in PROTOS
    for comment, name in RPC.findall(path.read_text(encoding="utf-8"))
]
CODES = {code.name for code in grpc.StatusCode} - {"OK", "UNKNOWN", "INTERNAL"}


def generator() -> str:
    """The version of grpcio-tools that made the committed stubs."""
    found = re.search(
        r"GRPC_GENERATED_VERSION = '(.+)'", (ROOT / "proto" / "nlu_pb2_grpc.py").read_text(encoding="utf-8")
    )
    assert found
    return found[1]


@pytest.mark.parametrize("proto", [path.name for path in PROTOS])
def test_committed_stubs_are_what_protoc_makes(proto, tmp_path):
    if version("grpcio-tools") != generator():
        pytest.skip(f"stubs were made with grpcio-tools {generator()}")
    from grpc_tools import protoc

    out = [f"--{kind}_out={tmp_path}" for kind in ("python", "pyi", "grpc_python")]
    assert protoc.main(["protoc", f"-I{ROOT}", *out, f"proto/{proto}"]) == 0
    made = sorted((tmp_path / "proto").iterdir())
    assert len(made) == 3
    for path in made:
        assert path.read_text(encoding="utf-8") == (ROOT / "proto" / path.name).read_text(encoding="utf-8"), (
            f"{path.name} is stale: make proto"
        )


def test_both_services_have_rpcs():
    assert {param.id.partition(".")[0] for param in RPCS} == {"nlu", "vehicle"}
    assert len(RPCS) >= 7


@pytest.mark.parametrize(("service", "rpc", "comment"), RPCS)
def test_every_rpc_names_its_status_codes(service, rpc, comment):
    listed = CODES & set(re.findall(r"[A-Z_]{5,}", comment))
    assert listed or "Status codes as above" in comment, f"{service}.{rpc}: which status codes?"
