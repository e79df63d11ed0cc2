"""The storage on both engines."""
