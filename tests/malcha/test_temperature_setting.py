"""How the gateway sets the temperature, as the command line and the configuration say."""

import pytest
from g70 import dbc
from typer.testing import CliRunner

from malcha.cli import main
from malcha.run import children, stack
from vehicle.delivery.temperature_keys import Temperature


@pytest.mark.parametrize(
    ("options", "way"), [((), Temperature.ABSOLUTE), (("--temperature", "steps"), Temperature.STEPS)]
)
def test_the_command_line_chooses(monkeypatch, options, way):
    chosen = []

    def gateway(*_, temperature, **__):
        chosen.append(temperature)
        raise children.StartError("far enough")

    monkeypatch.setattr(stack, "gateway", gateway)
    CliRunner().invoke(main.app, ["vehicle", "serve", *options])
    assert chosen == [way]


def test_the_gateway_sets_as_it_is_told():
    channels = {name: f"head unit {name}" for name in dbc.buses}
    with stack.gateway(
        channels=channels, simulate=False, nlu=None, own_engine=False, temperature=Temperature.STEPS
    ) as assistant:
        assert assistant.temperature is Temperature.STEPS
