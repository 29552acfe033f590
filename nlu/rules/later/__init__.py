"""Times of a command: "in ten minutes", "for an hour", "at seven"; conditions and repetitions, which are refused."""
