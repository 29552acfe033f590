"""From the results of a turn to the sentences of a language."""
