"""Generated stubs of the public contract in proto/malcha/v1/; make proto writes them."""
