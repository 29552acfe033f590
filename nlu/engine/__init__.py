"""From text to commands at run time: tokens, ONNX session, decoding. Imports no training code."""
