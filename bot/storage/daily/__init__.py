"""What the question of the day remembers."""
