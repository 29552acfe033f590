"""Addresses that servers listen on and clients call: host:port, [IPv6 address]:port, unix:/path."""

import os
import re
import socket
import stat
from ipaddress import ip_address

MOST_PORT = 65535
UNIX = "unix:"
LONGEST_PATH = 107  # bytes of a Unix socket's path (sun_path of unix(7), less its last zero)
HOST = re.compile(r"[\w.-]+")
EXAMPLE = "127.0.0.1:50062"


def is_port(text: str) -> bool:
    return text.isascii() and text.isdigit() and int(text) <= MOST_PORT


def checked(text: str) -> str:
    """The same address. Raises ValueError with what it must be; that follows "ADDRESS is ..., but "."""
    if text.startswith(UNIX):
        path = text.removeprefix(UNIX)
        if not path.strip("/") or path.endswith("/"):
            raise ValueError("must name a socket after unix:, for example unix:/run/malcha.sock")
        if len(os.fsencode(path)) > LONGEST_PATH:
            raise ValueError(f"must have a path of at most {LONGEST_PATH} bytes, as every Unix socket")
        return text
    host, sign, port = text.rpartition(":")
    if "://" in text:
        raise ValueError(f"must be host:port without {text.partition('://')[0]}://, for example {EXAMPLE}")
    if not sign or (not host and not is_port(port)):
        raise ValueError(f"must be host:port, for example {EXAMPLE}")
    if not host:
        raise ValueError(f"must have a host: 127.0.0.1:{port} is this machine, [::]:{port} all its addresses")
    if not is_port(port):
        raise ValueError(f"must be host:port with a port of 0 to {MOST_PORT}, for example {EXAMPLE}")
    if host.startswith("[") or ":" in host:
        if not (host.startswith("[") and host.endswith("]") and is_ipv6(host[1:-1])):
            raise ValueError("must have an IPv6 address in brackets, for example [::1]:50062")
    elif not HOST.fullmatch(host):
        raise ValueError(f"must be host:port, for example {EXAMPLE}")
    return text


def is_ipv6(text: str) -> bool:
    try:
        return ip_address(text).version == 6
    except ValueError:
        return False


def host_and_port(address: str) -> tuple[str, int]:
    """(host without brackets, port) of a checked address that is not unix:."""
    host, _, port = address.rpartition(":")
    return host.strip("[]"), int(port)


def is_local(address: str) -> bool:
    """Does only this machine reach this address? No proxy and no TLS is needed for it."""
    if address.startswith(UNIX):
        return True
    host = address.rpartition(":")[0].strip("[]")
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def listened_on(address: str, port: int) -> str:
    """The address that clients call: of port 0, the port that was taken."""
    return address if address.startswith(UNIX) else f"{address.rpartition(':')[0]}:{port}"


def why_not(address: str) -> str:
    """Why nothing can listen there, "" if it can. It is tried: gRPC itself tells no reason, and takes over the socket
    of a server that is still running."""
    try:
        if address.startswith(UNIX):
            try_path(address.removeprefix(UNIX))
        else:
            try_port(*host_and_port(checked(address)))
    except ValueError as error:
        return f"it {error}"
    except socket.gaierror as error:
        return f"there is no such host ({error.strerror})"
    except OSError as error:
        return f"{error.strerror or error}"
    return ""


def try_path(path: str) -> None:
    """Raises OSError. A socket that nobody listens on any more is no obstacle: gRPC makes it anew."""
    with socket.socket(socket.AF_UNIX) as probe:
        if os.path.exists(path):
            try:
                probe.connect(path)
            except ConnectionRefusedError:
                if not stat.S_ISSOCK(os.stat(path).st_mode):
                    raise FileExistsError(0, "a file is there that is no socket") from None
                return
            raise OSError(0, "another server is running there")
        probe.bind(path)
    os.unlink(path)


def try_port(host: str, port: int) -> None:
    """Raises OSError where none of the host's addresses can be bound."""
    failed: OSError | None = None
    for family, kind, protocol, _, place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as gRPC does
            try:
                probe.bind(place)
                probe.listen(1)
                return
            except OSError as error:
                failed = error
    if failed is not None:
        raise failed
