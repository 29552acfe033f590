"""Parts of ECUs for any car: heat, fuel, driving, windows, seats. The car's folder gives the signal names."""
