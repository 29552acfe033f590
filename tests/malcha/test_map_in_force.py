"""Facts about a map that is put in force, imported again or removed while the gateway runs."""

import logging
from dataclasses import replace

import pytest
from calls import until
from osm_files import needs_engine, streets
from rig import Rig
from stacks import alone, own
from test_map_of_car import SHOP, imported

from contract.values import Command
from malcha.config.effective import fixed
from malcha.run import map_in_force, stack
from malcha.run.map_in_force import MapInForce
from malcha.run.places import places
from navigation.maps import importing, library, manifest, tiles
from vehicle.turn import way_in_result
from vehicle.turn.route_guidance import RouteGuidance


@pytest.fixture
def maps(tmp_path, monkeypatch):
    """A folder with the maps seongnae, in force, and other; without a routing engine."""
    monkeypatch.setattr(tiles, "engine", lambda: "")
    folder = tmp_path / "maps"
    imported(folder, "seongnae", SHOP)
    imported(folder, "other", replace(SHOP, ko="녹차다방", en="Green Tea"))
    library.use(folder, "seongnae")
    return folder


def following(maps, **more):
    """(a rig with the places of the configuration, what follows the map)"""
    config, rig = fixed({"navigation.maps": maps, **more}), Rig()
    rig.assistant.atlas = places(config)
    return rig, MapInForce(config, rig.assistant)


def knows(rig, name):
    return rig.do("nav.go", "do", name).outcome.value == "confirmed"


def test_without_a_change_nothing_is_opened(maps):
    rig, followed = following(maps)
    before = rig.assistant.atlas
    assert not followed.look()
    assert rig.assistant.atlas is before


def test_another_map_that_is_put_in_force_is_searched(maps, caplog):
    caplog.set_level(logging.INFO)
    rig, followed = following(maps)
    assert knows(rig, "말차다방")
    assert not knows(rig, "녹차다방")
    library.use(maps, "other")
    assert followed.look()
    assert knows(rig, "녹차다방")
    assert not knows(rig, "말차다방")
    assert knows(rig, "코엑스")  # of the project's table
    assert "the map other.1 is used from now on" in caplog.text


def test_a_map_that_is_imported_again_is_searched(maps):
    rig, followed = following(maps)
    imported(maps, "seongnae", replace(SHOP, ko="홍차다방", en="Black Tea"))
    assert followed.look()
    assert knows(rig, "홍차다방")


def test_a_first_map_takes_the_place_of_the_table(tmp_path, monkeypatch):
    monkeypatch.setattr(tiles, "engine", lambda: "")
    rig, followed = following(tmp_path / "maps")
    assert not followed.look()
    imported(tmp_path / "maps", "seongnae", SHOP)
    library.use(tmp_path / "maps", "seongnae")
    assert followed.look()
    assert knows(rig, "말차다방")


def test_the_map_that_is_configured_by_name_counts_and_not_the_one_in_force(maps):
    rig, followed = following(maps, **{"navigation.map": "seongnae"})
    library.use(maps, "other")
    assert not followed.look()
    imported(maps, "seongnae", replace(SHOP, ko="홍차다방", en="Black Tea"))
    assert followed.look()
    assert knows(rig, "홍차다방")


def test_a_map_that_is_removed_stays_known_and_the_log_says_so_once(maps, caplog):
    rig, followed = following(maps)
    library.remove(maps, "seongnae")
    assert not followed.look()
    assert not followed.look()
    assert knows(rig, "말차다방")
    assert caplog.text.count("the map in force was removed") == 1
    library.use(maps, "other")
    assert followed.look()
    assert knows(rig, "녹차다방")


def test_a_map_that_cannot_be_used_leaves_the_one_before(maps, caplog):
    rig, followed = following(maps)
    library.use(maps, "other")
    text = library.folder_of(maps, "other") / manifest.PLACES / "text.utf8"
    text.write_bytes(text.read_bytes()[:-1] + b"!")
    assert not followed.look()
    assert knows(rig, "말차다방")
    assert "the one before stays" in caplog.text
    assert not followed.look()  # and it is not tried again and again
    assert caplog.text.count("the one before stays") == 1


def test_places_change_only_together_with_roads(maps, caplog):
    rig, followed = following(maps)
    rig.assistant.guidance = guidance = RouteGuidance(rig.bridge, rig.assistant.situation)
    library.use(maps, "other")  # which has no tiles
    assert not followed.look()
    assert not guidance.guides
    rig.assistant.guidance = None
    assert knows(rig, "말차다방")
    assert "the one before stays" in caplog.text


def test_a_running_gateway_drives_on_the_map_that_was_put_in_force(tmp_path, monkeypatch):
    needs_engine()
    monkeypatch.setattr(map_in_force, "EVERY", 0.05)
    monkeypatch.setattr(
        way_in_result, "WAY_SOON", 30.0
    )  # on a busy machine the route may take longer than a reply waits
    maps = tmp_path / "maps"
    config = alone(own("followed"), more={"gateway.routes": True, "navigation.maps": maps})
    with stack.gateway(config) as assistant:
        assert stack.wait_for_car(assistant)
        until(lambda: assistant.guidance.guides)
        go = [Command("nav.go", "do", None, "말차 카페")]
        assert assistant.execute(go, "ko").results[0].reason == "not_found"
        importing.from_extract(streets(tmp_path / "two-streets.osm.pbf"), maps, "streets", importing.nothing)
        library.use(maps, "streets")
        until(lambda: assistant.atlas.map == "streets")
        reply = assistant.execute(go, "ko").reply
        assert "지금 있는 곳 근처에 길이 없어서" in reply  # the car stands some km beside these two streets
        library.remove(maps, "streets")
        assert assistant.execute(go, "ko").results[0].outcome.value == "confirmed"
