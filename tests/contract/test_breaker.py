"""When a server that has failed is asked again: closed, open, half-open, with a clock and chance of the test's own."""

import threading

import pytest
from clocks import Clock

from contract.breaker import FIRST_WAIT, JITTER, MOST_WAIT, TRIAL_LASTS, Breaker, State


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def breaker(clock):
    return Breaker(clock, lambda: 0.0)


def asked(breaker, times=3):
    return [breaker.ask() for _ in range(times)]


def test_it_is_closed_at_first_and_stays_so_while_the_server_answers(breaker):
    for _ in range(3):
        assert breaker.ask()
        breaker.succeeded()
    assert breaker.state is State.CLOSED


def test_one_failure_opens_it_and_after_the_wait_one_trial_is_made(breaker, clock):
    assert breaker.ask()
    breaker.failed()
    assert breaker.state is State.OPEN
    assert asked(breaker) == [False] * 3
    clock.now += FIRST_WAIT
    assert breaker.state is State.HALF_OPEN
    assert asked(breaker) == [True, False, False]
    breaker.succeeded()
    assert breaker.state is State.CLOSED
    assert asked(breaker) == [True] * 3


def test_each_trial_that_fails_doubles_the_wait_up_to_the_most(breaker, clock):
    waits = []
    for _ in range(6):
        assert breaker.ask()
        breaker.failed()
        began = clock.now
        while breaker.state is State.OPEN:
            clock.now += 0.5
        waits.append(clock.now - began)
    assert waits == [FIRST_WAIT, 2 * FIRST_WAIT, 4 * FIRST_WAIT, MOST_WAIT, MOST_WAIT, MOST_WAIT]
    breaker.succeeded()
    breaker.failed()
    clock.now += FIRST_WAIT
    assert breaker.ask(), "the next failure is a first one"


@pytest.mark.parametrize("chance", [0.0, 0.3, 0.999])
def test_chance_shortens_the_wait_by_at_most_its_share(clock, chance):
    breaker = Breaker(clock, lambda: chance)
    breaker.failed()
    clock.now += FIRST_WAIT * (1 - JITTER * chance) - 0.01
    assert not breaker.ask()
    clock.now += 0.02
    assert breaker.ask()


def test_calls_that_fail_together_count_once(breaker, clock):
    assert asked(breaker) == [True] * 3
    for _ in range(3):
        breaker.failed()
    clock.now += FIRST_WAIT
    assert breaker.ask()


def test_a_trial_that_is_called_off_or_never_told_of_gives_way_to_another(breaker, clock):
    breaker.failed()
    clock.now += FIRST_WAIT
    assert breaker.ask()
    breaker.let_go()
    assert asked(breaker, 2) == [True, False]
    clock.now += TRIAL_LASTS
    assert asked(breaker, 2) == [True, False]


def test_of_many_threads_one_makes_the_trial(breaker, clock):
    breaker.failed()
    clock.now += FIRST_WAIT
    together, found = threading.Barrier(8), []

    def ask():
        together.wait(10)
        found.append(breaker.ask())

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert sorted(found) == [False] * 7 + [True]
