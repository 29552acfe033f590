"""How the gateway sets the temperature, as the command line and the configuration say."""

import pytest
from stacks import alone, own
from typer.testing import CliRunner

from malcha.cli.main import app
from malcha.run import children, stack
from vehicle.delivery.temperature_keys import Temperature


@pytest.mark.parametrize(("options", "way"), [((), "absolute"), (("--temperature", "steps"), "steps")])
def test_the_command_line_chooses(monkeypatch, options, way):
    chosen = []

    def gateway(config, **_):
        chosen.append(config.settings.gateway.temperature)
        raise children.StartError("far enough")

    monkeypatch.setattr(stack, "gateway", gateway)
    CliRunner().invoke(app, ["vehicle", "serve", *options])
    assert chosen == [way]


def test_the_gateway_sets_as_it_is_told():
    config = alone(own("head unit"), more={"gateway.temperature": "steps"})
    with stack.gateway(config, simulate=False) as assistant:
        assert assistant.temperature is Temperature.STEPS
