"""From a route and positions of the car to what is said and shown. No thread and no clock: time is an argument."""
