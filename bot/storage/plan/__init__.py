"""What is remembered of plans and study days."""
