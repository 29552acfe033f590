"""What is likely to be said in English, for a recogniser that listens for phrases; malcha/run/ears.py reads it."""

ANSWERS = ("yes", "yeah", "ok", "sure", "no", "nope", "cancel", "never mind")  # to a question that is open
GUIDED: tuple[tuple[str, str], ...] = ()  # (particle, what follows) behind the name of a place: English has none
STOPS = ("stop", "stop it", "stop moving", "hold it", "halt", "stop the window", "my hand is stuck")
