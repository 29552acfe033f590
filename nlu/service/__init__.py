"""The NLU over gRPC."""
