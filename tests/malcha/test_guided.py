"""Facts about guidance beside a running gateway: its thread, its map, and what is said where there is none."""

import logging

import pytest
from calls import until
from osm_files import needs_engine
from stacks import alone, own

from contract.values import Command
from malcha.cli.run import roads_of
from malcha.run import guided, stack
from navigation.maps import demo, library, tiles
from navigation.routing.protocol import RoutingUnavailable


@pytest.fixture
def maps(tmp_path_factory, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
    return library.default_folder()


def test_a_destination_is_guided_to_by_road_and_the_simulated_car_drives_there(maps):
    needs_engine()
    demo.ensure(maps)
    config = alone(own("guided"), more={"gateway.routes": True, "simulation.follow": True})
    with stack.gateway(config) as assistant:
        assert stack.wait_for_car(assistant)
        value = assistant.state.value
        assistant.execute([Command("nav.go", "do", None, "코엑스")], "ko")
        until(lambda: value("HU_CLU_PE_02.TBT_Display_Type") == "turn")
        until(lambda: (value("WHL_SPD11.WHL_SPD_FL") or 0) > 20)
        assert value("HU_CLU_PE_02.TBT_Direction") in ("left", "right")
        reply = assistant.execute([Command("nav.remaining", "query", None, "distance")], "ko").reply
        assert "직선거리" not in reply
        assistant.execute([Command("nav.cancel", "do")], "ko")
        until(lambda: value("HU_CLU_PE_02.TBT_Display_Type") == "none")


def test_without_the_engine_it_stays_a_straight_line_and_the_log_says_why(maps, monkeypatch, caplog):
    monkeypatch.setattr(tiles, "engine", lambda: "")
    with pytest.raises(RoutingUnavailable, match="make maps"):
        guided.router(None, "")
    caplog.set_level(logging.INFO)
    with stack.gateway(alone(own("straight"), more={"gateway.routes": True})) as assistant:
        assert stack.wait_for_car(assistant)
        assistant.execute([Command("nav.go", "do", None, "코엑스")], "ko")
        until(lambda: "guided by straight lines" in caplog.text)
        assert assistant.state.value("HU_CLU_PE_02.TBT_Display_Type") == "destination_bearing"
        reply = assistant.execute([Command("nav.remaining", "query", None, "distance")], "ko").reply
        assert "직선거리" in reply
    assert not maps.exists()  # no map is made for nothing


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"gateway.routes": False}, "no roads are wanted"),
        ({"gateway.routes": True, "navigation.map": library.NO_MAP}, "no roads are wanted"),
        ({"gateway.routes": True, "navigation.map": "gone"}, "there is no map 'gone'"),
    ],
)
def test_the_start_says_why_the_car_is_guided_by_straight_lines(maps, monkeypatch, more, says):
    monkeypatch.setattr(tiles, "engine", lambda: "some engine")
    assert roads_of(alone(own("roads"), more=more)).startswith("guided by straight lines")
    assert says in roads_of(alone(own("roads"), more=more))


def test_the_start_says_that_the_engine_is_missing(maps, monkeypatch):
    monkeypatch.setattr(tiles, "engine", lambda: "")
    assert "make maps" in roads_of(alone(own("roads"), more={"gateway.routes": True}))
    assert not maps.exists()


def test_the_start_makes_the_demo_map_and_says_that_it_is_schematic(maps):
    needs_engine()
    said = roads_of(alone(own("roads"), more={"gateway.routes": True}))
    assert said.startswith("guided by the map demo, schematic")
    assert library.names(maps) == ["demo"]
