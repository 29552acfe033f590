"""What can be wrong with a map, as one sentence."""


class MapError(ValueError):
    """A map, or what one is made of, cannot be used. The message says which and why."""


class MapVersionError(MapError):
    """The map was written in a format that this program does not read."""
