"""The verb that drives: a route on a map of this machine, shown in the terminal as it is driven."""

import time
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from malcha.cli.errors import NOT_DONE, explained, fail
from malcha.cli.flags import flags
from malcha.cli.maps import Folder
from malcha.config.effective import Effective
from navigation.routing.protocol import Preference


@flags()
def drive(
    to: Annotated[
        str, typer.Option("--to", help="Where to, in words: a name, a kind, an address; NAME#2: the second of several.")
    ],
    config: Effective,
    start: Annotated[str, typer.Option("--from", help="Where it begins.")] = "강남역",
    via: Annotated[list[str] | None, typer.Option(help="A stop on the way; several may be given.")] = None,
    speed: Annotated[float, typer.Option(min=0, help="Seconds of the drive in one second; 0: do not wait.")] = 10.0,
    prefer: Annotated[Preference, typer.Option(help="Which route.")] = Preference.RECOMMENDED,
    language: Annotated[str, typer.Option(help="What guidance says is in: ko or en.")] = "ko",
    name: Annotated[str, typer.Option("--map", help="The map: else the one in force, else the demo map.")] = "",
    svg: Annotated[Path | None, typer.Option(help="Save the drive as a picture.", dir_okay=False)] = None,
    folder: Folder = None,
) -> None:
    """Drive from one place to another, as a simulation without a bus, and show what guidance shows and says.

    Ends at arrival. Needs a map with routes (make maps); without one of your own it drives on the demo map. Places are
    found as the car finds them. Where several may be meant they are listed with their numbers, and the exit code is 1.
    """
    if svg and not svg.parent.is_dir():
        fail(f"--svg {svg}: there is no folder {svg.parent}", "SVG")
    with explained():
        from rich.live import Live

        from languages import codes
        from malcha.run.drive_places import NUMBER, Several, map_to_drive, place
        from malcha.run.places import with_own
        from malcha.run.route_drive import STEP
        from malcha.run.route_drive import drive as driven
        from malcha.screens import drive_svg
        from malcha.screens.console import console
        from malcha.screens.drive_map import DriveScreen, several, spoken, summary
        from navigation import atlas
        from navigation.maps import library, searching
        from navigation.navigator import Navigator
        from navigation.routing.protocol import Options, Point
        from navigation.routing.valhalla import ValhallaRouter

        if language not in codes():
            fail(f"--language {language}: there are {', '.join(codes())}")
        found = map_to_drive(folder or library.default_folder(), name)
        places = with_own(atlas.of_map(searching.opened(found), found.about.name), config, lost=True)
        stops, out = list[tuple[str, Point]](), console()
        for each in (start, *(via or ()), to):
            meant = place(found, places, each, stops[-1][1] if stops else None)
            if isinstance(meant, Several):
                out.print(several(meant))
                typer.echo(f"malcha: {each!r} may be several places: say which, as {each + NUMBER}2", err=True)
                raise typer.Exit(NOT_DONE)
            stops.append(meant)
        alternatives = 2 if svg and len(stops) == 2 else 0
        options = Options(prefer, alternatives=alternatives, language=language)
        with closing(ValhallaRouter.of(found)) as router:
            route, *others = router.route([point for _, point in stops], options)
            navigator = Navigator(router)
            navigator.go(route.stops, options, chosen=route)
            title = f"{stops[0][0]} → {stops[-1][0]}"
            about = f"{found.about.name}: {found.about.attribution}, {found.about.licence}"
            below = ". ".join(filter(None, (about, found.about.note)))
            out.print(below, style="dim", markup=False)
            out.print(summary(route))
            screen, said = DriveScreen(route, title, language), list[drive_svg.Said]()
            with Live(console=out, auto_refresh=False, transient=True) as live:
                for now in driven(navigator, route):
                    said += [drive_svg.Said(now.car.at, each) for each in now.step.progress.said]
                    shown = screen.show(now.step, now.car.at, now.car.speed)
                    if out.is_terminal:
                        live.update(shown, refresh=True)
                    if texts := [each.text for each in now.step.progress.said]:
                        live.console.print(spoken(texts, now.time))
                    if speed:
                        time.sleep(STEP / speed)
            if not out.is_terminal:
                out.print(shown)
    if svg:
        svg.write_text(drive_svg.picture(route, others, said, title, below, language), encoding="utf-8")
