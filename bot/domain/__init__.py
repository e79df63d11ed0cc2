"""What is true: frozen values and pure functions, without I/O, clock or Discord."""
