"""The question of the day: what members do with it, what owners set, and how it goes out."""
