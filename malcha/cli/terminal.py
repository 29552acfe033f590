"""The terminal of a driver: Enter, Ctrl-C, the button on the steering wheel, the wake word, and what comes of them."""

import os
import queue
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from malcha.talk.announcements import Show, announced
from malcha.talk.exchange import Exchange, PushToTalk
from malcha.talk.reply_voice import Opened

KEY, WHEEL, WAKE, HELD, DONE, END = "key", "wheel", "wake", "held", "done", "end"
Signal = tuple[str, Any]  # one of these, and what belongs to it: of DONE an exchange, of END an error or None
Signals = queue.SimpleQueue[Signal]


def push_to_talk(
    signals: Signals, begin: Callable[[], Exchange], once: bool, at_once: bool, tell: Callable[[Exchange], None]
) -> None:
    """Until the input ends, or Ctrl-C while nothing goes on; with `once`, one utterance. `tell` gets what has ended.

    `at_once`: the first begins without a key. Raises what `begin` and `tell` raise, and the error of an END.
    """
    hands = PushToTalk(begin)
    if at_once:
        hands.key()
    while True:
        try:
            kind, what = signals.get()
        except KeyboardInterrupt:
            if hands.interrupt():
                continue
            return
        if kind == KEY:
            hands.key()
        elif kind == WHEEL:
            hands.wheel()
        elif kind == WAKE:
            hands.woken()
        elif kind == HELD:
            hands.interrupt()
        elif kind == DONE:
            tell(what)
            if once:
                return
        elif what is not None:
            raise what
        else:
            break
    if hands.current is not None:  # no key will come any more: what goes on is heard to its end
        hands.end()
        to_its_end(hands.current)
    while not signals.empty():
        kind, what = signals.get()
        if kind == DONE:
            tell(what)


def to_its_end(exchange: Exchange) -> None:
    """Wait for it. Ctrl-C silences the voice or calls it off; a second one ends the program."""
    hands = PushToTalk(lambda: exchange)
    hands.current = exchange
    while True:
        try:
            exchange.wait()
            return
        except KeyboardInterrupt:
            if not hands.interrupt():
                raise


def read_keys(signals: Signals) -> None:
    """Enter, until the end of standard input; in a thread of its own."""

    def read() -> None:
        with suppress(OSError, ValueError):  # a terminal that was closed, or no file at all
            keys = sys.stdin.fileno()
            while typed := os.read(keys, 1024):  # not by sys.stdin, whose lock would be held at the end of the process
                for _ in range(typed.count(b"\n")):
                    signals.put((KEY, None))
        signals.put((END, None))

    threading.Thread(target=read, name="keys", daemon=True).start()


def watch_button(stub: Any, signals: Signals) -> None:
    """The button on the steering wheel, as the gateway tells of it; in a thread of its own."""
    import grpc

    from malcha.v1 import vehicle_pb2

    def watch() -> None:
        try:
            for told in stub.WatchEvents(vehicle_pb2.WatchEventsRequest()):
                if (signal := of_button(told)) is not None:
                    signals.put((signal, None))
        except grpc.RpcError as error:
            signals.put((END, error))

    threading.Thread(target=watch, name="button", daemon=True).start()


def woken(signals: Signals, problem: Exception | None) -> None:
    """What a Waking tells."""
    signals.put((WAKE, None) if problem is None else (END, problem))


def watch_announcements(stub: Any, show: Show, opened: Opened | None) -> None:
    """What guidance says on the way; in a thread of its own, until the connection ends."""
    import grpc

    from malcha.v1 import vehicle_pb2

    def watch() -> None:
        with suppress(grpc.RpcError):  # the next utterance tells what is wrong
            announced(stub.WatchEvents(vehicle_pb2.WatchEventsRequest(aloud=opened is not None)), show, opened)

    threading.Thread(target=watch, name="announcements", daemon=True).start()


def of_button(told: Any) -> str | None:
    """WHEEL or HELD of a vehicle_pb2.WatchEventsResponse; None where it is neither."""
    from malcha.v1 import vehicle_pb2

    pressed = {vehicle_pb2.PRESS_PRESSED: WHEEL, vehicle_pb2.PRESS_HELD: HELD}
    return pressed.get(told.speech_button.press) if told.HasField("speech_button") else None


@contextmanager
def unseen_keys() -> Iterator[None]:
    """Enter makes no new line in what is shown, where the terminal can do that."""
    try:
        import termios

        before = termios.tcgetattr(sys.stdin)
    except (ImportError, OSError, ValueError, termios.error):
        yield
        return
    quiet = [*before]
    quiet[3] &= ~termios.ECHO
    termios.tcsetattr(sys.stdin, termios.TCSADRAIN, quiet)
    try:
        yield
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)
