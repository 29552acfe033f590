"""The list of recorded clips: what a line says, and what is wrong with one that cannot be used."""

import pytest

from contract.values import Command
from malcha.config.settings import MODEL
from nlu.engine.engine import Engine
from nlu.evaluation.clips import LIST, read_clips
from nlu.evaluation.labelled import RowError

CATALOGUE = Engine.load(MODEL).catalogue
OPEN = '[{"function": "window", "op": "open"}]'


@pytest.fixture
def clips(tmp_path):
    """The clips of a list with these lines, beside a recording a.wav."""
    (tmp_path / "a.wav").touch()

    def read(*lines: str):
        (tmp_path / LIST).write_text("\n".join(lines), encoding="utf-8")
        return read_clips(tmp_path, "ko", CATALOGUE)

    return read


def test_a_line_is_a_file_what_is_said_what_is_meant_and_where_it_comes_from(clips):
    (clip,) = clips("# file", "", f"a.wav\t창문 열어 줘\t{OPEN}\tours")
    assert (clip.row.text, clip.row.language, clip.row.kind) == ("창문 열어 줘", "ko", "ours")
    assert clip.row.commands == (Command("window", "open"),)
    assert (clip.path.name, clip.labelled, clip.for_car) == ("a.wav", True, True)
    assert clip.row.where.endswith("clips.tsv:3")


def test_commands_or_the_text_may_be_left_out(clips):
    spoken, ordered = clips("a.wav\t창문 열어 줘", f"a.wav\t\t{OPEN}")
    assert (spoken.row.text, spoken.row.commands, spoken.labelled) == ("창문 열어 줘", (), False)
    assert (ordered.row.text, ordered.row.commands, ordered.labelled) == ("", (Command("window", "open"),), True)


def test_a_dash_says_that_it_is_not_for_the_car(clips):
    (radio,) = clips("a.wav\t\t-\tradio")
    assert (radio.for_car, radio.labelled, radio.row.commands, radio.row.kind) == (False, True, (), "radio")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("b.wav\t창문", "b.wav is not in the folder"),
        ("a.wav", "neither a text nor commands"),
        ("a.wav\t\t\tradio", "neither a text nor commands"),
        ("a.wav\t창문\t{", "commands: not JSON"),
        ("a.wav\t창문\t[]", 'write "-" where nothing is for the car'),
        ('a.wav\t창문\t{"function": "window", "op": "open"}', "is not a list of commands"),
        ('a.wav\t창문\t[{"function": "windows", "op": "open"}]', "unknown function 'windows'"),
        ('a.wav\t창문\t[{"function": "window", "op": "lift"}]', "window has no op 'lift'"),
        ("a.wav\t...", "there is no word in the text"),
        (f"a.wav\t창문\t{OPEN}\tours\tmore", "5 columns"),
    ],
)
def test_a_line_that_cannot_be_used_is_named(clips, line, says):
    with pytest.raises(RowError, match=r"clips\.tsv:2: ") as error:
        clips("# the first line", line)
    assert says in str(error.value)


def test_a_list_that_is_missing_empty_or_no_text_is_said(tmp_path, clips):
    with pytest.raises(RowError, match=r"nowhere/clips\.tsv cannot be read.*file<TAB>text<TAB>commands"):
        read_clips(tmp_path / "nowhere", "ko", CATALOGUE)
    with pytest.raises(RowError, match="no clip in it"):
        clips("# nothing")
    (tmp_path / LIST).write_bytes("a.wav\t창문".encode("cp949"))
    with pytest.raises(RowError, match=r"clips\.tsv:1: not UTF-8"):
        read_clips(tmp_path, "ko", CATALOGUE)
