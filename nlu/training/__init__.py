"""Network, losses, loop, calibration, export to int8 ONNX. Needs torch."""
