"""TLS of servers and their clients, and who it proves a caller to be.

A TLS handshake that fails leaves no line in the audit: no Python code sees it.
"""

import hashlib
import ssl
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import grpc

from serving.address import is_local

CERTIFICATE = "certificate "  # how a caller is called who has proved one
NO_PROXY = ("grpc.enable_http_proxy", 0)  # gRPC's core takes http_proxy of the environment for every address


class TlsError(Exception):
    """Certificates that cannot be used; says which file and why."""


@dataclass(frozen=True)
class Tls:
    """PEM files: what this side shows, and the authority that must have signed what the other side shows."""

    certificate: Path | None = None
    key: Path | None = None
    authority: Path | None = None

    def read(self) -> tuple[bytes | None, bytes | None, bytes | None]:
        """(authority, key, certificate). Raises TlsError, which gRPC itself would not: it only fails to connect."""
        if bool(self.certificate) != bool(self.key):
            raise TlsError("a certificate needs its key, and a key its certificate: give both files")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        try:
            if self.certificate:
                context.load_cert_chain(self.certificate, self.key, password=lambda: b"")
            if self.authority:
                context.load_verify_locations(self.authority)
            authority, key, certificate = (
                file.read_bytes() if file else None for file in (self.authority, self.key, self.certificate)
            )
        except (OSError, ssl.SSLError) as error:  # an SSLError is an OSError without a file's name
            files = ", ".join(str(file) for file in (self.certificate, self.key, self.authority) if file)
            raise TlsError(f"{files}: {error.strerror or error}") from error
        return authority, key, certificate


NONE = Tls()


def server_credentials(tls: Tls) -> grpc.ServerCredentials:
    """With an authority every client has to prove a certificate of it (mutual TLS). Raises TlsError."""
    if not tls.certificate:
        raise TlsError("a server that asks its clients for certificates needs one itself: give its certificate and key")
    authority, key, certificate = tls.read()
    assert key is not None
    assert certificate is not None
    return grpc.ssl_server_credentials([(key, certificate)], authority, require_client_auth=authority is not None)


def channel(address: str, tls: Tls = NONE, options: Sequence[tuple[str, Any]] | None = None) -> grpc.Channel:
    """A channel to a server, with TLS if there is any file for it. Raises TlsError.

    To an address of this machine it never goes through a proxy, whatever the environment says.
    """
    if is_local(address):
        options = [*(options or ()), NO_PROXY]
    if tls == NONE:
        return grpc.insecure_channel(address, options)
    if not tls.authority:
        raise TlsError(
            "a client with a certificate needs the authority of the server's, too, to know whom it shows it to"
        )
    return grpc.secure_channel(address, grpc.ssl_channel_credentials(*tls.read()), options)


def client_of(context: grpc.ServicerContext) -> str | None:
    """The common name in the certificate that the caller proved; "" if that has not exactly one, None without
    certificate."""
    proved: Mapping[str, Iterable[bytes]] = context.auth_context()  # type: ignore[assignment]  # the stubs are wrong
    if "x509_pem_cert" not in proved:
        return None
    names = list(proved.get("x509_common_name", ()))
    return names[0].decode(errors="replace") if len(names) == 1 else ""


def caller(context: grpc.ServicerContext) -> str:
    """Who calls, for limits and the audit: the certificate's name, else the address without the port.

    A certificate without a name of its own is told apart by its SHA-256.
    """
    client = client_of(context)
    if client is None:
        return context.peer().rpartition(":")[0]
    return CERTIFICATE + (client or fingerprint(context))


def fingerprint(context: grpc.ServicerContext) -> str:
    """The first 16 digits of the SHA-256 of the proved certificate's PEM."""
    proved: Mapping[str, Iterable[bytes]] = context.auth_context()  # type: ignore[assignment]  # the stubs are wrong
    return f"sha256:{hashlib.sha256(b''.join(proved['x509_pem_cert'])).hexdigest()[:16]}"
