"""What goes wrong on the buses, and when: scripted and seeded."""
