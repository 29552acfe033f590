"""Certificates of a test authority, and the lines of the audit."""

import json
import logging
from pathlib import Path

import pytest
from secured import CLIENTS
from turns import Words

from malcha.run import certs


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    found = tmp_path_factory.mktemp("certs")
    certs.make(found, [], list(CLIENTS))
    return found


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory) -> Path:
    """Certificates of the same names, of another authority."""
    found = tmp_path_factory.mktemp("elsewhere")
    certs.make(found, [], list(CLIENTS))
    return found


@pytest.fixture(scope="module")
def words(car) -> Words:
    car.understand = Words()
    return car.understand


@pytest.fixture
def told(caplog):
    """The audit's lines so far."""
    caplog.set_level(logging.INFO, "malcha.audit")
    return lambda: [json.loads(record.getMessage()) for record in caplog.records if record.name == "malcha.audit"]
