"""The engine in the car decides where it is sure, else the surer of it and the server; whatever dies, one answers."""

import grpc
import pytest

from contract.values import Command, Context, InvalidRequest, NluUnavailable, Understanding
from vehicle.turn.own_engine_first import RETRY_AFTER, SURE, own_engine_first

HEAT, FAN = (Command("seat.heat", "on"),), (Command("climate.fan", "up"),)
SAID = [("...", 1.0)]


class Away(grpc.RpcError):
    def code(self):
        return grpc.StatusCode.UNAVAILABLE


class Engine:
    """Answers as it is told and counts how often it was asked."""

    def __init__(self, *answers):
        self.answers, self.asked = list(answers), 0

    def __call__(self, alternatives, locale, context):
        self.asked += 1
        answer = self.answers[min(self.asked, len(self.answers)) - 1]
        if isinstance(answer, Exception):
            raise answer
        return answer


def answer(commands, confidence=1.0, outcome="understood", by="server"):
    return Understanding(outcome, commands, confidence, by=by)


@pytest.mark.parametrize(
    ("mine", "asked"),
    [
        (answer(HEAT, SURE), 0),
        (answer(HEAT, SURE - 0.01), 1),
        (answer((), 0.99, "out_of_scope"), 0),
        (answer((), 0.99, "ambiguous"), 1),
    ],
)
def test_the_server_is_asked_only_where_the_engine_is_not_sure(mine, asked):
    server = Engine(answer(FAN))
    found = own_engine_first(Engine(mine), server)(SAID, "", Context())
    assert server.asked == asked
    assert (found.by, found.commands) == (("server", FAN) if asked else ("embedded", mine.commands))
    assert (found.own.commands if found.own else None) == (mine.commands if asked else None)


def test_a_server_that_is_away_is_left_alone_for_a_while():
    now, server = [100.0], Engine(Away(), answer(FAN))
    understand = own_engine_first(Engine(answer(HEAT, 0.5)), server, lambda: now[0], lambda: 0.0)
    assert understand(SAID, "", Context()).by == "embedded"
    now[0] += RETRY_AFTER - 0.1
    assert (understand(SAID, "", Context()).by, server.asked) == ("embedded", 1)
    now[0] += 0.1
    assert (understand(SAID, "", Context()).by, server.asked) == ("server", 2)


def test_the_longer_a_server_is_away_the_more_rarely_it_is_asked():
    now, server = [100.0], Engine(Away())
    understand = own_engine_first(Engine(answer(HEAT, 0.5)), server, lambda: now[0], lambda: 0.0)
    asked_at = []
    for _ in range(60):
        before = server.asked
        understand(SAID, "", Context())
        if server.asked > before:
            asked_at.append(now[0] - 100.0)
        now[0] += 1.0
    assert asked_at == [0.0, RETRY_AFTER, 3 * RETRY_AFTER, 7 * RETRY_AFTER]


def test_a_server_that_refuses_what_was_said_is_not_away():
    server = Engine(Away(), InvalidRequest("no word in it", "TEXT_UNREADABLE", "text"), answer(FAN), answer(FAN))
    now = [100.0]
    understand = own_engine_first(Engine(answer(HEAT, 0.5)), server, lambda: now[0])
    understand(SAID, "", Context())
    now[0] += RETRY_AFTER
    with pytest.raises(InvalidRequest):
        understand(SAID, "", Context())
    assert [understand(SAID, "", Context()).by for _ in range(2)] == ["server"] * 2


def test_without_an_engine_the_server_is_asked_and_without_both_it_is_said():
    assert own_engine_first(None, Engine(answer(FAN)))(SAID, "", Context()).commands == FAN
    with pytest.raises(NluUnavailable):
        own_engine_first(None, Engine(Away()))(SAID, "", Context())
    with pytest.raises(NluUnavailable):
        own_engine_first(None, None)(SAID, "", Context())


@pytest.mark.parametrize(
    ("mine", "theirs", "by"),
    [
        (answer(HEAT, 0.8), answer(FAN, 0.7), "embedded"),
        (answer(HEAT, 0.6), answer(FAN, 0.7), "server"),
        (answer(HEAT, 0.7), answer(HEAT, 0.7), "server"),  # the same: it was asked last
        (answer(HEAT, 0.5), answer((), 0.9, "ambiguous"), "embedded"),  # a question only where both would ask
        (answer((), 0.8, "ambiguous"), answer(FAN, 0.5), "server"),
        (answer((), 0.8, "ambiguous"), answer((), 0.3, "ambiguous"), "embedded"),
        (answer((), 0.8, "out_of_scope"), answer(FAN, 0.6), "embedded"),
    ],
)
def test_where_both_are_asked_the_surer_one_is_answered(mine, theirs, by):
    found = own_engine_first(Engine(mine), Engine(theirs))(SAID, "", Context())
    assert found.by == by
    assert found.commands == (mine if by == "embedded" else theirs).commands
