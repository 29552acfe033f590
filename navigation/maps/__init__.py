"""A map on disk: made from an OpenStreetMap extract or from the demo's tables, listed, opened, removed.

`importing.py` makes one, `library.py` keeps several, `table.py` reads the places of one.
"""
