"""Facts about what runs in a thread beside something else."""

import threading

import pytest
from calls import until

from malcha.run.beside import beside, repeatedly


def test_it_runs_while_this_lasts_and_is_woken_at_the_end():
    news, seen = threading.Event(), []

    def run(stopping):
        news.wait()
        seen.append(stopping.is_set())

    with beside("one", run, news.set):
        assert not seen
    assert seen == [True]


def test_it_ends_when_what_it_is_beside_fails():
    ended = threading.Event()

    def run(stopping):
        stopping.wait()
        ended.set()

    with pytest.raises(KeyError), beside("one", run):
        raise KeyError
    assert ended.is_set()


def test_an_error_of_a_look_is_logged_and_the_next_comes(caplog):
    looks = []

    def look():
        looks.append(1)
        if len(looks) == 1:
            raise ValueError("a bug")

    with repeatedly("map", look, 0.001):
        until(lambda: len(looks) > 1)
    assert "map: a look failed" in caplog.text
