"""What every gRPC server does alike: TLS, who may do what, limits, metrics, start and stop."""
