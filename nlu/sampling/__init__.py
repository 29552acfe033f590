"""Training utterances, drawn at random from the authored sentences.

The only part of nlu that knows the catalogue and a car.
"""
