"""The page that Prometheus scrapes, over HTTP or TLS, which a client that connects and says nothing does not hold up.

prometheus_client's own server does the TLS handshake in the thread that takes new connections: one silent client stops
it, and with it the end of the process.
"""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from prometheus_client import CollectorRegistry, make_wsgi_app

from serving.tls import Tls

PATIENCE = 5.0  # s for a handshake, and for each part of a request
MOST_OPEN = 200  # connections at once, a thread each; one more ends the oldest that has not been answered
LOOK_EVERY = 0.05  # s between looks whether the page is to end


class Handler(WSGIRequestHandler):
    """Reads one request; no line about it in the log."""

    timeout = PATIENCE

    def log_message(self, format: str, *arguments: Any) -> None:
        return None


class Page(ThreadingMixIn, WSGIServer):
    """A thread for each connection; the handshake is its affair, too."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = MOST_OPEN

    def __init__(self, host: str, port: int, registry: CollectorRegistry, context: ssl.SSLContext | None) -> None:
        """Listens at once. Raises OSError."""
        self.address_family, place = family(host, port)
        self.context = context
        self.open: dict[socket.socket, None] = {}  # connections, the oldest first
        self.lock = threading.Lock()
        super().__init__(place, Handler)
        self.set_app(make_wsgi_app(registry))

    def server_bind(self) -> None:
        """As WSGIServer, which asks the name service for the host's name: it may take seconds, and nobody needs it."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])
        self.setup_environ()

    def process_request(self, request: Any, client_address: Any) -> None:
        with self.lock:
            self.open[request] = None
            oldest = next(iter(self.open)) if len(self.open) > MOST_OPEN else None
        if oldest is not None:
            shut(oldest)
        super().process_request(request, client_address)

    def finish_request(self, request: Any, client_address: Any) -> None:
        """In the connection's own thread: handshake, then the request."""
        request.settimeout(PATIENCE)
        try:
            if self.context is None:
                super().finish_request(request, client_address)
                return
            with self.context.wrap_socket(request.dup(), server_side=True) as secured:
                super().finish_request(secured, client_address)
        except OSError:  # SSLError and a timeout are such: whoever asks is gone, silent or unknown
            return

    def shutdown_request(self, request: Any) -> None:
        with self.lock:
            self.open.pop(request, None)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A connection that fails concerns nobody else."""

    def end(self) -> None:
        """Take no more connections, and close those that are open."""
        self.shutdown()
        self.server_close()
        with self.lock:
            left = list(self.open)
        for connection in left:
            shut(connection)


def shut(connection: socket.socket) -> None:
    """Whoever waits for it in another thread goes on at once."""
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return


def family(host: str, port: int) -> tuple[socket.AddressFamily, Any]:
    """(family, place to bind) of a host: IPv4 or IPv6. Raises OSError."""
    found, _, _, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    return found, place


def secured(tls: Tls) -> ssl.SSLContext | None:
    """The server's TLS, None if it has none; with an authority clients must prove a certificate of it. Raises
    TlsError."""
    tls.read()
    if tls.certificate is None:
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=tls.authority)
    context.load_cert_chain(tls.certificate, tls.key)
    if tls.authority:
        context.verify_mode = ssl.CERT_REQUIRED
    return context


@contextmanager
def served(host: str, port: int, registry: CollectorRegistry, tls: Tls) -> Iterator[int]:
    """The page while it lasts; yields its port. Raises OSError, TlsError."""
    page = Page(host, port, registry, secured(tls))
    thread = threading.Thread(target=page.serve_forever, args=(LOOK_EVERY,), name="metrics", daemon=True)
    thread.start()
    try:
        yield page.server_port
    finally:
        page.end()
        thread.join()
