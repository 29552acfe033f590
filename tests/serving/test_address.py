"""Addresses: which there are, what is said of others, which are of this machine alone."""

import socket

import grpc
import pytest
from calls import health

from serving import address, tls
from serving.server import PortInUse, Serving

TAKEN = (
    "127.0.0.1:0",
    "localhost:65535",
    "car-1.example:1",
    "[::1]:50062",
    "[fe80::1%eth0]:1",
    "unix:/run/a",
    "unix:a",
)


@pytest.mark.parametrize("text", TAKEN)
def test_an_address_is_a_host_and_a_port_or_a_unix_socket(text):
    assert address.checked(text) == text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "must be host:port"),
        ("foo", "must be host:port"),
        ("host:", "a port of 0 to 65535"),
        ("127.0.0.1:99999", "a port of 0 to 65535"),
        ("127.0.0.1:-1", "a port of 0 to 65535"),
        ("127.0.0.1:٥٠", "a port of 0 to 65535"),
        (":50062", r"127\.0\.0\.1:50062 is this machine"),
        ("::1:50062", "an IPv6 address in brackets"),
        ("[::1:50062", "an IPv6 address in brackets"),
        ("[nonsense]:50062", "an IPv6 address in brackets"),
        ("a b:1", "must be host:port"),
        ("http://127.0.0.1:50062", "without http://"),
        ("unix:", "must name a socket"),
        ("unix:/run/", "must name a socket"),
        (f"unix:/{'a' * 107}", "at most 107 bytes"),
    ],
)
def test_what_is_no_address_is_said(text, told):
    with pytest.raises(ValueError, match=told):
        address.checked(text)


@pytest.mark.parametrize(
    ("text", "local"),
    [
        *[(each, True) for each in ("127.0.0.1:1", "127.8.8.8:1", "localhost:1", "[::1]:1", "unix:/run/a")],
        *[(each, False) for each in ("10.0.0.7:1", "127.example:1", "[2001:db8::1]:1", "0.0.0.0:1", "[::]:1")],
    ],
)
def test_which_addresses_only_this_machine_reaches(text, local):
    assert address.is_local(text) is local


@pytest.mark.parametrize(
    ("given", "proxied"), [("127.0.0.1:1", False), ("unix:/run/a", False), ("[::1]:1", False), ("10.0.0.7:1", True)]
)
def test_a_channel_on_this_machine_has_no_proxy(monkeypatch, given, proxied):
    seen = {}
    monkeypatch.setattr(grpc, "insecure_channel", lambda _, options=None: seen.update(options or ()))
    tls.channel(given, options=[("a", 1)])
    assert seen == {"a": 1} | ({} if proxied else {"grpc.enable_http_proxy": 0})


@pytest.fixture
def start():
    """start(address): a server there, and its port."""
    started = []

    def make(where: str) -> int:
        started.append(Serving({}))
        return started[-1].start(where)

    yield make
    for serving in started:
        serving.stop(0.0)


@pytest.mark.skipif(not socket.has_ipv6, reason="no IPv6 here")
def test_a_server_listens_on_ipv6(start):
    port = start("[::1]:0")
    assert address.listened_on("[::1]:0", port) == f"[::1]:{port}"
    with tls.channel(f"[::1]:{port}") as channel:
        assert health(channel) == 1


def test_a_server_listens_on_a_unix_socket_and_no_second_one_takes_it_over(start, tmp_path):
    where = f"unix:{tmp_path / 'socket'}"
    assert address.listened_on(where, start(where)) == where
    with pytest.raises(PortInUse, match="another server is running there"):
        start(where)
    with tls.channel(where) as channel:
        assert health(channel) == 1


def test_a_unix_socket_that_was_left_behind_is_no_obstacle(start, tmp_path):
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(tmp_path / "socket"))
        left.listen()
    start(f"unix:{tmp_path / 'socket'}")
    with tls.channel(f"unix:{tmp_path / 'socket'}") as channel:
        assert health(channel) == 1


def test_why_nobody_can_listen_there_is_said(start, tmp_path):
    (tmp_path / "file").touch()
    for where, why in (
        (f"unix:{tmp_path}/nowhere/socket", "No such file"),
        (f"unix:{tmp_path}/file", "no socket"),
        ("192.0.2.1:50062", "Cannot assign"),
        ("nowhere.invalid:50062", "no such host"),
        (f"127.0.0.1:{start('127.0.0.1:0')}", "already in use"),
    ):
        with pytest.raises(PortInUse, match=why):
            start(where)
    assert (tmp_path / "file").exists()
