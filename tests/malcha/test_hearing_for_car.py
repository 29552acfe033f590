"""Which recognisers a gateway has, with a server and without."""

import grpc
import pytest
from listening import Recogniser

from malcha.config.effective import fixed
from malcha.speech.ears import names, phrases
from malcha.speech.hearing_for_car import recognisers
from speech.recognising.hedged import Hedged
from vehicle.doors.speech_client import SpeechClient


@pytest.fixture
def channel():
    with grpc.insecure_channel("127.0.0.1:1") as found:
        yield found


def test_with_a_server_every_language_is_recognised_there_and_in_the_car_where_it_can(channel):
    own = Recogniser("비상등 켜")
    found = recognisers(fixed({}), {"ko": own}, channel)
    assert {code: each.language for code, each in found.items()} == {"en": "en", "ko": "ko"}
    assert [found[code].own for code in ("ko", "en")] == [own, None]
    assert all(isinstance(each.server, SpeechClient) for each in found.values())
    assert found["ko"].breaker is not found["en"].breaker, "what a server lacks in one language it has in the other"


def test_the_server_is_not_told_what_every_server_knows(channel):
    near = {"ko": ("올림픽공원 세계평화의문",)}
    server = recognisers(fixed({}), {"ko": Recogniser("비상등 켜")}, channel, lambda code: near[code])["ko"].server
    told = [each for each in (*phrases("ko", False, near=near["ko"]), "스타벅스 잠실점") if each not in server.known]
    assert told == ["스타벅스 잠실점"]
    near["ko"] = ()
    assert "올림픽공원 세계평화의문으로 가자" not in server.known


def test_of_a_language_without_phrases_the_server_knows_the_names_of_the_table(channel):
    server = recognisers(fixed({}), {}, channel)["en"].server
    assert [each for each in (*names("en"), "stop", "Ann Lee") if each not in server.known] == ["stop", "Ann Lee"]


@pytest.mark.parametrize(("with_channel", "settings"), [(False, {}), (True, {"gateway.server_hears": False})])
def test_without_a_server_or_leave_no_audio_leaves_the_car(channel, with_channel, settings):
    found = recognisers(fixed(settings), {"ko": Recogniser("비상등 켜")}, channel if with_channel else None)
    assert list(found) == ["ko"]
    assert isinstance(found["ko"], Hedged)
    assert found["ko"].server is None
