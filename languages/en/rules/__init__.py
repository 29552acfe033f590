"""Words and patterns that the rules around the network look for (nlu/rules), as data."""
