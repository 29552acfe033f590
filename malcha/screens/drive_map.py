"""A drive in the terminal: a sketch of the route in braille dots, the next turn with a bar, and what is left."""

from collections.abc import Sequence
from itertools import pairwise
from math import cos, radians

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from malcha.run.drive_places import Several
from navigation.guidance.guide import Progress
from navigation.navigator import Step
from navigation.routing.protocol import Line, Route, Turn

WIDTH, HEIGHT = 60, 16  # characters; each has 2 by 4 dots
BRAILLE = 0x2800  # the empty one; its dots:
DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
CAR, START, END = "●", "○", "◎"
BAR = 500.0  # m before a turn at which the bar is full
ARROWS = {
    Turn.STRAIGHT: "↑", Turn.KEEP_LEFT: "↖", Turn.KEEP_RIGHT: "↗", Turn.SLIGHT_LEFT: "↖", Turn.SLIGHT_RIGHT: "↗",
    Turn.LEFT: "←", Turn.RIGHT: "→", Turn.SHARP_LEFT: "↙", Turn.SHARP_RIGHT: "↘", Turn.U_TURN_LEFT: "↶",
    Turn.U_TURN_RIGHT: "↷", Turn.RAMP_LEFT: "↖", Turn.RAMP_RIGHT: "↗", Turn.EXIT_LEFT: "↖", Turn.EXIT_RIGHT: "↗",
    Turn.ROUNDABOUT_ENTER: "↻", Turn.ROUNDABOUT_EXIT: "↗", Turn.WAYPOINT: "◇",
}  # fmt: skip
LAST = 4  # sentences that are shown


def arrow(turn: Turn) -> str:
    return END if turn.arrives else ARROWS.get(turn, "↑")


class Sketch:
    """A route drawn once; the car is put on it for each picture."""

    def __init__(self, line: Line, width: int = WIDTH, height: int = HEIGHT) -> None:
        self._width, self._height = width, height
        self._wide = cos(radians(float(line[0, 0])))  # a degree of longitude in degrees of latitude
        self._south, self._west = float(line[:, 0].min()), float(line[:, 1].min()) * self._wide
        north, east = float(line[:, 0].max()), float(line[:, 1].max()) * self._wide
        span = max((east - self._west) / (2 * width - 1), (north - self._south) / (4 * height - 1), 1e-9)
        self._dot = span  # degrees of a dot, the same in both directions
        self._rows = int((north - self._south) / span) // 4 + 1
        self._cells = [[0] * width for _ in range(self._rows)]
        for a, b in pairwise(line):
            self._stroke(*map(float, a), *map(float, b))
        self._ends = [self._cell(*map(float, line[0])), self._cell(*map(float, line[-1]))]

    def picture(self, lat: float, lon: float) -> Text:
        """With the car at this position."""
        marks = {self._ends[0]: (START, "dim"), self._ends[1]: (END, "bold green")}
        marks[self._cell(lat, lon)] = (CAR, "bold red")
        text = Text(no_wrap=True)
        for row, cells in enumerate(self._cells):
            for column, dots in enumerate(cells):
                sign, style = marks.get((row, column), (chr(BRAILLE + dots) if dots else " ", "cyan"))
                text.append(sign, style)
            text.append("\n")
        text.right_crop(1)
        return text

    def _dots(self, lat: float, lon: float) -> tuple[int, int]:
        """Dots from the upper left corner, down and to the right."""
        right = round((lon * self._wide - self._west) / self._dot)
        up = round((lat - self._south) / self._dot)
        down = 4 * self._rows - 1 - up
        return min(max(down, 0), 4 * self._rows - 1), min(max(right, 0), 2 * self._width - 1)

    def _cell(self, lat: float, lon: float) -> tuple[int, int]:
        down, right = self._dots(lat, lon)
        return down // 4, right // 2

    def _stroke(self, a_lat: float, a_lon: float, b_lat: float, b_lon: float) -> None:
        (down, right), (to_down, to_right) = self._dots(a_lat, a_lon), self._dots(b_lat, b_lon)
        steps = max(abs(to_down - down), abs(to_right - right), 1)
        for at in range(steps + 1):
            y, x = down + round((to_down - down) * at / steps), right + round((to_right - right) * at / steps)
            self._cells[y // 4][x // 2] |= DOTS[y % 4][x % 2]


class DriveScreen:
    """What `malcha drive` shows while it drives."""

    def __init__(self, route: Route, title: str, language: str) -> None:
        self.title, self.language = title, language
        self.sketch, self.said = Sketch(route.line), list[str]()

    def show(self, step: Step, at: tuple[float, float], speed: float) -> RenderableType:
        """`at` in degrees and `speed` in km/h are those of the car."""
        progress = step.progress
        if step.new_route is not None:
            self.sketch = Sketch(step.new_route.line)
        self.said = (self.said + [each.text for each in progress.said])[-LAST:]
        words = Text("\n".join(self.said or [""]), style="italic")
        body = Group(
            self.sketch.picture(*at),
            Text(),
            turn_line(progress, self.language),
            left_line(progress, speed),
            words,
        )
        return Panel(body, title=Text(self.title), width=WIDTH + 4, padding=(0, 1))


def turn_line(progress: Progress, language: str) -> RenderableType:
    """The next turn: arrow, distance, street, and a bar that fills up to it."""
    if progress.next is None:
        return Text(END, style="bold green")
    line = Table.grid(padding=(0, 1))
    bar = ProgressBar(total=BAR, completed=max(0.0, BAR - progress.to_next), width=20)
    street = Text(progress.next.street.name(language), overflow="ellipsis", no_wrap=True)
    line.add_row(Text(arrow(progress.next.turn), style="bold"), Text(metres(progress.to_next)), bar, street)
    return line


def left_line(progress: Progress, speed: float) -> Text:
    """What is left, how fast the car is and may be."""
    limit = f"/{progress.limit}" if progress.limit else ""
    minutes, seconds = divmod(round(progress.seconds_left), 60)
    guessed = "  ~" if progress.estimated else ""
    return Text(f"{metres(progress.left)}  {minutes}:{seconds:02d}  {speed:.0f}{limit} km/h{guessed}", style="dim")


def metres(distance: float) -> str:
    return f"{distance / 1000:.1f} km" if distance >= 1000 else f"{distance:.0f} m"


def summary(route: Route) -> Table:
    """The steps of a route before it is driven."""
    table = Table(box=None, pad_edge=False, show_header=False)
    for each in route.maneuvers:
        table.add_row(arrow(each.turn), Text(each.instruction), metres(each.distance) if each.distance else "")
    return table


def several(offered: Several) -> Table:
    """Places that may be meant, with their numbers; which one is the nearest."""
    table = Table(box=None, pad_edge=False, show_header=False)
    for number, (place, km) in enumerate(offered.places, 1):
        far = "" if km is None else f"{km:.1f} km" + (", the nearest" if number == offered.nearest else "")
        table.add_row(str(number), Text(place.ko), far, Text(place.address))
    return table


def spoken(said: Sequence[str], at: float) -> Text:
    """Sentences as lines, where no terminal shows the picture."""
    minutes, seconds = divmod(int(at), 60)
    return Text("\n".join(f"{minutes:2d}:{seconds:02d}  {each}" for each in said))
