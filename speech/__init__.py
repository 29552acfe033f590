"""Ears and a voice: audio to words, words to audio. Knows the languages; no car, and no meaning of words."""
