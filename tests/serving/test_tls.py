"""Who may connect, and what its certificate proves."""

import stat
from pathlib import Path

import pytest
from calls import status_of
from secured import DENIED, OK, UNAVAILABLE, call, serving, shown

import malcha
from malcha.run import certs
from malcha.v1 import vehicle_pb2, vehicle_pb2_grpc
from serving import tls
from serving.server import Serving
from serving.tls import Tls, TlsError
from vehicle.doors.permissions import ALL, Permissions

EXAMPLE = Path(malcha.__file__).parents[1] / "docs" / "permissions.toml"


# TLS


@pytest.mark.parametrize("service", ["nlu", "vehicle"])
def test_over_tls_only_a_client_that_knows_the_authority_gets_an_answer(car, folder, elsewhere, service):
    with serving(car, service, Tls(folder / "server.pem", folder / "server.key")) as address:
        assert call(address, service, Tls(authority=folder / "ca.pem")) is OK
        assert call(address, service, Tls(authority=elsewhere / "ca.pem")) is UNAVAILABLE
        assert call(address, service) is UNAVAILABLE


@pytest.mark.parametrize("service", ["nlu", "vehicle"])
def test_over_mutual_tls_only_a_client_of_the_authority_gets_an_answer(car, folder, elsewhere, service):
    with serving(car, service, shown(folder, "server")) as address:
        assert call(address, service, shown(folder, "stranger")) is OK
        assert call(address, service, Tls(authority=folder / "ca.pem")) is UNAVAILABLE
        assert call(address, service, shown(elsewhere, "head-unit", folder / "ca.pem")) is UNAVAILABLE
        assert call(address, service) is UNAVAILABLE


def test_a_servers_certificate_makes_no_client_and_a_clients_no_server(car, folder):
    with serving(car, "vehicle", shown(folder, "server")) as address:
        assert call(address, "vehicle", shown(folder, "server")) is UNAVAILABLE
    with serving(car, "vehicle", shown(folder, "head-unit")) as address:
        assert call(address, "vehicle", shown(folder, "dashboard")) is UNAVAILABLE


def test_a_server_is_believed_only_under_the_names_in_its_certificate(car, tmp_path, folder):
    certs.make(tmp_path, ["car.example"], [])
    for made, wanted in ((folder, UNAVAILABLE), (tmp_path, OK)):
        with serving(car, "vehicle", Tls(made / "server.pem", made / "server.key")) as address:
            called = [("grpc.ssl_target_name_override", "car.example")]
            with tls.channel(address, Tls(authority=made / "ca.pem"), called) as channel:
                assert (
                    status_of(vehicle_pb2_grpc.VehicleServiceStub(channel).GetState, vehicle_pb2.GetStateRequest())
                    is wanted
                )


@pytest.mark.parametrize(
    ("proved", "name"),
    [
        ({"transport_security_type": [b"ssl"]}, None),
        ({"x509_pem_cert": [b"..."]}, ""),
        ({"x509_pem_cert": [b"..."], "x509_common_name": [b"head-unit"]}, "head-unit"),
        ({"x509_pem_cert": [b"..."], "x509_common_name": [b"head-unit", b"dashboard"]}, ""),
        ({"x509_pem_cert": [b"..."], "x509_common_name": [b"\xff"]}, "\ufffd"),
    ],
)
def test_a_certificate_without_one_common_name_is_nobodys_and_not_no_certificate(proved, name):
    class Context:
        def auth_context(self):
            return proved

    assert tls.client_of(Context()) == name


def test_who_shows_a_certificate_that_nobody_asked_for_has_no_name(car, folder, words):
    """Without --tls-client-ca nothing is proved."""
    allowed = Permissions({"head-unit": frozenset({ALL})}, frozenset())
    with serving(car, "vehicle", Tls(folder / "server.pem", folder / "server.key"), allowed=allowed) as address:
        assert call(address, "vehicle", shown(folder, "head-unit")) is DENIED


@pytest.mark.parametrize(
    ("tls", "why"),
    [
        (lambda f: Tls(f / "server.pem"), "give both files"),
        (lambda f: Tls(f / "server.pem", f / "none.key"), "none.key: No such file"),
        (lambda f: Tls(f / "server.pem", f / "stranger.key"), "KEY_VALUES_MISMATCH"),
        (lambda f: Tls(f / "server.key", f / "server.pem"), "server.key"),
        (lambda f: Tls(f / "server.pem", f / "server.key", EXAMPLE), "permissions.toml"),
    ],
)
@pytest.mark.parametrize("start", [tls.server_credentials, lambda tls: tls.read()], ids=["server", "client"])
def test_certificates_that_cannot_be_used_are_said_before_anybody_listens(folder, tls, why, start):
    with pytest.raises(TlsError, match=why):
        start(tls(folder))


def test_half_a_tls_is_said(folder):
    with pytest.raises(TlsError, match="needs one itself"):
        tls.server_credentials(Tls(authority=folder / "ca.pem"))
    with pytest.raises(TlsError, match="needs the authority"):
        tls.channel("127.0.0.1:1", Tls(folder / "stranger.pem", folder / "stranger.key"))


@pytest.mark.parametrize(("address", "warned"), [("0.0.0.0:0", True), ("127.0.0.1:0", False), ("localhost:0", False)])
def test_plain_text_beyond_this_machine_is_warned_of(caplog, address, warned):
    started = Serving("nobody")
    started.start(address)
    started.stop(0.0)
    assert ("without TLS" in caplog.text) is warned


# certificates for trying it out


def test_keys_are_for_their_owner_alone_and_nothing_is_made_twice(folder):
    before = {file: file.read_bytes() for file in folder.iterdir()}
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.glob("*.key")} == {0o600}
    assert certs.make(folder, [], ["stranger"]) == []
    assert {file: file.read_bytes() for file in folder.iterdir()} == before


def test_a_client_may_be_added_later(car, folder, tmp_path):
    certs.make(tmp_path, [], [])
    with serving(car, "vehicle", shown(tmp_path, "server")) as address:
        assert [file.name for file in certs.make(tmp_path, [], ["late"])] == ["late.key", "late.pem"]
        assert call(address, "vehicle", shown(tmp_path, "late")) is OK


@pytest.mark.parametrize("name", ["", "ca", "server", "../up", "a b", "x" * 65, "-x"])
def test_a_clients_name_is_a_word(tmp_path, name):
    with pytest.raises(certs.CertsError, match="client"):
        certs.make(tmp_path, [], [name])
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_made_is_said(folder, tmp_path):
    with pytest.raises(certs.CertsError, match="is there already"):
        certs.make(folder, ["car.example"], [])
    (tmp_path / "ca.pem").write_text("nonsense")
    with pytest.raises(certs.CertsError, match=str(tmp_path)):
        certs.make(tmp_path, [], [])
    (tmp_path / "file").touch()
    with pytest.raises(certs.CertsError, match="file"):
        certs.make(tmp_path / "file", [], [])
