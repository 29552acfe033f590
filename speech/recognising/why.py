"""Why an utterance was recognised where it was: the words of RecognisedBy.why, for answer, audit and metrics."""

ONLY_ONE = "only one"  # there is no other recogniser of this language
SERVER_FIRST = "server first"  # the server's words came in time
SERVER_LATE = "server late"  # they did not
SERVER_AWAY = "server away"  # it cannot be reached, or was lost on the way
SERVER_FAILED = "server failed"  # it answered with an error
SERVER_OLDER = "server older"  # its recogniser or its contract is older than the car's
BREAKER_OPEN = "breaker open"  # it failed a moment ago and was not asked
WORDS = (ONLY_ONE, SERVER_FIRST, SERVER_LATE, SERVER_AWAY, SERVER_FAILED, SERVER_OLDER, BREAKER_OPEN)
NO_ANSWER = (SERVER_LATE, SERVER_AWAY, SERVER_FAILED)  # of a server that is the only one to hear: no words at all


class ServerFailed(Exception):
    """A recogniser elsewhere gave no words; says why in a sentence, and `why` in one of these words."""

    def __init__(self, text: str, why: str = SERVER_FAILED) -> None:
        super().__init__(text)
        self.why = why
