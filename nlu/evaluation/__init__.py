"""Labelled utterances and every figure made of them."""
