"""The maps of a user: a folder with one folder a map and import, and a small file that says which map is in force.

    ~/.local/share/malcha/maps/
      seoul.3/       the third import of the map "seoul", complete; an older one goes once this is there
      in_use         the name of the map in force
      lock           held while maps are imported or removed, by whoever does it
      .new-...       an import under way, or one that was killed: never read, and removed by the next

An import becomes a map by one rename, so that a map is there as a whole or not at all.
"""

import errno
import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from navigation.maps import manifest
from navigation.maps.errors import MapError
from navigation.maps.files import Files
from navigation.maps.manifest import Manifest
from navigation.maps.table import PlaceTable

NO_MAP = "none"  # in the place of a name: no map
IN_USE, LOCK, NEW, OLD, USE = "in_use", "lock", ".new-", ".old-", ".use-"
NAME = re.compile(r"[^\W_][\w-]{0,39}")  # letters of any language, digits, - and _; no dots: they part the import
FOLDER = re.compile(rf"({NAME.pattern})\.([0-9]{{1,9}})")


@dataclass(frozen=True)
class Map:
    """An open map. Its places stay as they were read, whatever becomes of its folder; its tiles are read on demand."""

    folder: Path
    about: Manifest
    files: Files
    places: PlaceTable

    @property
    def tiles(self) -> Path | None:
        """The folder of the routing tiles, if it has any."""
        return self.folder / manifest.TILES if self.about.routing else None


def default_folder() -> Path:
    """Where the user's maps are (XDG): $XDG_DATA_HOME/malcha/maps, else ~/.local/share/malcha/maps. Raises MapError."""
    try:
        data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    except RuntimeError as error:
        raise MapError(f"there is no folder for maps: {error}") from error
    return Path(data) / "malcha" / "maps"


def checked_name(name: str) -> str:
    """Raises MapError for what cannot be the name of a map."""
    if not NAME.fullmatch(name):
        raise MapError(f"{name!r} cannot be the name of a map: 1 to 40 letters, digits, - or _ are needed")
    if name == NO_MAP:
        raise MapError(f"a map cannot be called {NO_MAP!r}: in a configuration that says that there shall be none")
    return name


def name_for(file: Path) -> str:
    """The name of a map of this file: south-korea-latest.osm.pbf -> south-korea."""
    stem = file.name.split(".")[0].removesuffix("-latest").lower()
    return checked_name(re.sub(r"[^\w-]+", "-", stem).strip("-_")[:40] or "map")


def names(maps: Path) -> list[str]:
    """The maps in the folder, of any format, in the order of their names; none if there is no such folder."""
    return sorted({name for name, _, _ in _folders(maps)})


def folder_of(maps: Path, name: str) -> Path:
    """The folder of the newest import of a map. Raises MapError if there is none of this name."""
    newest = _newest(maps, name)
    if newest is None:
        there = ", ".join(names(maps)) or "none"
        raise MapError(f"there is no map {name!r} in {maps}; there: {there}")
    return newest


def info(maps: Path, name: str) -> Manifest:
    """Raises MapError; MapVersionError for a map of another format."""
    return manifest.load(folder_of(maps, name))


def size(folder: Path) -> int:
    """Bytes of all files of a map."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file())


def in_use(maps: Path) -> str:
    """The name of the map in force; "" if there is none. Raises MapError if it cannot be read."""
    try:
        return (maps / IN_USE).read_text(encoding="utf-8").strip()
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise MapError(f"{maps / IN_USE} cannot be read: {error}; malcha map use NAME writes it anew") from error


def in_force(maps: Path, name: str = "") -> Path | None:
    """The folder of the map of this name, else of the one in force, as it is now: another one once it is imported
    again. None if there is none. A look that opens nothing. Raises MapError if the folder of the maps cannot be read.
    """
    return _newest(maps, name or in_use(maps))


def use(maps: Path, name: str) -> Manifest:
    """Put a map in force for whoever opens one from now on. One with a damaged file is refused, and the map that was
    in force stays. Reads all files of it. Raises MapError."""
    found = open_map(maps, name)
    found.files.check()
    new = maps / f"{USE}{os.getpid()}"
    with writing(maps):
        try:
            new.write_text(f"{name}\n", encoding="utf-8")
            sync(new)
            new.replace(maps / IN_USE)
        finally:
            new.unlink(missing_ok=True)
        sync(maps)
    return found.about


def open_map(maps: Path, name: str = "") -> Map:
    """A map by its name, else the one in force. Raises MapError if there is none or it is damaged."""
    name = name or in_use(maps)
    if not name:
        raise MapError(f"no map is in force in {maps}: import one, or choose one that is there")
    while True:
        folder = folder_of(maps, name)
        try:
            return opened(folder)
        except MapError:
            if folder.is_dir():
                raise  # else it has just been imported again, and this was the older one


def opened(folder: Path) -> Map:
    """The map in this folder. Raises MapError where what is read of it is damaged, or a file has another length."""
    about, files = manifest.load(folder), Files.of(folder)
    files.read(folder / manifest.FILE)
    files.check_lengths()
    return Map(folder, about, files, PlaceTable(folder / manifest.PLACES, about.places, about.kinds, files.read))


def remove(maps: Path, name: str) -> None:
    """Remove a map; what is in force stays, unless it was this one. Raises MapError."""
    with locked(maps), writing(maps):
        folder_of(maps, name)
        if in_use(maps) == name:
            (maps / IN_USE).unlink()
        clear(maps, name, 1 << 31)


def clear(maps: Path, name: str, below: int) -> None:
    """Remove the imports of a map with a number less than this, the oldest first: an end in the middle leaves the
    newest. Only while locked. Raises OSError."""
    for _, number, folder in sorted(each for each in _folders(maps) if each[0] == name):
        if number < below:
            old = maps / f"{OLD}{folder.name}"
            folder.rename(old)
            shutil.rmtree(old)


def next_number(maps: Path, name: str) -> int:
    return max((number for each, number, _ in _folders(maps) if each == name), default=0) + 1


def sweep(maps: Path) -> None:
    """Remove what imports and removals that were killed have left. Only while locked. Raises OSError."""
    for left in (*maps.glob(f"{NEW}*"), *maps.glob(f"{OLD}*")):
        if left.is_dir():
            shutil.rmtree(left)
        else:
            left.unlink()


@contextmanager
def locked(maps: Path) -> Iterator[None]:
    """Nobody else imports or removes meanwhile; who is killed lets go. Raises MapError if somebody does."""
    with writing(maps):
        maps.mkdir(parents=True, exist_ok=True)
        lock = os.open(maps / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in (errno.EWOULDBLOCK, errno.EACCES):
                raise MapError(f"{maps / LOCK} cannot be locked: {error.strerror}") from error
            raise MapError(f"a map is being imported or removed in {maps}: try again when that has ended") from error
        yield
    finally:
        os.close(lock)


@contextmanager
def writing(maps: Path) -> Iterator[None]:
    """OSErrors as MapErrors in one sentence."""
    try:
        yield
    except OSError as error:
        where = error.filename or maps
        raise MapError(f"{where} cannot be written: {error.strerror or error}") from error


def sync(path: Path) -> None:
    """To the disk itself: of a file what is in it, of a folder which files it has. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _newest(maps: Path, name: str) -> Path | None:
    """The folder of the newest import of a map; None if there is none of this name."""
    found = [(number, folder) for each, number, folder in _folders(maps) if each == name]
    return max(found)[1] if found else None


def _folders(maps: Path) -> Iterator[tuple[str, int, Path]]:
    """(name, number of the import, folder)"""
    try:
        found = list(maps.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        raise MapError(f"{maps} cannot be read: {error.strerror or error}") from error
    for folder in found:
        if (match := FOLDER.fullmatch(folder.name)) and folder.is_dir():
            yield match[1], int(match[2]), folder
