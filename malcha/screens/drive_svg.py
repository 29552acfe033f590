"""A drive as a picture: the route with the names of its streets, where each sentence was said, and the sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import cos, radians

from navigation.guidance.guide import Announcement
from navigation.guidance.path import Path
from navigation.routing.protocol import Line, Route

SIZE, MARGIN, WORDS = 520.0, 40.0, 460.0  # px: of the map's longer side, around it, and of the list beside it
LINE, FIRST = 21.0, 62.0  # px: from sentence to sentence, down to the first one
METRES = (50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000)  # of the scale bar
DEGREE = 111_195.0  # m
STYLE = """
text { font: 13px sans-serif; fill: #222 } .title { font: bold 17px sans-serif } .small { font-size: 11px; fill: #666 }
.way { fill: none; stroke: #1a73e8; stroke-width: 6; stroke-linejoin: round; stroke-linecap: round }
.other { fill: none; stroke: #bbb; stroke-width: 4; stroke-linejoin: round; stroke-linecap: round }
.street { font-size: 12px; fill: #174ea6; paint-order: stroke; stroke: #fff; stroke-width: 3px }
.mark { fill: #d93025; stroke: #fff } .number { font: bold 10px sans-serif; fill: #fff; text-anchor: middle }
.end { fill: #188038; stroke: #fff; stroke-width: 2 } .start { fill: #fff; stroke: #188038; stroke-width: 3 }
"""


@dataclass(frozen=True)
class Said:
    """A sentence and where the car was."""

    at: tuple[float, float]  # degrees
    what: Announcement


def picture(route: Route, others: Sequence[Route], said: Sequence[Said], title: str, below: str, language: str) -> str:
    """An SVG document. `others` are the alternatives, `below` says whose data the map is of."""
    plan = Plan([route.line, *(each.line for each in others)])
    parts = [f'<polyline class="other" points="{plan.points(each.line)}"/>' for each in others]
    parts.append(f'<polyline class="way" points="{plan.points(route.line)}"/>')
    parts += streets(route, plan, language)
    for kind, at in (("start", route.line[0]), ("end", route.line[-1])):
        x, y = plan.place(*map(float, at))
        parts.append(f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="8"/>')
    for number, each in enumerate(said, 1):
        x, y = plan.place(*each.at)
        row = FIRST + LINE * (number - 1)
        for cx, cy in ((x, y), (plan.width + 2 * MARGIN, row - 4)):
            parts.append(f'<circle class="mark" cx="{cx:.1f}" cy="{cy:.1f}" r="8"/>')
            parts.append(f'<text class="number" x="{cx:.1f}" y="{cy + 3.5:.1f}">{number}</text>')
        parts.append(f'<text x="{plan.width + 2 * MARGIN + 16:.0f}" y="{row:.0f}">{escape(each.what.text)}</text>')
    bottom = max(plan.height + 3 * MARGIN, FIRST + LINE * len(said)) + MARGIN / 2
    parts.append(scale(plan, bottom))
    parts.append(f'<text class="title" x="{MARGIN:.0f}" y="28">{escape(title)}</text>')
    parts.append(f'<text class="small" x="{MARGIN + 140:.0f}" y="{bottom:.0f}">{escape(below)}</text>')
    width, height = plan.width + 2 * MARGIN + WORDS, bottom + MARGIN / 2
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}">'
    ground = f'<rect width="{width:.0f}" height="{height:.0f}" fill="#fff"/>'
    return "\n".join([head, f"<style>{STYLE}</style>", ground, *parts, "</svg>", ""])


class Plan:
    """From degrees to px: north is up, both directions on one scale."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._north = max(float(line[:, 0].max()) for line in lines)
        self._west = min(float(line[:, 1].min()) for line in lines)
        self._wide = cos(radians(self._north))
        high = self._north - min(float(line[:, 0].min()) for line in lines)
        wide = (max(float(line[:, 1].max()) for line in lines) - self._west) * self._wide
        self.per_degree = SIZE / max(high, wide, 1e-6)
        self.width, self.height = max(wide * self.per_degree, 160.0), high * self.per_degree

    def place(self, lat: float, lon: float) -> tuple[float, float]:
        x = MARGIN + (lon - self._west) * self._wide * self.per_degree
        return x, 1.5 * MARGIN + (self._north - lat) * self.per_degree

    def points(self, line: Line) -> str:
        return " ".join("{:.1f},{:.1f}".format(*self.place(float(lat), float(lon))) for lat, lon in line)


def streets(route: Route, plan: Plan, language: str) -> list[str]:
    """The name of each street that the route takes, at the middle of its longest piece there."""
    path, longest = Path(route.line), dict[str, tuple[float, float]]()  # name -> (m, m along to its middle)
    ends = [*(each.begin for each in route.stretches[1:]), len(route.line) - 1]
    for each, end in zip(route.stretches, ends, strict=True):
        begin, to = float(path.along[each.begin]), float(path.along[end])
        name = each.street.name(language)
        if name and to - begin > longest.get(name, (0.0, 0.0))[0]:
            longest[name] = to - begin, (begin + to) / 2
    found = []
    for name, (_, middle) in longest.items():
        at, _ = path.at(middle)
        x, y = plan.place(at.lat, at.lon)
        found.append(f'<text class="street" x="{x + 8:.1f}" y="{y - 8:.1f}">{escape(name)}</text>')
    return found


def scale(plan: Plan, y: float) -> str:
    """A bar of a round number of metres."""
    per_metre = plan.per_degree / DEGREE
    metres = max((each for each in METRES if each * per_metre <= 120), default=METRES[0])
    text = f"{metres // 1000} km" if metres >= 1000 else f"{metres} m"
    end = MARGIN + metres * per_metre
    bar = f'<path d="M{MARGIN:.0f},{y - 4:.1f} H{end:.1f}" stroke="#666" stroke-width="3"/>'
    return f'{bar}<text class="small" x="{MARGIN:.0f}" y="{y - 10:.1f}">{text}</text>'
