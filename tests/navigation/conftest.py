"""The demo map, made once for all tests that drive on it."""

import pytest
from osm_files import needs_engine

from navigation.maps import demo
from navigation.maps.library import Map


@pytest.fixture(scope="session")
def demo_map(tmp_path_factory: pytest.TempPathFactory) -> Map:
    """With routing tiles; skips where they cannot be built."""
    needs_engine()
    return demo.ensure(tmp_path_factory.mktemp("demo"))
