"""Rows of public data sets as labelled sentences of our catalogue."""
