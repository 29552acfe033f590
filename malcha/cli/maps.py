"""The verbs of `malcha map`: maps of this machine, which navigation searches and drives by."""

from pathlib import Path
from typing import Annotated, Any

import typer

from malcha.cli.errors import explained, fail
from malcha.cli.flags import flags
from malcha.screens.json_lines import print_line

Folder = Annotated[
    Path | None,
    typer.Option("--maps", help="Folder with the maps: else $XDG_DATA_HOME/malcha/maps.", file_okay=False),
]
Name = Annotated[str, typer.Argument(help="The map, as malcha map list names it.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of a table.")]


@flags()
def import_(
    file: Annotated[
        Path | None, typer.Argument(help="An OpenStreetMap extract: FILE.osm.pbf, of a city or a country.")
    ] = None,
    name: Annotated[str, typer.Option("--name", help="What the map is called: else as the file.")] = "",
    demo: Annotated[bool, typer.Option("--demo", help="The demo map that comes along, instead of a file.")] = False,
    keep: Annotated[bool, typer.Option("--keep", help="Leave the map in force that is.")] = False,
    folder: Folder = None,
) -> None:
    """Make a map of an OpenStreetMap extract, and put it in force. Needs the packages of the extra maps.

    It has the places of the extract and, where the routing engine is installed, the tiles to drive by. A map of the
    same name is replaced when the new one is complete; whatever ends the import before leaves the old one.
    """
    if (file is None) != demo or (demo and name):
        fail("give either a FILE.osm.pbf, which may have a --name, or --demo")
    with explained():
        from malcha.screens.console import console
        from malcha.screens.maps import about, importing_bar
        from navigation.maps import demo as tables
        from navigation.maps import importing, library

        maps = folder or library.default_folder()
        with importing_bar() as progress:
            if file is None:
                found = importing.make(tables.source(), maps, progress)
            else:
                found = importing.from_extract(file, maps, name, progress)
        if not keep:
            library.use(maps, found.about.name)
        console().print(about(found.about, library.size(found.folder), not keep))


@flags()
def list_(folder: Folder = None, as_json: AsJson = False) -> None:
    """The maps of this machine: which is in force, how large it is, how old its data are, what is wrong with it."""
    with explained():
        from malcha.screens.console import console
        from malcha.screens.maps import table
        from navigation.maps import library

        maps = folder or library.default_folder()
        in_force, problem = in_use(maps)
        rows = [row(maps, name, in_force) for name in library.names(maps)]
        if as_json:
            found = {"folder": str(maps), "in_use": in_force, "maps": rows}
            print_line(found | ({"problem": problem} if problem else {}))
        elif rows:
            console().print(table(rows))
        else:
            console().print(f"there is no map in {maps}: malcha map import FILE.osm.pbf makes one")
        if problem:
            typer.echo(f"malcha: it is not known which map is in force: {problem}", err=True)


@flags()
def use(name: Name, folder: Folder = None) -> None:
    """Put a map in force. One with a damaged file is refused, and the map that was in force stays."""
    with explained():
        from malcha.screens.console import console
        from navigation.maps import library

        found = library.use(folder or library.default_folder(), name)
        console().print(f"in force: {found.name}, {found.places} places, {found.attribution}", markup=False)


@flags()
def info(
    name: Annotated[str, typer.Argument(help="The map; else the one in force.")] = "",
    folder: Folder = None,
    as_json: AsJson = False,
) -> None:
    """What a map holds: its bounds, its places by kind, its size, the date of its data, routing, licence.

    All its files are read and compared with what was written: a damaged one is an error.
    """
    with explained():
        from malcha.screens.console import console
        from malcha.screens.maps import about
        from navigation.maps import library

        maps = folder or library.default_folder()
        found = library.open_map(maps, name)
        found.files.check()
        in_force, _ = in_use(maps)
        if as_json:
            print_line(row(maps, found.about.name, in_force) | {"folder": str(found.folder)})
        else:
            console().print(about(found.about, library.size(found.folder), found.about.name == in_force))


@flags()
def remove(name: Name, folder: Folder = None) -> None:
    """Remove a map from this machine. Whoever has it open keeps its places; routes need its files."""
    with explained():
        from malcha.screens.console import console
        from navigation.maps import library

        maps = folder or library.default_folder()
        was_in_force = library.in_use(maps) == name
        library.remove(maps, name)
        console().print(f"removed: {name}" + ("; no map is in force now" if was_in_force else ""), markup=False)


def in_use(maps: Path) -> tuple[str, str]:
    """(the map in force, why that is not known); one of them is empty, or both."""
    from navigation.maps import library
    from navigation.maps.errors import MapError

    try:
        return library.in_use(maps), ""
    except MapError as error:
        return "", str(error)


def row(maps: Path, name: str, in_force: str) -> dict[str, Any]:
    """A map as a row for people and scripts; of one that cannot be read, or has files missing or cut short, its name
    and why."""
    from dataclasses import asdict

    from navigation.maps import library
    from navigation.maps.errors import MapError
    from navigation.maps.files import Files

    found: dict[str, Any] = {"name": name, "in_use": name == in_force}
    try:
        about = asdict(library.info(maps, name))
        Files.of(library.folder_of(maps, name)).check_lengths()
    except MapError as error:
        return found | {"error": str(error)}
    about.pop("kinds")
    return about | found | {"bytes": library.size(library.folder_of(maps, name))}
