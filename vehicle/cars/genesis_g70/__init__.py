"""Modelled on the Genesis G70 of 2017: two buses, DBCs, wiring."""
