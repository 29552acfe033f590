"""Every DBC of every car can be read by strict readers: what canmatrix, opendbc and parsers of JavaScript ask for."""

import re
from decimal import Decimal

import cantools
import pytest

from vehicle.can.dbc import CARS, Dbc, DbcError

FILES = [pytest.param(file, id=f"{file.parent.name}-{file.stem}") for file in sorted(CARS.glob("*/*.dbc"))]
NUMBER = r"-?\d+(?:\.\d+)?"  # no exponent
SIGNAL = re.compile(
    rf' SG_ (\w+) : (\d+)\|(\d+)@([01])([+-]) \(({NUMBER}),({NUMBER})\) \[({NUMBER})\|({NUMBER})\] "[^"]*" \w+(?:,\w+)*'
)
START = re.compile(rf'BA_ "GenSigStartValue" SG_ (\d+) (\w+) ({NUMBER});')
WORD = re.compile(r'BA_ "StartWord" SG_ (\d+) (\w+) "(\w+)";')


def signals(text: str) -> dict[tuple[int, str], re.Match[str]]:
    """{(id, name): line} of all signals."""
    found, message = {}, 0
    for line in text.split("\n"):
        if line.startswith("BO_ "):
            message = int(line.split()[1])
        if line.startswith(" SG_ "):
            matched = SIGNAL.fullmatch(line)
            assert matched, f"not as strict readers expect it: {line}"
            found[message, matched[1]] = matched
    return found


@pytest.mark.parametrize("file", FILES)
def test_no_signal_is_lost_by_a_strict_reader(file):
    """A factor written as 3e-05 is no number for some of them, and the signal goes without a word."""
    loaded = cantools.database.load_file(file, strict=True)
    assert set(signals(file.read_text())) == {
        (message.frame_id, signal.name) for message in loaded.messages for signal in message.signals
    }


@pytest.mark.parametrize("file", FILES)
def test_every_start_value_is_in_the_range_of_its_signal(file):
    """canmatrix puts the least value of the range in the place of others. Not given means 0."""
    text = file.read_text()
    starts = {(int(number), name): Decimal(raw) for number, name, raw in START.findall(text)}
    known = signals(text)
    assert len(starts) == text.count('BA_ "GenSigStartValue"')
    assert set(starts) <= set(known)
    outside = {}
    for where, line in known.items():
        factor, offset, low, high = (Decimal(line[group]) for group in (6, 7, 8, 9))
        raw = starts.get(where, Decimal(0))
        if not low <= raw * factor + offset <= high or raw != int(raw) or not 0 <= raw < 1 << int(line[3]):
            outside[where] = raw
    assert outside == {}


@pytest.mark.parametrize("file", FILES)
def test_a_start_at_a_word_that_is_no_number_is_said_by_that_word(file):
    text, dbc = file.read_text(), Dbc(file.parent)
    names = {
        bus_message.message.frame_id: name for name, bus_message in dbc.messages.items() if bus_message.bus == file.stem
    }
    for number, name, word in WORD.findall(text):
        assert dbc.start(f"{names[int(number)]}.{name}") == word


def test_a_start_word_that_the_value_table_has_not_is_said(tmp_path):
    (tmp_path / "a.dbc").write_text(
        'VERSION ""\nNS_ :\nBS_:\nBU_: A\nBO_ 1 M: 8 A\n SG_ S : 0|8@1+ (1,0) [0|9] "" A\n'
        'BA_DEF_ "Baudrate" INT 0 1000000;\nBA_DEF_ SG_ "StartWord" STRING ;\n'
        'BA_ "Baudrate" 500000;\nBA_ "StartWord" SG_ 1 S "no_change";\nVAL_ 1 S 15 "not_shown" ;\n'
    )
    with pytest.raises(DbcError, match=r"StartWord of M\.S is 'no_change', which its value table does not have"):
        Dbc(tmp_path)
