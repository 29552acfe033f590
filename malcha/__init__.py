"""The command line of Malcha, and what starts and stops its processes."""
