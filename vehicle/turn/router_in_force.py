"""Which router computes the routes: the one that was given last, from the next step of guidance on."""

import threading

from navigation.routing.protocol import Router


class RouterInForce:
    """`current` is the one that is used; None before the first. Those whose place it took are to be closed by whoever
    gave them."""

    def __init__(self) -> None:
        self.current: Router | None = None
        self._lock = threading.Lock()  # around the two lists
        self._given: list[Router] = []  # since the last step
        self._replaced: list[Router] = []

    @property
    def any(self) -> bool:
        """Is there one, or will there be at the next step?"""
        return self.current is not None or bool(self._given)

    def use(self, router: Router) -> None:
        """This one from the next step on. Any thread."""
        with self._lock:
            self._given.append(router)

    def change(self) -> Router | None:
        """The one that takes over now; None where none was given since the last time."""
        with self._lock:
            if not self._given:
                return None
            *passed, new = self._given
            self._replaced += [self.current, *passed] if self.current else passed
            self._given.clear()
        self.current = new
        return new

    def unused(self) -> list[Router]:
        """Those that others have taken the place of since the last call."""
        with self._lock:
            found, self._replaced = self._replaced, []
        return found

    def end(self) -> list[Router]:
        """All that there were: none is used any more."""
        self.change()
        found, self.current = self.current, None
        return [*self.unused(), *([found] if found else [])]
