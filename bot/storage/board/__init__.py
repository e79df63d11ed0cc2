"""What is remembered of points and places."""
