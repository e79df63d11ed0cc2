"""What members do with their plans, and what their deeds tick."""
