"""gRPC servicer of the gateway: translation, permissions, metrics."""
