"""The sample clients of examples/clients, as processes against a gateway with a simulated car; and their page."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from turns import PATIENCE, ride

from contract.messages import word
from malcha.run.certs import make
from malcha.v1 import errors_pb2, nlu_pb2, speech_pb2, turn_pb2, vehicle_pb2
from serving.server import Security
from serving.tls import Tls
from vehicle.doors import server

ROOT = Path(__file__).parents[2]
CLIENTS = ROOT / "examples" / "clients"
PAGE = (ROOT / "docs" / "clients.md").read_text(encoding="utf-8")
ENOUGH = 120.0  # s for a client, on a busy machine
INSTALLED = 300.0  # s for npm
NOBODY = "127.0.0.1:1"  # an address where nothing listens
HAZARD, WINDOW = "hazard on", "window open passenger 50"


@pytest.fixture(scope="session")
def node_client(tmp_path_factory) -> list[str]:
    """The command of the client for Node.js, with its packages, in a folder that lies to proto/ as it does here."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        pytest.skip("the client for Node.js needs node and npm")
    copy = tmp_path_factory.mktemp("node")
    folder = copy / "examples" / "clients" / "node"
    shutil.copytree(CLIENTS / "node", folder, ignore=shutil.ignore_patterns("node_modules"))
    shutil.copytree(ROOT / "proto", copy / "proto")
    install = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1"]
    try:
        done = subprocess.run(install, cwd=folder, capture_output=True, text=True, timeout=INSTALLED, check=False)
    except subprocess.TimeoutExpired:
        pytest.skip(f"npm ci took longer than {INSTALLED:g} s")
    assert "EUSAGE" not in done.stderr, done.stderr  # package-lock.json is not that of package.json
    if done.returncode:
        pytest.skip(f"npm ci could not get the packages: {' '.join(done.stderr.split())[:200]}")
    return [node, str(folder / "client.js")]


@pytest.fixture(params=["python", "node"])
def client(request) -> list[str]:
    if request.param == "node":
        return request.getfixturevalue("node_client")
    return [sys.executable, str(CLIENTS / "python_client.py")]


def run(client: list[str], *arguments: str) -> subprocess.CompletedProcess[str]:
    more = {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    return subprocess.run(
        [*client, *arguments], env=os.environ | more, capture_output=True, encoding="utf-8", timeout=ENOUGH, check=False
    )


def parts(done: subprocess.CompletedProcess[str]) -> dict[str, list[str]]:
    """{what a line is about: the lines, without that}."""
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
    found: dict[str, list[str]] = {}
    for line in done.stdout.splitlines():
        about, _, rest = line.partition(": ")
        found.setdefault(about, []).append(rest)
    return found


def test_a_client_does_all_that_the_page_tells_of(client):
    with ride() as taken:
        told = parts(run(client, f"127.0.0.1:{taken.port}"))
        now = taken.vehicle.GetState(vehicle_pb2.GetStateRequest(), timeout=PATIENCE)
    assert list(told) == ["functions", "say", "converse", "watch", "execute", "error"]
    assert re.fullmatch(r"genesis_g70 has \d+ of \d+", told["functions"][0])
    done = "seat.heat set driver 2: CONFIRMED"
    replied, first, again, second, utterance = told["say"]
    assert (first, second) == (done, done)
    assert "2단" in replied
    assert replied.lower() == again.lower().replace("answered again: true", "answered again: false")
    assert utterance.startswith("u-")
    assert told["execute"][:2] == ["seat.heat set driver 1: CONFIRMED", "climate.temperature set driver 23: CONFIRMED"]
    assert told["watch"][0] == f"the present state of genesis_g70 has {len(now.functions)} values"
    assert {line.split()[0] for line in told["watch"][1:]} <= {"seat.heat", "climate.temperature"}
    assert len(told["watch"]) > 1
    assert [each.value.text for each in now.functions if each.function == "hazard"] == ["on"]


def test_a_turn_is_printed_as_it_goes(client):
    with ride() as taken:
        told = parts(run(client, f"127.0.0.1:{taken.port}"))["converse"]
    assert told[0].startswith("heard turn on the hazard lights")
    assert told[1] == f"understood {HAZARD}, {WINDOW}"
    assert told[-1].startswith("turn Hazard lights on.")
    events = [line.split()[0] for line in told]
    assert sorted(events[2:-1]) == ["finished"] * 2 + ["reply"] * events.count("reply") + ["sent"] * 2
    assert "reply" in events
    for command in (HAZARD, WINDOW):
        (sent,) = (at for at, line in enumerate(told) if line.startswith(f"sent {command} "))
        assert sent < told.index(f"finished {command}: CONFIRMED")


def test_a_bad_request_is_told_with_its_reason_and_the_wrong_field(client):
    with ride() as taken:
        told = parts(run(client, f"127.0.0.1:{taken.port}"))["error"]
    assert told[0].startswith("INVALID_ARGUMENT, reason ZONE of malcha.v1, {")
    assert "allowed" in told[0]
    assert told[1].startswith("commands[0].zone: window has no zone 'roof'")


def test_a_client_with_a_certificate_is_let_in_and_one_without_is_not(client, tmp_path):
    make(tmp_path, [], ["head-unit"])
    ca, certificate, key = (str(tmp_path / name) for name in ("ca.pem", "head-unit.pem", "head-unit.key"))
    tls = Tls(tmp_path / "server.pem", tmp_path / "server.key", tmp_path / "ca.pem")
    with ride() as taken:
        serving, port = server.serve(taken.assistant, "127.0.0.1:0", Security(tls))
        try:
            told = parts(run(client, f"localhost:{port}", ca, certificate, key))
            refused = run(client, f"localhost:{port}", ca)
        finally:
            serving.stop(0.0)
    assert "error" in told
    assert refused.returncode == 1
    assert refused.stderr.startswith("error: UNAVAILABLE")


def test_a_client_without_a_gateway_says_so(client):
    done = run(client, NOBODY)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("error: UNAVAILABLE")


@pytest.mark.parametrize(
    ("arguments", "says"), [((), "HOST:PORT"), ((NOBODY, "no-such.pem"), "no-such.pem")], ids=["none", "no file"]
)
def test_wrong_arguments_are_told_in_one_line(client, arguments, says):
    done = run(client, *arguments)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)
    assert says in done.stderr


def test_the_lock_of_the_packages_names_no_registry():
    lock = json.loads((CLIENTS / "node" / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert packages
    assert all("resolved" not in package and "integrity" in package for package in packages.values())


def test_the_page_has_every_rpc_outcome_and_reason():
    services = (vehicle_pb2.DESCRIPTOR, nlu_pb2.DESCRIPTOR, speech_pb2.DESCRIPTOR)
    rpcs = {method.name for file in services for each in file.services_by_name.values() for method in each.methods}
    reasons = {name.removeprefix("ERROR_REASON_") for name in errors_pb2.ErrorReason.DESCRIPTOR.values_by_name}
    outcomes = {word(turn_pb2.CommandOutcome, number).upper() for number in turn_pb2.CommandOutcome.values()}
    named = set(re.findall(r"`(\w+)`", PAGE))
    assert sorted((rpcs | reasons | outcomes) - named - {"UNSPECIFIED", ""}) == []
