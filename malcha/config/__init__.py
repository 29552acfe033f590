"""The one configuration: malcha.toml, environment and flags, and where each value came from."""
