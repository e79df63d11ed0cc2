"""Messages that must reach Discord exactly once: sender, pacer and recovery."""
