"""Results in, what the terminal shows out."""
