"""One folder a language: number words, particles, sentences; and what all languages share."""
