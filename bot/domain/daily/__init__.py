"""The question of the day: what a question is and which one comes next."""
