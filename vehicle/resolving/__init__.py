"""From a command to an absolute action that may be done now: resolving, policy, and the facts that answer questions."""
