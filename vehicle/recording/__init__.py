"""Records all buses as a log, and replays a log through the gateway's receive path."""
