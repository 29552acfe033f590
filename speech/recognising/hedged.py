"""Recognising with a server where there is one, and in the car: both hear each utterance, and losing one costs nothing.

The server's words count if they come in time; its model may be larger, and of several replicas the newest. The car's
own are there at the end of the utterance in any case. Which of the two it was, and why, is in `by` of each stream.
"""

import logging
import weakref
from collections.abc import Sequence
from dataclasses import replace

from contract.breaker import Breaker
from speech.protocols import Heard, RecognisedBy, Recogniser, Samples, Stream, ToldOfNoise, ToldOfPauses
from speech.recognising.asked import Asked
from speech.recognising.versions import older
from speech.recognising.why import BREAKER_OPEN, ONLY_ONE, SERVER_FIRST, SERVER_OLDER, ServerFailed

log = logging.getLogger(__name__)

# s that the server's words are waited for once the car's own are there. The server has had the audio as it was spoken,
# so what is left is one way there and back (50 to 100 ms in a mobile network, assumed) and the 40 to 120 ms that a
# recogniser takes at the end, as the car's own does meanwhile. Behind a pause of 0.2 s it keeps the time to the
# confirmed command below 0.5 s. However sure the car's own words are, this is waited for: their score does not tell
# right from wrong (docs/speech_to_text.md). Both are counted from the end of the audio as it is spoken: a file that was
# sent at once keeps the server busy for longer, and that is no failure of it
PATIENCE = 0.15
ALONE = 3.0  # s where the car has no recogniser: who has spoken says it again about then


class Hedged:
    """A Recogniser of both. Either may be None, not both; they are of one language."""

    def __init__(
        self,
        own: Recogniser | None,
        server: Recogniser | None,
        breaker: Breaker | None = None,
        patience: float = PATIENCE,
        alone: float = ALONE,
    ) -> None:
        """`breaker` says when the server is asked. `patience` and `alone`: s, see PATIENCE and ALONE."""
        some = server if own is None else own
        if some is None:
            raise ValueError("neither the car nor the server has a recogniser")
        self._some: Recogniser = some
        self.own, self.server, self.breaker = own, server, breaker or Breaker()
        self.patience, self.alone = patience, alone

    @property
    def language(self) -> str:
        return self._some.language

    @property
    def name(self) -> str:
        return self._some.name

    @property
    def version(self) -> str:
        return self._some.version

    def stream(self, phrases: Sequence[str] = ()) -> "HedgedStream":
        return HedgedStream(self, phrases)


class HedgedStream:
    """A Stream: one utterance with both. The server is asked when its first audio comes."""

    def __init__(self, owner: Hedged, phrases: Sequence[str]) -> None:
        self._owner, self._phrases = owner, phrases
        self._own: Stream | None = owner.own.stream(phrases) if owner.own else None
        self._asked: Asked | None = None
        self._begun = False
        self.by: RecognisedBy = self._own.by if self._own else self._of_server(ONLY_ONE)

    def accept(self, samples: Samples) -> str:
        """The car's words so far; the server's where the car has no recogniser."""
        if not self._begun and len(samples):
            self._begun = True
            self._asked = self._ask()
        if self._asked:
            self._asked.give(samples)
        if self._own:
            return self._own.accept(samples)
        return self._asked.partial if self._asked else ""

    def noise(self, snr: float) -> None:
        """See speech.protocols.ToldOfNoise."""
        if isinstance(self._own, ToldOfNoise):
            self._own.noise(snr)
        if self._asked:
            self._asked.noise(snr)

    def paused(self) -> None:
        """See speech.protocols.ToldOfPauses."""
        if isinstance(self._own, ToldOfPauses):
            self._own.paused()

    def finish(self) -> tuple[Heard, ...]:
        if self._asked:
            self._asked.end()  # before the car's own work: the server has its own beside it
        mine = self._own.finish() if self._own else ()
        if self._own is None and self._asked is None:
            return mine  # no audio at all
        if self._asked is None:
            self._mine(BREAKER_OPEN if self._owner.server and self._begun else ONLY_ONE)
            return mine
        try:
            theirs, by = self._asked.answer(self._owner.patience if self._own else self._owner.alone)
        except ServerFailed as error:
            self._mine(error.why)
            return mine
        if self._own and older(by, self._own.by):
            log.info("the server's recogniser is older: %s; the car has %s", by.version, self._own.by.version)
            self._mine(SERVER_OLDER)
            return mine
        self.by = replace(by, where="server", why=SERVER_FIRST if self._own else ONLY_ONE)
        return theirs

    def _ask(self) -> Asked | None:
        """The server's side of the utterance, if it is asked. A car that cannot hear by itself asks whatever the
        breaker says: nobody else would answer."""
        server, breaker = self._owner.server, self._owner.breaker
        if server is None or not (breaker.ask() or self._own is None):
            return None
        asked = Asked(server, self._phrases, breaker)
        weakref.finalize(self, asked.call_off).atexit = False  # who needs a Stream no more lets go of it
        return asked

    def _mine(self, why: str) -> None:
        """The car's words count, or none where it has no recogniser."""
        self.by = replace(self._own.by, why=why) if self._own else self._of_server(why)

    def _of_server(self, why: str) -> RecognisedBy:
        assert self._owner.server is not None
        return RecognisedBy(self._owner.server.name, self._owner.server.version, "server", why)
