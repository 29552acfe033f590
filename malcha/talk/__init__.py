"""The driver's side of a talk: microphone or recording, loudspeaker, and the calls to a running car."""
