"""Records all buses as a candump log, and replays a log through the gateway's receive path."""
