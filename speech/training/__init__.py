"""Teaching the second hearing what is said to a car: sentences in synthetic voices, in car noise. Needs PyTorch."""
