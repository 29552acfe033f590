"""Ears and a voice: audio to words, words to audio. Knows the languages, and nothing of a car or of what is understood."""
