"""The picture of how sentences are said: a row a language, a panel each for lengths, forms and small words.

Needs matplotlib. All words are in Latin letters, which every font has.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from languages import part
from nlu.evaluation.pictures import styled, write
from nlu.public_data.sentence_shape import LONGEST, Shape

COLOURS = ("#c8553d", "#e9b44c", "#2f6690", "#8fb8de")  # of the sources, ours first
GROUP = 0.8  # of the room between two labels, for the bars of all sources together


@styled
def shape_picture(shapes: Mapping[str, Sequence[Shape]], path: Path) -> None:
    """Draws {language: shapes} in percent of the sentences; a colour a source."""
    figure = Figure(figsize=(11, 3.6 * len(shapes)), layout="constrained")
    panels = figure.subplots(len(shapes), 3, squeeze=False, width_ratios=(1, 1.1, 1.2))
    for (language, some), (lengths, forms, small_words) in zip(shapes.items(), panels, strict=True):
        said, name = part(language, "sentence_forms"), part(language, "text").NAME
        for shape, colour in zip(some, COLOURS, strict=False):
            percent = [100 * share for share in shape.lengths.values()]
            lengths.plot(range(1, LONGEST + 1), percent, color=colour, marker=".", linewidth=1.2)
        lengths.set(title=f"{name}: words a sentence", ylabel="% of the sentences", ylim=(0, None))
        lengths.set_xticks(range(1, LONGEST + 1, 2), [*map(str, range(1, LONGEST - 1, 2)), f"{LONGEST}+"])
        _bars(forms, [shape.forms for shape in some])
        forms.set_title(f"{name}: {said.WHERE}")
        _bars(small_words, [shape.with_small_word for shape in some])
        small_words.set_title(f"{name}: sentences with the word")
        small_words.margins(y=0.5)  # room for the legend
        small_words.legend([f"{shape.source}: {shape.sentences:,}" for shape in some], frameon=False, loc="upper right")
    write(figure, path)


def _bars(axes: Axes, shares: Sequence[Mapping[str, float]]) -> None:
    """A group of bars for each name, a bar a source, in percent."""
    width = GROUP / len(shares)
    for at, (found, colour) in enumerate(zip(shares, COLOURS, strict=False)):
        places = [place + (at + 0.5) * width - GROUP / 2 for place in range(len(found))]
        axes.bar(places, [100 * share for share in found.values()], width, color=colour)
    axes.set_xticks(range(len(shares[0])), list(shares[0]), rotation=40, ha="right", fontsize=8)
