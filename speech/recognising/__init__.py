"""From audio to words: recognisers behind one Protocol, and the phrases that they are told to expect."""
