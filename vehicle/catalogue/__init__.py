"""What can be asked of any car: functions, ops, zones, values."""
