"""The example of docs/security.md, as it says, and mistakes in a line."""

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

import malcha
from malcha.cli.errors import BAD_INPUT, NOT_DONE
from malcha.cli.main import app
from malcha.run import children

ROOT = Path(malcha.__file__).parents[1]
EXAMPLE = ROOT / "docs" / "permissions.toml"
ANY_PORT = "127.0.0.1:0"


# the documented example


def documented() -> list[list[str]]:
    """The commands of docs/security.md, in order, without the first word."""
    text = (ROOT / "docs" / "security.md").read_text(encoding="utf-8").replace("\\\n", " ")
    return [shlex.split(line)[1:] for line in text.splitlines() if line.startswith("    malcha ")]


def run(*arguments: str):
    return CliRunner().invoke(app, list(arguments), catch_exceptions=False)


def test_the_documented_example_works_as_it_says(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    certificates, nlu, vehicle, *asked = [
        [
            str(EXAMPLE)
            if word == "docs/permissions.toml"
            else str(tmp_path / word)
            if word.startswith("certs/")
            else word
            for word in words
        ]
        for words in documented()
    ]
    assert run(*certificates).exit_code == 0
    with children.process(*nlu, "--address", ANY_PORT) as server_address:
        more = ("--address", ANY_PORT, "--nlu", server_address, "--no-engine")  # so that only the server understands
        with children.process(*vehicle, *more) as address:
            done, seen, refused = [run(*words, "--address", address) for words in asked]
            plain, other = (
                run("state", "--address", address),
                run("say", "열선 켜", "--address", address, "--tls-ca", "certs/dashboard.pem"),
            )
            shown_by_environment = {
                f"MALCHA_TLS_{what}": asked[1][asked[1].index(f"--tls-{what.lower()}") + 1]
                for what in ("CA", "CERT", "KEY")
            }
            checked = CliRunner(env=shown_by_environment).invoke(app, ["health", "--address", address])
    assert (done.exit_code, seen.exit_code, refused.exit_code, checked.exit_code) == (0, 0, NOT_DONE, 0)
    assert "CONFIRMED" in done.output
    assert re.search(r"seat\.heat +passenger +3 ", seen.output)
    assert "REFUSED" in refused.output
    assert "열선 시트를 다룰 권한이 없어요" in refused.output
    assert plain.exit_code == other.exit_code == BAD_INPUT
    assert "--tls-ca" in plain.output
    assert "CERTIFICATE_VERIFY_FAILED" in other.output


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("say", "열선 켜", "--tls-cert", "none.pem"), "give both files|needs the authority"),
        (("nlu", "serve", "--address", ANY_PORT, "--tls-client-ca", "none.pem"), "needs one itself"),
        (
            ("vehicle", "serve", "--address", ANY_PORT, "--nlu", "", "--permissions", "none.toml"),
            "none.toml: .*No such file",
        ),
        (("certs", "/proc/nowhere"), "/proc/nowhere"),
    ],
)
def test_mistakes_are_said_in_a_line(arguments, why):
    said = run(*arguments)
    assert said.exit_code == BAD_INPUT
    assert re.search(why, said.output)
    assert len(said.output.strip().splitlines()) == 1
