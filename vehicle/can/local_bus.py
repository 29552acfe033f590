"""A lossless CAN bus between the processes of one user on one machine: the python-can interface `malcha_local`.

A bus is a directory. Each participant has an inbox in it (a named pipe that only it reads) and writes every frame of its own into
all the other inboxes while it holds the lock on the file `wire`. So there is no hub that could fail, one frame is on the wire at a
time, and everybody receives all frames in the same order. Datagram sockets would do the same, but their queue is 10 frames where
nobody raised net.unix.max_dgram_qlen, and a hub would be a process more that can die.

A frame is taken by all inboxes or by none: when one is full, `send` waits, and after its timeout raises CanTimeoutError naming the
process that does not read. A participant that died is noticed by its broken pipe and dropped, its inbox removed; the lock goes with
it. Only a sender that is killed between two inboxes leaves its last frame with some and not with others.
Not modelled: bit rate, arbitration by id, error frames of its own, CAN FD.
"""

import errno
import fcntl
import logging
import math
import os
import secrets
import select
import stat
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import can
from can.typechecking import CanFilters

log = logging.getLogger(__name__)

INTERFACE = "malcha_local"
BASE = Path(f"/tmp/malcha-{os.getuid()}")  # the same in every shell, as $TMPDIR and $XDG_RUNTIME_DIR need not be
RECORD = struct.Struct("<4sBB2xId8s4x")  # mark, flags, dlc, id, s since the epoch, data; 32 bytes, written in one piece
MARK = b"MCAN"
WAKE = bytes(RECORD.size)  # to ourselves: look whether the bus was shut down
EXTENDED, REMOTE, ERROR, OWN = 1, 2, 4, 8  # flags
INBOX_BYTES = 1 << 18  # about 8,000 frames: two seconds of a full 500 kbit/s bus
SEND_TIMEOUT = 1.0  # s to wait for a participant that does not read
RETRY = 5e-5  # s between two tries to take the wire; a frame holds it for about as long


class LocalBus(can.BusABC):
    """`channel` is a name (a directory under /tmp/malcha-<user id>) or, with a slash in it, the path of the directory."""

    def __init__(
        self,
        channel: str = "ccan",
        can_filters: CanFilters | None = None,
        receive_own_messages: bool = False,
        **kwargs: object,
    ) -> None:
        """Raises CanInitializationError, ValueError for a bad channel."""
        if kwargs.get("fd"):
            raise can.CanInitializationError(f"{INTERFACE} carries no CAN FD")
        self._directory = place(str(channel))
        self._receive_own = receive_own_messages
        self.channel_info = f"{INTERFACE} {channel} in {self._directory}"
        self._name = f"{os.getpid()}-{secrets.token_hex(4)}.inbox"
        self._peers: dict[str, int] = {}  # inbox -> file descriptor to write to
        self._room = select.poll()  # of the peers
        self._looked = (
            -1
        )  # size of `wire` when they were looked for: it grows by a byte whenever somebody comes or goes
        self._sending, self._receiving = threading.Lock(), threading.Lock()
        try:
            self._wire = os.open(self._directory / "wire", os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise can.CanInitializationError(f"{self.channel_info}: {error}") from error
        try:
            with self._arbitration(time.monotonic() + SEND_TIMEOUT):
                self._inbox = open_inbox(self._directory / self._name)
            os.write(self._wire, b"+")
        except (OSError, can.CanError) as error:
            os.close(self._wire)
            raise can.CanInitializationError(f"{self.channel_info}: {error}") from error
        self._news = select.poll()
        self._news.register(self._inbox, select.POLLIN)
        super().__init__(channel=channel, can_filters=can_filters, **kwargs)

    def send(self, msg: can.Message, timeout: float | None = None) -> None:
        """Raises CanTimeoutError if a participant has no room for the frame in time; then nobody got it."""
        if msg.is_fd or len(msg.data) > 8:
            raise can.CanOperationError(f"{self.channel_info}: {msg.arbitration_id:X} is no classic CAN frame")
        deadline = time.monotonic() + (SEND_TIMEOUT if timeout is None else timeout)
        if not self._sending.acquire(timeout=max(deadline - time.monotonic(), 0.0)):
            raise can.CanTimeoutError(f"{self.channel_info}: another thread is still sending")
        try:
            while True:
                if self._is_shutdown:
                    raise can.CanOperationError(f"{self.channel_info} is shut down")
                with self._arbitration(deadline):
                    full = self._full()
                    if full is None:
                        self._write(msg)
                        return
                self._wait_for_room(full, deadline, msg)
        finally:
            self._sending.release()

    def recv(self, timeout: float | None = None) -> can.Message | None:
        """The next frame that the filters pass, or None: after `timeout` seconds, or when the bus is shut down meanwhile."""
        if self._is_shutdown:
            raise can.CanOperationError(f"{self.channel_info} is shut down")
        end = math.inf if timeout is None else time.monotonic() + timeout
        with self._receiving:
            while not self._is_shutdown:
                left = max(end - time.monotonic(), 0.0)
                if not self._news.poll(None if left == math.inf else left * 1000):
                    break
                record = os.read(self._inbox, RECORD.size)
                if record == WAKE:
                    continue
                if len(record) < RECORD.size or not record.startswith(MARK):
                    with suppress(BlockingIOError):
                        os.read(self._inbox, INBOX_BYTES)  # where the next frame begins is not known
                    raise can.CanOperationError(
                        f"{self.channel_info}: something that is no frame was written into {self._name}"
                    )
                message = unpack(record)
                if self._matches_filters(message):
                    message.channel = self._directory.name
                    return message
        return None

    def fileno(self) -> int:
        return self._inbox

    def shutdown(self) -> None:
        if self._is_shutdown:
            return
        super().shutdown()
        with suppress(BlockingIOError):  # a full inbox wakes its reader as well
            os.write(self._inbox, WAKE)
        with self._sending, self._receiving:
            (self._directory / self._name).unlink(missing_ok=True)
            os.write(self._wire, b"-")
            for descriptor in (*self._peers.values(), self._inbox, self._wire):
                os.close(descriptor)
            self._peers.clear()

    @contextmanager
    def _arbitration(self, deadline: float) -> Iterator[None]:
        """The wire for ourselves, for as long as one frame takes; nobody waits while holding it."""
        while True:
            try:
                fcntl.flock(self._wire, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    raise can.CanTimeoutError(f"{self.channel_info}: a stopped process holds the wire") from None
                time.sleep(RETRY)
        try:
            yield
        finally:
            fcntl.flock(self._wire, fcntl.LOCK_UN)

    def _full(self) -> int | None:
        """The inbox (its descriptor) that has no room for a frame, if there is one; the dead are dropped here."""
        if (size := os.fstat(self._wire).st_size) != self._looked:
            self._look()
            self._looked = size
        ready = dict(self._room.poll(0))
        for name, descriptor in list(self._peers.items()):
            events = ready.get(descriptor, 0)
            if events & select.POLLERR:
                log.warning("%s: process %s is gone", self.channel_info, name.partition("-")[0])
                self._drop(name)
                (self._directory / name).unlink(missing_ok=True)
            elif not events & select.POLLOUT:
                return descriptor
        return None

    def _look(self) -> None:
        """Open the inboxes that are new, close those that are gone, remove those that nobody reads."""
        names = {name for name in os.listdir(self._directory) if name.endswith(".inbox")}
        names -= set() if self._receive_own else {self._name}
        for name in self._peers.keys() - names:
            self._drop(name)
        for name in sorted(names - self._peers.keys()):
            try:
                self._peers[name] = os.open(self._directory / name, os.O_WRONLY | os.O_NONBLOCK | os.O_CLOEXEC)
            except OSError as error:
                if error.errno != errno.ENXIO:
                    raise can.CanOperationError(f"{self.channel_info}: {error}") from error
                (self._directory / name).unlink(missing_ok=True)  # its reader died
            else:
                self._room.register(self._peers[name], select.POLLOUT)

    def _drop(self, name: str) -> None:
        descriptor = self._peers.pop(name)
        self._room.unregister(descriptor)
        os.close(descriptor)

    def _write(self, msg: can.Message) -> None:
        flags = EXTENDED * msg.is_extended_id | REMOTE * msg.is_remote_frame | ERROR * msg.is_error_frame
        now = time.time()
        for name, descriptor in self._peers.items():
            own = OWN if name == self._name else 0
            with suppress(BrokenPipeError):  # it died just now: the next frame drops it
                os.write(descriptor, RECORD.pack(MARK, flags | own, msg.dlc, msg.arbitration_id, now, bytes(msg.data)))

    def _wait_for_room(self, descriptor: int, deadline: float, msg: can.Message) -> None:
        waiting = select.poll()
        waiting.register(descriptor, select.POLLOUT)
        if not waiting.poll(max(deadline - time.monotonic(), 0.0) * 1000):
            name = next(name for name, peer in self._peers.items() if peer == descriptor)
            raise can.CanTimeoutError(
                f"{self.channel_info}: {msg.arbitration_id:03X} not sent, process {name.partition('-')[0]} does not read its frames"
            )


def place(channel: str) -> Path:
    """The directory of a bus, made if it is not there. Raises ValueError for a bad name, CanInitializationError."""
    if not channel or "\0" in channel or channel in (".", ".."):
        raise ValueError(f"{channel!r} is no channel: a name, or the path of a directory")
    directory = Path(channel) if "/" in channel else BASE / channel
    try:
        if directory.parent == BASE:
            BASE.mkdir(mode=0o700, exist_ok=True)
            found = BASE.lstat()
            if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o077:
                raise can.CanInitializationError(f"{BASE} is not a directory that only you can use")
        directory.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise can.CanInitializationError(f"{INTERFACE} {channel}: {error}") from error
    return directory


def open_inbox(path: Path) -> int:
    """A new named pipe to read from; it is open for writing too, so that it has no end while nobody writes."""
    os.mkfifo(path, 0o600)
    descriptor = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        fcntl.fcntl(descriptor, fcntl.F_SETPIPE_SZ, INBOX_BYTES)
    except PermissionError:
        log.warning("this user has too many large pipes: %s holds about 2,000 frames", path)
    return descriptor


def unpack(record: bytes) -> can.Message:
    _, flags, dlc, frame_id, at, data = RECORD.unpack(record)
    return can.Message(
        timestamp=at,
        arbitration_id=frame_id,
        is_extended_id=bool(flags & EXTENDED),
        is_remote_frame=bool(flags & REMOTE),
        is_error_frame=bool(flags & ERROR),
        is_rx=not flags & OWN,
        dlc=dlc,
        data=None if flags & REMOTE else data[:dlc],
    )
