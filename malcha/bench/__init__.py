"""Benchmarks of the latency-critical paths and of the buses, each beside an empty gRPC call."""
