"""Both buses as a candump log, and its replay through the gateway's own reception."""
