"""The car's side of Malcha: the table of functions, policy, CAN, confirmed state, replies."""
