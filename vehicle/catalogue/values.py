"""Values, conditions and zones that several rows of the catalogue share."""

from vehicle.catalogue.row import Value

IGNITION, PARKED, NEVER = "ignition", "parked", "never"  # conditions of policy
ON = {"*": (IGNITION,)}
ENDS = ("min", "max")
FULL = {"min": 0, "max": 100}  # %
PERCENT = Value("percent", ENDS, FULL, step=10)
POSITION = Value("percent", ENDS, FULL, step=10, implied=ENDS)
LEVEL = Value("number", ENDS, implied=ENDS)


def words(listed: str) -> Value:
    """A value that is one of these words, given with spaces between."""
    return Value("word", tuple(listed.split()))
