"""The catalogue: one row for each function that may be asked of any car, with its ops, zones, values and conditions.

How a car does it is in its wiring (vehicle/cars/<car>/wiring.py); what it is called is in languages/<language>/. Tests
check that the three agree. To add a function on signals that a car has: a row in one of the modules below, a line of
wiring, its nouns, and sentences in nlu/corpus (or spoken=False).
"""

from vehicle.catalogue import body, climate, head_unit, information
from vehicle.catalogue.body import COLOURS as COLOURS
from vehicle.catalogue.row import Row
from vehicle.catalogue.values import NEVER as NEVER

ROWS: tuple[Row, ...] = (*climate.ROWS, *body.ROWS, *head_unit.ROWS, *information.ROWS)
CATALOGUE: dict[str, Row] = {row.name: row for row in ROWS}


def follow_ups() -> dict[str, str]:
    """{"function op" that is said as a follow-up and is not an op of that function: "function op" that is meant}."""
    return {
        f"{row.name} {op}": meant if " " in meant else f"{row.name} {meant}"
        for row in ROWS
        for op, meant in row.follow_up_ops.items()
    }
