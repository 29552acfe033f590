"""Small files as CTranslate2 writes them, for tests."""

import struct

import numpy as np

KINDS = {np.dtype(np.float32): 0, np.dtype(np.int8): 1, np.dtype(np.int16): 2, np.dtype(np.float16): 4}


def written(path, weights, version=6):
    """`weights`: arrays by name. The file of them."""

    def named(text):
        return struct.pack("<H", len(text) + 1) + text.encode() + b"\0"

    data = struct.pack("<I", version) + named("WhisperSpec") + struct.pack("<II", 3, len(weights))
    for name, array in weights.items():
        data += named(name) + struct.pack("<B", array.ndim) + struct.pack(f"<{array.ndim}I", *array.shape)
        data += struct.pack("<BI", KINDS[array.dtype], array.nbytes) + array.tobytes()
    path.write_bytes(data + struct.pack("<I", 1) + named("other") + named(next(iter(weights))))
    return path


def read(path):
    """The arrays by name."""
    from speech.recognising.weights_file import places

    data = path.read_bytes()
    with path.open("rb") as file:
        found = places(file)
    return {
        name: np.frombuffer(data, place.type, int(np.prod(place.shape)), place.offset).reshape(place.shape)
        for name, place in found.items()
    }
