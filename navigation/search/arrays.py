"""Arrays of numpy from files that are read whole: what is used does not change when its file does.

Whoever knows what is in the files reads them with a function of their own, which compares them.
"""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Read = Callable[[Path], bytes]  # raises OSError, or an error of its own


def array(path: Path, read: Read = Path.read_bytes) -> npt.NDArray[Any]:
    """One that numpy.save has written, in memory once and not to be written to. Raises OSError, ValueError."""
    data = read(path)
    head = BytesIO(data)
    version = np.lib.format.read_magic(head)
    if version != (1, 0):
        raise ValueError(f"{path.name} is of version {version} of numpy's format")
    shape, _, kind = np.lib.format.read_array_header_1_0(head)
    return np.frombuffer(data, kind, offset=head.tell()).reshape(shape)
