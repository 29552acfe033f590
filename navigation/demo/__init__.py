"""The demo map as tables: roads.csv and crossings.csv, typed by the project; its places are those of places.csv.

It is schematic. Roads are straight between their crossings, which lie within some 150 m of the real ones; one-way
roads, turn restrictions and small streets are left out. A name with a dot in the middle (역삼로·논현로) is ours, of a
crossing that has none.
"""
