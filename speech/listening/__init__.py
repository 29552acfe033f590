"""From audio to the words of one utterance: who speaks when, in how much noise, and what a recogniser makes of it."""
