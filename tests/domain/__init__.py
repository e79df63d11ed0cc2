"""What is true, tested without database or Discord."""
