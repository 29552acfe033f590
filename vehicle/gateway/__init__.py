"""Frames in, frames out: what may be sent, what was received, the state of both buses."""
