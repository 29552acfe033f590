"""Utterances without end from the authored sentences, for training."""
