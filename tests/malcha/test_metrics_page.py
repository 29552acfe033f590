"""The servers' pages for Prometheus, as the command line starts them."""

import urllib.request
from contextlib import contextmanager

import pytest
from calls import PATIENCE
from prometheus_client import CollectorRegistry
from prometheus_client.parser import text_string_to_metric_families
from typer.testing import CliRunner

from malcha.cli.errors import BAD_INPUT
from malcha.cli.main import app
from malcha.run import children
from serving import metrics
from serving.metrics import endpoint

ANY = "127.0.0.1:0"


def scrape(port: int) -> dict[str, float]:
    """{'name{label="value",...}': value} of a page, labels in order of their names."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=PATIENCE) as page:
        families = text_string_to_metric_families(page.read().decode())
        samples = [sample for family in families for sample in family.samples]
    return {named(sample.name, **sample.labels): sample.value for sample in samples}


def named(name: str, **labels: str) -> str:
    return name + "{" + ",".join(f'{label}="{value}"' for label, value in sorted(labels.items())) + "}"


SERVERS = {
    "nlu": ("nlu", "serve", "--address", ANY),
    "vehicle": ("vehicle", "serve", "--address", ANY, "--nlu", "", "--no-engine"),
}


@pytest.fixture
def ends_at_once(monkeypatch):
    """Servers that end as soon as they listen; what their pages said by then."""
    pages = []

    def scraped_then_stopped(serving, port, address, then=None):
        pages.append(where["port"] and scrape(where["port"]))
        serving.stop(0.0)

    where = {"port": 0}
    real = metrics.endpoint

    @contextmanager
    def noting(*arguments):
        with real(*arguments) as port:
            where["port"] = port
            yield port

    monkeypatch.setattr(metrics, "endpoint", noting)
    monkeypatch.setattr(children, "serve_until_stopped", scraped_then_stopped)
    return pages


@pytest.mark.parametrize("server", SERVERS)
def test_a_server_has_a_page_only_if_told_to(server, ends_at_once):
    plain = CliRunner().invoke(app, [*SERVERS[server]])
    told = CliRunner().invoke(app, [*SERVERS[server], "--metrics", "0"])
    assert (plain.exit_code, told.exit_code) == (0, 0), (plain.output, told.output)
    assert "metrics" not in plain.output
    assert "metrics on http://127.0.0.1:" in told.output
    without, page = ends_at_once
    assert not without
    assert named("process_resident_memory_bytes") in page
    if server == "vehicle":
        assert page[named("malcha_bus_frames_total", bus="ccan", way="received")] > 0


@pytest.mark.parametrize("server", SERVERS)
def test_a_taken_port_for_metrics_is_said(server, ends_at_once):
    with endpoint(CollectorRegistry(), "0") as port:
        said = CliRunner().invoke(app, [*SERVERS[server], "--metrics", str(port)])
    assert said.exit_code == BAD_INPUT
    assert f"cannot listen on {port} for metrics" in said.stderr
    assert not ends_at_once
