"""What ECUs of any car are made of: heat, fuel, driving, panes, seats. The signals' names are given by the car."""
