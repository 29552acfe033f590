"""How many heaps a process keeps."""

import ctypes

from malcha.run import memory


def test_a_machine_without_glibc_is_left_as_it_is(monkeypatch):
    monkeypatch.setattr(ctypes, "CDLL", lambda name: object())
    assert not memory.few_arenas()


def test_glibc_is_told(monkeypatch):
    told = []
    library = type("Library", (), {"mallopt": lambda self, what, value: told.append((what, value)) or 1})
    monkeypatch.setattr(ctypes, "CDLL", lambda name: library())
    assert memory.few_arenas(3)
    assert told == [(-8, 3)]
