"""Domain values made into files."""
