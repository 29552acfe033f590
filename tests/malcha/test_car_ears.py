"""What the gateway hears with, while it is being loaded, after it was, and where it cannot be."""

import threading
from concurrent.futures import Future
from types import SimpleNamespace

import pytest
from listening import Loudness, Recogniser

from contract.values import Context
from malcha.speech.car_ears import CarEars, loading
from malcha.speech.ears import stop_phrases
from nlu.service.ears import Ears
from speech.protocols import RATE, NoRecogniser, SpeechUnavailable
from speech.recognising.confirmed import Confirmed
from speech.recognising.hedged import Hedged


def found(recogniser):
    return Ears({"ko": recogniser}, Loudness, lambda: None, lambda code, before, listed: ("창문 열어",))


def car_ears(future, patience=0.05):
    return CarEars(future, None, stop_phrases, patience)


def test_an_utterance_that_comes_while_it_loads_waits_for_it():
    go_on, recogniser = threading.Event(), Recogniser("창문 열어")

    def load():
        assert go_on.wait(5.0)
        return found(recogniser)

    ears = car_ears(loading(load), patience=5.0)
    listeners = []
    waits = threading.Thread(target=lambda: listeners.append(ears.listener("ko", RATE, Context(), ["강남역"])))
    waits.start()
    go_on.set()
    waits.join(5.0)
    assert len(listeners) == 1
    assert recogniser.phrases == [("강남역", "창문 열어")]


def test_one_that_loads_for_too_long_is_said_so():
    with pytest.raises(NoRecogniser, match="still loading"):
        car_ears(Future()).listener("ko", RATE, Context(), ())


def test_missing_packages_are_said_in_a_sentence(caplog):
    caplog.set_level("INFO")

    def load():
        raise SpeechUnavailable("the package vosk is missing")

    with pytest.raises(NoRecogniser, match="hears nothing: the package vosk is missing"):
        car_ears(loading(load), patience=5.0).listener("ko", RATE, Context(), ())
    assert [(line.levelname, line.getMessage()) for line in caplog.records] == [
        ("INFO", "nothing is heard, text alone is taken: the package vosk is missing")
    ]


def test_a_bug_in_loading_is_in_the_log(caplog):
    with pytest.raises(ZeroDivisionError):
        car_ears(loading(lambda: 1 / 0), patience=5.0).listener("ko", RATE, Context(), ())  # type: ignore[arg-type]
    assert "ZeroDivisionError" in caplog.text


def test_a_language_without_a_recogniser_is_said_so():
    future = Future()
    future.set_result(found(Recogniser("")))
    for ask in (car_ears(future).for_stop, lambda *asked: car_ears(future).listener(*asked, Context(), ())):
        with pytest.raises(NoRecogniser, match="'en'"):
            ask("en", RATE)


@pytest.mark.parametrize("code", ["ko", "en"])
def test_behind_an_utterance_words_that_stop_are_listened_for(code):
    from languages.stopping import phrases

    assert set(phrases(code)) <= set(stop_phrases(code))
    future, recogniser = Future(), Recogniser("멈춰")
    future.set_result(Ears({code: recogniser}, Loudness, lambda: None, lambda code, before, listed: ("창문 열어",)))
    car_ears(future).for_stop(code, RATE)
    assert recogniser.phrases == [stop_phrases(code)]


def test_a_stop_waits_for_no_server():
    own, server = Recogniser("멈춰"), Recogniser("멈춰")
    future = Future()
    future.set_result(found(Hedged(own, server)))
    car_ears(future).for_stop("ko", RATE)
    assert own.phrases == [stop_phrases("ko")]
    assert server.phrases == []


def test_a_stop_waits_for_no_second_hearing():
    first, second = Recogniser("멈춰"), SimpleNamespace(version="2")
    future = Future()
    future.set_result(found(Confirmed(first, second)))
    listener = car_ears(future).for_stop("ko", RATE)
    assert first.phrases == [stop_phrases("ko")]
    assert listener.by == first.stream().by


def test_noise_is_taken_out_of_what_is_behind_an_utterance_too():
    asked, future = [], Future()
    suppress = lambda: asked.append("suppression")  # noqa: E731
    future.set_result(Ears({"ko": Recogniser("멈춰")}, Loudness, suppress, lambda code, before, listed: ()))
    car_ears(future).for_stop("ko", RATE)
    assert asked == ["suppression"]
