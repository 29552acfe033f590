"""Whether a server that has failed is asked again yet: a circuit breaker. Time and chance are arguments.

    if breaker.ask():
        try: ... the call
        except ...: breaker.failed()
        else: breaker.succeeded()

Closed: every call is made. One failure opens it: nobody waits for that server any more until its time has come. Then it
is half-open: one call is made as a trial, the others are not; its end closes it or opens it for longer.
"""

import random
import threading
import time
from collections.abc import Callable
from enum import Enum

FIRST_WAIT = 5.0  # s at most after the first failure in a row; doubled with each further one
MOST_WAIT = 40.0  # s at most: so late a server may be noticed that has been away for long
JITTER = 0.5  # share of the wait that is left to chance: cars that lost a server together do not come back together
TRIAL_LASTS = 20.0  # s after which a trial whose end was never told counts as none: longer than any utterance


class State(Enum):
    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half-open"


class Breaker:
    """For one server. Any thread may call it."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        chance: Callable[[], float] = random.random,
        first: float = FIRST_WAIT,
        most: float = MOST_WAIT,
    ) -> None:
        """`clock` in s; `chance` gives 0 to below 1: 0 waits for the whole of `first` (s), doubled up to `most` (s)."""
        self.clock, self.chance, self.first, self.most = clock, chance, first, most
        self._failures = 0  # in a row
        self._not_before = 0.0  # s: when it is half-open
        self._trial_until: float | None = None  # s, while a trial is under way
        self._lock = threading.Lock()

    @property
    def state(self) -> State:
        with self._lock:
            return self._state()

    def _state(self) -> State:
        if not self._failures:
            return State.CLOSED
        return State.OPEN if self.clock() < self._not_before else State.HALF_OPEN

    def ask(self) -> bool:
        """May the server be asked now? Then `succeeded`, `failed` or `let_go` follows."""
        with self._lock:
            state, now = self._state(), self.clock()
            if state is not State.HALF_OPEN:
                return state is State.CLOSED
            if self._trial_until is not None and now < self._trial_until:
                return False
            self._trial_until = now + TRIAL_LASTS
            return True

    def succeeded(self) -> None:
        """The server has answered, whatever it said."""
        with self._lock:
            self._failures, self._trial_until = 0, None

    def failed(self) -> None:
        """It has not, or too late. Calls that began side by side and fail together count once."""
        with self._lock:
            if self._state() is State.OPEN:
                return
            wait = min(self.most, self.first * 2.0 ** min(self._failures, 20))
            self._failures += 1
            self._not_before = self.clock() + wait * (1 - JITTER * self.chance())
            self._trial_until = None

    def let_go(self) -> None:
        """The call was called off: it has shown nothing, and another may be the trial."""
        with self._lock:
            self._trial_until = None
